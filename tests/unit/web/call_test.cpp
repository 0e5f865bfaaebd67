// What the desk has for a call beside the cards: the contract, recent changes, the time to the first useful suggestion, the side panel.
#include <nlohmann/json.hpp>

#include "app/people/accounts.h"
#include "store/first_useful_times.h"
#include "support/desk.h"
#include "web/panel_origin.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;
using test::value_of;

class Call : public testing::Test {
  protected:
    static bool has(const Response& response, std::string_view text) {
        return response.body.find(text) != std::string::npos;
    }
    Response suggestions(const std::string& category = "") {
        return desk_.post("/desk/suggestions", {{"text", kComplaint}, {"category", category}});
    }
    Response tell_change(const std::string& category, const std::string& day = "2026-11-20") {
        return desk_.post(
            "/changes",
            {{"title", "光猫固件升级"}, {"day", day}, {"kind", "release"}, {"category", category}});
    }

    Desk desk_ = Desk::with_shipped_content();
    static constexpr const char* kComplaint =
        "昨晚开始宽带每晚掉线，光猫红灯一闪一闪，账号尾号 0731";
};

TEST_F(Call, TheGuessAndWhatToAskNextStandAboveTheCards) {
    const Response guessed = suggestions();
    EXPECT_TRUE(has(guessed, "网络/宽带/掉线")) << guessed.body.substr(0, 2000);
    EXPECT_TRUE(has(guessed, "<q>0731</q>"));
    EXPECT_TRUE(has(guessed, "接着问："));
    EXPECT_TRUE(has(guessed, "猜的"));
    const Response chosen = suggestions("银行/柜员机/吞卡");
    EXPECT_FALSE(has(chosen, "猜的")) << "what the agent chose is no guess";
    EXPECT_TRUE(has(chosen, "<option value=\"银行/柜员机/吞卡\" selected>"));
}

TEST_F(Call, APlainFormBringsTheChosenCategory) {
    const Response page = desk_.post("/", {{"text", kComplaint}, {"category", "网络/宽带/掉线"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "<option value=\"网络/宽带/掉线\" selected>"));
}

TEST_F(Call, AHostileCategoryIsText) {
    const Response page = suggestions("\"><script>alert(1)</script>");
    EXPECT_FALSE(has(page, "<script>alert"));
    EXPECT_EQ(page.status, 200);
}

TEST_F(Call, ARecentChangeStandsBesideComplaintsThatItConcerns) {
    EXPECT_FALSE(has(suggestions(), "光猫固件升级"));
    EXPECT_EQ(tell_change("网络/宽带").status, 303);
    EXPECT_TRUE(has(suggestions(), "光猫固件升级"));
    EXPECT_FALSE(has(desk_.post("/desk/suggestions", {{"text", "取款机吞卡了"}}), "光猫固件升级"));
    EXPECT_TRUE(has(desk_.get("/changes"), "光猫固件升级"));
    EXPECT_EQ(desk_.post("/changes/1/remove", {}).status, 303);
    EXPECT_FALSE(has(suggestions(), "光猫固件升级"));
    EXPECT_EQ(desk_.post("/changes/1/remove", {}).status, 404);
}

TEST_F(Call, AChangeThatCannotBeKeptComesBackWithItsWords) {
    const Response refused = tell_change("网络", "yesterday");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(refused, "value=\"光猫固件升级\""));
    EXPECT_TRUE(has(refused, "日期不对"));
}

