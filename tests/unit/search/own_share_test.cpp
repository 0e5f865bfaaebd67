#include "search/own_share.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "small_index.h"

namespace casebook::search {
namespace {

using Lists = std::map<std::string, std::vector<Xapian::docid>>;

constexpr double kDocuments = 1000;

SharedEntries entries_of(const std::vector<Xapian::docid>& documents) {
    return std::make_shared<const TermEntries>(
        TermEntries{documents, std::vector<std::uint8_t>(documents.size(), 16)});
}

std::vector<Xapian::docid> from_to(Xapian::docid first, Xapian::docid last) {
    std::vector<Xapian::docid> documents;
    for (Xapian::docid document = first; document <= last; ++document)
        documents.push_back(document);
    return documents;
}

QueryTerms terms_of(const Lists& lists, double rarity = 4) {
    QueryTerms terms;
    for (const auto& [term, documents] : lists) {
        terms.push_back({term, TokenKind::bigram, 1, 1, rarity});
        terms.back().entries = static_cast<double>(documents.size());
    }
    return terms;
}

void find_in(const Lists& lists, QueryTerms& terms) {
    find_own_shares(terms, kDocuments,
                    [&](const std::string& term) { return entries_of(lists.at(term)); });
}

double own_of(const QueryTerms& terms, const std::string& wanted) {
    return std::find_if(terms.begin(), terms.end(),
                        [&](const QueryTerm& term) { return term.term == wanted; })
        ->own;
}

double weight_of_all(const QueryTerms& terms) {
    double sum = 0;
    for (const QueryTerm& term : terms) sum += weight_of(term);
    return sum;
}

const Lists kPiecesAndAWord{
    {"信用", from_to(1, 10)}, {"用卡", from_to(1, 10)}, {"停机", from_to(101, 110)}};

TEST(OwnShare, PiecesOfOneWordSayLessThanAWordThatStandsAlone) {
    QueryTerms terms = terms_of(kPiecesAndAWord);
    find_in(kPiecesAndAWord, terms);
    EXPECT_EQ(own_of(terms, "信用"), own_of(terms, "用卡"));
    EXPECT_LT(own_of(terms, "信用"), own_of(terms, "停机"));
}

TEST(OwnShare, IsWhatTheHeadOfTheFileSays) {
    QueryTerms terms = terms_of(kPiecesAndAWord);
    find_in(kPiecesAndAWord, terms);
    const double implied = (10 + 1.5 * 0.01) / (10 + 1.5) - 0.01;
    EXPECT_NEAR(own_of(terms, "信用") / own_of(terms, "停机"), 1 / (1 + 0.2 * implied), 1e-9);
}

TEST(OwnShare, AllTogetherWeighWhatTheyDid) {
    QueryTerms terms = terms_of(kPiecesAndAWord);
    const double before = weight_of_all(terms);
    find_in(kPiecesAndAWord, terms);
    EXPECT_NEAR(weight_of_all(terms), before, 1e-9);
}

TEST(OwnShare, WordsThatHaveNothingToDoWithEachOtherKeepAllTheySay) {
    const Lists apart{{"断网", from_to(1, 10)}, {"账单", from_to(11, 20)}};
    QueryTerms terms = terms_of(apart);
    find_in(apart, terms);
    for (const QueryTerm& term : terms) EXPECT_NEAR(term.own, 1, 1e-9);
}

TEST(OwnShare, AWordThatSaysLittleTakesLittleFromOneThatSaysMuch) {
    const Lists lists{{"信用", from_to(1, 10)}, {"用卡", from_to(1, 10)}};
    QueryTerms terms = terms_of(lists);
    terms[1].rarity = terms[0].rarity / 4;
    find_in(lists, terms);
    EXPECT_GT(terms[0].own, terms[1].own);
}

TEST(OwnShare, CommonWordsAreNotLookedUp) {
    const Lists lists{{"信用", from_to(1, 500)}, {"用卡", from_to(1, 500)}};
    QueryTerms terms = terms_of(lists);
    find_own_shares(terms, kDocuments, [](const std::string&) -> SharedEntries {
        ADD_FAILURE() << "a long list is read";
        return entries_of({});
    });
    for (const QueryTerm& term : terms) EXPECT_NEAR(term.own, 1, 1e-9);
}

TEST(OwnShare, WhatWasReadAsAnotherWordTakesNothingFromTheWordTyped) {
    const Lists lists{{"断网", from_to(1, 10)}, {"掉线", from_to(1, 10)}};
    QueryTerms terms = terms_of(lists);
    terms[1].origin = Origin::synonym;
    find_in(lists, terms);
    for (const QueryTerm& term : terms) EXPECT_NEAR(term.own, 1, 1e-9);
}

TEST(OwnShare, NoTermsAndAWordThatNoCaseHasAreNoTrouble) {
    QueryTerms none;
    find_in({}, none);
    EXPECT_TRUE(none.empty());
    const Lists lists{{"断网", {}}};
    QueryTerms terms = terms_of(lists);
    find_in(lists, terms);
    EXPECT_NEAR(terms[0].own, 1, 1e-9);
}

// 信用卡还款 comes as one in this library: its pieces do not outvote the complaint's two other matters.
TEST(OwnShare, ACaseWithTwoMattersOfAComplaintIsSuggestedBeforeOneWithThreePiecesOfOne) {
    std::vector<Entry> entries{case_of(1, "信用卡还"), case_of(2, "冻结，丢失")};
    const auto add = [&](const char* title, int times) {
        for (int i = 0; i < times; ++i)
            entries.push_back(case_of(static_cast<EntryId>(entries.size()) + 1, title));
    };
    add("信用卡还款提醒短信", 20);
    add("冻结账户", 20);
    add("丢失证件", 20);
    add("宽带速度慢", 200);
    const SmallIndex small(entries);
    const auto found =
        test::value_of(small.open().suggest({.text = "信用卡还款，冻结，丢失", .limit = 20})).found;
    const auto place_of = [&](EntryId id) {
        return std::find_if(found.begin(), found.end(), [&](const Precedent& precedent) {
            return precedent.stored.entry.id == id;
        });
    };
    ASSERT_NE(place_of(2), found.end());
    EXPECT_LT(place_of(2), place_of(1));
}

}  // namespace
}  // namespace casebook::search
