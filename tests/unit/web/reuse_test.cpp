// What is said about a suggestion: by API, on the desk, by plain forms, and the page that tells why a case is found.
#include <nlohmann/json.hpp>

#include "app/record_reuse.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;
using test::value_of;

class Reuse : public testing::Test {
  protected:
    json suggest(const std::string& text) {
        const Response response =
            desk_.post_json("/api/v1/suggest", json{{"text", text}, {"limit", 5}}.dump());
        return json::parse(response.body);
    }
    Response say(const json& body) { return desk_.post_json("/api/v1/reuse", body.dump()); }
    Response undo(const std::string& id) {
        return desk_.send(Desk::request(Method::remove_, "/api/v1/reuse/" + id));
    }
    ReuseEvent event(std::int64_t id) {
        return *value_of(desk_.workspace().database().find_reuse_event(id));
    }
    std::int64_t count() { return value_of(desk_.workspace().database().reuse_event_count()); }
    // The query_id in the page's forms.
    static std::string list_in(const std::string& html) {
        const std::string before = "name=\"query_id\" value=\"";
        const std::size_t start = html.find(before);
        EXPECT_NE(start, std::string::npos);
        return html.substr(start + before.size(), 32);
    }
    static bool has_card(const std::string& html, int id) {
        return html.find("data-card=\"" + std::to_string(id) + "\"") != std::string::npos;
    }

    Desk desk_ = Desk::with_shipped_content();
    static constexpr const char* kComplaint = "宽带每晚掉线，光猫红灯一闪一闪，电话13812341234";
};

TEST_F(Reuse, AListNeedsNoWordsAndTheyAreKeptMasked) {
    const json list = suggest(kComplaint);
    const Response said =
        say({{"query_id", list["query_id"]}, {"case_id", 1001}, {"verdict", "used"}});
    ASSERT_EQ(said.status, 201) << said.body;
    const json reply = json::parse(said.body);
    EXPECT_EQ(said.headers.find("Location")->second, "/api/v1/reuse/" + reply["id"].dump());
    EXPECT_EQ(said.body.find("13812341234"), std::string::npos);
    EXPECT_EQ(reply["who"], "leader");
    EXPECT_EQ(event(reply["id"]).text, "宽带每晚掉线，光猫红灯一闪一闪，电话138＊＊＊＊1234");
}

TEST_F(Reuse, SayingItTwiceAboutOneListRecordsItOnce) {
    const json body{
        {"query_id", suggest(kComplaint)["query_id"]}, {"case_id", 1001}, {"verdict", "used"}};
    const json first = json::parse(say(body).body);
    const Response again = say(body);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(json::parse(again.body)["id"], first["id"]);
    EXPECT_EQ(count(), 1);
}

TEST_F(Reuse, WordsAreTakenWithoutAListAndAnOutcomeWithThem) {
    const Response said = say({{"text", "晚上老掉线"},
                               {"case_id", "1001"},
                               {"verdict", "used"},
                               {"outcome", {{"satisfaction", 4}, {"solved", true}}}});
    ASSERT_EQ(said.status, 201) << said.body;
    EXPECT_EQ(event(1).outcome.satisfaction, 4);
    EXPECT_EQ(event(1).outcome.solved, true);
}

TEST_F(Reuse, AWrongRequestIsAProblemDocumentAndRecordsNothing) {
    const json good{{"text", "晚上老掉线"}, {"case_id", 1001}, {"verdict", "used"}};
    const auto with = [&](const char* name, const json& value) {
        json body = good;
        if (value.is_null())
            body.erase(name);
        else
            body[name] = value;
        return body;
    };
    const std::vector<std::pair<json, int>> wrong{
        {json::array(), 400},
        {with("text", nullptr), 400},
        {with("text", "……"), 400},
        {with("text", 7), 400},
        {with("verdict", nullptr), 400},
        {with("verdict", "maybe"), 400},
        {with("case_id", nullptr), 400},
        {with("case_id", -1), 400},
        {with("case_id", 1.5), 400},
        {with("case_id", 999999), 404},
        {with("case_id", "nobody"), 404},
        {with("case_id", 1028), 409},  // a post
        {with("outcome", {{"satisfaction", 9}}), 400},
        {with("outcome", "good"), 400},
        {{{"query_id", "gone"}, {"case_id", 1001}, {"verdict", "used"}}, 404},
    };
    for (const auto& [body, status] : wrong) {
        const Response response = say(body);
        EXPECT_EQ(response.status, status) << body << response.body;
        EXPECT_EQ(response.content_type, "application/problem+json") << body;
        EXPECT_FALSE(json::parse(response.body)["hint"].get<std::string>().empty()) << body;
    }
    Request form = Desk::request(Method::post, "/api/v1/reuse");
    form.body = good.dump();
    EXPECT_EQ(desk_.send(form).status, 415) << "a form of another site can send this";
    EXPECT_EQ(count(), 0);
}

