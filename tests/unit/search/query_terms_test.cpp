#include "search/query_terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace casebook::search {
namespace {

using Terms = std::set<std::string>;

constexpr double kDocuments = 1000;
const TermStatistics kEveryTermIsKnown{kDocuments, [](const std::string&) { return 10.0; }};

// What a complaint is searched with, when the index knows these terms.
TermStatistics knowing(std::map<std::string, double> known) {
    return {kDocuments, [known = std::move(known)](const std::string& term) {
                const auto found = known.find(term);
                return found == known.end() ? 0.0 : found->second;
            }};
}

Terms chosen(std::string_view text, const TermStatistics& statistics) {
    Terms terms;
    for (const QueryTerm& term : choose_query_terms(text, statistics)) terms.insert(term.term);
    return terms;
}

std::string numbers(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::to_string(1000 + i) + ", ";
    return text;
}

TEST(QueryTerms, OnlyTheFortyEightMostTellingAreKept) {
    const TermStatistics statistics{kDocuments, [](const std::string& term) {
                                        return static_cast<double>(std::stoi(term) - 999);
                                    }};
    const QueryTerms terms = choose_query_terms(numbers(100), statistics);
    ASSERT_EQ(terms.size(), 48u);
    EXPECT_EQ(terms.front().term, "1000");
    EXPECT_EQ(terms.back().term, "1047");
}

struct Counted {
    std::size_t words = 0;   // of lists
    std::size_t places = 0;  // where a term is a part of one
    bool operator==(const Counted&) const = default;
};

Counted whole_words_of(const std::string& text, const WordLists& lists) {
    Counted counted;
    std::set<const WholeWord*> words;
    for (const QueryTerm& term : choose_query_terms(text, kEveryTermIsKnown, {.words = &lists}))
        for (const auto& word : term.parts_of) {
            words.insert(word.get());
            ++counted.places;
        }
    counted.words = words.size();
    return counted;
}

TEST(QueryTerms, AWordOfAListSaidAThousandTimesIsOneWord) {
    const auto lists = WordLists::make({{"手机", "移动电话", "电话机", "哈哈哈"}}, {});
    const Counted once = whole_words_of("手机", *lists);
    EXPECT_GE(once.words, 3u);
    std::string repeated;
    for (int i = 0; i < 1000; ++i) repeated += "手机";
    EXPECT_EQ(whole_words_of(repeated, *lists), once);
}

TEST(QueryTerms, WhatWasTypedGivesNoPlaceToWhatItMayBeReadAs) {
    const TermStatistics statistics{
        kDocuments, [](const std::string& term) { return term.starts_with("10") ? 500.0 : 1.0; }};
    const auto lists = WordLists::make({{"手机", "移动电话"}}, {});
    const std::string text = numbers(60) + "手机";
    const auto is_typed = [](const QueryTerm& term) { return term.origin == Origin::typed; };
    const QueryTerms all = choose_query_terms(text, statistics, {.words = lists.get()});
    EXPECT_LT(std::ranges::count_if(all, is_typed), 48);
    const QueryTerms typed = choose_typed_terms(text, statistics, lists.get());
    EXPECT_EQ(typed.size(), 48u);
    EXPECT_TRUE(std::ranges::all_of(typed, is_typed));
}

TEST(QueryTerms, TheRarestComesFirst) {
    const auto terms =
        choose_query_terms("宽带，红灯，掉线", knowing({{"宽带", 400}, {"红灯", 2}, {"掉线", 90}}));
    ASSERT_EQ(terms.size(), 3u);
    EXPECT_EQ(terms[0].term, "红灯");
    EXPECT_EQ(terms[2].term, "宽带");
    EXPECT_GT(terms[0].rarity, terms[1].rarity);
}

TEST(QueryTerms, SingleCharactersHelpOnlyAShortComplaint) {
    EXPECT_EQ(chosen("掉线", kEveryTermIsKnown), (Terms{"掉", "线", "掉线"}));
    const std::string_view longer =
        "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜";
    for (const QueryTerm& term : choose_query_terms(longer, kEveryTermIsKnown))
        EXPECT_EQ(term.kind, TokenKind::bigram) << term.term;
}

double trust_of_characters(const std::string& text, double documents) {
    const TermStatistics statistics{documents, [](const std::string&) { return 3.0; }};
    const QueryTerms terms = choose_query_terms(text, statistics);
    const auto character = std::find_if(terms.begin(), terms.end(), [](const QueryTerm& term) {
        return term.kind == TokenKind::character;
    });
    return character == terms.end() ? 0 : character->trust;
}

TEST(QueryTerms, InAShortQuestionToALargeLibraryCharactersSayMoreThanPairs) {
    const std::string question = "宽带总是掉线怎么办";
    EXPECT_GT(trust_of_characters(question, 10'000), 1.5);
    EXPECT_LT(trust_of_characters(question + "我已经重启了光猫好几次", 10'000), 1.4);
}

TEST(QueryTerms, InAWordOrInASmallLibraryAPairSaysAboutAsMuchAsItsCharacters) {
    EXPECT_LT(trust_of_characters("掉线", 10'000), 1.2);
    EXPECT_LT(trust_of_characters("宽带总是掉线怎么办", 14), 1.05);
}

TEST(QueryTerms, CharactersAloneSayTooLittle) {
    EXPECT_EQ(chosen("掉线", knowing({{"掉", 5}, {"线", 5}})), Terms{});
}

TEST(QueryTerms, StopWordsAreLeftOut) {
    EXPECT_EQ(chosen("where is the card", knowing({{"the", 900}, {"is", 900}, {"card", 9}})),
              Terms{"card"});
}

TEST(QueryTerms, AStopWordAloneIsSearchedFor) {
    EXPECT_EQ(chosen("the", knowing({{"the", 900}})), Terms{"the"});
    EXPECT_EQ(chosen("what is the", knowing({{"the", 900}, {"is", 900}})), Terms{});
}

TEST(QueryTerms, WordsThatNoEntryHasAreLeftOut) {
    EXPECT_EQ(chosen("红灯掉线", knowing({{"掉线", 5}})), Terms{"掉线"});
    EXPECT_EQ(chosen("红灯掉线", knowing({})), Terms{});
}

TEST(QueryTerms, ARepeatedWordIsOneTermThatKnowsHowOftenItWasSaid) {
    const QueryTerms terms = choose_query_terms("掉线，又掉线，还是掉线", knowing({{"掉线", 5}}));
    ASSERT_EQ(terms.size(), 1u);
    EXPECT_EQ(terms[0].occurrences, 3u);
}

// Characters that follow each other in Unicode: no pair of them comes twice.
std::string characters(char32_t count) {
    std::string text;
    for (char32_t i = 0; i < count; ++i) append_utf8(text, U'一' + i);
    return text;
}

std::size_t said_twice(const QueryTerms& terms) {
    return static_cast<std::size_t>(std::count_if(
        terms.begin(), terms.end(), [](const QueryTerm& term) { return term.occurrences == 2; }));
}

TEST(QueryTerms, InALongComplaintWhatWasSaidFirstCountsAsSaidOnceMore) {
    const QueryTerms terms = choose_query_terms(characters(100), kEveryTermIsKnown);
    EXPECT_EQ(said_twice(terms), 24u);
    EXPECT_EQ(terms.front().term, "一丁");
    EXPECT_EQ(said_twice(choose_query_terms(characters(40), kEveryTermIsKnown)), 0u);
}

TEST(QueryTerms, APairOfWordsIsTrustedLessThanAWord) {
    for (const QueryTerm& term : choose_query_terms("hotel hold", kEveryTermIsKnown))
        EXPECT_EQ(term.trust < 1, term.kind == TokenKind::word_pair) << term.term;
}

TEST(QueryTerms, NoiseGivesNone) {
    for (const char* noise : {"", "？！", "😀"})
        EXPECT_EQ(chosen(noise, kEveryTermIsKnown), Terms{}) << noise;
}

}  // namespace
}  // namespace casebook::search
