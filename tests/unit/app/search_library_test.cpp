#include "app/search_library.h"

#include <algorithm>
#include <set>

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

}  // namespace
}  // namespace casebook::app
