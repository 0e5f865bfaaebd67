// The HTTP server: sockets and threads around a Site, by cpp-httplib.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "web/site.h"

namespace casebook::web {

struct ServerOptions {
    std::string host = "127.0.0.1";
    int port = 8080;  // 0: any free one
    std::size_t threads = 32;
};

class Server {
  public:
    // Binds the address; nothing is answered before run(). Error: busy (address in use), io.
    static Result<std::unique_ptr<Server>> bind(Site& site, const ServerOptions& options);
    ~Server();

    int port() const;
    std::string url() const;

    void run();   // until stop()
    void stop();  // from any thread

  private:
    struct Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace casebook::web
