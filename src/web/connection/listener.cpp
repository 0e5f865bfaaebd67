#include "web/connection/listener.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace casebook::web {
namespace {

constexpr int kBacklog = 1024;

Error cannot_listen(const std::string& host, int port, int reason) {
    const std::string what = fmt::format("Cannot listen on {}:{}", host, port);
    if (reason == EADDRINUSE)
        return {ErrorKind::busy,
                what,
                "Another program may use the port: try --listen 127.0.0.1:8081",
                {}};
    if (reason == EACCES)
        return {ErrorKind::forbidden, what, "Ports below 1024 need a privilege: try 8080", {}};
    return {ErrorKind::io,
            fmt::format("{}: {}", what, std::strerror(reason)),
            "Check the address given with --listen",
            {}};
}

int port_of(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.ss_family == AF_INET6
                     ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                     : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

// Not SO_REUSEPORT, with which two servers share a port and nobody notices.
Descriptor bound_socket(const addrinfo& address) {
    Descriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const bool done = socket.is_open() &&
                      ::bind(socket.number(), address.ai_addr, address.ai_addrlen) == 0 &&
                      ::listen(socket.number(), kBacklog) == 0;
    return done ? std::move(socket) : Descriptor();
}

}  // namespace

Result<Listener> listen_on(const std::string& host, int port) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_PASSIVE;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0)
        return cannot_listen(host, port, EADDRNOTAVAIL);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
    int reason = EADDRNOTAVAIL;
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
        Descriptor socket = bound_socket(*address);
        if (socket.is_open()) {
            const int taken = port_of(socket.number());
            return Listener{std::move(socket), taken};
        }
        reason = errno;
    }
    return cannot_listen(host, port, reason);
}

}  // namespace casebook::web
