// What is kept of an index's terms is what the index says, in bounded memory.
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
    KnownTerms known({}, kMost);
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
    KnownTerms known({}, 4'000);
    const SharedEntries odd = known.entries_of(database, "odd");
    EXPECT_EQ(known.entries_of(database, "掉线")->documents.size(), 100u);
    EXPECT_EQ(known.find_entries("掉线"), nullptr);
    EXPECT_EQ(known.find_entries("odd"), odd);
}

TEST_F(KnownTermsOfAnIndex, ListNothingThatIsSuperseded) {
    const auto database = reader();
    const Superseded superseded({1, 2, 50, 100});
    KnownTerms known(superseded);
    const SharedEntries entries = known.entries_of(database, "掉线");
    ASSERT_EQ(entries->documents.size(), 96u);
    for (std::size_t i = 0; i < 96; ++i) {
        EXPECT_FALSE(superseded.has(entries->documents[i]));
        EXPECT_EQ(entries->impacts[i], entries->documents[i] % 60 + 1);
    }
    EXPECT_EQ(known.documents_with(database, "even"), 47) << "without the list";
    EXPECT_EQ(known.entries_of(database, "even")->documents.size(), 47u);
}

}  // namespace
}  // namespace casebook::search
