// Bytes of a connection -> one request message, or the reason to refuse it. Pure: no sockets, no clock.
//
// Stricter than RFC 9112 wherever two readers of the same bytes could disagree about where a message ends (request smuggling): every
// line ends in CRLF, nothing is folded, one Host, one plain Content-Length or "Transfer-Encoding: chunked" and never both, no
// chunk extensions, no trailers. It never holds more than its limits say, and refuses as soon as the bytes show that it must.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/connection/message.h"

namespace casebook::web {

class MessageParser {
  public:
    enum class Stage { request_line, header, body, complete, refused };

    explicit MessageParser(const MessageLimits& limits) : limits_(limits) {}

    // Takes bytes and says how many it used. Those after a complete message are not used: they are the next one's.
    std::size_t take(std::string_view bytes);

    Stage stage() const { return stage_; }
    bool has_begun() const { return begun_; }  // any byte of the message came
    std::size_t held_bytes() const { return line_.size() + header_bytes_ + message_.body.size(); }

    // The client waits for "100 Continue" before it sends the body. Asked once: true, then false.
    bool take_wish_to_continue();

    RefusalReason refusal() const { return refusal_; }  // Requires: refused
    Message release() { return std::move(message_); }   // Requires: complete

  private:
    enum class BodyPart { sized, chunk_size, chunk, chunk_end, last_line };

    std::size_t take_line(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    std::size_t take_content(std::string_view bytes);
    void end_line();
    void parse_request_line(std::string_view line);
    void parse_header_line(std::string_view line);
    void add_header(std::string name, std::string_view value);
    void end_header();
    void choose_body();
    void choose_connection();
    void choose_sized_body(const std::string& length);
    void choose_chunked_body();
    void parse_chunk_size(std::string_view line);
    void end_content();
    std::size_t line_limit() const;
    void refuse(RefusalReason reason);

    MessageLimits limits_;
    Stage stage_ = Stage::request_line;
    BodyPart part_ = BodyPart::sized;
    RefusalReason refusal_ = RefusalReason::bad_request_line;
    Message message_;
    std::string line_;  // the one that is coming, without its end
    std::size_t header_bytes_ = 0;
    std::size_t header_lines_ = 0;
    std::uint64_t content_left_ = 0;
    int minor_version_ = 1;
    bool begun_ = false;
    bool wishes_to_continue_ = false;
};

}  // namespace casebook::web
