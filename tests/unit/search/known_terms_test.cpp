// What is kept of an index's terms is what the index says, in bounded memory, and never of another state of it.
#include "search/known_terms.h"

#include <gtest/gtest.h>

#include "base/files.h"

namespace casebook::search {
namespace {

class KnownTermsOfAnIndex : public testing::Test {
  protected:
    KnownTermsOfAnIndex() {
        for (unsigned i = 1; i <= 100; ++i)
            add({{"掉线", i % 60 + 1}, {i % 2 ? "odd" : "even", 2}});
        writer_.commit();
    }

    void add(const std::vector<std::pair<std::string, unsigned>>& terms) {
        Xapian::Document document;
        for (const auto& [term, impact] : terms) document.add_term(term, impact);
        writer_.add_document(document);
    }

    Xapian::Database reader() const { return Xapian::Database(path_); }

    TemporaryFolder folder_;
    std::string path_ = (folder_.path() / "index").string();
    Xapian::WritableDatabase writer_{path_, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS};
};

TEST_F(KnownTermsOfAnIndex, SayWhatTheIndexSaysWhetherAskedOnceOrTwice) {
    const auto database = reader();
    KnownTerms known;
    EXPECT_EQ(known.find_entries("odd"), nullptr);
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(known.documents_with(database, "odd"), 50);
        EXPECT_EQ(known.documents_with(database, "missing"), 0);
        const SharedEntries entries = known.entries_of(database, "掉线");
        ASSERT_EQ(entries->documents.size(), 100u);
        for (unsigned i = 1; i <= 100; ++i) {
            EXPECT_EQ(entries->documents[i - 1], i);
            EXPECT_EQ(entries->impacts[i - 1], i % 60 + 1);
        }
        EXPECT_TRUE(known.entries_of(database, "missing")->documents.empty());
    }
    EXPECT_EQ(known.find_entries("掉线"), known.entries_of(database, "掉线"));
}

TEST_F(KnownTermsOfAnIndex, StayWithinTheirMemoryAndKeepWhatIsAskedForAgainAndAgain) {
    const auto database = reader();
    constexpr std::size_t kMost = 20'000;
    KnownTerms known(kMost);
    const SharedEntries often = known.entries_of(database, "掉线");
    for (int i = 0; i < 20'000; ++i) {
        known.documents_with(database, "word" + std::to_string(i));
        if (i % 10 == 0) known.find_entries("掉线");
        ASSERT_LE(known.bytes(), kMost);
    }
    EXPECT_EQ(known.find_entries("掉线"), often);
    EXPECT_EQ(known.documents_with(database, "word1"), 0) << "forgotten, and asked for again";
}

TEST_F(KnownTermsOfAnIndex, AVeryLongListIsGivenAndPushesNothingOut) {
    const auto database = reader();
    KnownTerms known(4'000);
    const SharedEntries odd = known.entries_of(database, "odd");
    EXPECT_EQ(known.entries_of(database, "掉线")->documents.size(), 100u);
    EXPECT_EQ(known.find_entries("掉线"), nullptr);
    EXPECT_EQ(known.find_entries("odd"), odd);
}

TEST_F(KnownTermsOfAnIndex, AreThoseOfTheNewestStateThatASearchHasSeen) {
    KnownTermsKeeper keeper;
    const auto before = reader();
    const auto known = keeper.of(before);
    EXPECT_EQ(known->documents_with(before, "odd"), 50);
    EXPECT_EQ(keeper.of(before), known);

    add({{"odd", 1}});
    writer_.commit();
    const auto after = reader();
    const auto newer = keeper.of(after);
    EXPECT_NE(newer, known);
    EXPECT_EQ(newer->documents_with(after, "odd"), 51);
    EXPECT_EQ(keeper.of(before)->documents_with(before, "odd"), 50) << "a search that began before";
    EXPECT_EQ(keeper.of(after), newer);
}

TEST_F(KnownTermsOfAnIndex, AreNotThoseOfAnotherIndexWithAsManyRevisions) {
    KnownTermsKeeper keeper;
    const auto one = reader();
    EXPECT_EQ(keeper.of(one)->documents_with(one, "odd"), 50);
    const std::string other_path = (folder_.path() / "other").string();
    Xapian::WritableDatabase(other_path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS).commit();
    Xapian::Database other(other_path);
    while (other.get_revision() < one.get_revision()) {
        Xapian::WritableDatabase writer(other_path, Xapian::DB_OPEN);
        writer.set_metadata("revision", std::to_string(other.get_revision()));
        writer.commit();
        other.reopen();
    }
    ASSERT_EQ(other.get_revision(), one.get_revision());
    EXPECT_EQ(keeper.of(other)->documents_with(other, "odd"), 0);
}

}  // namespace
}  // namespace casebook::search
