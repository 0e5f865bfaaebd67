// The search page and the search of the API.
#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "search/filter_values.h"
#include "search/index_fields.h"
#include "search/query_problems.h"
#include "support/desk.h"
#include "web/assets.h"
#include "web/search_address.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::case_text;
using test::Desk;

bool has(const Response& page, std::string_view words) {
    return page.body.find(words) != std::string::npos;
}

std::size_t count(const Response& page, std::string_view words) {
    std::size_t found = 0;
    for (std::size_t at = page.body.find(words); at != std::string::npos;
         at = page.body.find(words, at + 1))
        ++found;
    return found;
}

std::string search_url(const std::string& text, const std::string& more = "") {
    return "/search?q=" + percent_encode(text) + more;
}

std::string api_url(const std::string& text, const std::string& more = "") {
    return "/api/v1/search?q=" + percent_encode(text) + more;
}

class Searching : public testing::Test {
  protected:
    Response page(const std::string& target, const std::string& language = "en") {
        Request request = Desk::request(Method::get, target);
        request.headers["cookie"] = "lang=" + language;
        return desk_.send(request);
    }

    json api(const std::string& target, int status = 200) {
        const Response response = desk_.get(target);
        EXPECT_EQ(response.status, status) << target << response.body;
        return json::parse(response.body);
    }

    void SetUp() override {
        desk_.write(
            "cases/2026-01/1-a.md",
            case_text(
                1, "宽带每晚掉线", "报修两次没人上门", "换了光猫",
                "state: verified\ncategory: 网络/宽带\nproduct: 家庭宽带\ntags: [光猫, 上门]\n"
                "author: agent07\ncreated: 2026-01-02T09:00:00+08:00\n"));
        desk_.write("cases/2026-01/2-b.md",
                    case_text(2, "上门的人没来", "没人管，宽带还是掉线", "改约",
                              "state: draft\ncategory: 网络/电视\ntags: [上门]\nauthor: agent08\n"
                              "created: 2026-02-02T09:00:00+08:00\n"));
        desk_.write("cases/2026-01/3-c.md", case_text(3, "The card <b>has</b> arrived",
                                                      "My card has arrived", "Activate it",
                                                      "state: verified\ncategory: card\nlang: en\n"
                                                      "created: 2026-03-02T09:00:00+08:00\n"));
    }

    Desk desk_;
};

TEST_F(Searching, ShowsHitsFacetsOrdersAndHelp) {
    const Response found = page(search_url("掉线"));
    EXPECT_EQ(found.status, 200);
    EXPECT_EQ(count(found, "<li class=\"hit\">"), 2u);
    EXPECT_TRUE(has(found, "2 found"));
    EXPECT_TRUE(has(found, "href=\"/search?q=%E6%8E%89%E7%BA%BF&amp;tag=%E5%85%89%E7%8C%AB\""));
    EXPECT_TRUE(has(found, "href=\"/search?q=%E6%8E%89%E7%BA%BF&amp;sort=newest\""));
    EXPECT_TRUE(has(found, "<span class=\"facet-label\">Draft</span>"));
    for (const search::ExactField& field : search::kExactFields) {
        std::string example(field.example);
        if (const auto quote = example.find('"'); quote != std::string::npos)
            example = example.substr(0, quote);
        EXPECT_TRUE(has(found, "<code>" + example)) << field.name;
    }
}

TEST_F(Searching, SaysWhatElseTheHitsWereFoundByAndHowToTurnThatOff) {
    const Response found = page(search_url("断网"));
    EXPECT_EQ(count(found, "<li class=\"hit\">"), 2u);
    EXPECT_TRUE(
        has(found, "Also found by: <span class=\"read-as-word\">“掉线” (you wrote “断网”)"));
    EXPECT_TRUE(has(found, "quotation marks"));
    EXPECT_FALSE(has(page(search_url("\"断网\"")), "Also found by"));
    EXPECT_FALSE(has(page(search_url("掉线")), "Also found by"));
    const json reply = api(api_url("断网"));
    EXPECT_EQ(reply["readings"],
              json::parse(R"([{"typed": "断网", "read_as": "掉线", "by": "synonym"}])"));
}

TEST_F(Searching, AFacetsLinkNarrowsAndAChipsLinkTakesItBack) {
    const Response narrowed = page(search_url("掉线", "&tag=" + percent_encode("光猫")));
    EXPECT_EQ(count(narrowed, "<li class=\"hit\">"), 1u);
    EXPECT_EQ(count(narrowed, "class=\"chip\""), 1u);
    EXPECT_TRUE(has(narrowed, "class=\"chip\" href=\"/search?q=%E6%8E%89%E7%BA%BF\""));
    EXPECT_TRUE(
        has(narrowed,
            "class=\"facet-value\" href=\"/search?q=%E6%8E%89%E7%BA%BF\" aria-current=\"true\""));
}

