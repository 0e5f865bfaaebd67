// A client that sends any bytes, and servers with answers of the test's own.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <charconv>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "support/desk.h"
#include "web/connection/descriptor.h"
#include "web/server.h"

namespace casebook::web {

struct RawAnswer {
    int status = 0;                              // 0: none came
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

class RawClient {
  public:
    RawClient() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval longest{20, 0};
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    }
    explicit RawClient(int port) : RawClient() { connect(port); }

    void connect(int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address),
                               sizeof address) == 0;
    }

    int socket() const { return socket_.number(); }
    bool is_connected() const { return connected_; }

    // False when the other side has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void end_sending() { ::shutdown(socket_.number(), SHUT_WR); }

    RawAnswer receive() {
        std::size_t head_end = 0;
        while ((head_end = unread_.find("\r\n\r\n")) == std::string::npos)
            if (!receive_more()) return {};
        RawAnswer answer = parse_head(unread_.substr(0, head_end));
        unread_.erase(0, head_end + 4);
        std::size_t length = 0;
        const std::string text = answer.header("content-length");
        std::from_chars(text.data(), text.data() + text.size(), length);
        while (unread_.size() < length)
            if (!receive_more()) return {};
        answer.body = unread_.substr(0, length);
        unread_.erase(0, length);
        return answer;
    }

    RawAnswer exchange(std::string_view bytes) {
        send(bytes);
        return receive();
    }

    // The next of a stream of events, without the empty line that ends it; "" when the stream has ended.
    std::string receive_event() {
        std::size_t end = 0;
        while ((end = unread_.find("\n\n")) == std::string::npos)
            if (!receive_more()) return {};
        std::string event = unread_.substr(0, end);
        unread_.erase(0, end + 2);
        return event;
    }

    // Whether the other side ends the connection without another byte.
    bool is_closed_by_server() { return unread_.empty() && !receive_more(); }

  private:
    bool receive_more() {
        char bytes[65536];
        const ssize_t came = ::recv(socket_.number(), bytes, sizeof bytes, 0);
        if (came > 0) unread_.append(bytes, static_cast<std::size_t>(came));
        return came > 0;
    }

    static RawAnswer parse_head(const std::string& head) {
        RawAnswer answer;
        for (const std::string_view line : split_lines(head)) {
            const std::size_t colon = line.find(':');
            if (answer.status == 0)
                std::from_chars(line.data() + 9, line.data() + 12, answer.status);
            else if (colon != std::string_view::npos)
                answer.headers.emplace(ascii_lower(line.substr(0, colon)),
                                       trim(line.substr(colon + 1)));
        }
        return answer;
    }

    Descriptor socket_;
    bool connected_ = false;
    std::string unread_;
};

inline std::string get_request(const std::string& target, const std::string& headers = "") {
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n";
}

inline std::string post_request(const std::string& target, const std::string& headers,
                                const std::string& body) {
    return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n" + body;
}

inline std::string sized(const std::string& body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n";
}

// A server whose answers are the test's; it runs until the end of the test or stop().
class RunningServer {
  public:
    explicit RunningServer(Server::Answerer answerer, ServerOptions options = {}) {
        options.port = 0;
        server_ = test::value_of(Server::bind(std::move(answerer), options));
        thread_ = std::thread([this] { server_->run(); });
    }
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    void begin_to_stop() { server_->stop(); }
    void stop() {
        server_->stop();
        if (thread_.joinable()) thread_.join();
    }
    void push(std::optional<std::string> audience, std::string bytes) const {
        server_->push(std::move(audience), std::move(bytes));
    }
    int port() const { return server_->port(); }
    RawClient client() const { return RawClient(port()); }
    RawAnswer exchange(const std::string& bytes) const { return client().exchange(bytes); }

  private:
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

// Says what reached it: method, path, query q, form text, length of the body.
inline Response echo(const Request& request) {
    Response response;
    response.kind = ResponseKind::data;
    response.content_type = "text/plain; charset=utf-8";
    response.body = request.path + " " + request.query_value("q") + " " +
                    request.form_value("text") + " " + std::to_string(request.body.size());
    return response;
}

}  // namespace casebook::web
