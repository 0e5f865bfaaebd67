#include "search/analysis.h"

#include <gtest/gtest.h>

#include "base/fold.h"

namespace casebook::search {
namespace {

using Terms = std::vector<std::string>;

Terms terms_of(std::string_view text, TokenKind kind) {
    Terms terms;
    analyse(text, [&](const Token& token) {
        if (token.kind == kind) terms.emplace_back(token.term);
    });
    return terms;
}

TEST(Analysis, EveryPairOfNeighbouringCharactersIsATerm) {
    EXPECT_EQ(terms_of("宽带掉线", TokenKind::bigram), (Terms{"宽带", "带掉", "掉线"}));
}

TEST(Analysis, EveryCharacterWithANeighbourIsATermToo) {
    EXPECT_EQ(terms_of("掉线了", TokenKind::character), (Terms{"掉", "线", "了"}));
}

TEST(Analysis, ACharacterWithoutNeighboursIsAloneWhateverStandsBesideIt) {
    EXPECT_EQ(terms_of("网 a断b，掉", TokenKind::lone_character), (Terms{"网", "断", "掉"}));
    EXPECT_EQ(terms_of("网 a断b，掉", TokenKind::bigram), Terms{});
}

TEST(Analysis, IrregularFormsAndBothSpellingsOfEnglishHaveOneStem) {
    const auto words = [](std::string_view text) { return terms_of(text, TokenKind::word); };
    EXPECT_EQ(words("She paid, lost and withdrew"), words("she pays, loses and withdraws"));
    EXPECT_EQ(words("my card was stolen"), words("my card was stealing"));
    EXPECT_EQ(words("unauthorised, organising, favourites"),
              words("unauthorized, organizing, favorite"));
    EXPECT_EQ(terms_of("money sent", TokenKind::word_pair), Terms{"money_send"});
    EXPECT_NE(words("payment"), words("pay"));  // of one family, but not the same
}

TEST(Analysis, PairsDoNotReachAcrossPunctuation) {
    EXPECT_EQ(terms_of("宽带，掉线。红灯", TokenKind::bigram), (Terms{"宽带", "掉线", "红灯"}));
}

TEST(Analysis, TraditionalCharactersGiveTheTermsOfSimplifiedOnes) {
    EXPECT_EQ(terms_of("寬頻斷線", TokenKind::bigram), terms_of("宽频断线", TokenKind::bigram));
}

TEST(Analysis, KanaAndHangulArePairedAsChineseIs) {
    EXPECT_EQ(terms_of("サポート", TokenKind::bigram), (Terms{"サポ", "ポー", "ート"}));
    EXPECT_EQ(terms_of("ﾃｽﾄ", TokenKind::bigram), (Terms{"テス", "スト"}));
    EXPECT_EQ(terms_of("환불요청", TokenKind::bigram), (Terms{"환불", "불요", "요청"}));
}

TEST(Analysis, EnglishWordsAreStemmed) {
    EXPECT_EQ(terms_of("charges Charged CHARGING", TokenKind::word),
              (Terms{"charg", "charg", "charg"}));
}

TEST(Analysis, AnApostropheInsideAWordBelongsToIt) {
    EXPECT_EQ(terms_of("don't", TokenKind::word), Terms{"don't"});
    EXPECT_EQ(terms_of("'quoted' words", TokenKind::word), (Terms{"quot", "word"}));
}

TEST(Analysis, CodesAreTermsWholeAndInParts) {
    const struct {
        std::string_view text;
        Terms codes;
    } rows[] = {
        {"691", {"691"}},
        {"错误691了", {"691"}},
        {"0x80070005", {"0x80070005"}},
        {"０ｘ８００７０００５", {"0x80070005"}},
        {"TB2026-1103", {"tb2026", "1103", "tb2026-1103"}},
        {"ＴＢ２０２６－１１０３", {"tb2026", "1103", "tb2026-1103"}},
        {"12:30", {"12", "30", "12:30"}},
        {"help@bank.example", {"help@bank.example"}},
        {"691-", {"691"}},
    };
    for (const auto& row : rows) EXPECT_EQ(terms_of(row.text, TokenKind::code), row.codes);
}

TEST(Analysis, NeighbouringWordsMakeAPair) {
    EXPECT_EQ(terms_of("my card arrived late", TokenKind::word_pair),
              (Terms{"my_card", "card_arriv", "arriv_late"}));
    EXPECT_EQ(terms_of("error 691", TokenKind::word_pair), Terms{"error_691"});
}

TEST(Analysis, WordsDoNotPairAcrossPunctuationOrLinesOrChinese) {
    for (const char* text : {"card, arrived", "card. arrived", "card\narrived", "card 卡 arrived"})
        EXPECT_EQ(terms_of(text, TokenKind::word_pair), Terms{}) << text;
}

TEST(Analysis, ARunThatIsTooLongForAWordGivesNoTerm) {
    const std::string longest(kLongestTerm, '7');
    EXPECT_EQ(terms_of(longest, TokenKind::code), Terms{longest});
    EXPECT_EQ(terms_of(longest + "7", TokenKind::code), Terms{});
    EXPECT_EQ(terms_of("a " + longest + "7 b", TokenKind::word_pair), Terms{});
}

TEST(Analysis, TheOffsetsOfATokenPointAtItsWordsInTheSource) {
    const std::string_view text =
        "寬頻晚上斷線，單號ＴＢ２０２６－１１０３ ０ｘ８００７０００５ ﾃｽﾄ ﬁ1";
    std::size_t tokens = 0;
    analyse(text, [&](const Token& token) {
        if (token.kind == TokenKind::word_pair) return;
        ++tokens;
        EXPECT_EQ(fold_to_text(text.substr(token.begin, token.end - token.begin)), token.term);
    });
    EXPECT_GT(tokens, 20u);
}

TEST(Analysis, AnyBytesAreTakenAndOffsetsStayInside) {
    using namespace std::string_view_literals;
    for (const std::string_view text : {"断\xff线"sv, "\0断\0线\0"sv, "\xe6\x96"sv, "a\xc3"sv,
                                        "\xed\xa0\x80 1"sv, "👩‍💻 e\u0301\u0301"sv}) {
        analyse(text, [&](const Token& token) {
            EXPECT_LT(token.begin, token.end);
            EXPECT_LE(token.end, text.size());
        });
    }
}

TEST(Analysis, NoiseHoldsNothingToSearchFor) {
    for (const char* noise : {"", " \t\n", "……！？", "😀😀😀", "---", "：）"})
        EXPECT_FALSE(has_words(noise)) << noise;
    for (const char* words : {"断线", "a", "1", "？断线？"}) EXPECT_TRUE(has_words(words)) << words;
}

}  // namespace
}  // namespace casebook::search
