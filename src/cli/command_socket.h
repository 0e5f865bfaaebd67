// The running server's ear for commands: each client sends one, which runs here on the server's workspace, one at a time, while what
// it says goes back line by line (command_request.h). A client that goes away stops nothing.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "app/workspace.h"
#include "cli/local_socket.h"

namespace casebook::cli {

class CommandSocket {
  public:
    // Error: io.
    static Result<std::unique_ptr<CommandSocket>> open(app::Workspace& workspace);
    ~CommandSocket();  // commands at work are interrupted where that loses nothing
    CommandSocket(const CommandSocket&) = delete;
    CommandSocket& operator=(const CommandSocket&) = delete;

  private:
    struct Client {
        Descriptor socket;
        std::atomic<bool> done = false;
        std::thread thread;
        explicit Client(Descriptor the_socket) : socket(std::move(the_socket)) {}
    };
    CommandSocket(app::Workspace& workspace, Descriptor listener);
    void accept_clients();
    void accept_one();
    void remove_who_is_done();
    void serve(Client& client);
    int run(const Descriptor& socket, const std::string& line);

    app::Workspace& workspace_;
    Descriptor listener_;
    Descriptor wake_;
    std::atomic<bool> stopping_ = false;
    std::mutex one_at_a_time_;
    std::list<Client> clients_;  // of the accepting thread
    std::thread acceptor_;
};

}  // namespace casebook::cli
