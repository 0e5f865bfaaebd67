// "These two cases are the same problem" is kept, counts for all that are linked in a chain, and can be taken back.
#include "base/files.h"
#include "store/database.h"
#include "support/desk.h"

namespace casebook::store {
namespace {

using test::value_of;
using Ids = std::vector<EntryId>;

class CaseLinks : public testing::Test {
  protected:
    CaseLinks() { open(); }

    void open() {
        database_.reset();
        database_ =
            std::make_unique<Database>(value_of(Database::open(folder_.path() / "casebook.db")));
    }

    CaseLink link(EntryId a, EntryId b) {
        return value_of(database_->link_cases(a, b, kNow, "小王"));
    }
    Ids same(EntryId id) {
        Ids ids = value_of(database_->same_problem(id));
        std::sort(ids.begin(), ids.end());
        return ids;
    }

    const Timestamp kNow = *parse_timestamp("2026-11-21T09:00:00+08:00", {});
    TemporaryFolder folder_;
    std::unique_ptr<Database> database_;
};

TEST_F(CaseLinks, CasesThatAreLinkedInAChainAreOneProblem) {
    link(1, 2);
    link(3, 2);
    link(8, 9);
    EXPECT_EQ(same(1), (Ids{2, 3}));
    EXPECT_EQ(same(3), (Ids{1, 2}));
    EXPECT_EQ(same(4), Ids{});
}

TEST_F(CaseLinks, ALinkSurvivesARestart) {
    link(2, 1);
    open();
    EXPECT_EQ(same(2), Ids{1});
    const auto links = value_of(database_->case_links_of(2));
    ASSERT_EQ(links.size(), 1u);
    EXPECT_EQ(links[0].who, "小王");
    EXPECT_EQ(links[0].when, kNow);
}

TEST_F(CaseLinks, LinkingTwiceIsOneLink) {
    EXPECT_EQ(link(1, 2).id, link(2, 1).id);
    EXPECT_EQ(value_of(database_->case_links_of(1)).size(), 1u);
}

TEST_F(CaseLinks, ALinkThatIsTakenBackCountsNoMoreAndIsStillTold) {
    link(1, 2);
    EXPECT_EQ(same(1), Ids{2});
    EXPECT_EQ(value_of(database_->unlink_cases(2, 1, kNow, "老李")).undone_by, "老李");
    EXPECT_EQ(same(1), Ids{});
    ASSERT_EQ(value_of(database_->case_links_of(1)).size(), 1u);
    EXPECT_TRUE(value_of(database_->case_links_of(1))[0].undone);
    EXPECT_EQ(database_->unlink_cases(1, 2, kNow, "老李").error().kind, ErrorKind::not_found);
    link(1, 2);
    EXPECT_EQ(same(2), Ids{1}) << "said again";
}

}  // namespace
}  // namespace casebook::store