TEST_F(Searching, ATypedFilterIsAChipWhoseLinkLeavesTheOtherWords) {
    const Response typed = page(search_url("标签：光猫 掉线 -“没人管”"), "zh-CN");
    EXPECT_EQ(count(typed, "class=\"chip\""), 2u);
    EXPECT_TRUE(has(typed, "<span>标签 光猫</span>"));
    EXPECT_TRUE(has(typed, "<span>不含 &quot;没人管&quot;</span>"));
    EXPECT_TRUE(has(typed, "class=\"chip\" href=\"/search?q=" + percent_encode("掉线 -“没人管”")));
    EXPECT_TRUE(has(typed, "class=\"chip\" href=\"/search?q=" + percent_encode("标签：光猫 掉线")));
}

TEST_F(Searching, AStepDownTheCategoriesTakesThePlaceOfTheStepAbove) {
    const Response above = page(search_url("category:网络 上门"));
    EXPECT_TRUE(has(above, "href=\"/search?q=" + percent_encode("上门") +
                               "&amp;category=" + percent_encode("网络/宽带") + "\""));
    EXPECT_TRUE(has(above, "<span class=\"facet-label\">网络/电视</span>"));
}

TEST_F(Searching, AMistakeComesBackWithItsPlaceInBothLanguages) {
    const Response chinese = page(search_url("掉线 kind:book 上门"), "zh-CN");
    EXPECT_EQ(chinese.status, 200);
    EXPECT_TRUE(has(chinese, "<code>掉线 <mark>kind:book</mark> 上门</code>"));
    EXPECT_TRUE(has(chinese, "没有「book」这个类型"));
    EXPECT_TRUE(has(chinese, "value=\"掉线 kind:book 上门\""));
    EXPECT_FALSE(has(chinese, "没有搜到")) << "a mistake is not an empty result";
    const Response english = page(search_url("\"<b>"));
    EXPECT_TRUE(has(english, "<code><mark>&quot;&lt;b&gt;</mark></code>"));
    EXPECT_TRUE(has(english, "is never closed"));
    EXPECT_TRUE(has(page("/search?q=x&from=soon"), "“soon” is not a date"));
}

TEST_F(Searching, EveryMistakeHasWordsInBothLanguages) {
    for (const std::string language : {"zh-CN", "en"}) {
        const auto catalogue = json::parse(std::ifstream(
            std::string(CASEBOOK_SOURCE_FOLDER "/templates/messages/") + language + ".json"));
        for (const search::QueryProblemWords& words : search::query_problem_words()) {
            const std::string key = "query." + std::string(words.code);
            EXPECT_TRUE(catalogue.contains(key) && catalogue.contains(key + ".hint")) << key;
            if (!catalogue.contains(key)) continue;
            EXPECT_EQ(words.message.find("{}") != std::string_view::npos,
                      catalogue[key].get<std::string>().find("{{detail}}") != std::string::npos)
                << key;
        }
        for (const std::string_view code : {search::kCutNotice, search::kUnknownFilterNotice})
            EXPECT_TRUE(catalogue.contains("query.notice." + std::string(code))) << code;
        for (const search::ExactField& field : search::kExactFields) {
            EXPECT_TRUE(catalogue.contains("search.filter." + std::string(field.name)));
            EXPECT_TRUE(catalogue.contains("filter." + std::string(field.name)));
            if (language == "zh-CN") {
                EXPECT_EQ(catalogue["filter." + std::string(field.name)], field.chinese_name);
            }
        }
    }
}

TEST_F(Searching, WhatThePagesCallAKindOrAStateIsUnderstoodAsOne) {
    for (const std::string language : {"zh-CN", "en"}) {
        const auto catalogue = json::parse(std::ifstream(
            std::string(CASEBOOK_SOURCE_FOLDER "/templates/messages/") + language + ".json"));
        for (const auto& [key, words] : catalogue.items()) {
            const bool kind = key.starts_with("kind."), state = key.starts_with("state.");
            if (!kind && !state) continue;
            const search::ExactField& field = *search::find_exact_field(kind ? "kind" : "state");
            const auto filter = search::read_filter(field, words.get<std::string>());
            ASSERT_TRUE(std::holds_alternative<search::Condition>(filter)) << words;
            EXPECT_EQ(std::get<search::Condition>(filter).text, key.substr(key.find('.') + 1));
        }
    }
}

TEST_F(Searching, AnExcludedWordIsShownEvenWhereItWasTypedUnawares) {
    const Response found = page(search_url("掉线 NOT 光猫"));
    EXPECT_TRUE(has(found, "<span>without 光猫</span>"));
    EXPECT_EQ(count(found, "<li class=\"hit\">"), 1u);
}

TEST_F(Searching, AFilterAloneListsAndNothingTypedListsNothing) {
    const Response all = page("/search?q=&kind=case");
    EXPECT_EQ(count(all, "<li class=\"hit\">"), 3u);
    EXPECT_TRUE(has(all, "The card &lt;b&gt;has&lt;/b&gt; arrived"));
    EXPECT_FALSE(has(page("/search?q=+&kind="), "class=\"kinds\""));
    EXPECT_TRUE(has(page(search_url("？！")), "Nothing found"));
}

