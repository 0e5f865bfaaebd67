// POST /api/v1/suggest against shared/interface.md, which programs of others rely on.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;
using test::value_of;

constexpr const char* kAddress = "/api/v1/suggest";

std::set<std::string> keys_of(const json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
}

class SuggestApi : public testing::Test {
  protected:
    json ask(const json& request) {
        const Response response = desk_.post_json(kAddress, request.dump());
        EXPECT_EQ(response.status, 200) << response.body;
        return json::parse(response.body);
    }
    int status_of(const std::string& body) { return desk_.post_json(kAddress, body).status; }

    Desk desk_ = Desk::with_shipped_content();
};

TEST_F(SuggestApi, GivesEveryKeyThatTheInterfaceNames) {
    const json reply = ask({{"text", "晚上老掉线 红灯"}});
    EXPECT_EQ(keys_of(reply),
              (std::set<std::string>{"query_id", "took_ms", "degraded", "precedent_found",
                                     "readings", "suggestions"}));
    EXPECT_FALSE(reply["query_id"].get<std::string>().empty());
    EXPECT_FALSE(reply["degraded"].get<bool>());
    ASSERT_FALSE(reply["suggestions"].empty());
    for (const json& suggestion : reply["suggestions"]) {
        EXPECT_EQ(keys_of(suggestion),
                  (std::set<std::string>{"case", "score", "evidence", "alternatives", "confidence",
                                         "confidence_level", "why"}));
        EXPECT_FALSE(suggestion["why"].get<std::string>().empty());
        for (const char* key : {"id", "external_id", "title", "url", "state", "answer", "script",
                                "fits", "not_fits", "confirmed_on", "outcome"})
            EXPECT_TRUE(suggestion["case"].contains(key)) << key;
        EXPECT_EQ(keys_of(suggestion["case"]["outcome"]),
                  (std::set<std::string>{"uses", "solved", "solved_n", "satisfaction",
                                         "satisfaction_n", "minutes", "minutes_n"}));
        for (const json& evidence : suggestion["evidence"])
            EXPECT_EQ(keys_of(evidence), (std::set<std::string>{"field", "html", "terms"}));
        EXPECT_TRUE(suggestion["alternatives"].is_array());
        EXPECT_EQ(desk_.get(suggestion["case"]["url"].get<std::string>()).status, 200);
    }
}

TEST_F(SuggestApi, SaysWhatIsInTheFile) {
    desk_.write("cases/9001.md",
                test::case_text(9001, "路由器冒烟", "路由器冒烟了", "断电",
                                "state: verified\nexternal_id: crm-9\nconfirmed: 2026-10-30\n"
                                "outcome: {satisfaction: 5, minutes: 12}\n"));
    desk_.open();
    const json found = ask({{"text", "路由器冒烟"}})["suggestions"][0];
    EXPECT_EQ(found["case"]["id"], 9001);
    EXPECT_EQ(found["case"]["external_id"], "crm-9");
    EXPECT_EQ(found["case"]["state"], "verified");
    EXPECT_EQ(found["case"]["answer"], nullptr);
    EXPECT_EQ(found["case"]["confirmed_on"], "2026-10-30");
    EXPECT_EQ(found["case"]["outcome"], (json{{"uses", 1},
                                              {"solved", 0},
                                              {"solved_n", 0},
                                              {"satisfaction", 5},
                                              {"satisfaction_n", 1},
                                              {"minutes", 12},
                                              {"minutes_n", 1}}));
    EXPECT_EQ(found["evidence"][0]["field"], "complaint");
    EXPECT_EQ(found["evidence"][0]["html"], "<mark>路由器冒烟</mark>了");
    EXPECT_EQ(found["evidence"][0]["terms"], json{"路由器冒烟"});
}

TEST_F(SuggestApi, EveryAnswerHasANameOfItsOwn) {
    EXPECT_NE(ask({{"text", "掉线"}})["query_id"], ask({{"text", "掉线"}})["query_id"]);
}

TEST_F(SuggestApi, KeepsTheLimit) {
    EXPECT_EQ(ask({{"text", "掉线 扣款 快递"}, {"limit", 1}})["suggestions"].size(), 1u);
    EXPECT_LE(ask({{"text", "掉线 扣款 快递"}})["suggestions"].size(), 5u);
    EXPECT_GT(ask({{"text", "掉线 扣款 快递"}, {"limit", 50}})["suggestions"].size(), 5u);
}

TEST_F(SuggestApi, CategoryAndProductAreTaken) {
    const json reply = ask({{"text", "掉线"}, {"category", "网络/宽带"}, {"product", "家庭宽带"}});
    EXPECT_FALSE(reply["suggestions"].empty());
    EXPECT_FALSE(ask({{"text", "掉线"}, {"category", nullptr}})["suggestions"].empty());
}

TEST_F(SuggestApi, NothingToSearchForIsAnEmptyListAndNoError) {
    for (const char* text : {"", "……", "😀", "zzzzzz"})
        EXPECT_TRUE(ask({{"text", text}})["suggestions"].empty()) << text;
}

TEST_F(SuggestApi, AWrongRequestIsAProblemDocument) {
    for (const char* body : {"",
                             "{",
                             "[]",
                             "null",
                             "\"text\"",
                             "{}",
                             R"({"text":1})",
                             R"({"text":null})",
                             R"({"text":"x","limit":0})",
                             R"({"text":"x","limit":51})",
                             R"({"text":"x","limit":-1})",
                             R"({"text":"x","limit":"5"})",
                             R"({"text":"x","limit":1.5})",
                             R"({"text":"x","limit":1e99})",
                             R"({"text":"x","limit":18446744073709551616})",
                             R"({"text":"x","category":1})",
                             R"({"text":"x","product":[]})",
                             "{\"text\":\"\xff\"}",
                             R"({"text":"\ud800"})",
                             "{\"text\":\"x\"} trailing"}) {
        const Response response = desk_.post_json(kAddress, body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(response.content_type, "application/problem+json") << body;
        const json problem = json::parse(response.body);
        EXPECT_EQ(problem["status"], 400);
        EXPECT_FALSE(problem["title"].get<std::string>().empty());
        EXPECT_FALSE(problem["hint"].get<std::string>().empty());
    }
}

TEST_F(SuggestApi, HostileJsonNeverBreaksIt) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::size_t files = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(test::shared_folder() / "kits" / "json-parsing")) {
        ++files;
        const std::string name = file.path().filename();
        EXPECT_EQ(status_of(value_of(read_file(file.path(), 1 << 20))), 400) << name;
    }
    EXPECT_GT(files, 300u);
}

TEST_F(SuggestApi, DepthDoesNotBreakIt) {
    const std::string deep = std::string(400'000, '[') + std::string(400'000, ']');
    EXPECT_EQ(status_of("{\"text\":\"x\",\"deep\":" + deep + "}"), 200);
    EXPECT_EQ(status_of(deep), 400);
}

}  // namespace
}  // namespace casebook::web
