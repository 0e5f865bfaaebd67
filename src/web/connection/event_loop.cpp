#include "web/connection/event_loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/log.h"
#include "web/connection/tls_channel.h"

namespace casebook::web {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kListener = 0;
constexpr std::uint64_t kWaker = 1;
constexpr std::uint64_t kFirstClient = 2;

constexpr std::size_t kScratch = 64 * 1024;  // bytes; more than a TLS record
constexpr int kMostAccepted = 64;            // at a time
constexpr milliseconds kTick{100};           // how late a deadline may be noticed
constexpr milliseconds kRest{200};  // from accepting, when the system has no descriptors left
constexpr milliseconds kStopReceiving{1000};
constexpr milliseconds kStopLingering{300};

std::string address_of(const sockaddr_storage& from) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes =
        from.ss_family == AF_INET6
            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(from).sin6_addr)
            : &reinterpret_cast<const sockaddr_in&>(from).sin_addr;
    ::inet_ntop(from.ss_family, bytes, text.data(), text.size());
    return text.data();
}

std::uint32_t events_for(std::optional<ChannelState> waits_for) {
    if (!waits_for) return 0;
    return waits_for == ChannelState::wants_write ? EPOLLOUT : EPOLLIN;
}

// Who goes first when there is no place left: who has had the last answer, then who has been idle longest, then who has been
// sending a request or reading an answer longest.
std::pair<int, Time> rank_to_leave(const Connection& connection) {
    const auto order = [&] {
        switch (connection.stage()) {
            case Connection::Stage::lingering:
                return 0;
            case Connection::Stage::idle:
            case Connection::Stage::streaming:  // its reader asks again
                return 1;
            case Connection::Stage::head:
            case Connection::Stage::body:
                return 2;
            default:
                return 3;
        }
    };
    return {order(), connection.since()};
}

// Without descriptors accept() fails even when nobody is there to be accepted.
bool somebody_waits(int listener) {
    pollfd waiting{listener, POLLIN, 0};
    return ::poll(&waiting, 1, 0) == 1;
}

void change_watch(int epoll, int operation, int descriptor, std::uint64_t id,
                  std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    ::epoll_ctl(epoll, operation, descriptor, &event);
}

}  // namespace

EventLoop::EventLoop(Descriptor listener, const LoopLimits& limits, Respondent& respondent,
                     const TlsContext* tls)
    : limits_(limits),
      respondent_(respondent),
      tls_(tls),
      listener_(std::move(listener)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      waker_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      next_id_(kFirstClient),
      scratch_(kScratch) {
    change_watch(epoll_.number(), EPOLL_CTL_ADD, listener_.number(), kListener, EPOLLIN);
    change_watch(epoll_.number(), EPOLL_CTL_ADD, waker_.number(), kWaker, EPOLLIN);
}

EventLoop::~EventLoop() = default;

void EventLoop::stop() {
    stopping_ = true;
    wake();
}

void EventLoop::wake() const {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(waker_.number(), &one, sizeof one));  // full means awake already
}

void EventLoop::run() {
    workers_ = std::make_unique<WorkerPool>(limits_.threads, limits_.queue);
    now_ = next_expiry_ = std::chrono::steady_clock::now();
    while (!stops_at_ || (!clients_.empty() && now_ < *stops_at_)) step();
    workers_.reset();
    clients_.clear();
}

void EventLoop::step() {
    std::array<epoll_event, 256> events{};
    const bool quiet = clients_.empty() && !accepts_again_ && !stops_at_;
    const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()),
                                   quiet ? -1 : static_cast<int>(kTick.count()));
    now_ = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        const Id id = event.data.u64;
        if (id == kListener) {
            accept_all();
        } else if (id == kWaker) {
            give_answers();
            give_pushes();
        } else if (const auto found = clients_.find(id); found != clients_.end()) {
            const bool broken = found->second->watched == 0;  // then only an error or an end comes
            broken ? close(id) : drive(id);
        }
    }
    if (stopping_ && !stops_at_) begin_to_stop();
    if (now_ >= next_expiry_) expire();
}

void EventLoop::accept_all() {
    for (int i = 0; i < kMostAccepted && accept_one(); ++i) {
    }
}

