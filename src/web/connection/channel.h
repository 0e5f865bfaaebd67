// The bytes of one connection, plain or under TLS, without ever blocking.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace casebook::web {

enum class ChannelState {
    moved,
    wants_read,
    wants_write,
    ended
};  // ended: closed by the other side, or broken

struct Moved {
    ChannelState state = ChannelState::ended;
    std::size_t bytes = 0;  // more than 0 when moved
};

class Channel {
  public:
    virtual ~Channel() = default;
    virtual Moved read(std::span<char> into) = 0;
    virtual Moved write(std::string_view bytes) = 0;
    virtual void end_writing() = 0;  // says that nothing more will come
};

// Over a non-blocking socket, which it does not own.
class PlainChannel final : public Channel {
  public:
    explicit PlainChannel(int socket) : socket_(socket) {}
    Moved read(std::span<char> into) override;
    Moved write(std::string_view bytes) override;
    void end_writing() override;

  private:
    int socket_;
};

}  // namespace casebook::web
