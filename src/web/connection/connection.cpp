#include "web/connection/connection.h"

namespace casebook::web {
namespace {

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr int kMostReads = 16;  // at a time; the others get their turn

}  // namespace

Connection::Connection(Descriptor socket, std::unique_ptr<Channel> channel,
                       const ConnectionLimits& limits, Time now)
    : socket_(std::move(socket)), channel_(std::move(channel)), limits_(limits) {
    start_next_message(now);
}

Connection::Progress Connection::advance(std::span<char> scratch, Time now) {
    waits_for_.reset();
    for (int reads = 0; !waits_for_ && (reads < kMostReads || has_something_to_parse()); ++reads) {
        if (is_receiving()) {
            if (const auto progress = receive(scratch, now)) return *progress;
        } else if (stage_ == Stage::sending) {
            send_more(now);
        } else if (stage_ == Stage::lingering || stage_ == Stage::streaming) {
            discard_what_comes(scratch);
        } else {
            return stage_ == Stage::ended ? Progress::ended : Progress::waits;
        }
    }
    if (!waits_for_)  // it had its turn
        waits_for_ =
            stage_ == Stage::sending ? ChannelState::wants_write : ChannelState::wants_read;
    return Progress::waits;
}

// What lies here wakes nobody, so it must not be left lying.
bool Connection::has_something_to_parse() const {
    return is_receiving() && !unread_.empty();
}

std::optional<Connection::Progress> Connection::receive(std::span<char> scratch, Time now) {
    if (unread_.empty()) {
        const Moved moved = channel_->read(scratch);
        if (moved.state != ChannelState::moved) {
            pause(moved.state);
            return std::nullopt;
        }
        unread_.assign(scratch.data(), moved.bytes);
    }
    take_unread();
    if (parser_->stage() == MessageParser::Stage::refused) return Progress::refused;
    if (parser_->stage() == MessageParser::Stage::complete) {
        enter(Stage::answering, now);
        return Progress::has_message;
    }
    follow_parser(now);
    if (parser_->take_wish_to_continue() &&
        channel_->write(kContinue).bytes < kContinue.size())  // never so with an empty buffer
        stage_ = Stage::ended;
    return std::nullopt;
}

// Its memory goes with the last byte: an idle connection holds none.
void Connection::take_unread() {
    const std::size_t taken = parser_->take(unread_);
    unread_ = taken == unread_.size() ? std::string() : unread_.substr(taken);
}

void Connection::follow_parser(Time now) {
    const Stage reached = parser_->stage() == MessageParser::Stage::body ? Stage::body
                          : parser_->has_begun()                         ? Stage::head
                                                                         : Stage::idle;
    if (reached != stage_) enter(reached, now);
}

void Connection::pause(ChannelState state) {
    if (state == ChannelState::ended)
        stage_ = Stage::ended;
    else
        waits_for_ = state;
}

void Connection::send_more(Time now) {
    const Moved moved = channel_->write(std::string_view(outgoing_).substr(sent_));
    if (moved.state != ChannelState::moved) return pause(moved.state);
    sent_ += moved.bytes;
    if (sent_ < outgoing_.size()) return;
    outgoing_ = {};
    taken_bytes_ = 0;
    if (after_ == AfterAnswer::keep_open) return start_next_message(now);
    if (after_ == AfterAnswer::stream) return enter(Stage::streaming, now);
    channel_->end_writing();
    unread_ = {};
    enter(Stage::lingering, now);
}

// Closed with bytes unread, a connection is reset, and the last answer may be lost with it. Of a stream only its end matters.
void Connection::discard_what_comes(std::span<char> scratch) {
    const Moved moved = channel_->read(scratch);
    if (moved.state != ChannelState::moved) pause(moved.state);
}

Message Connection::take_message() {
    taken_bytes_ = parser_->held_bytes();
    Message message = parser_->release();
    parser_.reset();
    if (++requests_ >= limits_.requests) message.after_answer = AfterAnswer::close;
    return message;
}

void Connection::send(std::string bytes, AfterAnswer after, Time now) {
    parser_.reset();
    outgoing_ = std::move(bytes);
    sent_ = 0;
    after_ = after;
    stream_ends_ = now + limits_.streaming;
    enter(Stage::sending, now);
}

void Connection::push(std::string_view bytes, Time now) {
    const bool is_stream =
        after_ == AfterAnswer::stream && (stage_ == Stage::streaming || stage_ == Stage::sending);
    if (!is_stream) return;
    if (outgoing_.size() + bytes.size() > limits_.unsent_stream) {
        stage_ = Stage::ended;
        return;
    }
    if (stage_ == Stage::streaming) {
        sent_ = 0;
        enter(Stage::sending, now);
    }
    outgoing_ += bytes;
}

void Connection::start_next_message(Time now) {
    parser_.emplace(limits_.message);
    enter(Stage::idle, now);
}

void Connection::enter(Stage stage, Time now) {
    stage_ = stage;
    since_ = now;
    deadline_ = stage == Stage::answering   ? Time::max()
                : stage == Stage::streaming ? stream_ends_
                                            : now + limit_of(stage);
}

std::chrono::milliseconds Connection::limit_of(Stage stage) const {
    switch (stage) {
        case Stage::idle:
            return limits_.idle;
        case Stage::head:
            return limits_.head;
        case Stage::body:
            return limits_.body;
        case Stage::sending:
            return limits_.sending;
        default:
            return limits_.lingering;
    }
}

std::size_t Connection::held_bytes() const {
    return (parser_ ? parser_->held_bytes() : 0) + unread_.size() + outgoing_.size() + taken_bytes_;
}

}  // namespace casebook::web
