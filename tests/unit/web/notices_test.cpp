// The page of what a person was told, the strip of news, the bell.
#include "app/notice_board.h"
#include "support/desk.h"
#include "web/http.h"

namespace casebook::web {
namespace {

using test::expect_done;

class NoticesPage : public testing::Test {
  protected:
    void tell(const std::string& account, const std::string& subject, const std::string& path) {
        expect_done(desk_.workspace().notices().tell(
            {account}, {NoticeKind::complaint_assigned, subject, "今天", path, "li"}));
    }
    std::string page(const std::string& target) { return desk_.get(target).body; }
    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }
    test::Desk desk_ = [] {
        test::Desk desk;
        desk.open();
        return desk;
    }();
};

TEST_F(NoticesPage, ShowsTheirsAndNobodyElses) {
    tell("leader", "投诉 12 号", "/complaints/12");
    tell("wang", "投诉 13 号", "/complaints/13");
    const std::string all = page("/notices");
    EXPECT_TRUE(has(all, "投诉归你负责"));
    EXPECT_TRUE(has(all, "<a href=\"/complaints/12\">投诉 12 号</a>"));
    EXPECT_FALSE(has(all, "投诉 13 号"));
}

TEST_F(NoticesPage, EscapesWordsAndLeadsNowhereElse) {
    tell("leader", "<script>x</script>", "//evil.example/");
    const std::string all = page("/notices");
    EXPECT_FALSE(has(all, "<script>x"));
    EXPECT_FALSE(has(all, "evil.example"));
}

TEST_F(NoticesPage, CountsOnTheBellUntilTheyAreMarkedAsSeen) {
    tell("leader", "投诉 12 号", "/complaints/12");
    EXPECT_TRUE(has(page("/"), "data-notices-count>1<"));
    const std::string news = page("/notices/news");
    EXPECT_TRUE(has(news, "data-unseen=\"1\""));
    EXPECT_TRUE(has(news, "投诉 12 号"));
    EXPECT_EQ(desk_.post("/notices/seen", {{"up_to", "1"}}).status, 303);
    EXPECT_TRUE(has(page("/"), "data-notices-count hidden>0<"));
    EXPECT_FALSE(has(page("/notices/news"), "投诉 12 号"));
    EXPECT_EQ(desk_.post("/notices/seen", {{"up_to", "x"}}).status, 400);
}

TEST_F(NoticesPage, StreamIsForItsPersonAndKeptByNobody) {
    const Response stream = desk_.get("/live");
    EXPECT_EQ(stream.kind, ResponseKind::stream);
    EXPECT_EQ(stream.audience, "leader");
    EXPECT_TRUE(has(stream.body, "event: hello\ndata: 0\n\n"));
    EXPECT_EQ(headers_of(stream).find("Cache-Control")->second, "no-store");
}

}  // namespace
}  // namespace casebook::web
