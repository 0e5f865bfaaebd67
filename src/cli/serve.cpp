#include <fmt/format.h>

#include <arpa/inet.h>

#include <charconv>
#include <csignal>
#include <thread>

#include "app/people/accounts.h"
#include "app/suggest_resolutions.h"
#include "base/log.h"
#include "base/text.h"
#include "cli/command_socket.h"
#include "cli/terminal.h"
#include "jobs/background_worker.h"
#include "jobs/complaint_rounds.h"
#include "jobs/library_watch.h"
#include "web/panel_origin.h"
#include "web/server.h"

namespace casebook::cli {
namespace {

constexpr std::size_t kReaders =
    8;  // searches at once; more threads than cores only wait for each other

bool is_loopback(const std::string& host) {
    in_addr address{};
    if (::inet_pton(AF_INET, host.c_str(), &address) == 1)
        return (ntohl(address.s_addr) >> 24) == 127;
    return host == "localhost" || host == "::1";
}

Result<web::ServerOptions> server_options(const ServeOptions& options) {
    web::ServerOptions server;
    const std::size_t colon = options.listen.rfind(':');
    const std::string port = colon == std::string::npos ? "" : options.listen.substr(colon + 1);
    const auto [end, failure] =
        std::from_chars(port.data(), port.data() + port.size(), server.port);
    if (failure != std::errc{} || end != port.data() + port.size() || server.port < 0 ||
        server.port > 65535)
        return Error{ErrorKind::invalid,
                     fmt::format("“{}” is not an address and a port", options.listen),
                     "Write it as 127.0.0.1:8080",
                     {}};
    server.host = options.listen.substr(0, colon);
    if (server.host.starts_with('[') && server.host.ends_with(']'))
        server.host = server.host.substr(1, server.host.size() - 2);
    server.limits.threads = options.threads;
    server.certificate = options.tls_certificate;
    server.key = options.tls_key;
    const bool passwords_can_be_read = options.tls_certificate.empty() &&
                                       options.trusted_proxies.empty() && !is_loopback(server.host);
    if (passwords_can_be_read)
        return Error{ErrorKind::forbidden,
                     fmt::format("“{}” can be reached by others, and without TLS they can read "
                                 "passwords on their way",
                                 server.host),
                     "Give --tls-certificate and --tls-key, or name the proxy that has them with "
                     "--trusted-proxy, or listen on 127.0.0.1",
                     {}};
    return server;
}

// Waits for SIGINT or SIGTERM on a thread of its own; the signals are blocked everywhere else.
class StopOnSignal {
  public:
    explicit StopOnSignal(web::Server& server) {
        thread_ = std::thread([this, &server] {
            int signal = 0;
            sigwait(&set_, &signal);
            server.stop();
        });
    }
    ~StopOnSignal() {
        ::kill(::getpid(), SIGTERM);  // wakes the thread when the server ended by itself
        thread_.join();
    }
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    // Before any other thread starts.
    static void block_signals() {
        const sigset_t set = stop_signals();
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }

  private:
    static sigset_t stop_signals() {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        return set;
    }
    sigset_t set_ = stop_signals();
    std::thread thread_;
};

// The first search makes tables and reads the index into memory; no agent should wait for that.
void warm_up(const app::Workspace& workspace) {
    app::SuggestRequest request;
    request.text = "预热 warm up";
    if (const auto list = app::suggest_resolutions(workspace, request); !list) log(list.error());
}

// A server that no command can reach serves all the same.
std::unique_ptr<CommandSocket> listen_for_commands(app::Workspace& workspace) {
    auto socket = CommandSocket::open(workspace);
    if (socket) return std::move(*socket);
    log(socket.error());
    return nullptr;
}

// Whoever comes first to a server that others can reach would be its administrator.
Result<void> check_somebody_can_sign_in(const app::Workspace& workspace, const std::string& host) {
    if (is_loopback(host) || workspace.accounts().has_administrator()) return {};
    return Error{ErrorKind::forbidden,
                 fmt::format("“{}” can be reached by others, and nobody can sign in yet", host),
                 "Make an administrator first: casebook user add NAME --role admin "
                 "--password-stdin",
                 {}};
}

// Without an administrator: the link that makes one, new at every start.
Result<std::string> way_in(const app::Workspace& workspace, const std::string& url) {
    if (workspace.accounts().has_administrator()) return url;
    const auto secret = workspace.accounts().invite_first_administrator();
    if (!secret) return secret.error();
    return fmt::format("{}/first-start/{}", url, *secret);
}

Result<void> check_panel_origins(const std::vector<std::string>& origins) {
    for (const std::string& origin : origins)
        if (!web::is_origin(origin))
            return Error{ErrorKind::invalid,
                         fmt::format("“{}” is not the origin of a page", origin),
                         "Write it in small letters and without a path, as https://crm.example or "
                         "https://crm.example:8443",
                         {}};
    return {};
}

// A proxy in front passes on the name under which it is known.
void accept_names(web::Site& site, const std::vector<std::string>& names) {
    std::vector<std::string> hosts = site.options().hosts;
    hosts.insert(hosts.end(), names.begin(), names.end());
    site.set_hosts(std::move(hosts));
}

}  // namespace

int serve(const CommonOptions& common, const ServeOptions& options) {
    const auto server_settings = server_options(options);
    if (!server_settings) return fail(server_settings.error());
    if (auto checked = check_panel_origins(options.panel_origins); !checked)
        return fail(checked.error());
    const auto workspace =
        open_workspace(common, {app::Access::write, kReaders, app::MissingIndex::build_later,
                                std::chrono::days(options.shelf_life_days),
                                std::chrono::days(options.recall_days)});
    if (!workspace) return fail(workspace.error());
    StopOnSignal::
        block_signals();  // until here a signal ends the program at once, which loses nothing
    say_problems((*workspace)->problems());
    warm_up(**workspace);
    if (auto checked = check_somebody_can_sign_in(**workspace, server_settings->host); !checked)
        return fail(checked.error());
    (*workspace)
        ->accounts()
        .sessions()
        .set_limits({std::chrono::minutes(options.session_idle),
                     std::chrono::hours(options.session_hours)});
    auto site = web::Site::make(**workspace,
                                {CASEBOOK_VERSION,
                                 {},
                                 web::AssetReading::as_built,
                                 {options.trusted_proxies, ascii_lower(options.trusted_header)},
                                 options.panel_origins});
    if (!site) return fail(site.error());
    auto server = web::Server::bind(**site, *server_settings);
    if (!server) return fail(server.error());
    accept_names(**site, options.public_hosts);
    const auto cases = (*workspace)->index().count(Kind::case_);
    const auto way = way_in(**workspace, (*server)->url());
    if (!way) return fail(way.error());
    const bool first_start = *way != (*server)->url();
    if (first_start || !common.quiet)
        fmt::print("Casebook 案例簿: {} cases. Open {} {}(Ctrl+C stops)\n", cases ? *cases : 0,
                   *way, first_start ? "to set up the administrator: this link works once " : "");
    std::fflush(stdout);
    {
        const jobs::BackgroundWorker worker(**workspace);
        const jobs::LibraryWatch watch(**workspace);
        const jobs::ComplaintRounds rounds(
            **workspace,
            {std::chrono::minutes(1), std::chrono::days(options.purge_contacts_after)});
        const auto commands = listen_for_commands(**workspace);
        const StopOnSignal stop(**server);
        (*server)->run();
    }
    log(Severity::information, "Stopped");
    return 0;
}

}  // namespace casebook::cli
