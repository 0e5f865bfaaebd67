#include "search/word_scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace casebook::search {
namespace {

using Impacts = std::vector<std::pair<std::string, unsigned>>;

Xapian::WritableDatabase index_of(const std::vector<Impacts>& documents) {
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (const Impacts& impacts : documents) {
        Xapian::Document document;
        for (const auto& [term, impact] : impacts) document.add_term(term, impact);
        database.add_document(document);
    }
    return database;
}

QueryTerm term(const Xapian::Database& database, std::string name, double rarity,
               std::uint32_t occurrences = 1) {
    const double entries = database.get_termfreq(name);
    return {std::move(name), TokenKind::bigram, occurrences, 1, rarity, entries};
}

std::vector<Xapian::docid> documents_of(const std::vector<ScoredDocument>& best) {
    std::vector<Xapian::docid> documents;
    for (const ScoredDocument& each : best) documents.push_back(each.document);
    return documents;
}

using Order = std::vector<Xapian::docid>;

std::vector<ScoredDocument> best_of(const Xapian::Database& database, const WordQuery& query,
                                    std::size_t count) {
    KnownTerms known;
    return best_by_words(database, known, query, count);
}

std::vector<ScoredDocument> scores_of(const Xapian::Database& database, const WordQuery& query,
                                      Order documents) {
    KnownTerms known;
    return scores_by_words(database, known, query, std::move(documents));
}

TEST(WordScores, ASharedTermGivesItsRarityTimesItsImpact) {
    const auto database = index_of({{{"掉线", 10}}, {{"掉线", 20}, {"宽带", 5}}, {{"账单", 9}}});
    const QueryTerms terms{term(database, "掉线", 2.0), term(database, "宽带", 1.5, 3)};
    const auto best = best_of(database, {terms, {}, {}}, 10);
    EXPECT_EQ(documents_of(best), (Order{2, 1}));
    // Three occurrences count 2 * 3 / (1 + 3) = 1.5.
    EXPECT_NEAR(best[0].score, 2.0 * 20 + 1.5 * 1.5 * 5, 1e-4);
    EXPECT_NEAR(best[1].score, 2.0 * 10, 1e-4);
}

TEST(WordScores, TheComplaintsOwnPlacesThatAnEntryHasAreCounted) {
    const auto database =
        index_of({{{"掉线", 10}, {"宽带", 5}, {"断网", 7}, {"掉", 3}}, {{"宽带", 5}}});
    QueryTerms terms{term(database, "掉线", 2.0, 3), term(database, "宽带", 1.5),
                     term(database, "断网", 1.0), term(database, "掉", 1.0)};
    terms[2].origin = Origin::synonym;
    terms[3].kind = TokenKind::character;
    const auto best = best_of(database, {terms, {}, {}}, 10);
    ASSERT_EQ(best.size(), 2u);
    EXPECT_EQ(best[0].matched, 2u);
    EXPECT_EQ(best[1].matched, 1u);
    EXPECT_EQ(scores_of(database, {terms, {}, {}}, {1})[0].matched, 2u);
}

TEST(WordScores, EqualsComeInTheOrderOfTheIndex) {
    const auto database = index_of({{{"a", 3}}, {{"a", 3}}, {{"a", 4}}, {{"a", 3}}});
    const QueryTerms terms{term(database, "a", 1)};
    EXPECT_EQ(documents_of(best_of(database, {terms, {}, {}}, 3)), (Order{3, 1, 2}));
}

TEST(WordScores, WhatIsLeftOutIsNotFound) {
    const auto database = index_of({{{"a", 9}, {"XH", 1}}, {{"a", 3}}});
    const QueryTerms terms{term(database, "a", 1)};
    EXPECT_EQ(documents_of(best_of(database, {terms, {"XH"}, {}}, 9)), (Order{2}));
}

TEST(WordScores, ABonusLiftsWhatWasFoundAndFindsNothingItself) {
    const auto database = index_of({{{"a", 9}}, {{"a", 3}, {"XCnet", 1}}, {{"XCnet", 1}}});
    const QueryTerms terms{term(database, "a", 1)};
    EXPECT_EQ(documents_of(best_of(database, {terms, {}, {{"XCnet", 7}}}, 9)), (Order{2, 1}));
}

TEST(WordScores, CertainDocumentsAreScoredEvenWhenTheyShareNothing) {
    const auto database =
        index_of({{{"a", 9}}, {{"b", 3}}, {{"a", 4}, {"XCnet", 1}}, {{"a", 2}, {"XH", 1}}});
    const QueryTerms terms{term(database, "a", 2)};
    const auto scores = scores_of(database, {terms, {"XH"}, {{"XCnet", 7}}}, {4, 3, 2});
    EXPECT_EQ(documents_of(scores), (Order{2, 3}));
    EXPECT_EQ(scores[0].score, 0);
    EXPECT_NEAR(scores[1].score, 2 * 4 + 7, 1e-4);
}

TEST(WordScores, NothingAskedOrNothingThereGivesNothing) {
    const auto database = index_of({{{"a", 9}}});
    EXPECT_TRUE(best_of(database, {{}, {}, {}}, 9).empty());
    const QueryTerms terms{term(database, "b", 1)};
    EXPECT_TRUE(best_of(database, {terms, {}, {}}, 9).empty());
    EXPECT_TRUE(best_of(index_of({}), {terms, {}, {}}, 9).empty());
}

// Rare terms with much weight and frequent ones with little, so that most of the frequent lists need not be read.
struct Crowd {
    std::vector<Impacts> documents;
    std::vector<std::pair<std::string, double>> rarities;
};

Crowd crowd(unsigned seed) {
    std::mt19937 random(seed);
    const auto chance = [&](unsigned in) { return random() % in == 0; };
    const auto impact = [&] { return static_cast<unsigned>(1 + random() % 64); };
    Crowd crowd;
    for (int i = 0; i < 12'000; ++i) {
        Impacts impacts;
        for (int rare = 0; rare < 4; ++rare)
            if (chance(60)) impacts.emplace_back("rare" + std::to_string(rare), impact());
        for (unsigned often = 0; often < 4; ++often)
            if (chance(2 + often % 3))
                impacts.emplace_back("often" + std::to_string(often), impact());
        crowd.documents.push_back(std::move(impacts));
    }
    for (int i = 0; i < 4; ++i) {
        crowd.rarities.emplace_back("rare" + std::to_string(i), 4.0 + i * 0.125);
        crowd.rarities.emplace_back("often" + std::to_string(i), 0.0625 * (i + 1));
    }
    return crowd;
}

// Every list read to its end, every entry summed up.
std::vector<ScoredDocument> read_everything(const Crowd& crowd, std::size_t count) {
    std::vector<ScoredDocument> all;
    for (std::size_t i = 0; i < crowd.documents.size(); ++i) {
        double score = 0;
        for (const auto& [name, impact] : crowd.documents[i])
            for (const auto& [term, rarity] : crowd.rarities)
                if (term == name) score += rarity * impact;
        if (score > 0) all.push_back({static_cast<Xapian::docid>(i + 1), score});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    all.resize(std::min(all.size(), count));
    return all;
}

TEST(WordScores, WhatIsSkippedChangesNothing) {
    for (const unsigned seed : {1u, 2u, 3u}) {
        const Crowd people = crowd(seed);
        const auto database = index_of(people.documents);
        QueryTerms terms;
        for (const auto& [name, rarity] : people.rarities)
            terms.push_back(term(database, name, rarity));
        KnownTerms known;  // nothing of what the first round asks for, all of it in the second
        for (const std::size_t count : {1u, 10u, 50u, 5'000u, 1u, 10u}) {
            const auto expected = read_everything(people, count);
            const auto best = best_by_words(database, known, {terms, {}, {}}, count);
            EXPECT_EQ(documents_of(best), documents_of(expected)) << seed << ", " << count;
            for (std::size_t i = 0; i < best.size(); ++i)
                ASSERT_NEAR(best[i].score, expected[i].score, 1e-3);
        }
    }
}

}  // namespace
}  // namespace casebook::search
