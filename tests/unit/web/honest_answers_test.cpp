// What the desk and the API say of how sure they are, and of competing resolutions.
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;

constexpr const char* kComplaint = "家里的宽带每天晚上八点以后就掉线，重启光猫也没用";

class HonestAnswers : public testing::Test {
  protected:
    HonestAnswers() {
        write(1, "换光猫", kComplaint, "");
        write(2, "换端口", kComplaint, "");
        write(3, "叫客户自己等", std::string(kComplaint) + "！", "example: bad\n");
        for (EntryId id = 10; id < 40; ++id)
            write(id, "签收", "快递显示签收可是没有收到，第" + std::to_string(id) + "次投诉", "");
        desk_.open();
    }

    void write(EntryId id, const std::string& title, const std::string& complaint,
               const std::string& more) {
        desk_.write("cases/2026-11/" + std::to_string(id) + "-a.md",
                    test::case_text(id, title, complaint, title, "state: verified\n" + more));
    }

    json suggest(const std::string& text) {
        const Response response =
            desk_.post_json("/api/v1/suggest", json{{"text", text}, {"limit", 5}}.dump());
        EXPECT_EQ(response.status, 200) << response.body;
        return json::parse(response.body);
    }

    std::string desk_page(const std::string& text) {
        return desk_.post("/", {{"text", text}}).body;
    }

    Desk desk_;
};

bool has(const std::string& page, std::string_view words) {
    return page.find(words) != std::string::npos;
}

constexpr const char* kUnheardOf = "每天早上地铁口的共享单车乱停乱放，盲道都占了";

TEST_F(HonestAnswers, TheSameWordsAreVeryLikelyAndStrangeOnesAreNoPrecedent) {
    const json known = suggest(kComplaint);
    EXPECT_EQ(known["suggestions"][0]["confidence_level"], "likely") << known.dump();
    EXPECT_EQ(known["precedent_found"], true);
    const json unknown = suggest(kUnheardOf);
    ASSERT_FALSE(unknown["suggestions"].empty());
    EXPECT_EQ(unknown["suggestions"][0]["confidence_level"], "unsure") << unknown.dump();
    EXPECT_EQ(unknown["precedent_found"], false);
}

TEST_F(HonestAnswers, TheDeskSaysFirstThatThereIsNoPrecedentAndThenWhatComesNearest) {
    const std::string page = desk_page(kUnheardOf);
    const std::size_t none = page.find("没有找到先例");
    const std::size_t nearest = page.find("最接近的");
    const std::size_t card = page.find("data-card=");
    ASSERT_NE(card, std::string::npos);
    EXPECT_LT(none, nearest);
    EXPECT_LT(nearest, card);
    EXPECT_FALSE(has(desk_page(kComplaint), "没有找到先例"));
    EXPECT_TRUE(has(desk_page(kComplaint), "很可能就是"));
}

TEST_F(HonestAnswers, CompetingResolutionsAreOneCardAndTheBadExampleIsNotInFront) {
    const json answer = suggest(kComplaint);
    const json& first = answer["suggestions"][0];
    EXPECT_NE(first["case"]["example"], "bad");
    ASSERT_EQ(first["alternatives"].size(), 2u) << answer.dump();
    EXPECT_EQ(first["alternatives"][0]["because"], "same_complaint");
    EXPECT_EQ(first["alternatives"][1]["case"]["example"], "bad");
    const std::string page = desk_page(kComplaint);
    EXPECT_TRUE(has(page, "同一问题的另外 2 种处理"));
    EXPECT_TRUE(has(page, "<details class=\"alternatives\">"));
}

TEST_F(HonestAnswers, ALinkBringsACaseOfOtherWordsIntoTheGroupAndTakingItBackRemovesIt) {
    ASSERT_EQ(desk_.post("/cases/1/links", {{"other", "10"}, {"action", "link"}}).status, 303);
    EXPECT_TRUE(has(desk_.get("/cases/10").body, "同一问题的其他处理"));
    EXPECT_EQ(suggest(kComplaint)["suggestions"][0]["alternatives"].size(), 3u);
    ASSERT_EQ(desk_.post("/cases/10/links", {{"other", "1"}, {"action", "unlink"}}).status, 303);
    EXPECT_EQ(suggest(kComplaint)["suggestions"][0]["alternatives"].size(), 2u);
}

TEST_F(HonestAnswers, OnlyAnotherCaseCanBeLinked) {
    EXPECT_EQ(desk_.post_json("/api/v1/cases/1/links", R"({"case_id":2})").status, 201);
    EXPECT_EQ(desk_.post_json("/api/v1/cases/1/links", R"({"case_id":1})").status, 422);
    EXPECT_EQ(desk_.post_json("/api/v1/cases/1/links", R"({"case_id":999})").status, 404);
    EXPECT_EQ(desk_.post_json("/api/v1/cases/1/links", R"({"case":2})").status, 400);
    EXPECT_EQ(desk_.post("/cases/1/links", {{"other", ""}}).status, 422);
    const json links = json::parse(desk_.get("/api/v1/cases/2/links").body);
    EXPECT_EQ(links["same_problem"], json::array({1}));
    EXPECT_EQ(desk_.send(Desk::request(Method::remove_, "/api/v1/cases/2/links/1")).status, 200);
    EXPECT_EQ(desk_.send(Desk::request(Method::remove_, "/api/v1/cases/2/links/1")).status, 404);
}

}  // namespace
}  // namespace casebook::web
