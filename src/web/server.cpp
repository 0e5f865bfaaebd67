#include "web/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>

#include "base/log.h"
#include "web/compression.h"
#include "web/conditional.h"
#include "web/connection/message_request.h"
#include "web/connection/message_writer.h"
#include "web/connection/tls_channel.h"

namespace casebook::web {
namespace {

constexpr rlim_t kOtherDescriptors = 512;  // files of the library, database and index

// "[::1]" for an IPv6 address.
std::string host_in_url(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

// What the Host header of a browser on this machine may say; the port is left out where it is the scheme's own.
std::vector<std::string> hosts_of(const std::string& host, int port, int port_of_scheme) {
    std::vector<std::string> hosts;
    for (const std::string& name : {host_in_url(host), std::string("127.0.0.1"),
                                    std::string("localhost"), std::string("[::1]")}) {
        hosts.push_back(fmt::format("{}:{}", name, port));
        if (port == port_of_scheme) hosts.push_back(name);
    }
    return hosts;
}

// As far as the system lets it; beyond, the loop closes whoever is idle longest.
void allow_descriptors(rlim_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Error key_without_certificate() {
    return {ErrorKind::invalid,
            "TLS needs a certificate and its key",
            "Give both --tls-certificate and --tls-key, or neither",
            {}};
}

Result<std::unique_ptr<TlsContext>> load_tls(const ServerOptions& options) {
    if (options.certificate.empty() && options.key.empty()) return std::unique_ptr<TlsContext>();
    if (options.certificate.empty() || options.key.empty()) return key_without_certificate();
    return TlsContext::load(options.certificate, options.key);
}

}  // namespace

struct Server::Implementation final : Respondent {
    std::string host;
    int port;
    Answerer answerer;
    Compressor compressor;
    std::unique_ptr<TlsContext> tls;
    EventLoop loop;
    std::function<void()> before_end = [] {};

    Implementation(const ServerOptions& options, Answerer the_answerer, Listener listener,
                   std::unique_ptr<TlsContext> the_tls)
        : host(options.host),
          port(listener.port),
          answerer(std::move(the_answerer)),
          tls(std::move(the_tls)),
          loop(std::move(listener.socket), options.limits, *this, tls.get()) {}
    ~Implementation() override { before_end(); }

    Answered answer(Message message, const std::function<AfterAnswer()>& after) override {
        const BodyWanted body = message.method == "HEAD" ? BodyWanted::no : BodyWanted::yes;
        const std::string path = message.target.substr(0, message.target.find('?'));
        try {
            Response response = respond(std::move(message), path);
            if (body == BodyWanted::no && response.kind == ResponseKind::stream) {
                response.kind = ResponseKind::data;  // ends with its head
                response.audience.reset();
                response.body.clear();
            }
            auto audience = std::move(response.audience);
            return {bytes(std::move(response), body, after()), std::move(audience)};
        } catch (...) {  // whose words may hold paths, SQL or a customer's text
            log(Severity::error, fmt::format("{} failed with an exception", path));
            return {bytes(bare_error(500, path), body, after()), std::nullopt};
        }
    }

    std::string refuse(RefusalReason reason) override {
        return bytes(bare_error(reason), BodyWanted::yes, AfterAnswer::close);
    }

    Response respond(Message message, const std::string& path) {
        auto request = to_request(std::move(message));
        if (const int* status = std::get_if<int>(&request)) return bare_error(*status, path);
        Request& whole = std::get<Request>(request);
        whole.transport = tls ? Transport::tls : Transport::plain;
        return compressor.compressed(whole, conditional(whole, answerer(whole)));
    }

    std::string bytes(Response response, BodyWanted body, AfterAnswer after) const {
        if (tls) response.headers.emplace("Strict-Transport-Security", "max-age=31536000");
        return bytes_of(response, body, after);
    }
};

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::bind(Site& site, const ServerOptions& options) {
    auto server = bind([&site](const Request& request) { return site.handle(request); }, options);
    if (!server) return server;
    Implementation& implementation = *(*server)->implementation_;
    site.set_hosts(hosts_of(options.host, (*server)->port(), implementation.tls ? 443 : 80));
    site.live_feed().use_sink([&implementation](auto account, std::string bytes) {
        implementation.loop.push(std::move(account), std::move(bytes));
    });
    implementation.before_end = [&site] { site.live_feed().use_sink(nullptr); };
    return server;
}

Result<std::unique_ptr<Server>> Server::bind(Answerer answerer, const ServerOptions& options) {
    auto tls = load_tls(options);
    if (!tls) return tls.error();
    auto listener = listen_on(options.host, options.port);
    if (!listener) return listener.error();
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets that the other side may have closed
    allow_descriptors(options.limits.connections + kOtherDescriptors);
    return std::unique_ptr<Server>(new Server(std::make_unique<Implementation>(
        options, std::move(answerer), std::move(*listener), std::move(*tls))));
}

int Server::port() const {
    return implementation_->port;
}

std::string Server::url() const {
    return fmt::format("{}://{}:{}", implementation_->tls ? "https" : "http",
                       host_in_url(implementation_->host), port());
}

void Server::run() {
    implementation_->loop.run();
}

void Server::push(std::optional<std::string> audience, std::string bytes) {
    implementation_->loop.push(std::move(audience), std::move(bytes));
}

void Server::stop() {
    implementation_->loop.stop();
}

}  // namespace casebook::web
