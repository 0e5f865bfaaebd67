// The socket <state>/casebook.sock through which commands reach the server that holds the state folder.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "web/connection/descriptor.h"

namespace casebook::cli {

using web::Descriptor;

// Only the owner and root may connect. Takes the place of one that was left behind: the caller holds the folder's lock. Error: io.
Result<Descriptor> listen_in(const std::filesystem::path& state);

// Error: not_found when nobody listens; forbidden; io.
Result<Descriptor> connect_in(const std::filesystem::path& state);

void remove_socket_in(const std::filesystem::path& state);

// Whether the process at the other end is run by the same person, or by root.
bool peer_is_trusted(const Descriptor& socket);

// Reads lines of at most `longest` bytes.
class LineReader {
  public:
    LineReader(const Descriptor& socket, std::size_t longest)
        : socket_(socket), longest_(longest) {}

    // Error: not_found at the end of the stream; busy when `time` is over; invalid for a line that is too long; io.
    Result<std::string> next(std::chrono::milliseconds time);
    Result<std::string> next();  // however long it takes

  private:
    Result<void> read_more(int milliseconds);

    const Descriptor& socket_;
    std::size_t longest_;
    std::string buffer_;
    std::size_t searched_ = 0;
};

// False when the other end is gone or takes nothing for too long.
bool send_all(const Descriptor& socket, std::string_view bytes);

}  // namespace casebook::cli
