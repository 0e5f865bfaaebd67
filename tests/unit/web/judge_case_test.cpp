// "Still right?" on cards and pages: who may withdraw, who may flag, what the page says afterwards.
#include "app/people/accounts.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::case_text;
using test::Desk;

class JudgePage : public testing::Test {
  protected:
    JudgePage() {
        desk_.write("cases/2026-03/1-a.md",
                    case_text(1, "宽带每晚掉线", "晚上老掉线，光猫红灯", "换光猫",
                              "state: verified\nauthor: writer\nvalid_until: 2027-03-01\n"));
    }
    static bool has(const Response& response, std::string_view text) {
        return response.body.find(text) != std::string::npos;
    }
    Response withdraw() { return desk_.post("/cases/1/withdraw", {{"reason", "不再换光猫"}}); }

    Desk desk_;
};

TEST_F(JudgePage, ALeadWithdrawsFromTheCardAndTheNextSuggestionsAreWithoutIt) {
    const Response before = desk_.post("/desk/suggestions", {{"text", "晚上老掉线"}});
    EXPECT_TRUE(has(before, "/cases/1/withdraw"));
    EXPECT_TRUE(has(before, "有效期到 2027-03-01"));
    const Response done = withdraw();
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.headers.find("Location")->second, "/cases/1?judged=withdrawn&told=0");
    EXPECT_FALSE(has(desk_.post("/desk/suggestions", {{"text", "晚上老掉线"}}), "data-card=\"1\""));
    const Response page = desk_.get("/cases/1?judged=withdrawn&told=3");
    EXPECT_TRUE(has(page, "已停用（leader，2026-11-21 09:00）"));
    EXPECT_TRUE(has(page, "不再换光猫"));
    EXPECT_TRUE(has(page, "3 位同事"));
    EXPECT_TRUE(has(page, "/cases/1/restore"));
    EXPECT_FALSE(has(page, "/cases/1/withdraw"));
}

TEST_F(JudgePage, TheDesksScriptIsAnsweredInJson) {
    Request request = Desk::request(Method::post, "/cases/1/withdraw");
    request.headers["accept"] = "application/json";
    request.form = {{"reason", ""}};
    const Response refused = desk_.send(request);
    EXPECT_EQ(refused.status, 400) << refused.body;
    EXPECT_EQ(refused.content_type, "application/problem+json");
    request.form = {{"reason", "不再换光猫"}};
    const Response done = desk_.send(request);
    EXPECT_EQ(done.status, 200);
    EXPECT_TRUE(has(done, "\"state\":\"invalid\"")) << done.body;
}

TEST_F(JudgePage, AnAgentFlagsAndALeadSeesWhoAndWhy) {
    desk_.sign_in("agent1", Role::agent);
    EXPECT_EQ(withdraw().status, 403);
    const Response card = desk_.post("/desk/suggestions", {{"text", "晚上老掉线"}});
    EXPECT_TRUE(has(card, "/cases/1/flag"));
    EXPECT_FALSE(has(card, "/cases/1/withdraw"));
    EXPECT_EQ(desk_.post("/cases/1/flag", {{"reason", "客户说换了也没用"}}).status, 303);
    EXPECT_FALSE(has(desk_.get("/cases?stale"), "agent1 "));
    desk_.sign_in("leader", Role::lead);
    const Response list = desk_.get("/cases?stale");
    EXPECT_TRUE(has(list, "客户说换了也没用"));
    EXPECT_TRUE(has(list, "agent1"));
    EXPECT_EQ(desk_.post("/cases/1/confirm", {}).status, 303);
    EXPECT_FALSE(has(desk_.get("/cases?stale"), "客户说换了也没用"));
}

TEST_F(JudgePage, AnAuthorWithdrawsTheirOwnCaseAndBringsItBack) {
    desk_.sign_in("writer", Role::author);
    EXPECT_EQ(withdraw().status, 303);
    EXPECT_EQ(desk_.post("/cases/1/restore", {}).status, 303);
    EXPECT_NE(desk_.read("cases/2026-03/1-a.md").find("state: verified"), std::string::npos);
    desk_.sign_in("another", Role::author);
    EXPECT_EQ(withdraw().status, 403);
}

}  // namespace
}  // namespace casebook::web
