#include "cli/local_socket.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace casebook::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "casebook.sock";
constexpr int kBacklog = 16;
constexpr std::size_t kPiece = 16 * 1024;

Error socket_error(std::string_view doing, const fs::path& state, int number = errno) {
    const bool nobody = number == ENOENT || number == ECONNREFUSED;
    const ErrorKind kind = nobody             ? ErrorKind::not_found
                           : number == EACCES ? ErrorKind::forbidden
                                              : ErrorKind::io;
    const char* hint =
        kind == ErrorKind::forbidden ? "Run it as the person who runs the server" : "";
    return {kind,
            fmt::format("{}: {}", doing, std::strerror(number)),
            hint,
            {(state / kName).string(), 0}};
}

// An address has room for 108 bytes. A longer path is reached through the folder's descriptor.
class Address {
  public:
    explicit Address(const fs::path& state)
        : folder_(::open(state.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
        std::string path = (state / kName).string();
        if (path.size() >= sizeof address_.sun_path)
            path = fmt::format("/proc/self/fd/{}/{}", folder_.number(), kName);
        address_.sun_family = AF_UNIX;
        std::memcpy(address_.sun_path, path.c_str(), path.size() + 1);
    }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }
    static socklen_t size() { return sizeof(sockaddr_un); }

  private:
    Descriptor folder_;
    sockaddr_un address_{};
};

Descriptor new_socket() {
    return Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

}  // namespace

Result<Descriptor> listen_in(const fs::path& state) {
    remove_socket_in(state);
    Descriptor socket = new_socket();
    const Address address(state);
    const bool listens = ::fchmod(socket.number(), 0600) == 0 &&
                         ::bind(socket.number(), address.get(), Address::size()) == 0 &&
                         ::listen(socket.number(), kBacklog) == 0;
    if (!listens) return socket_error("Commands cannot reach this server", state);
    return socket;
}

Result<Descriptor> connect_in(const fs::path& state) {
    Descriptor socket = new_socket();
    const Address address(state);
    if (::connect(socket.number(), address.get(), Address::size()) != 0)
        return socket_error("Cannot reach the server", state);
    return socket;
}

void remove_socket_in(const fs::path& state) {
    std::error_code ignored;
    fs::remove(state / kName, ignored);
}

bool peer_is_trusted(const Descriptor& socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == 0 || peer.uid == ::geteuid();
}

Result<void> LineReader::read_more(int milliseconds) {
    pollfd wanted{socket_.number(), POLLIN, 0};
    const int ready = ::poll(&wanted, 1, milliseconds);
    if (ready == 0) return Error{ErrorKind::busy, "Nothing came in time", "", {}};
    if (ready < 0)
        return errno == EINTR ? Result<void>() : Error{ErrorKind::io, std::strerror(errno), "", {}};
    char piece[kPiece];
    const ssize_t got = ::recv(socket_.number(), piece, sizeof piece, 0);
    if (got > 0) {
        buffer_.append(piece, static_cast<std::size_t>(got));
        return {};
    }
    if (got < 0 && errno == EINTR) return {};
    return Error{ErrorKind::not_found, "The other end is gone", "", {}};
}

Result<std::string> LineReader::next(std::chrono::milliseconds time) {
    const bool for_ever = time == std::chrono::milliseconds::max();
    const auto start = std::chrono::steady_clock::now();
    while (true) {
        const std::size_t end = buffer_.find('\n', searched_);
        if (end != std::string::npos && end < longest_) {
            std::string line = buffer_.substr(0, end);
            buffer_.erase(0, end + 1);
            searched_ = 0;
            return line;
        }
        searched_ = buffer_.size();
        if (buffer_.size() >= longest_) return Error{ErrorKind::invalid, "Too long a line", "", {}};
        const auto left = time - std::chrono::duration_cast<std::chrono::milliseconds>(
                                     std::chrono::steady_clock::now() - start);
        if (!for_ever && left.count() <= 0)
            return Error{ErrorKind::busy, "Nothing came in time", "", {}};
        if (auto more = read_more(for_ever ? -1 : static_cast<int>(left.count())); !more)
            return more.error();
    }
}

Result<std::string> LineReader::next() {
    return next(std::chrono::milliseconds::max());
}

bool send_all(const Descriptor& socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace casebook::cli
