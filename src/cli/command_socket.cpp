#include "cli/command_socket.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "cli/command_request.h"

namespace casebook::cli {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kMostClients = 16;
constexpr std::size_t kLongestRequest = 64 * 1024;
constexpr auto kRequestTime = 5s;
constexpr timeval kSendTime{5, 0};  // a client that takes nothing for so long is gone
constexpr auto kBetweenProgress = 200ms;
constexpr int kFailed = 1;

// Thrown out of long work when the server stops; what was acknowledged is durable, and the next start takes it up.
struct Stopped {};

// Sends what a command says to its client, for as long as that is there.
class RemoteConsole final : public Console {
  public:
    RemoteConsole(const Descriptor& socket, const std::atomic<bool>& stopping)
        : socket_(socket), stopping_(stopping) {}

    void print(std::string_view text) override { send({{"output", text}}); }
    void say(std::string_view text) override { send({{"error", text}}); }
    void exit(int code) { send({{"exit", code}}); }

    app::Progress progress(std::string_view doing, Counted counted) override {
        json line{{"doing", doing}, {"counted", counted == Counted::bytes ? "bytes" : "files"}};
        return [this, line, last = SteadyClock::time_point()](std::size_t done,
                                                              std::size_t total) mutable {
            if (stopping_) throw Stopped();
            const auto now = SteadyClock::now();
            if (now - last < kBetweenProgress) return;
            last = now;
            line["progress"] = {done, total};
            send(line);
        };
    }

  private:
    void send(const json& line) {
        if (is_gone_) return;
        is_gone_ =
            !send_all(socket_, line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
    }

    const Descriptor& socket_;
    const std::atomic<bool>& stopping_;
    bool is_gone_ = false;
};

Error too_many() {
    return {ErrorKind::busy, "The server has too many commands at once", "Try again later", {}};
}

Error is_stopping() {
    return {ErrorKind::busy,
            "The server is being stopped",
            "Run the command again; what was done stays",
            {}};
}

bool is_same_folder(const std::filesystem::path& one, const std::filesystem::path& other) {
    std::error_code failure;
    return std::filesystem::equivalent(one, other, failure) && !failure;
}

Error other_library(const app::Workspace& workspace) {
    std::error_code failure;
    return {ErrorKind::conflict,
            "The server that holds this state folder serves another library",
            "Give its --content",
            {std::filesystem::absolute(workspace.options().content, failure).string(), 0}};
}

}  // namespace

Result<std::unique_ptr<CommandSocket>> CommandSocket::open(app::Workspace& workspace) {
    auto listener = listen_in(workspace.options().state);
    if (!listener) return listener.error();
    return std::unique_ptr<CommandSocket>(new CommandSocket(workspace, std::move(*listener)));
}

CommandSocket::CommandSocket(app::Workspace& workspace, Descriptor listener)
    : workspace_(workspace),
      listener_(std::move(listener)),
      wake_(::eventfd(0, EFD_CLOEXEC)),
      acceptor_([this] { accept_clients(); }) {}

CommandSocket::~CommandSocket() {
    stopping_ = true;
    ::eventfd_write(wake_.number(), 1);
    acceptor_.join();
    remove_socket_in(workspace_.options().state);
    for (Client& client : clients_) {
        ::shutdown(client.socket.number(), SHUT_RD);  // one that has not said yet what it wants
        client.thread.join();
    }
}

void CommandSocket::accept_clients() {
    while (!stopping_) {
        pollfd wanted[] = {{listener_.number(), POLLIN, 0}, {wake_.number(), POLLIN, 0}};
        if (::poll(wanted, 2, -1) < 0) continue;
        remove_who_is_done();
        if ((wanted[0].revents & POLLIN) != 0) accept_one();
    }
}

void CommandSocket::accept_one() {
    Descriptor socket(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (socket.number() < 0) {
        std::this_thread::sleep_for(100ms);  // out of descriptors: the others go on
        return;
    }
    ::setsockopt(socket.number(), SOL_SOCKET, SO_SNDTIMEO, &kSendTime, sizeof kSendTime);
    if (!peer_is_trusted(socket)) return;
    if (clients_.size() >= kMostClients) {
        RemoteConsole console(socket, stopping_);
        console.exit(fail(console, too_many()));
        return;
    }
    Client& client = clients_.emplace_back(std::move(socket));
    client.thread = std::thread([this, &client] { serve(client); });
}

void CommandSocket::remove_who_is_done() {
    for (auto client = clients_.begin(); client != clients_.end();) {
        if (!client->done) {
            ++client;
            continue;
        }
        client->thread.join();
        client = clients_.erase(client);
    }
}

void CommandSocket::serve(Client& client) {
    RemoteConsole console(client.socket, stopping_);
    const auto line = LineReader(client.socket, kLongestRequest).next(kRequestTime);
    if (line)
        console.exit(run(client.socket, *line));
    else
        console.exit(fail(console, line.error()));
    ::shutdown(client.socket.number(), SHUT_RDWR);
    client.done = true;
}

int CommandSocket::run(const Descriptor& socket, const std::string& line) {
    RemoteConsole console(socket, stopping_);
    const auto request = parse_request(line);
    if (!request) return fail(console, request.error());
    if (!is_same_folder(request->common.content, workspace_.options().content))
        return fail(console, other_library(workspace_));
    const std::lock_guard alone(one_at_a_time_);
    try {
        return std::visit(
            [&](const auto& options) {
                return run_on(workspace_, console, request->common, options);
            },
            request->command);
    } catch (const Stopped&) {
        return fail(console, is_stopping());
    } catch (const std::exception& failure) {
        log(Severity::error, "A command failed with an exception");
        console.say(fmt::format("casebook: The server failed at this ({})\n", failure.what()));
        return kFailed;
    }
}

}  // namespace casebook::cli