TEST_F(Reuse, UndoingIsSaidOnceAndThenItIsGone) {
    say({{"text", "晚上老掉线"}, {"case_id", 1001}, {"verdict", "used"}});
    const Response undone = undo("1");
    ASSERT_EQ(undone.status, 200) << undone.body;
    EXPECT_FALSE(json::parse(undone.body)["undone"].is_null());
    EXPECT_EQ(undo("1").status, 410);
    EXPECT_EQ(undo("9").status, 404);
    EXPECT_EQ(undo("x").status, 404);
    EXPECT_TRUE(event(1).undone);
}

TEST_F(Reuse, OutcomesComeBackWithSuggestions) {
    say({{"text", "宽带掉线"},
         {"case_id", 1001},
         {"verdict", "used"},
         {"outcome", {{"satisfaction", 2}, {"minutes", 30}, {"solved", false}}}});
    json shown = suggest(kComplaint)["suggestions"];
    for (const json& suggestion : json(shown))
        for (const json& alternative : suggestion["alternatives"]) shown.push_back(alternative);
    for (const json& suggestion : shown) {
        if (suggestion["case"]["id"] != 1001) continue;
        const json outcome = suggestion["case"]["outcome"];
        EXPECT_EQ(outcome["uses"], 2) << outcome;
        EXPECT_EQ(outcome["satisfaction_n"], 2);
        EXPECT_EQ(outcome["solved_n"], 2);
        return;
    }
    FAIL() << "case 1001 is not suggested";
}

TEST_F(Reuse, TheDesksScriptIsAnsweredWithTheNumber) {
    const std::string html = desk_.post("/desk/suggestions", {{"text", kComplaint}}).body;
    const Response said = desk_.post(
        "/desk/reuse", {{"query_id", list_in(html)}, {"case_id", "1001"}, {"verdict", "copied"}});
    ASSERT_EQ(said.status, 201) << said.body;
    EXPECT_EQ(event(json::parse(said.body)["id"]).verdict, Verdict::copied);
    EXPECT_EQ(event(1).who, "leader");
    EXPECT_EQ(desk_.post("/desk/reuse/undo", {{"id", "1"}}).status, 200);
    EXPECT_EQ(desk_.post("/desk/reuse/undo", {{"id", "1"}}).status, 410);
    EXPECT_EQ(desk_.post("/desk/reuse", {{"query_id", "x"}}).status, 404);
}

TEST_F(Reuse, AnotherSiteCannotSayAnything) {
    for (const char* path : {"/desk/reuse", "/reuse", "/reuse/undo", "/cases/1001/found/reset"}) {
        Request request = Desk::request(Method::post, path);
        request.headers["origin"] = "http://elsewhere.example";
        EXPECT_EQ(desk_.send(request).status, 403) << path;
    }
}

TEST_F(Reuse, APlainFormShowsTheDeskAgainWithAWayBack) {
    const std::string before = desk_.post("/", {{"text", kComplaint}}).body;
    ASSERT_TRUE(has_card(before, 1001));
    const std::string list = list_in(before);
    const Response said =
        desk_.post("/reuse", {{"query_id", list}, {"case_id", "1001"}, {"verdict", "not_this"}});
    ASSERT_EQ(said.status, 200);
    EXPECT_FALSE(has_card(said.body, 1001)) << "it is moved away";
    EXPECT_EQ(list_in(said.body), list);
    EXPECT_NE(said.body.find("action=\"/reuse/undo\""), std::string::npos);
    EXPECT_NE(said.body.find("光猫红灯一闪一闪"), std::string::npos) << "the words are still there";
    const Response undone = desk_.post("/reuse/undo", {{"id", "1"}, {"query_id", list}});
    EXPECT_TRUE(has_card(undone.body, 1001));
    EXPECT_TRUE(event(1).undone);
}

