#include "web/connection/channel.h"

#include <sys/socket.h>

#include <cerrno>

namespace casebook::web {
namespace {

Moved moved(ssize_t outcome, ChannelState when_full) {
    if (outcome > 0) return {ChannelState::moved, static_cast<std::size_t>(outcome)};
    const bool waits = outcome < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return {waits ? when_full : ChannelState::ended, 0};
}

}  // namespace

Moved PlainChannel::read(std::span<char> into) {
    return moved(::recv(socket_, into.data(), into.size(), 0), ChannelState::wants_read);
}

Moved PlainChannel::write(std::string_view bytes) {
    return moved(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                 ChannelState::wants_write);
}

void PlainChannel::end_writing() {
    ::shutdown(socket_, SHUT_WR);
}

}  // namespace casebook::web
