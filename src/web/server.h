// The web server: a site behind sockets, guarded against slow, oversized and malformed requests.
//
// Bytes are framed strictly (connection/message_parser.h) by one event loop (connection/event_loop.h); whole requests are answered by
// a fixed set of threads; answers get their ETag, are compressed, and go out through the loop again.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "web/connection/event_loop.h"
#include "web/site.h"

namespace casebook::web {

struct ServerOptions {
    std::string host = "127.0.0.1";
    int port = 8080;                    // 0: any free one
    std::filesystem::path certificate;  // PEM; with it and its key the server speaks TLS only
    std::filesystem::path key;
    LoopLimits limits;
};

class Server {
  public:
    using Answerer = std::function<Response(const Request&)>;  // called by many threads at once

    // Binds the address; nothing is answered before run(). Error: busy (address in use), forbidden, io; with TLS not_found and
    // invalid for its files. The site is told which hosts it is.
    static Result<std::unique_ptr<Server>> bind(Site& site, const ServerOptions& options);
    static Result<std::unique_ptr<Server>> bind(Answerer answerer, const ServerOptions& options);
    ~Server();

    int port() const;
    std::string url() const;

    void run();   // until stop(); then it answers what is in flight, in 5 seconds at most
    void stop();  // from any thread; one that comes before the run is not lost

    // More of the streams of this audience (Response::audience); nullopt: of all. From any thread, also before the run.
    void push(std::optional<std::string> audience, std::string bytes);

  private:
    struct Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace casebook::web