TEST_F(Searching, APageBeyondTheLastSaysSo) {
    const Response beyond = page(search_url("掉线", "&page=3"));
    EXPECT_EQ(beyond.status, 200);
    EXPECT_TRUE(has(beyond, "There is no page 3"));
    EXPECT_FALSE(has(beyond, "Nothing found"));
}

TEST_F(Searching, ALongQueryIsCutAndThatIsSaid) {
    std::string text;
    for (int i = 0; i < 600; ++i) text += "掉线 ";
    const Response cut = page(search_url(text));
    EXPECT_TRUE(has(cut, "only its first 500 characters were used"));
    EXPECT_EQ(count(cut, "<li class=\"hit\">"), 2u);
    EXPECT_TRUE(has(page(search_url(std::string(3000, 'a'))), "is too long for a word"));
}

TEST_F(Searching, NaughtyStringsGetAPageAndAnAnswer) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::ifstream file(test::shared_folder() / "kits/naughty-strings.json");
    for (const json& each : json::parse(file)) {
        const std::string text = each.get<std::string>();
        const Response shown = page(search_url(text, "&tag=" + percent_encode(text)));
        EXPECT_EQ(shown.status, 200) << text;
        EXPECT_EQ(count(shown, "<script"), 1u) << text;
        const int status = desk_.get(api_url(text)).status;
        EXPECT_TRUE(status == 200 || status == 400) << status << text;
    }
}

TEST_F(Searching, TheApiGivesHitsWithEvidenceAndFacets) {
    const json found = api(api_url("\"没人上门\" state:已确认"));
    EXPECT_EQ(found["total"], 1);
    EXPECT_EQ(found["total_is"], "exact");
    EXPECT_EQ(found["query"], "\"没人上门\" state:verified");
    const json& hit = found["hits"][0];
    EXPECT_EQ(hit["id"], 1);
    EXPECT_EQ(hit["kind"], "case");
    EXPECT_EQ(hit["state"], "verified");
    EXPECT_EQ(hit["category"], "网络/宽带");
    EXPECT_EQ(hit["url"], "/cases/1");
    EXPECT_EQ(hit["evidence"][0]["field"], "complaint");
    EXPECT_NE(hit["evidence"][0]["html"].get<std::string>().find("<mark>没人上门</mark>"),
              std::string::npos);
    EXPECT_EQ(found["facets"]["tag"],
              json::parse(R"([{"value":"上门","count":1},{"value":"光猫","count":1}])"));
    EXPECT_EQ(found["facets_are"], "exact");
    EXPECT_EQ(found["page"], 1);
    EXPECT_EQ(found["per_page"], 20);
}

TEST_F(Searching, TheApiTakesFiltersOrderAndPagesAsParameters) {
    EXPECT_EQ(api("/api/v1/search")["total"], 3) << "nothing asked: everything";
    EXPECT_EQ(api("/api/v1/search?state=draft")["hits"][0]["id"], 2);
    EXPECT_EQ(api("/api/v1/search?author=agent07&author=agent08")["total"], 2);
    EXPECT_EQ(api("/api/v1/search?from=2026-02&to=2026-02")["total"], 1);
    EXPECT_EQ(api("/api/v1/search?product=" + percent_encode("家庭宽带"))["total"], 1);
    const json second = api("/api/v1/search?sort=oldest&page=2&per_page=1");
    EXPECT_EQ(second["hits"].size(), 1u);
    EXPECT_EQ(second["hits"][0]["id"], 2);
    EXPECT_EQ(second["total"], 3);
}

TEST_F(Searching, TheApiSaysWhatIsWrongAndWhere) {
    const struct {
        std::string url, code;
        json offset, parameter;
    } rows[] = {
        {api_url("掉线 “没人"), "unclosed_quote", 3, "q"},
        {api_url("AND AND"), "operator_without_words", 0, "q"},
        {api_url("x") + "&kind=book", "unknown_kind", nullptr, "kind"},
        {api_url("x") + "&to=later", "not_a_date", nullptr, "to"},
        {api_url("x") + "&per_page=101", "not_a_page", nullptr, "per_page"},
        {api_url("x") + "&page=0", "not_a_page", nullptr, "page"},
        {api_url("x") + "&page=two", "not_a_page", nullptr, "page"},
        {api_url("x") + "&sort=best", "unknown_order", nullptr, "sort"},
        {api_url("x") + "&page=501", "page_too_deep", nullptr, "page"},
    };
    for (const auto& row : rows) {
        const Response response = desk_.get(row.url);
        EXPECT_EQ(response.status, 400) << row.url;
        EXPECT_EQ(response.content_type, "application/problem+json");
        const json document = json::parse(response.body);
        EXPECT_EQ(document["code"], row.code);
        EXPECT_EQ(document.value("offset", json()), row.offset) << row.code;
        EXPECT_EQ(document.value("parameter", json()), row.parameter) << row.code;
        EXPECT_FALSE(document["title"].get<std::string>().empty());
    }
}

}  // namespace
}  // namespace casebook::web