TEST_F(Reuse, WhatWasPutAsideIsNotShownAndAnotherComesInItsPlace) {
    const auto cards = [](const std::string& html) {
        std::size_t count = 0;
        for (std::size_t at = html.find("data-card="); at != std::string::npos;
             at = html.find("data-card=", at + 1))
            ++count;
        return count;
    };
    const std::string all = desk_.post("/desk/suggestions", {{"text", kComplaint}}).body;
    const std::string without =
        desk_.post("/desk/suggestions", {{"text", kComplaint}, {"without", "1001,x,"}}).body;
    EXPECT_TRUE(has_card(all, 1001));
    EXPECT_FALSE(has_card(without, 1001));
    EXPECT_EQ(cards(without), cards(all));
}

TEST_F(Reuse, ThePageTellsWhoSaidWhatAndLetsItBeTakenBack) {
    say({{"text", "宽带老断 13812341234"},
         {"case_id", 1001},
         {"verdict", "used"},
         {"outcome", {{"satisfaction", 4}, {"minutes", 7}}}});
    say({{"text", "停机了"}, {"case_id", 1001}, {"verdict", "not_this"}});
    const std::string page = desk_.get("/cases/1001/found").body;
    for (const char* words : {"宽带老断 138＊＊＊＊1234", "停机了", "leader", "2026-11-21 09:00",
                              "用上了", "不合适", "满意 4/5 · 7 分钟"})
        EXPECT_NE(page.find(words), std::string::npos) << words;
    EXPECT_EQ(page.find("13812341234"), std::string::npos);
    const Response undone = desk_.post("/reuse/undo", {{"id", "1"}, {"back", "found"}});
    EXPECT_EQ(undone.status, 303);
    EXPECT_EQ(undone.headers.find("Location")->second, "/cases/1001/found");
    EXPECT_NE(desk_.get("/cases/1001/found").body.find("撤销了"), std::string::npos);
}

TEST_F(Reuse, ThePageTellsWhatEachEventCountsNow) {
    for (const char* text : {"宽带老断", "晚上掉线"})
        say({{"text", text}, {"case_id", 1001}, {"verdict", "used"}});
    say({{"text", "路由器红灯"}, {"case_id", 1001}, {"verdict", "copied"}});
    const std::string page = desk_.get("/cases/1001/found").body;
    for (const char* words : {"现在算 1<", "现在算 0.5<", "现在算 0.2<", "过 365 天算一半"})
        EXPECT_NE(page.find(words), std::string::npos) << words;
    desk_.post("/reuse/undo", {{"id", "2"}, {"back", "found"}});
    EXPECT_EQ(desk_.get("/cases/1001/found").body.find("现在算 0.5<"), std::string::npos);
}

TEST_F(Reuse, ThePagesLearntWordsAreWholeOnes) {
    for (const char* text : {"宽带老掉线", "宽带又断网了", "宽带掉线"})
        say({{"text", text}, {"case_id", 1001}, {"verdict", "used"}});
    const std::string page = desk_.get("/cases/1001/found").body;
    for (const char* word : {"宽带", "掉线", "断网"})
        EXPECT_NE(page.find(std::string("found-word\">") + word + "<"), std::string::npos) << word;
    for (const char* fragment : {"断", "带老", "老掉", "网了"})
        EXPECT_EQ(page.find(std::string("found-word\">") + fragment + "<"), std::string::npos)
            << fragment;
}

