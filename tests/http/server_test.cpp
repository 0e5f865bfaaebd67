// The server with real sockets: what the library around the site adds and must not break.
#include "web/server.h"

#include <httplib.h>

#include <thread>

#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;
using test::value_of;

class ServerTest : public testing::Test {
  protected:
    ServerTest() : server_(value_of(Server::bind(desk_.site(), {"127.0.0.1", 0}))) {
        thread_ = std::thread([this] { server_->run(); });
    }
    ~ServerTest() override {
        server_->stop();
        thread_.join();
    }

    httplib::Client client() const {
        httplib::Client made("127.0.0.1", server_->port());
        made.set_read_timeout(10);
        made.set_default_headers({{"Origin", "http://127.0.0.1:" + std::to_string(server_->port())},
                                  {"Cookie", browser_.cookie},
                                  {"X-CSRF-Token", browser_.csrf_token}});
        return made;
    }

    Desk desk_ = Desk::with_shipped_content();
    const Desk::Browser browser_ = desk_.browser();
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

TEST_F(ServerTest, ServesAPageWithItsHeaders) {
    const auto page = client().Get("/search?q=%E6%8E%89%E7%BA%BF");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200);
    EXPECT_EQ(page->get_header_value("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(page->get_header_value("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page->get_header_value_count("Content-Type"), 1u);
    EXPECT_NE(page->body.find("<mark>掉线</mark>"), std::string::npos);
}

TEST_F(ServerTest, TakesTheTextAsMultipartAndUrlencoded) {
    const httplib::MultipartFormDataItems items{{"text", "晚上老掉线 红灯", "", ""}};
    const auto multipart = client().Post("/desk/suggestions", items);
    ASSERT_TRUE(multipart);
    EXPECT_NE(multipart->body.find("data-card=\"1001\""), std::string::npos);
    const auto form =
        client().Post("/desk/suggestions", httplib::Params{{"text", "晚上掉线 红灯"}});
    ASSERT_TRUE(form);
    EXPECT_NE(form->body.find("data-card=\"1001\""), std::string::npos);
}

TEST_F(ServerTest, HeadGivesTheHeadersOfGetWithoutABody) {
    const auto head = client().Head("/cases");
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_TRUE(head->body.empty());
    EXPECT_EQ(head->get_header_value("Content-Type"), "text/html; charset=utf-8");
}

TEST_F(ServerTest, RefusesWhatIsMalformedOrTooLarge) {
    const std::string large(1024 * 1024 + 1, 'x');
    const auto statuses = [&](const httplib::Result& result) {
        return result ? result->status : 0;
    };
    EXPECT_EQ(statuses(client().Get("/search?q=" + std::string(4000, 'x'))), 414);
    EXPECT_EQ(statuses(client().Get("/%00")), 400);
    EXPECT_EQ(statuses(client().Get("/%ff")), 400);
    EXPECT_EQ(statuses(client().Post("/api/v1/suggest", large, "application/json")), 413);
    EXPECT_EQ(statuses(client().Put("/cases/1001", "x", "text/plain")), 405);
    EXPECT_EQ(statuses(client().Delete("/cases/1001")), 405);
    EXPECT_EQ(statuses(client().Options("/")), 405);
}

TEST_F(ServerTest, ErrorsHaveTheSecurityHeadersToo) {
    for (const auto& result : {client().Get("/%00"), client().Get("/" + std::string(4000, 'x')),
                               client().Get("/nowhere"), client().Options("/")}) {
        ASSERT_TRUE(result);
        EXPECT_EQ(result->get_header_value("X-Content-Type-Options"), "nosniff") << result->status;
        EXPECT_NE(result->get_header_value("Content-Security-Policy"), "") << result->status;
    }
}

TEST_F(ServerTest, AForeignHostIsRefused) {
    const auto result = client().Get("/", {{"Host", "evil.example"}});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->status, 403);
}

TEST_F(ServerTest, ATakenPortIsSaidWithAWayOut) {
    const auto second = Server::bind(desk_.site(), {"127.0.0.1", server_->port()});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::busy);
    EXPECT_NE(second.error().hint.find("--listen"), std::string::npos);
}

TEST_F(ServerTest, AStopThatComesBeforeTheRunIsNotLost) {
    const auto other = value_of(Server::bind(desk_.site(), {"127.0.0.1", 0}));
    other->stop();
    other->run();
    SUCCEED() << "run() came back";
}

TEST_F(ServerTest, ManyConnectionsAreAnsweredAtOnce) {
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round) {
                const auto result = client().Get("/healthz");
                answered += result && result->status == 200;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(answered, 40);
}

}  // namespace
}  // namespace casebook::web
