#include "search/index_writer.h"

#include <atomic>
#include <thread>

#include "small_index.h"

namespace casebook::search {
namespace {

using test::expect_done;
using test::value_of;

TEST(IndexWriter, AReplacedEntryIsFoundByItsNewWordsOnly) {
    SmallIndex small({case_of(1, "宽带掉线")});
    small.change(
        [](IndexWriter& writer) { expect_done(writer.replace(stored(case_of(1, "账单有误")))); });
    const Index index = small.open();
    EXPECT_EQ(searched(index, "账单"), Ids{1});
    EXPECT_EQ(searched(index, "掉线"), Ids{});
    EXPECT_EQ(value_of(index.count(std::nullopt)), 1u);
}

TEST(IndexWriter, ARemovedFileIsNotFound) {
    SmallIndex small({case_of(1, "宽带掉线"), case_of(2, "宽带慢")});
    small.change([](IndexWriter& writer) {
        expect_done(writer.remove_path("cases/1.md"));
        expect_done(writer.remove_path("cases/never-there.md"));
    });
    EXPECT_EQ(searched(small.open(), "宽带"), Ids{2});
}

TEST(IndexWriter, OpenReadersSeeNothingBeforeTheCommitAndAllAfterIt) {
    SmallIndex small({case_of(1, "宽带")});
    Index index = small.open(2);
    small.change([&](IndexWriter& writer) {
        expect_done(writer.replace(stored(case_of(2, "宽带"))));
        EXPECT_EQ(searched(index, "宽带"), Ids{1});
    });
    index.refresh();
    EXPECT_EQ(value_of(index.search({.query = parsed("宽带")})).total, 2u);
}

TEST(IndexWriter, OneWritesAtATime) {
    SmallIndex small({case_of(1, "宽带")});
    const IndexWriter first = value_of(IndexWriter::open(small.folder()));
    EXPECT_EQ(IndexWriter::open(small.folder()).error().kind, ErrorKind::busy);
}

TEST(IndexWriter, ManyCommitsDoNotDisturbThoseWhoSearch) {
    constexpr EntryId kCommits = 60;
    SmallIndex small({case_of(1, "宽带掉线")});
    Index index = small.open(4);
    std::atomic<bool> done = false;
    std::atomic<std::size_t> failures = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            while (!done) {
                const auto hits = index.search({.query = parsed("掉线"), .limit = 100});
                const auto precedents = index.suggest({.text = "宽带掉线"});
                failures += !hits || hits->total == 0 || !precedents;
            }
        });
    IndexWriter writer = value_of(IndexWriter::open(small.folder()));
    for (EntryId id = 2; id <= kCommits; ++id) {
        expect_done(writer.replace(stored(case_of(id, "宽带掉线"))));
        expect_done(writer.commit());
        index.refresh();
    }
    done = true;
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(failures, 0u);
    EXPECT_EQ(value_of(index.count(std::nullopt)), static_cast<std::size_t>(kCommits));
}

}  // namespace
}  // namespace casebook::search