TEST_F(Call, ProgramsTellChangesByTheApi) {
    const json change{{"when", "2026-11-20"},
                      {"kind", "outage"},
                      {"title", "核心网割接"},
                      {"category", "网络"},
                      {"until", "2026-11-22"}};
    const Response told = desk_.post_json("/api/v1/changes", change.dump());
    ASSERT_EQ(told.status, 201) << told.body;
    EXPECT_EQ(told.headers.find("Location")->second, "/api/v1/changes/1");
    const json reply = json::parse(told.body);
    EXPECT_EQ(reply["who"], "leader");
    EXPECT_EQ(reply["until"], "2026-11-22");
    EXPECT_TRUE(reply["product"].is_null());
    const json list = json::parse(desk_.get("/api/v1/changes").body);
    EXPECT_EQ(list["changes"].size(), 1u);
    EXPECT_EQ(desk_.send(Desk::request(Method::remove_, "/api/v1/changes/1")).status, 200);
    EXPECT_EQ(desk_.send(Desk::request(Method::remove_, "/api/v1/changes/1")).status, 404);
    for (const auto& [name, value] : {std::pair<const char*, json>{"when", "gestern"},
                                      {"when", nullptr},
                                      {"kind", "party"},
                                      {"title", ""},
                                      {"title", 7},
                                      {"until", "2026-11-19"},
                                      {"category", json::array()}}) {
        json wrong = change;
        wrong[name] = value;
        EXPECT_EQ(desk_.post_json("/api/v1/changes", wrong.dump()).status, 400) << wrong;
    }
}

TEST_F(Call, TheTimeToTheFirstUsefulSuggestionIsShownByDayFromFiveCallsOn) {
    const auto tell = [&](const char* milliseconds, const char* outcome) {
        return desk_
            .post("/desk/first-useful", {{"milliseconds", milliseconds}, {"outcome", outcome}})
            .status;
    };
    EXPECT_EQ(tell("1000", "used"), 201);
    for (const char* milliseconds : {"2000", "3000", "4000"})
        EXPECT_EQ(tell(milliseconds, "copied"), 201);
    EXPECT_TRUE(has(desk_.get("/status"), "次数太少"));
    EXPECT_EQ(tell("15000", "used"), 201);
    const Response page = desk_.get("/status");
    EXPECT_FALSE(has(page, "次数太少"));
    EXPECT_TRUE(has(page, "<td>5</td><td>3.0</td><td>15.0</td>")) << page.body;
    for (const char* wrong : {"", "-1", "x", "3600001", "1.5"}) EXPECT_EQ(tell(wrong, "used"), 400);
    EXPECT_EQ(tell("1000", "not_this"), 400);
}

TEST(AnOrigin, IsWhatABrowserWrites) {
    for (const char* good :
         {"https://crm.example", "https://crm.example:8443", "http://127.0.0.1:9"})
        EXPECT_TRUE(is_origin(good)) << good;
    for (const char* bad :
         {"", "crm.example", "https://", "https://crm.example/", "https://CRM.example",
          "https://crm.example;", "https://*", "https://crm.example 'none'", "https://crm.example:",
          "https://crm.example:x", "javascript://x", "https://crm.example\r\nx"})
        EXPECT_FALSE(is_origin(bad)) << bad;
}

