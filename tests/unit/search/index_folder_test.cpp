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

TEST(IndexFolder, ARebuildLeavesNothingButItselfBehindOnceItIsInUse) {
    SmallIndex small({case_of(1, "宽带")});
    Index index = small.open();
    small.rebuild({case_of(2, "宽带")});
    EXPECT_EQ(searched(index, "宽带"), Ids{1});
    index.refresh();
    EXPECT_EQ(searched(index, "宽带"), Ids{1}) << "its files can be opened again";
    test::expect_done(index.reopen());
    EXPECT_EQ(names_in(small.folder()), (std::set<std::string>{"current", "generation-2"}));
    EXPECT_EQ(searched(index, "宽带"), Ids{2});
}

TEST(IndexFolder, WhatAnAttemptLeftBehindGoesWithTheNext) {
    SmallIndex small({case_of(1, "宽带")});
    fs::create_directories(small.folder() / "generation-7.building-0");
    fs::create_directories(small.folder() / "generation-8");
    small.rebuild({case_of(2, "宽带")});
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{2});
    small.rebuild({case_of(3, "宽带")});
    EXPECT_EQ(names_in(small.folder()).size(), 3u) << "current, the one in use, the one before";
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
        auto abandoned = value_of(IndexBuilder::begin(small.folder(), 1));
        test::expect_done(abandoned.front().add(stored(case_of(2, "宽带"))));
    }
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{1});
    small.rebuild({case_of(3, "宽带")});
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{3});
}

TEST(IndexFolder, AnIndexOfSeveralPartsHoldsEveryEntryThatWasNotRemoved) {
    SmallIndex small({});
    auto parts = value_of(IndexBuilder::begin(small.folder(), 2));
    Ids expected;
    for (EntryId id = 1; id <= 25; ++id) {
        test::expect_done(parts[id % 2].add(stored(case_of(id, "宽带"))));
        if (id != 1 && id != 24) expected.push_back(id);
    }
    test::expect_done(parts[1].remove_path(stored(case_of(1, "")).path));
    test::expect_done(parts[0].remove_path(stored(case_of(24, "")).path));
    test::expect_done(IndexBuilder::publish(std::move(parts)));
    const Index index = small.open();
    EXPECT_EQ(value_of(index.count(std::nullopt)), expected.size());
    for (const EntryId id : expected) EXPECT_TRUE(value_of(index.find(id))) << id;
    EXPECT_FALSE(value_of(index.find(1)));
    EXPECT_FALSE(value_of(index.find(24)));
}

TEST(IndexFolder, ALinkThatLeadsNowhereIsAnError) {
    SmallIndex small({case_of(1, "宽带")});
    fs::remove_all(small.folder() / "generation-1");
    EXPECT_FALSE(Index::open(small.folder(), 1));
}

}  // namespace
}  // namespace casebook::search
