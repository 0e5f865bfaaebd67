// One client's connection: what has come, what goes out, and until when it may take. It never blocks and knows no other
// connection; the event loop tells it when its socket is ready.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "web/connection/channel.h"
#include "web/connection/descriptor.h"
#include "web/connection/message_parser.h"

namespace casebook::web {

using Time = std::chrono::steady_clock::time_point;

struct ConnectionLimits {
    MessageLimits message;
    std::chrono::milliseconds idle{
        5000};  // without a byte of a request; a TLS handshake counts as this
    std::chrono::milliseconds head{
        5000};  // from the first byte of a request to the end of its headers
    std::chrono::milliseconds body{10000};
    std::chrono::milliseconds sending{30000};
    std::chrono::milliseconds lingering{2000};  // until the other side has read the last answer
    std::chrono::milliseconds streaming{
        50000};  // a stream as a whole: its reader asks again, and has to be somebody who may
    std::size_t unsent_stream = 256 * 1024;  // bytes that a reader may be behind
    std::size_t requests = 100;
};

class Connection {
  public:
    enum class Stage { idle, head, body, answering, sending, streaming, lingering, ended };
    enum class Progress { waits, has_message, refused, ended };

    Connection(Descriptor socket, std::unique_ptr<Channel> channel, const ConnectionLimits& limits,
               Time now);

    // Goes on as far as the socket lets it. `scratch` is only used inside the call.
    Progress advance(std::span<char> scratch, Time now);

    Message take_message();                                       // after has_message
    RefusalReason refusal() const { return parser_->refusal(); }  // after refused

    // The answer to the message taken, or a refusal.
    void send(std::string bytes, AfterAnswer after, Time now);

    // More of an answer that is a stream; else nothing. Who is too far behind is cut off: it asks again.
    void push(std::string_view bytes, Time now);

    Stage stage() const { return stage_; }
    bool is_receiving() const { return stage_ <= Stage::body; }
    Time since() const { return since_; }  // of the stage
    Time deadline() const { return deadline_; }
    void hurry(Time latest) { deadline_ = std::min(deadline_, latest); }
    int socket() const { return socket_.number(); }
    std::optional<ChannelState> waits_for() const { return waits_for_; }  // wants_read, wants_write
    std::size_t held_bytes() const;

  private:
    std::optional<Progress> receive(std::span<char> scratch, Time now);
    bool has_something_to_parse() const;
    void send_more(Time now);
    void discard_what_comes(std::span<char> scratch);
    void start_next_message(Time now);
    void enter(Stage stage, Time now);
    void take_unread();
    void follow_parser(Time now);
    void pause(ChannelState state);
    std::chrono::milliseconds limit_of(Stage stage) const;

    Descriptor socket_;
    std::unique_ptr<Channel> channel_;
    const ConnectionLimits& limits_;
    Stage stage_ = Stage::idle;
    Time since_;
    Time deadline_;
    std::optional<ChannelState> waits_for_;
    std::optional<MessageParser> parser_;
    std::string unread_;  // came, and belongs to the present or a later message
    std::string outgoing_;
    std::size_t sent_ = 0;
    AfterAnswer after_ = AfterAnswer::keep_open;
    Time stream_ends_;
    std::size_t requests_ = 0;
    std::size_t taken_bytes_ = 0;  // of the message that is being answered
};

}  // namespace casebook::web