class Panel : public Call {
  protected:
    Panel() {
        site_ =
            value_of(Site::make(desk_.open(), {"test",
                                               {"127.0.0.1:8080"},
                                               AssetReading::once,
                                               {},
                                               {"https://crm.example", "https://two.example"}}));
    }
    static std::string header(const Response& response, const char* name) {
        const Values headers = headers_of(response);
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
    std::string token_for(const std::string& origins) {
        app::Accounts& accounts = desk_.workspace().accounts();
        const Person person = value_of(accounts.add({"agent1", "", Role::agent, ""}, {"test", ""}));
        Scopes scopes = *Scopes::parse("read,reuse");
        return value_of(accounts.tokens().add(person.id, "panel", scopes,
                                              accounts.event({"test", ""}, "token.added", "agent1"),
                                              origins));
    }
    Request asked(const std::string& path, const std::string& token, const std::string& origin) {
        Request request = Desk::request(Method::post, path);
        request.form = {{"text", kComplaint}};
        request.headers["authorization"] = "Bearer " + token;
        if (!origin.empty()) request.headers["x-panel-origin"] = origin;
        return request;
    }
    int status(const std::string& token, const std::string& origin) {
        return site_->handle(asked("/desk/suggestions", token, origin)).status;
    }

    std::unique_ptr<Site> site_;
};

TEST_F(Panel, MayBeFramedByTheAllowedOriginsAndNothingElseByAnybody) {
    const Response panel = site_->handle(Desk::request(Method::get, "/panel"));
    EXPECT_EQ(panel.status, 200);
    EXPECT_NE(header(panel, "Content-Security-Policy")
                  .find("frame-ancestors https://crm.example https://two.example"),
              std::string::npos);
    EXPECT_EQ(header(panel, "X-Frame-Options"), "");
    for (const char* path : {"/", "/sign-in", "/panel/x", "/desk/suggestions", "/healthz"}) {
        const Response other = site_->handle(Desk::request(Method::get, path));
        EXPECT_NE(header(other, "Content-Security-Policy").find("frame-ancestors 'none'"),
                  std::string::npos)
            << path;
        EXPECT_EQ(header(other, "X-Frame-Options"), "DENY") << path;
    }
    const Response closed = desk_.get("/panel");
    EXPECT_NE(header(closed, "Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos)
        << "no origin is allowed unless one is named";
}

TEST_F(Panel, HoldsNothingOfTheLibraryBeforeSomebodyIsKnown) {
    const Response panel = site_->handle(Desk::request(Method::get, "/panel"));
    EXPECT_FALSE(has(panel, "data-card"));
    EXPECT_FALSE(has(panel, "csrf-token"));
}

TEST_F(Panel, ItsTokenCountsInsideItsOriginAlone) {
    const std::string token = token_for("https://crm.example");
    EXPECT_EQ(status(token, "https://crm.example"), 200);
    EXPECT_EQ(status(token, "https://two.example"), 401) << "allowed, and another's";
    EXPECT_EQ(status(token, "https://evil.example"), 401);
    EXPECT_EQ(status(token, ""), 401);
    EXPECT_EQ(status("cbk_x", "https://crm.example"), 401);
}

TEST_F(Panel, ItsTokenIsForTheDeskAndNotForTheApi) {
    const std::string token = token_for("https://crm.example");
    for (const char* path : {"/api/v1/suggest", "/cases/1001/flag", "/account/tokens"})
        EXPECT_NE(site_->handle(asked(path, token, "https://crm.example")).status, 200) << path;
    Request cases = Desk::request(Method::get, "/api/v1/cases");
    cases.headers["authorization"] = "Bearer " + token;
    cases.headers["x-panel-origin"] = "https://crm.example";
    EXPECT_EQ(site_->handle(cases).status, 401);
}

TEST_F(Panel, ItsTokenEndsWithTheOriginsPermission) {
    const std::string token = token_for("https://gone.example");
    EXPECT_EQ(status(token, "https://gone.example"), 401);
}

TEST_F(Panel, IsOfferedATokenForAllowedOriginsOnly) {
    EXPECT_EQ(desk_.post("/account/panel-tokens", {{"origin", "https://evil.example"}}).status,
              422);
    Request request = desk_.signed_in(Desk::request(Method::post, "/account/panel-tokens"));
    request.form = {{"origin", "https://crm.example"}};
    const Response made = site_->handle(request);
    ASSERT_EQ(made.status, 201);
    const std::size_t at = made.body.find("cbk_");
    ASSERT_NE(at, std::string::npos);
    const std::string token = made.body.substr(at, made.body.find('<', at) - at);
    EXPECT_EQ(status(token, "https://crm.example"), 200);
    const auto kept =
        desk_.workspace().accounts().tokens().of(desk_.workspace().accounts().find("leader")->id);
    EXPECT_EQ(kept.back().origins, "https://crm.example");
    EXPECT_EQ(kept.back().scopes, *Scopes::parse("read,reuse"));
}

}  // namespace
}  // namespace casebook::web
