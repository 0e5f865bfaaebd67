#include "search/word_pieces.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "small_index.h"

namespace casebook::search {
namespace {

constexpr double kDocuments = 2000;

TermStatistics statistics_of(std::map<std::string, double> documents_with = {}) {
    return {kDocuments, [documents_with = std::move(documents_with)](const std::string& term) {
                const auto found = documents_with.find(term);
                return found == documents_with.end() ? 0.0 : found->second;
            }};
}

double score_of(std::string_view complaint, std::string_view text,
                std::map<std::string, double> documents_with = {}) {
    return WordPieces(complaint, statistics_of(std::move(documents_with))).score_of("", text);
}

TEST(WordPieces, TheScoreIsWhatTheHeadOfTheFileSays) {
    // ^phone$ has 4 pieces, all of them once in a text of 4.
    const double rarity = std::log(1 + (kDocuments - 10 + 0.5) / 10.5) * 2000 / 2500;
    const double u = 1 / std::pow(4.0 / 60, 0.75);
    EXPECT_NEAR(score_of("phone", "phone", {{"phone", 10}}),
                3 * 4 * rarity / std::sqrt(4.0 / 6) * 2.2 * u / (1.2 + u), 1e-9);
}

TEST(WordPieces, AWordThatIsPutTogetherIsFoundByItsParts) {
    EXPECT_GT(score_of("my firestick", "the fire stick"), 0);
    EXPECT_GT(score_of("my fire stick", "the firestick"), 0);
}

TEST(WordPieces, AMistypedWordIsFoundByWhatIsLeftOfIt) {
    EXPECT_GT(score_of("my recieved parcel", "received"), 0);
    EXPECT_EQ(score_of("my recieved parcel", "umbrella"), 0);
}

TEST(WordPieces, UpperAndLowerCaseAreTheSame) {
    EXPECT_EQ(score_of("Refund NOW", "REFUND"), score_of("refund now", "refund"));
}

TEST(WordPieces, ARareWordSaysMoreThanACommonOne) {
    EXPECT_GT(score_of("parcel", "parcel", {{"parcel", 10}}),
              score_of("parcel", "parcel", {{"parcel", 1000}}));
}

TEST(WordPieces, AWordThatNoCaseHasCountsLikeTheRarest) {
    EXPECT_EQ(score_of("parcel", "parcel"), score_of("parcel", "parcel", {{"parcel", 1}}));
}

TEST(WordPieces, OfAWordWithAnApostropheThePartThatIsAWordIsAsCommonAsThat) {
    EXPECT_EQ(score_of("can't", "can", {{"can't", 10}, {"can", 1000}}),
              score_of("can", "can", {{"can", 1000}}));
    EXPECT_EQ(score_of("haven't", "haven", {{"haven't", 10}}),
              score_of("haven", "haven", {{"haven", 10}}));
}

TEST(WordPieces, AShortTextWithTheSamePiecesIsNearer) {
    EXPECT_GT(score_of("parcel", "parcel lost"),
              score_of("parcel", "parcel lost and much else besides, of which nobody asked"));
}

TEST(WordPieces, AMostlyChineseComplaintHasNone) {
    const TermStatistics statistics = statistics_of();
    EXPECT_TRUE(WordPieces("家里的wifi晚上一直断", statistics).empty());
    EXPECT_TRUE(WordPieces("", statistics).empty());
    EXPECT_TRUE(WordPieces("0x80070005 691", statistics).empty());
    EXPECT_FALSE(WordPieces("my wifi 断", statistics).empty());
}

TEST(WordPieces, TextsThatAreNoWordsAreFine) {
    const WordPieces pieces("lost parcel", statistics_of());
    EXPECT_EQ(pieces.score_of("", ""), 0);
    EXPECT_EQ(pieces.score_of("宽带", "\xff\xfe !? ab"), 0);
}

TEST(WordPieces, OfTwoCasesWithTheSameStemsTheOneInTheCustomersFormComesFirst) {
    std::vector<Entry> entries{case_of(1, "charged for the delivery"),
                               case_of(2, "charges of the delivery")};
    for (EntryId id = 3; id < 30; ++id) entries.push_back(case_of(id, "login fails"));
    const SmallIndex small(entries);
    const auto first = [&](std::string text) {
        return test::value_of(small.open().suggest({.text = std::move(text), .limit = 1}))
            .found.at(0)
            .stored.entry.id;
    };
    EXPECT_EQ(first("why was I charged for delivery"), 1);
    EXPECT_EQ(first("what are the charges of delivery"), 2);
}

}  // namespace
}  // namespace casebook::search
