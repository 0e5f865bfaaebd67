// Streams of events: they reach whom they are for, cost no worker, end by themselves, and never hold up a stop.
#include <chrono>

#include "app/notice_board.h"
#include "http/raw_client.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// "/live/NAME" is a stream for NAME, everything else an answer as usual.
Response stream_or_echo(const Request& request) {
    if (!request.path.starts_with("/live/")) return echo(request);
    Response response;
    response.kind = ResponseKind::stream;
    response.content_type = "text/event-stream; charset=utf-8";
    response.body = live_event("hello", "0");
    response.audience = request.path.substr(6);
    return response;
}

class Streams : public testing::Test {
  protected:
    void start(ServerOptions options = {}) {
        server_ = std::make_unique<RunningServer>(stream_or_echo, options);
    }

    // Reading it has begun: its first event has come.
    RawClient stream_of(const std::string& name) {
        RawClient client = server_->client();
        EXPECT_TRUE(client.send(get_request("/live/" + name)));
        const RawAnswer head = client.receive();
        EXPECT_EQ(head.status, 200);
        EXPECT_EQ(head.header("content-type"), "text/event-stream; charset=utf-8");
        EXPECT_EQ(head.header("content-length"), "");
        EXPECT_EQ(client.receive_event(), "event: hello\ndata: 0");
        return client;
    }

    std::unique_ptr<RunningServer> server_;
};

TEST_F(Streams, AreToldWhatIsForThemAndWhatIsForAll) {
    start();
    RawClient mine = stream_of("wang"), other = stream_of("li");
    server_->push("wang", live_event("notices", "new"));
    server_->push(std::nullopt, live_event("desk", ""));
    EXPECT_EQ(mine.receive_event(), "event: notices\ndata: new");
    EXPECT_EQ(mine.receive_event(), "event: desk\ndata: ");
    EXPECT_EQ(other.receive_event(), "event: desk\ndata: ");
}

TEST_F(Streams, EndAfterTheirTimeSoThatTheReaderHasToShowAgainWhoItIs) {
    ServerOptions options;
    options.limits.connection.streaming = 200ms;
    start(options);
    RawClient reader = stream_of("wang");
    EXPECT_TRUE(reader.is_closed_by_server());
}

TEST_F(Streams, AreNotProlongedByWhatIsPushed) {
    ServerOptions options;
    options.limits.connection.streaming = 400ms;
    start(options);
    RawClient reader = stream_of("wang");
    const auto begun = Clock::now();
    bool open = true;
    while (open && Clock::now() - begun < 5s) {
        server_->push("wang", live_event("notices", "new"));
        open = !reader.receive_event().empty();
        std::this_thread::sleep_for(50ms);
    }
    EXPECT_FALSE(open);
}

TEST_F(Streams, OfReadersThatDoNotReadAreCutOff) {
    ServerOptions options;
    options.limits.connection.unsent_stream = 64 * 1024;
    start(options);
    RawClient lazy = stream_of("lazy"), quick = stream_of("quick");
    const std::string much(16 * 1024, 'x');
    for (int i = 0; i < 2000; ++i) server_->push("lazy", live_event("notices", much));
    server_->push("quick", live_event("notices", "new"));
    EXPECT_EQ(quick.receive_event(), "event: notices\ndata: new");
    std::size_t received = 0;
    while (!lazy.receive_event().empty()) ++received;
    EXPECT_LT(received, 2000u);
}

TEST_F(Streams, OfTwoHundredPagesTakeNoWorkerFromARequest) {
    ServerOptions options;
    options.limits.threads = 2;
    start(options);
    std::vector<RawClient> pages;
    for (int i = 0; i < 200; ++i) pages.push_back(stream_of("agent" + std::to_string(i)));
    EXPECT_EQ(server_->exchange(get_request("/healthy")).body, "/healthy   0");
    server_->push(std::nullopt, live_event("desk", ""));
    for (RawClient& page : pages) ASSERT_EQ(page.receive_event(), "event: desk\ndata: ");
}

TEST_F(Streams, EndAtOnceWhenTheServerStops) {
    start();
    RawClient reader = stream_of("wang");
    const auto begun = Clock::now();
    server_->stop();
    EXPECT_LT(Clock::now() - begun, 3s);
    EXPECT_TRUE(reader.is_closed_by_server());
}

TEST_F(Streams, GiveAHeadAndNoMoreToAHeadRequest) {
    start();
    RawClient client = server_->client();
    EXPECT_TRUE(client.send("HEAD /live/wang HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    const auto begun = Clock::now();
    EXPECT_EQ(client.exchange("").status, 200);
    EXPECT_TRUE(client.send(get_request("/healthy")));
    EXPECT_LT(Clock::now() - begun, 4s) << "the head was kept back";
}

TEST(ALivePage, HearsOfWhatItsPersonIsToldAndOfNothingElse) {
    test::Desk desk;
    desk.open();
    Site& site = desk.site();
    ServerOptions options;
    options.port = 0;
    const auto server = test::value_of(Server::bind(site, options));
    std::thread running([&] { server->run(); });
    {
        const auto live = [&](const std::string& headers) {
            return "GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server->port()) +
                   "\r\n" + headers + "\r\n";
        };
        RawClient page(server->port());
        page.send(live("Cookie: " + desk.browser().cookie + "\r\n"));
        EXPECT_EQ(page.receive().status, 200);
        EXPECT_EQ(page.receive_event(), "retry: 2000");
        EXPECT_EQ(page.receive_event(), "event: hello\ndata: 0");
        app::NoticeBoard& board = desk.workspace().notices();
        const News news{NoticeKind::case_invalidated, "#1042 宽带", "", "/cases/1042", "li"};
        test::expect_done(board.tell({"somebody-else"}, news));
        test::expect_done(board.tell({"leader"}, news));
        EXPECT_EQ(page.receive_event(), "event: notices\ndata: new");
        RawClient stranger(server->port());
        EXPECT_EQ(stranger.exchange(live("")).status, 401);
    }
    server->stop();
    running.join();
}

}  // namespace
}  // namespace casebook::web
