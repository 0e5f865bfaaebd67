// What of cpp-httplib is used: the connection, the parser of requests and of multipart bodies, the thread pool. Routing is
// ours: every request is given to Site::handle. A path never meets one of the library's regular expressions unless it is short,
// because they recurse once a character.
#include "web/server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/log.h"
#include "base/text.h"
#include "web/page.h"

namespace casebook::web {
namespace {

constexpr std::size_t kLongestTarget = 2048;  // bytes
constexpr std::size_t kLargestBody = 1024 * 1024;
constexpr int kSecondsToRead = 5;

std::optional<Method> method_of(const httplib::Request& request) {
    if (request.method == "GET" || request.method == "HEAD") return Method::get;
    if (request.method == "POST") return Method::post;
    return std::nullopt;
}

Values form_of(const httplib::Request& request) {
    Values form;
    for (const auto& [name, part] : request.files) form.emplace(name, part.content);
    if (request.get_header_value("Content-Type").starts_with("application/x-www-form-urlencoded"))
        form = parse_urlencoded(request.body);
    return form;
}

std::optional<Request> to_request(const httplib::Request& from, Method method) {
    const auto target = parse_target(from.target);
    if (!target) return std::nullopt;
    Request request;
    request.method = method;
    request.path = target->path;
    request.local = from.target;
    request.query = target->query;
    request.form = form_of(from);
    for (const auto& [name, value] : from.headers)
        request.headers.emplace(ascii_lower(name), value);
    request.body = from.body;
    return request;
}

void send(const Response& response, httplib::Response& to) {
    to.status = response.status;
    for (const auto& [name, value] : headers_of(response))
        if (name != "Content-Type") to.set_header(name.c_str(), value);
    to.set_content(response.body, response.content_type);
}

Response plain_error(int status, std::string_view text) {
    Response response;
    response.kind = ResponseKind::error;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = fmt::format("{}\n", text);
    return response;
}

std::string_view text_for_status(int status) {
    switch (status) {
        case 400:
            return "The request is malformed";
        case 405:
            return "This method is not used here";
        case 411:
            return "The length of the body must be said";
        case 413:
            return "The body is too large";
        case 414:
            return "The address is too long";
        case 500:
            return "The program failed; the log says where";
        default:
            return "The request cannot be answered";
    }
}

// An error that is found before there is a page to show it on.
Response bare_error(const httplib::Request& request, int status) {
    if (request.path.starts_with("/api/")) return problem(status, text_for_status(status), "");
    return plain_error(status, fmt::format("{} {}", status, text_for_status(status)));
}

// The library would serve a few kilobytes of ranges with a gigabyte, and unpack a bomb: neither header reaches it. The request is
// the library's own and not constant there; it only hands it out as such.
void drop_dangerous_headers(const httplib::Request& request) {
    auto& own = const_cast<httplib::Request&>(request);
    own.headers.erase("Range");
    own.headers.erase("Content-Encoding");
    own.ranges.clear();
}

// "[::1]" for an IPv6 address.
std::string host_in_url(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

// What the Host header of a browser on this machine may say; the port is left out where it is HTTP's own.
std::vector<std::string> hosts_of(const std::string& host, int port) {
    std::vector<std::string> hosts;
    for (const std::string& name : {host_in_url(host), std::string("127.0.0.1"),
                                    std::string("localhost"), std::string("[::1]")}) {
        hosts.push_back(fmt::format("{}:{}", name, port));
        if (port == 80) hosts.push_back(name);
    }
    return hosts;
}

}  // namespace

struct Server::Implementation {
    Site& site;
    ServerOptions options;
    int port = 0;
    httplib::Server http;

    Implementation(Site& the_site, const ServerOptions& the_options)
        : site(the_site), options(the_options) {
        configure();
    }

    // A stop that comes before the run, or in its first moment, is not lost.
    enum class Phase { bound, running, stopping };
    std::atomic<Phase> phase = Phase::bound;
    std::atomic<bool> ended = false;

    void run() {
        Phase expected = Phase::bound;
        if (phase.compare_exchange_strong(expected, Phase::running)) http.listen_after_bind();
        ended = true;
    }

    void stop() {
        if (phase.exchange(Phase::stopping) != Phase::running) return;
        while (!http.is_running() && !ended)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        http.stop();
    }

    void configure() {
        http.new_task_queue = [threads = options.threads] {
            return new httplib::ThreadPool(threads);
        };
        // Not the library's SO_REUSEPORT, with which two servers share a port and nobody notices.
        http.set_socket_options([](socket_t socket) {
            const int on = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        });
        http.set_payload_max_length(kLargestBody);
        http.set_read_timeout(kSecondsToRead, 0);
        // One request a connection: an answer given before the body was read leaves nothing behind that could be taken for a request,
        // and an idle browser holds no thread.
        http.set_keep_alive_max_count(1);
        http.set_pre_routing_handler(
            [this](const httplib::Request& request, httplib::Response& response) {
                drop_dangerous_headers(request);
                const bool unsized_body =
                    request.has_header("Transfer-Encoding");  // its limit would not be kept
                if (request.target.size() > kLongestTarget || unsized_body) {
                    send(bare_error(request, unsized_body ? 411 : 414), response);
                    return httplib::Server::HandlerResponse::Handled;
                }
                if (method_of(request) != Method::get)
                    return httplib::Server::HandlerResponse::Unhandled;  // the body comes first
                answer(request, response);
                return httplib::Server::HandlerResponse::Handled;
            });
        const auto with_body = [this](const httplib::Request& request,
                                      httplib::Response& response) { answer(request, response); };
        http.Post(".*", with_body);
        http.Put(".*", with_body);
        http.Patch(".*", with_body);
        http.Delete(".*", with_body);
        http.Options(".*", with_body);
        http.set_error_handler([](const httplib::Request& request, httplib::Response& response) {
            if (response.body.empty()) send(bare_error(request, response.status), response);
        });
        http.set_exception_handler(
            [](const httplib::Request& request, httplib::Response& response, std::exception_ptr) {
                log(Severity::error, fmt::format("{} failed with an exception", request.path));
                response.headers.erase("EXCEPTION_WHAT");
                send(bare_error(request, 500), response);
            });
    }

    void answer(const httplib::Request& from, httplib::Response& to) const {
        const auto method = method_of(from);
        if (!method) return send(bare_error(from, 405), to);
        const auto request = to_request(from, *method);
        if (!request) return send(bare_error(from, 400), to);
        send(site.handle(*request), to);
    }
};

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::bind(Site& site, const ServerOptions& options) {
    auto implementation = std::make_unique<Implementation>(site, options);
    httplib::Server& http = implementation->http;
    const bool any = options.port == 0;
    implementation->port = any ? http.bind_to_any_port(options.host)
                           : http.bind_to_port(options.host, options.port) ? options.port
                                                                           : -1;
    if (implementation->port < 0)
        return Error{ErrorKind::busy,
                     fmt::format("Cannot listen on {}:{}", options.host, options.port),
                     "Another program may use the port: try --listen 127.0.0.1:8081",
                     {}};
    const int port = implementation->port;
    site.set_hosts(hosts_of(options.host, port));
    return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

int Server::port() const {
    return implementation_->port;
}

std::string Server::url() const {
    return fmt::format("http://{}:{}", host_in_url(implementation_->options.host), port());
}

void Server::run() {
    implementation_->run();
}

void Server::stop() {
    implementation_->stop();
}

}  // namespace casebook::web