bool EventLoop::accept_one() {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    Descriptor socket(::accept4(listener_.number(), reinterpret_cast<sockaddr*>(&from), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.is_open()) {
        admit(std::move(socket), address_of(from));
        return true;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) return false;
    const bool used_up = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    if (used_up && somebody_waits(listener_.number()) && !make_room("")) rest_from_accepting();
    return !used_up;  // else it was the other side's error, which concerns that connection only
}

// Level-triggered, the waiting connection would wake the loop again at once.
void EventLoop::rest_from_accepting() {
    change_watch(epoll_.number(), EPOLL_CTL_MOD, listener_.number(), kListener, 0);
    accepts_again_ = now_ + kRest;
}

void EventLoop::admit(Descriptor socket, std::string address) {
    const auto known = addresses_.find(address);
    const bool address_is_full =
        known != addresses_.end() && known->second >= limits_.connections_of_address;
    const bool full = address_is_full || clients_.size() >= limits_.connections;
    if (full && !make_room(address_is_full ? address : ""))
        return turn_away(std::move(socket), RefusalReason::no_connection);
    const int on = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::unique_ptr<Channel> channel;
    if (tls_ != nullptr)
        channel = tls_->accept(socket.number());
    else
        channel = std::make_unique<PlainChannel>(socket.number());
    const Id id = next_id_++;
    ++addresses_[address];
    change_watch(epoll_.number(), EPOLL_CTL_ADD, socket.number(), id, EPOLLIN);
    clients_.emplace(
        id, std::make_unique<Client>(
                Client{Connection(std::move(socket), std::move(channel), limits_.connection, now_),
                       std::move(address), EPOLLIN, 0}));
}

// Closes whoever (of that address, if one is given) can be missed most; see rank_to_leave. False: all are being answered.
bool EventLoop::make_room(const std::string& address) {
    const Connection* chosen = nullptr;
    Id chosen_id = 0;
    for (const auto& [id, client] : clients_) {
        const Connection& candidate = client->connection;
        if (candidate.stage() == Connection::Stage::answering) continue;
        if (!address.empty() && client->address != address) continue;
        if (chosen != nullptr && rank_to_leave(*chosen) <= rank_to_leave(candidate)) continue;
        chosen = &candidate;
        chosen_id = id;
    }
    if (chosen != nullptr) close(chosen_id);
    return chosen != nullptr;
}

// One try, no waiting: whoever is turned away may not get to read why.
void EventLoop::turn_away(Descriptor socket, RefusalReason reason) {
    if (const auto line = refusals_.count(reason, now_)) log(Severity::warning, *line);
    if (tls_ != nullptr) return;
    PlainChannel channel(socket.number());
    channel.write(respondent_.refuse(reason));
    channel.end_writing();
}

void EventLoop::drive(Id id) {
    const auto found = clients_.find(id);
    if (found == clients_.end()) return;
    Client& client = *found->second;
    Connection& connection = client.connection;
    while (true) {
        const auto progress = connection.advance(scratch_, now_);
        if (progress == Connection::Progress::ended) return close(id);
        if (progress == Connection::Progress::refused) {
            refuse(connection, connection.refusal());
        } else if (progress == Connection::Progress::has_message && !submit(id, client)) {
            refuse(connection, RefusalReason::queue_full);
        } else if (!count_bytes(client)) {
            refuse(connection, RefusalReason::no_memory);
        } else {
            return watch(id, client);
        }
    }
}

bool EventLoop::submit(Id id, Client& client) {
    auto message = std::make_shared<Message>(client.connection.take_message());
    message->peer = client.address;
    WorkerPool::Task task = [this, id, message] {
        AfterAnswer after = message->after_answer;
        Answered answered = respondent_.answer(std::move(*message), [this, &after] {
            if (stopping_) after = AfterAnswer::close;
            return after;
        });
        if (answered.audience) after = AfterAnswer::stream;
        post({id, std::move(answered), after});
    };
    return workers_->try_submit(task);
}

void EventLoop::post(Answer answer) {
    {
        const std::lock_guard lock(answers_mutex_);
        answers_.push_back(std::move(answer));
    }
    wake();
}

void EventLoop::give_answers() {
    std::uint64_t count = 0;
    static_cast<void>(!::read(waker_.number(), &count, sizeof count));
    std::vector<Answer> answers;
    {
        const std::lock_guard lock(answers_mutex_);
        answers.swap(answers_);
    }
    for (Answer& answer : answers) {
        const auto found = clients_.find(answer.id);
        if (found == clients_.end()) continue;  // gone before its answer
        found->second->audience = std::move(answer.answered.audience);
        found->second->connection.send(std::move(answer.answered.bytes), answer.after, now_);
        drive(answer.id);
    }
}

void EventLoop::push(std::optional<std::string> audience, std::string bytes) {
    {
        const std::lock_guard lock(answers_mutex_);
        pushes_.push_back({std::move(audience), std::move(bytes)});
    }
    wake();
}

void EventLoop::give_pushes() {
    std::vector<Push> pushes;
    {
        const std::lock_guard lock(answers_mutex_);
        pushes.swap(pushes_);
    }
    for (const Push& push : pushes) give(push);
}

void EventLoop::give(const Push& push) {
    std::vector<Id> readers;
    for (const auto& [id, client] : clients_)
        if (client->audience && (!push.audience || push.audience == client->audience))
            readers.push_back(id);
    for (const Id id : readers) {
        clients_.at(id)->connection.push(push.bytes, now_);
        drive(id);
    }
}

void EventLoop::refuse(Connection& connection, RefusalReason reason) {
    if (const auto line = refusals_.count(reason, now_)) log(Severity::warning, *line);
    connection.send(respondent_.refuse(reason), AfterAnswer::close, now_);
}

// False when all buffers together are full and this one is still growing.
bool EventLoop::count_bytes(Client& client) {
    const std::size_t held = client.connection.held_bytes();
    held_bytes_ += held - std::exchange(client.counted_bytes, held);
    return held_bytes_ <= limits_.memory || !client.connection.is_receiving() || held == 0;
}

void EventLoop::watch(Id id, Client& client) {
    hurry(client.connection);
    const std::uint32_t events = events_for(client.connection.waits_for());
    if (std::exchange(client.watched, events) == events) return;
    change_watch(epoll_.number(), EPOLL_CTL_MOD, client.connection.socket(), id, events);
}

void EventLoop::close(Id id) {
    const auto found = clients_.find(id);
    held_bytes_ -= found->second->counted_bytes;
    const auto address = addresses_.find(found->second->address);
    if (--address->second == 0) addresses_.erase(address);
    clients_.erase(found);
}

void EventLoop::expire() {
    next_expiry_ = now_ + kTick;
    std::vector<Id> late;
    for (const auto& [id, client] : clients_)
        if (now_ >= client->connection.deadline()) late.push_back(id);
    for (const Id id : late) expire(id);
    if (!accepts_again_ || now_ < *accepts_again_ || stops_at_) return;
    accepts_again_.reset();
    change_watch(epoll_.number(), EPOLL_CTL_MOD, listener_.number(), kListener, EPOLLIN);
}

void EventLoop::expire(Id id) {
    Connection& connection = clients_.at(id)->connection;
    const bool has_begun = connection.stage() == Connection::Stage::head ||
                           connection.stage() == Connection::Stage::body;
    if (!has_begun) return close(id);
    refuse(connection, RefusalReason::slow);
    drive(id);
}

// Who has sent all of a request gets its answer, whatever waits to be accepted included.
void EventLoop::begin_to_stop() {
    stops_at_ = now_ + limits_.stop;
    accept_all();
    listener_.close();
    std::vector<Id> ids;
    for (const auto& [id, client] : clients_) ids.push_back(id);
    for (const Id id : ids) drive(id);
    next_expiry_ = now_;
}

// Once stopping: idle connections end now, those in the middle of a request soon, those with an answer due when they have it.
void EventLoop::hurry(Connection& connection) const {
    if (!stops_at_) return;
    if (connection.stage() == Connection::Stage::idle ||
        connection.stage() == Connection::Stage::streaming)
        connection.hurry(now_);
    if (connection.is_receiving()) connection.hurry(now_ + kStopReceiving);
    if (connection.stage() == Connection::Stage::lingering) connection.hurry(now_ + kStopLingering);
}

}  // namespace casebook::web
