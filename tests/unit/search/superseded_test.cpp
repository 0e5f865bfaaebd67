// What is superseded is kept in the index, is no entry for anybody, and goes when there is too much of it.
#include "search/superseded.h"

#include <numeric>

#include "search/index_metadata.h"
#include "small_index.h"

namespace casebook::search {
namespace {

using test::expect_done;
using test::value_of;
using Documents = Superseded::Documents;

Xapian::WritableDatabase database_of(Xapian::docid documents) {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    while (database.get_lastdocid() < documents) database.add_document(Xapian::Document());
    return database;
}

TEST(Superseded, ComesBackInOrderAndOnceEach) {
    auto database = database_of(70'000);
    Superseded({70'000, 3}).with({256, 3}).note_in(database);
    const Superseded back = Superseded::noted_in(database);
    EXPECT_EQ(back.documents(), (Documents{3, 256, 70'000}));
    EXPECT_TRUE(back.has(256));
    EXPECT_FALSE(back.has(257));
}

TEST(Superseded, WhatMakesNoSenseIsADamage) {
    const std::string none(3, '\0'), one = "\1" + none, two = "\2" + none, nine = "\t" + none;
    for (const std::string& bytes : {std::string("\1"), one + "\1", one + one, two + one, nine}) {
        auto database = database_of(8);
        put_checked(database, "superseded", bytes);
        EXPECT_THROW(Superseded::noted_in(database), Xapian::DatabaseCorruptError) << bytes.size();
    }
    auto database = database_of(8);
    database.set_metadata("superseded", one + two);  // without a checksum
    EXPECT_THROW(Superseded::noted_in(database), Xapian::DatabaseCorruptError);
    EXPECT_TRUE(Superseded::noted_in(database_of(8)).empty());
}

TEST(Superseded, ATenthOfALargeIndexIsTooMany) {
    Documents documents(2'000);
    std::iota(documents.begin(), documents.end(), 1);
    EXPECT_FALSE(Superseded(documents).are_too_many(2'000));
    documents.push_back(2'001);
    EXPECT_TRUE(Superseded(documents).are_too_many(2'001));
    EXPECT_FALSE(Superseded(documents).are_too_many(100'000));
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

TEST(Index, IsWornWhenMostOfItIsSuperseded) {
    SmallIndex small({case_of(1, "宽带掉线")});
    Index index = small.open();
    const auto save = [&](int times) {
        small.change([&](IndexWriter& writer) {
            for (int i = 0; i < times; ++i) expect_done(writer.replace(stored(case_of(1, "账单"))));
        });
        index.refresh();
    };
    save(2'000);
    EXPECT_FALSE(index.is_worn());
    save(1);
    EXPECT_TRUE(index.is_worn());
}

// A library in which one word is written so in 30 cases, and otherwise in case 1 until somebody mended it, 60 times over.
class OftenChangedIndex : public testing::Test {
  protected:
    static std::vector<Entry> entries() {
        std::vector<Entry> entries{case_of(1, "The rechnug is wrong")};
        for (EntryId id = 2; id <= 31; ++id)
            entries.push_back(case_of(id, "The rechnung of month " + std::to_string(id)));
        return entries;
    }

    OftenChangedIndex() {
        for (int i = 0; i < 60; ++i)
            small_.change([](IndexWriter& writer) {
                expect_done(
                    writer.replace(stored(case_of(1, "The rechnung for parking is wrong"))));
            });
    }

    SmallIndex small_{entries()};
};

TEST_F(OftenChangedIndex, AWordIsAsRareAsItIsInWhatThereIsNow) {
    const auto precedents = value_of(small_.open().suggest({.text = "parking"}));
    ASSERT_EQ(precedents.terms.size(), 1u);
    EXPECT_EQ(precedents.terms.front().entries, 1);
    EXPECT_EQ(precedents.documents, 31);
}

TEST_F(OftenChangedIndex, AWordThatIsGoneIsReadAsOneThatThereIs) {
    EXPECT_EQ(searched(small_.open(), "rechnug").size(), 10u);
}

TEST(Index, OfTwoDailiesOfOneDayTheOneWhoseFileComesFirstIsItAlsoAfterAnEdit) {
    const auto daily = [](EntryId id, const std::string& title) {
        Entry entry;
        entry.id = id;
        entry.kind = Kind::daily;
        entry.date = parse_date("2026-11-18");
        entry.title = title;
        return entry;
    };
    SmallIndex small({daily(1, "a"), daily(2, "b")});
    small.change([&](IndexWriter& writer) { expect_done(writer.replace(stored(daily(1, "c")))); });
    EXPECT_EQ(value_of(small.open().find_daily(*parse_date("2026-11-18")))->entry.title, "c");
}

}  // namespace
}  // namespace casebook::search
