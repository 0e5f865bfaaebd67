// Slow clients, floods, full queues, and a stop in the middle of it all. Times are printed, not judged, beyond a generous bound.
#include <fcntl.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "http/raw_client.h"

namespace casebook::web {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Answers "/slow" only once released; says when one has begun.
class SlowAnswers {
  public:
    Server::Answerer answerer() {
        return [this](const Request& request) {
            if (request.path == "/slow") {
                ++begun_;
                released_.pass();
            }
            return echo(request);
        };
    }
    void wait_for(int begun) const {
        while (begun_ < begun) std::this_thread::sleep_for(1ms);
    }
    void release() { released_.open(); }

  private:
    class Gate {
      public:
        void open() {
            const std::lock_guard lock(mutex_);
            open_ = true;
            changed_.notify_all();
        }
        void pass() {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return open_; });
        }

      private:
        std::mutex mutex_;
        std::condition_variable changed_;
        bool open_ = false;
    };
    std::atomic<int> begun_ = 0;
    Gate released_;
};

void expect_healthy(const RunningServer& server, const char* what) {
    const auto start = Clock::now();
    EXPECT_EQ(server.exchange(get_request("/healthy")).body, "/healthy   0") << what;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    printf("%s: a healthy request took %.1f ms\n", what, static_cast<double>(took.count()) / 1000);
    EXPECT_LT(took, 2s) << what;
}

TEST(Overload, DrippingAndSilentClientsCostNoThread) {
    ServerOptions options;
    options.limits.threads = 2;
    const RunningServer server(echo, options);
    std::vector<RawClient> slow;
    for (int i = 0; i < 400; ++i) slow.push_back(server.client());
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 200; ++i) EXPECT_TRUE(slow[static_cast<std::size_t>(i)].send("G"));
        expect_healthy(server, "200 dripping, 200 silent");
    }
}

TEST(Overload, ASlowRequestIsToldSoAndASilentConnectionEnds) {
    ServerOptions options;
    options.limits.connection.head = options.limits.connection.body = 300ms;
    options.limits.connection.idle = 300ms;
    const RunningServer server(echo, options);
    RawClient silent = server.client();
    RawClient head = server.client();
    head.send("GET / HT");
    RawClient body = server.client();
    body.send(post_request("/", "Content-Length: 10\r\n", "12345"));
    RawClient dripping = server.client();
    while (dripping.send("G")) std::this_thread::sleep_for(20ms);  // ends, or the test never does
    EXPECT_EQ(head.receive().status, 408);
    EXPECT_EQ(body.receive().status, 408);
    EXPECT_TRUE(silent.is_closed_by_server());
}

TEST(Overload, AClientThatDoesNotReadIsLetGo) {
    ServerOptions options;
    options.limits.connection.sending = 300ms;
    options.limits.connections = 1;
    const RunningServer server(
        [](const Request&) {
            Response response;
            response.body = std::string(30 * 1024 * 1024, 'x');
            response.compression = Compression::never;
            return response;
        },
        options);
    RawClient deaf = server.client();
    deaf.send(get_request("/"));
    std::this_thread::sleep_for(1s);
    EXPECT_EQ(deaf.receive().status, 0) << "it was cut before the end";
}

TEST(Overload, AFullQueueIsSaidAtOnce) {
    SlowAnswers slow;
    ServerOptions options;
    options.limits.threads = 1;
    options.limits.queue = 1;
    const RunningServer server(slow.answerer(), options);
    RawClient running = server.client();
    running.send(get_request("/slow"));
    slow.wait_for(1);
    RawClient queued = server.client();
    RawClient also_queued = server.client();
    queued.send(get_request("/slow"));
    also_queued.send(get_request("/slow"));
    std::vector<RawAnswer> answers;
    RawClient third = server.client();
    EXPECT_EQ(third.exchange(get_request("/slow")).status, 503);
    slow.release();
    EXPECT_EQ(running.receive().status, 200);
    const RawAnswer one = queued.receive();
    const RawAnswer other = also_queued.receive();
    EXPECT_EQ(one.status + other.status, 200 + 503);
    const RawAnswer& refused = one.status == 503 ? one : other;
    EXPECT_EQ(refused.header("retry-after"), "2");
    EXPECT_EQ(refused.header("connection"), "close");
    expect_healthy(server, "after a full queue");
}

TEST(Overload, AllBuffersTogetherAreBounded) {
    ServerOptions options;
    options.limits.memory = 1024 * 1024;
    const RunningServer server(echo, options);
    const std::string half(900 * 1024, 'x');
    std::vector<RawClient> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(server.client());
        clients.back().send(post_request("/", "Content-Length: 1000000\r\n", half));
    }
    int refused = 0;
    for (RawClient& client : clients) {
        client.send(std::string(1000000 - half.size(), 'x'));
        refused += client.receive().status == 503;
    }
    EXPECT_GE(refused, 1);
    expect_healthy(server, "after full buffers");
}

TEST(Overload, WhoHasBeenIdleLongestMakesRoom) {
    ServerOptions options;
    options.limits.connections = 3;
    const RunningServer server(echo, options);
    std::vector<RawClient> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(server.client());
        EXPECT_EQ(clients.back().exchange(get_request("/")).status, 200);
    }
    EXPECT_EQ(clients[0].exchange(get_request("/")).status, 200);  // now the second is the oldest
    EXPECT_EQ(server.exchange(get_request("/")).status, 200);
    EXPECT_TRUE(clients[1].is_closed_by_server());
    EXPECT_EQ(clients[0].exchange(get_request("/")).status, 200);
}

