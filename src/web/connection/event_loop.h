// One thread that accepts, reads and writes all connections (epoll), and workers that make the answers.
//
// A slow client costs a little memory and no thread: a request reaches a worker only when it is whole, and a worker never
// touches a socket. Everything is bounded: connections in all and of one address, the time of each stage (connection.h), the bytes
// of all buffers together, the requests that wait for a worker.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "web/connection/connection.h"
#include "web/connection/listener.h"
#include "web/connection/refusal_log.h"
#include "web/connection/worker_pool.h"

namespace casebook::web {

class TlsContext;

struct LoopLimits {
    ConnectionLimits connection;
    std::size_t connections = 2000;
    std::size_t connections_of_address = 1000;  // behind a proxy all come from one address
    std::size_t threads = 32;
    std::size_t queue = 256;                             // requests waiting for a thread
    std::size_t memory = std::size_t{64} * 1024 * 1024;  // bytes of all buffers together
    std::chrono::milliseconds stop{4500};                // to finish what is in flight
};

// An answer, ready to go out.
struct Answered {
    std::string bytes;
    std::optional<std::string> audience;  // it is a stream, and what is pushed to them follows
};

// What the loop says to clients.
class Respondent {
  public:
    virtual ~Respondent() = default;

    // The bytes of the answer; `after` is asked once it is known. Called by many workers at once; does not throw.
    virtual Answered answer(Message message, const std::function<AfterAnswer()>& after) = 0;

    // The bytes that refuse. Called by the loop: quick.
    virtual std::string refuse(RefusalReason reason) = 0;
};

class EventLoop {
  public:
    // `tls` may be null; it and `respondent` outlive the loop.
    EventLoop(Descriptor listener, const LoopLimits& limits, Respondent& respondent,
              const TlsContext* tls);
    ~EventLoop();

    void run();   // until stop(); then what is in flight is answered and all is closed
    void stop();  // from any thread, also before run()

    // More of the streams of this audience; nullopt: of all. From any thread.
    void push(std::optional<std::string> audience, std::string bytes);

  private:
    using Id = std::uint64_t;
    struct Client {
        Connection connection;
        std::string address;
        std::uint32_t watched = 0;  // epoll events
        std::size_t counted_bytes = 0;
        std::optional<std::string> audience;  // of its stream
    };
    struct Answer {
        Id id;
        Answered answered;
        AfterAnswer after;
    };
    struct Push {
        std::optional<std::string> audience;
        std::string bytes;
    };
    using Clients = std::unordered_map<Id, std::unique_ptr<Client>>;

    void step();
    void accept_all();
    bool accept_one();
    void admit(Descriptor socket, std::string address);
    bool make_room(const std::string& address);
    void turn_away(Descriptor socket, RefusalReason reason);
    void drive(Id id);
    bool submit(Id id, Client& client);
    void refuse(Connection& connection, RefusalReason reason);
    void watch(Id id, Client& client);
    void close(Id id);
    bool count_bytes(Client& client);
    void give_answers();
    void give_pushes();
    void give(const Push& push);
    void post(Answer answer);
    void expire();
    void expire(Id id);
    void rest_from_accepting();
    void begin_to_stop();
    void hurry(Connection& connection) const;
    void wake() const;

    LoopLimits limits_;
    Respondent& respondent_;
    const TlsContext* tls_;
    Descriptor listener_;
    Descriptor epoll_;
    Descriptor waker_;
    Clients clients_;
    std::map<std::string, std::size_t> addresses_;  // how many connections each has
    Id next_id_;
    std::size_t held_bytes_ = 0;
    std::vector<char> scratch_;
    RefusalLog refusals_;
    Time now_;
    Time next_expiry_;
    std::optional<Time> accepts_again_;
    std::optional<Time> stops_at_;
    std::atomic<bool> stopping_ = false;
    std::mutex answers_mutex_;
    std::vector<Answer> answers_;
    std::vector<Push> pushes_;             // guarded as the answers
    std::unique_ptr<WorkerPool> workers_;  // last: its threads use the rest
};

}  // namespace casebook::web
