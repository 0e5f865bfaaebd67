#include "search/index_folder.h"

#include <set>

#include "small_index.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;
using test::value_of;

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

TEST(IndexFolder, ARebuildLeavesNothingButItselfBehind) {
    SmallIndex small({case_of(1, "宽带")});
    small.rebuild({case_of(2, "宽带")});
    EXPECT_EQ(names_in(small.folder()), (std::set<std::string>{"current", "generation-2"}));
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{2});
}

TEST(IndexFolder, AnOpenReaderAnswersFromTheOldIndexUntilItCloses) {
    SmallIndex small({case_of(1, "宽带")});
    const Index old = small.open();
    small.rebuild({case_of(2, "宽带")});
    EXPECT_EQ(searched(old, "宽带"), Ids{1});
    EXPECT_EQ(suggested(old, "宽带"), Ids{1});
}

TEST(IndexFolder, AnAbandonedRebuildChangesNothing) {
    SmallIndex small({case_of(1, "宽带")});
    {
        IndexWriter abandoned = value_of(IndexWriter::create_beside(small.folder()));
        test::expect_done(abandoned.replace(stored(case_of(2, "宽带"))));
    }
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{1});
    small.rebuild({case_of(3, "宽带")});
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{3});
    EXPECT_EQ(names_in(small.folder()).size(), 2u);
}

TEST(IndexFolder, ALinkThatLeadsNowhereIsAnError) {
    SmallIndex small({case_of(1, "宽带")});
    fs::remove_all(small.folder() / "generation-1");
    EXPECT_FALSE(Index::open(small.folder(), 1));
}

}  // namespace
}  // namespace casebook::search
