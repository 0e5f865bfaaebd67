#include "app/search_library.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/read_entry.h"
#include "search/index_builder.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::Desk;
using test::value_of;

TEST(SearchLibrary, FindsCasesDailiesAndPostsWithTheirEvidence) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    const SearchPage page =
        value_of(search_library(desk.workspace(), {.text = "掉线", .limit = 50}));
    std::set<Kind> kinds;
    for (const SearchHit& hit : page.hits) {
        kinds.insert(hit.entry.kind);
        const bool in_title = hit.evidence.title.text().find("<mark>") != std::string::npos;
        const bool is_tag = std::count(hit.entry.tags.begin(), hit.entry.tags.end(), "掉线") > 0;
        EXPECT_TRUE(in_title || is_tag || !hit.evidence.fields.empty()) << hit.entry.id;
    }
    EXPECT_EQ(kinds, (std::set{Kind::case_, Kind::daily, Kind::post}));
    EXPECT_EQ(page.total, page.hits.size());
}

TEST(SearchLibrary, TheListOfEverythingIsNewestFirst) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    const SearchPage page = value_of(search_library(
        desk.workspace(),
        {.filters = {{"kind", "case"}}, .order = search::SearchOrder::newest, .limit = 1000}));
    EXPECT_EQ(page.total, page.hits.size());
    for (std::size_t i = 1; i < page.hits.size(); ++i)
        EXPECT_GE(page.hits[i - 1].entry.created->instant, page.hits[i].entry.created->instant);
}

TEST(SearchLibrary, TellsWhatElseTheHitsWereFoundBy) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    const auto readings = [&](const std::string& text) {
        std::vector<std::string> told;
        for (const Reading& reading :
             value_of(search_library(desk.workspace(), {.text = text})).readings)
            told.push_back(reading.typed + " " + reading.read_as);
        return told;
    };
    EXPECT_EQ(readings("断网"), std::vector<std::string>{"断网 掉线"});
    EXPECT_EQ(readings("宽代"), std::vector<std::string>{"宽代 宽带"});
    EXPECT_EQ(readings("光猫"), std::vector<std::string>{});
    EXPECT_EQ(readings("\"断网\""), std::vector<std::string>{});
}

// Every question must get the same entries from the files as from the index.
TEST(SearchLibrary, WithoutAnIndexTheFilesAnswerTheSame) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    const std::vector<std::string> questions{"掉线",          "refund",
                                             "\"没人\"",      "退款 -网购",
                                             "退款 OR 掉线",  "category:网络",
                                             "tag:光猫 掉线", "state:已确认 银行卡",
                                             "kind:daily",    "from:2026-10-01 退款",
                                             "id:1031",       "-退款",
                                             "to:2026-07"};
    const auto ids = [&](const std::string& text) {
        const SearchPage page =
            value_of(search_library(desk.workspace(), {.text = text, .limit = 1000}));
        std::set<EntryId> found;
        for (const SearchHit& hit : page.hits) found.insert(hit.entry.id);
        return std::pair(page.degraded, found);
    };
    std::map<std::string, std::set<EntryId>> from_index;
    for (const std::string& text : questions) {
        const auto [degraded, found] = ids(text);
        EXPECT_FALSE(degraded);
        EXPECT_FALSE(found.empty()) << text;
        from_index[text] = found;
    }
    desk.workspace().health().set_damaged({ErrorKind::corrupt, "damaged by the test", "", {}});
    for (const std::string& text : questions) {
        const auto [degraded, found] = ids(text);
        EXPECT_TRUE(degraded);
        EXPECT_EQ(found, from_index[text]) << text;
    }
}

TEST(SearchLibrary, WithoutAnIndexAnEntryIsStillRead) {
    Desk desk = Desk::with_shipped_content();
    desk.open();
    // An empty index, as a server has it while the whole one is being built.
    auto empty = value_of(search::IndexBuilder::begin(desk.workspace().index_folder(), 1));
    test::expect_done(search::IndexBuilder::publish(std::move(empty)));
    test::expect_done(desk.workspace().index().reopen());
    desk.workspace().health().set_damaged({ErrorKind::corrupt, "damaged by the test", "", {}});
    EXPECT_EQ(value_of(read_entry(desk.workspace(), 1031)).entry.id, 1031);
    EXPECT_TRUE(read_daily(desk.workspace(), "2026-11-20"));
    EXPECT_EQ(read_entry(desk.workspace(), 999999).error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace casebook::app
