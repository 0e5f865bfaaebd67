// What is superseded is kept in the index, is no entry for anybody, and goes when there is too much of it.
#include "search/superseded.h"

#include "small_index.h"

namespace casebook::search {
namespace {

using test::expect_done;
using test::value_of;
using Documents = std::vector<Xapian::docid>;

Xapian::WritableDatabase database_of(Xapian::docid documents) {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    while (database.get_lastdocid() < documents) database.add_document(Xapian::Document());
    return database;
}

TEST(Superseded, ComesBackInOrderAndOnceEach) {
    auto database = database_of(70'000);
    Superseded superseded;
    for (const Xapian::docid document : {70'000u, 3u, 256u, 3u}) superseded.add(document);
    superseded.note_in(database);
    const Superseded back = Superseded::noted_in(database);
    EXPECT_EQ(back.documents(), (Documents{3, 256, 70'000}));
    EXPECT_TRUE(back.has(256));
    EXPECT_FALSE(back.has(257));
}

TEST(Superseded, WhatMakesNoSenseIsADamage) {
    const std::string one(1, '\1'), none(3, '\0');
    for (const std::string& bytes : {one, one + none + one, one + none + one + none,
                                     std::string("\2") + none + one + none, "\x09" + none}) {
        auto database = database_of(8);
        database.set_metadata("superseded", bytes);
        EXPECT_THROW(Superseded::noted_in(database), Xapian::DatabaseCorruptError) << bytes.size();
    }
    EXPECT_TRUE(Superseded::noted_in(database_of(8)).documents().empty());
}

TEST(Superseded, ATenthOfALargeIndexIsTooMany) {
    Superseded superseded;
    for (Xapian::docid document = 1; document <= 2'000; ++document) superseded.add(document);
    EXPECT_FALSE(superseded.are_too_many(2'000));
    superseded.add(2'001);
    EXPECT_TRUE(superseded.are_too_many(2'001));
    EXPECT_FALSE(superseded.are_too_many(100'000));
}

class ChangedIndex : public testing::Test {
  protected:
    ChangedIndex() {
        small_.change([](IndexWriter& writer) {
            expect_done(writer.replace(stored(filed(1, "宽带掉线，已经换了光猫"))));
            expect_done(writer.replace(stored(filed(1, "账单多扣了钱"))));  // before a commit, too
            expect_done(writer.remove_path("cases/2.md"));
            expect_done(writer.replace(stored(filed(4, "宽带掉线"))));
            expect_done(writer.replace(stored(filed(5, "发票抬头"))));
        });
        index_.refresh();
    }

    static Entry filed(EntryId id, std::string title) {
        Entry entry = case_of(id, std::move(title));
        entry.external_id = "crm-" + std::to_string(id);
        entry.category = "网络";
        return entry;
    }

    SmallIndex small_{{filed(1, "宽带掉线"), filed(2, "宽带掉线"), filed(3, "宽带掉线")}};
    Index index_ = small_.open();
};

TEST_F(ChangedIndex, FindsAndSuggestsWhatThereIsNow) {
    EXPECT_EQ(searched(index_, "宽带"), (Ids{3, 4}));
    EXPECT_EQ(searched(index_, "账单"), Ids{1});
    EXPECT_EQ(searched(index_, "光猫"), Ids{});
    EXPECT_EQ(searched(index_, "-账单"), (Ids{3, 4, 5}));
    EXPECT_EQ(searched(index_, "“宽带掉线”"), (Ids{3, 4}));
    EXPECT_EQ(suggested(index_, "晚上宽带掉线"), (Ids{3, 4}));
}

TEST_F(ChangedIndex, CountsWhatThereIsNow) {
    EXPECT_EQ(value_of(index_.count(std::nullopt)), 4u);
    EXPECT_EQ(value_of(index_.count(Kind::case_)), 4u);
    EXPECT_EQ(value_of(index_.versions()).size(), 4u);
    const auto hits =
        value_of(index_.search({.query = parsed("category:网络"), .facets = Facet::counted}));
    EXPECT_EQ(hits.total, 4u);
    for (const FacetCounts& facet : hits.facets.fields)
        for (const FacetValue& value : facet.values) EXPECT_EQ(value.count, 4u) << value.value;
}

TEST_F(ChangedIndex, GivesBackWhatThereIsNow) {
    EXPECT_EQ(value_of(index_.find(1))->entry.title, "账单多扣了钱");
    EXPECT_EQ(value_of(index_.find_by_path("cases/1.md"))->entry.title, "账单多扣了钱");
    EXPECT_EQ(value_of(index_.find_by_external_id("crm-1"))->entry.title, "账单多扣了钱");
    EXPECT_FALSE(value_of(index_.find(2)));
    EXPECT_FALSE(value_of(index_.find_by_path("cases/2.md")));
    EXPECT_FALSE(value_of(index_.find_by_external_id("crm-2")));
    EXPECT_TRUE(value_of(index_.find(4)));
}

TEST_F(ChangedIndex, WhatWasRemovedMayComeBack) {
    small_.change(
        [](IndexWriter& writer) { expect_done(writer.replace(stored(filed(2, "宽带慢")))); });
    index_.refresh();
    EXPECT_EQ(value_of(index_.find(2))->entry.title, "宽带慢");
    EXPECT_EQ(value_of(index_.count(std::nullopt)), 5u);
}

TEST(IndexWriter, WhatWasNotCommittedIsAsIfItHadNotBeen) {
    SmallIndex small({case_of(1, "宽带掉线")});
    {
        auto writer = value_of(IndexWriter::open(small.folder()));
        expect_done(writer.replace(stored(case_of(1, "账单"))));
        expect_done(writer.remove_path("cases/1.md"));
    }
    EXPECT_EQ(searched(small.open(), "掉线"), Ids{1});
}

TEST(IndexWriter, AnIndexIsWornWhenMostOfItIsSuperseded) {
    SmallIndex small({case_of(1, "宽带掉线")});
    auto writer = value_of(IndexWriter::open(small.folder()));
    for (int i = 0; i < 2'000; ++i) expect_done(writer.replace(stored(case_of(1, "账单"))));
    EXPECT_FALSE(writer.is_worn());
    expect_done(writer.replace(stored(case_of(1, "账单"))));
    EXPECT_TRUE(writer.is_worn());
}

}  // namespace
}  // namespace casebook::search