TEST_F(Reuse, OlderEventsAreOnTheNextPageAndCanBeUndoneThere) {
    desk_.get("/cases/1001/found");  // opens the library
    std::vector<ReuseEvent> events;
    for (int i = 0; i < 203; ++i) {
        ReuseEvent event;
        event.who = "person " + std::to_string(i);
        event.when = desk_.workspace().clock().now();
        event.case_id = 1001;
        event.text = "宽带第" + std::to_string(i) + "次断";
        events.push_back(std::move(event));
    }
    value_of(app::record_prepared(desk_.workspace(), std::move(events)));
    const std::string page = desk_.get("/cases/1001/found").body;
    EXPECT_EQ(page.find("第2次断"), std::string::npos);
    ASSERT_NE(page.find("/cases/1001/found?before=4\""), std::string::npos);
    const std::string older = desk_.get("/cases/1001/found?before=4").body;
    for (const char* text : {"第0次断", "第2次断", "name=\"id\" value=\"1\""})
        EXPECT_NE(older.find(text), std::string::npos) << text;
    EXPECT_EQ(older.find("found?before="), std::string::npos);
}

TEST_F(Reuse, TheLearningOfACaseIsResetAndBroughtBackFromItsPage) {
    say({{"text", "宽带老断"}, {"case_id", 1001}, {"verdict", "used"}});
    EXPECT_EQ(desk_.post("/cases/1001/found/reset", {}).status, 303);
    EXPECT_EQ(desk_.workspace().outcomes().find(1001).uses, 0);
    const std::string page = desk_.get("/cases/1001/found").body;
    EXPECT_NE(page.find("/cases/1001/found/bring-back"), std::string::npos);
    EXPECT_EQ(page.find("/cases/1001/found/reset\""), std::string::npos)
        << "nothing is left to reset";
    EXPECT_EQ(desk_.post("/cases/1001/found/bring-back", {{"id", "1"}}).status, 303);
    EXPECT_EQ(desk_.workspace().outcomes().find(1001).uses, 1);
    EXPECT_EQ(desk_.post("/cases/1001/found/bring-back", {{"id", "1"}}).status, 410);
    EXPECT_EQ(desk_.post("/cases/999999/found/reset", {}).status, 404);
}

TEST_F(Reuse, TheCasesPageTellsWhatItWasAskedAs) {
    for (const char* text :
         {"第一次断网", "第二次断网", "第三次断网", "第四次断网", "第五次断网", "第六次断网"})
        say({{"text", text}, {"case_id", 1001}, {"verdict", "used"}});
    say({{"text", "别的事情"}, {"case_id", 1001}, {"verdict", "not_this"}});
    const std::string page = desk_.get("/cases/1001").body;
    EXPECT_NE(page.find("第六次断网"), std::string::npos);
    EXPECT_NE(page.find("第二次断网"), std::string::npos);
    EXPECT_EQ(page.find("第一次断网"), std::string::npos) << "the last five";
    EXPECT_EQ(page.find("别的事情"), std::string::npos);
    EXPECT_NE(page.find("/cases/1001/found"), std::string::npos);
}

TEST_F(Reuse, ACardTellsWhyItIsThere) {
    const std::string page = desk_.post("/", {{"text", kComplaint}}).body;
    const std::size_t why = page.find("<p class=\"card-why\">都说到 ");
    ASSERT_NE(why, std::string::npos);
    EXPECT_NE(page.find("、", why), std::string::npos);
}

TEST_F(Reuse, WhyNamesConfirmationsOfComplaintsLikeThisOneOnly) {
    for (int i = 0; i < 3; ++i)
        say({{"text", "信用卡年费太贵"}, {"case_id", 1017}, {"verdict", "used"}});
    const auto why_of = [this](const std::string& text, int id) {
        const json list = suggest(text);
        for (const json& suggestion : list["suggestions"])
            if (suggestion["case"]["id"] == id) return suggestion["why"].get<std::string>();
        return std::string();
    };
    const std::string alike = why_of("信用卡年费太贵了", 1017);
    EXPECT_NE(alike.find("相似的投诉用上了它"), std::string::npos) << alike;
    const std::string other = why_of("运费谁出", 1017);
    EXPECT_EQ(other.find("相似的投诉用上了它"), std::string::npos) << other;
}

TEST_F(Reuse, OnlyCasesHaveAPageWhyTheyAreFound) {
    EXPECT_EQ(desk_.get("/cases/1028/found").status, 404);
    EXPECT_EQ(desk_.get("/cases/999999/found").status, 404);
    EXPECT_EQ(desk_.get("/cases/1001/found").status, 200);
}

}  // namespace
}  // namespace casebook::web