TEST(Overload, WhoHasHadTheLastAnswerMakesRoom) {
    ServerOptions options;
    options.limits.connections = 2;
    const RunningServer server(echo, options);
    RawClient idle = server.client();
    EXPECT_EQ(idle.exchange(get_request("/")).status, 200);
    RawClient refused = server.client();
    EXPECT_EQ(refused.exchange("GET  / HTTP/1.1\r\n").status, 400);
    EXPECT_EQ(server.exchange(get_request("/")).status, 200);
    EXPECT_EQ(idle.exchange(get_request("/")).status, 200);
}

TEST(Overload, AnAddressThatHoldsItsShareWaitsForItsOwn) {
    SlowAnswers slow;
    ServerOptions options;
    options.limits.connections_of_address = 2;
    const RunningServer server(slow.answerer(), options);
    RawClient first = server.client();
    RawClient second = server.client();
    first.send(get_request("/slow"));
    second.send(get_request("/slow"));
    slow.wait_for(2);
    EXPECT_EQ(server.client().receive().status, 503);
    slow.release();
    EXPECT_EQ(first.receive().status, 200);
    EXPECT_EQ(second.receive().status, 200);
    EXPECT_EQ(server.exchange(get_request("/")).status, 200);
}

TEST(Overload, AFloodOfTwoThousandConnectionsIsSurvived) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 5000) GTEST_SKIP() << "the system allows too few descriptors";
    limit.rlim_cur = std::max<rlim_t>(limit.rlim_cur, 5000);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const RunningServer server(echo);
    std::vector<RawClient> flood;
    for (int i = 0; i < 2000; ++i) {
        flood.push_back(server.client());
        EXPECT_TRUE(flood.back().is_connected()) << i;
    }
    expect_healthy(server, "2,000 connections");
}

// No descriptor is left for this process until it goes.
class NoDescriptorsLeft {
  public:
    NoDescriptorsLeft() {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        const auto highest = [] {
            int number = 0;
            for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
                number = std::max(number, std::stoi(entry.path().filename()));
            return number;
        }();
        while (holes_.empty() || holes_.back().number() < highest)
            holes_.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        rlimit none = before_;
        none.rlim_cur = static_cast<rlim_t>(holes_.back().number()) + 1;
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    NoDescriptorsLeft(const NoDescriptorsLeft&) = delete;
    NoDescriptorsLeft& operator=(const NoDescriptorsLeft&) = delete;

  private:
    rlimit before_{};
    std::vector<Descriptor> holes_;
};

TEST(Overload, WithoutDescriptorsTheIdleMakeRoom) {
    const RunningServer server(echo);
    RawClient idle = server.client();
    EXPECT_EQ(idle.exchange(get_request("/")).status, 200);
    RawClient newcomer;
    {
        const NoDescriptorsLeft none;
        newcomer.connect(server.port());
        EXPECT_EQ(newcomer.exchange(get_request("/")).status, 200);
    }
    EXPECT_TRUE(idle.is_closed_by_server());
}

TEST(Overload, WithoutDescriptorsAndIdleConnectionsTheRestWait) {
    SlowAnswers slow;
    const RunningServer server(slow.answerer());
    RawClient busy = server.client();
    busy.send(get_request("/slow"));
    slow.wait_for(1);
    RawClient newcomer;
    {
        const NoDescriptorsLeft none;
        newcomer.connect(server.port());
        newcomer.send(get_request("/"));
        slow.release();
        EXPECT_EQ(busy.receive().status, 200);
    }
    EXPECT_EQ(newcomer.receive().status, 200);
}

TEST(Stop, AnswersWhatIsInFlightAndEndsWhatIsIdle) {
    SlowAnswers slow;
    ServerOptions options;
    options.limits.threads = 2;
    RunningServer server(slow.answerer(), options);
    RawClient idle = server.client();
    EXPECT_EQ(idle.exchange(get_request("/")).status, 200);
    RawClient dripping = server.client();
    dripping.send("GET / ");
    std::vector<RawClient> busy;
    for (int i = 0; i < 10; ++i) {
        busy.push_back(server.client());
        busy.back().send(get_request("/slow"));
    }
    slow.wait_for(2);  // eight wait in the queue
    const auto start = Clock::now();
    server.begin_to_stop();
    EXPECT_TRUE(idle.is_closed_by_server());
    slow.release();
    for (RawClient& client : busy) {
        const RawAnswer answer = client.receive();
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.header("connection"), "close");
    }
    server.stop();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
    printf("stopped after %lld ms\n", static_cast<long long>(took.count()));
    EXPECT_LT(took, 5s);
    EXPECT_FALSE(RawClient(server.port()).is_connected());
}

TEST(Stop, UnderLoadNoAnswerIsCutInTwo) {
    RunningServer server(echo);
    std::atomic<bool> ended = false;
    std::atomic<int> answered = 0;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> desks;
    for (int i = 0; i < 4; ++i)
        desks.emplace_back([&] {
            while (!ended) {
                RawClient client = server.client();
                if (!client.is_connected()) break;
                while (client.send(get_request("/load"))) {
                    const RawAnswer answer = client.receive();
                    if (answer.status == 0) break;  // the connection ended between two requests
                    (answer.body == "/load   0" ? answered : wrong)++;
                }
            }
        });
    while (answered < 200) std::this_thread::sleep_for(1ms);
    server.stop();
    ended = true;
    for (std::thread& desk : desks) desk.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace casebook::web
