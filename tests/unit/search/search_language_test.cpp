// The language of the search: what is understood, and where a mistake is.
#include "search/search_language.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "search/query_problems.h"
#include "support/desk.h"

namespace casebook::search {
namespace {

using test::value_of;

std::string understood(const std::string& text) {
    return to_text(value_of(parse_query(text)));
}

TEST(SearchLanguage, IsUnderstoodAsItIsMeant) {
    const struct {
        std::string typed, understood;
    } rows[] = {
        {"", ""},
        {" 宽带  掉线 ", "宽带 掉线"},
        {"“没人上门”", "\"没人上门\""},
        {"「没人上门」", "\"没人上门\""},
        {"＂没人上门＂", "\"没人上门\""},
        {"\"card  has\n arrived\"", "\"card has arrived\""},
        {"客户说“没人来”很气", "客户说 \"没人来\" 很气"},
        {"掉线 -光猫", "掉线 -光猫"},
        {"掉线 －光猫", "掉线 -光猫"},
        {"掉线 NOT 光猫", "掉线 -光猫"},
        {"掉线 AND 光猫", "掉线 光猫"},
        {"掉线 AND NOT 光猫", "掉线 -光猫"},
        {"-\"a b\"", "-\"a b\""},
        {"-tag:光猫", "-tag:光猫"},
        {"退款 OR 换货", "退款 OR 换货"},
        {"退款 或 换货 掉线", "退款 OR 换货 掉线"},
        {"a OR \"b c\" OR tag:d", "a OR \"b c\" OR tag:d"},
        {"kind:case", "kind:case"},
        {"KIND:案例", "kind:case"},
        {"类型：每日一案例", "kind:daily"},
        {"类型:心得", "kind:post"},
        {"状态：已确认", "state:verified"},
        {"state:已验证", "state:verified"},
        {"state:草稿", "state:draft"},
        {"状态:待确认", "state:unverified"},
        {"类别：网络/宽带/", "category:网络/宽带"},
        {"product:\"bank card\"", "product:\"bank card\""},
        {"产品：“家庭 宽带”", "product:\"家庭 宽带\""},
        {"tags:x", "tag:x"},
        {"作者:小李", "author:小李"},
        {"from:2026-01-01", "from:2026-01-01"},
        {"自：2026-3", "from:2026-03-01"},
        {"至:2026-02", "to:2026-02-28"},
        {"to:2026", "to:2026-12-31"},
        {"date:2026-03", "date:2026-03"},
        {"date:2026", "date:2026"},
        {"日期:2026年3月2日", "date:2026-03-02"},
        {"date:2026/2", "date:2026-02"},
        {"id:1042", "id:1042"},
        {"编号：#1042", "id:1042"},
        {"external_id:crm-88213", "external_id:crm-88213"},
        {"kind:case 掉线 kind:post", "kind:case kind:post 掉线"},
        {"tag:a 掉线 tag:b", "tag:a 掉线 tag:b"},
        // What people paste is words.
        {"10:30", "10:30"},
        {"https://example.com/a?b=c", "https://example.com/a?b=c"},
        {"xyz:abc", "xyz:abc"},
        {"错误：691", "错误：691"},
        {"15\" 屏幕", "15\" 屏幕"},
        {"5\"x7\"照片", "5\"x7\"照片"},
        {"don't", "don't"},
        {"foo - bar", "foo bar"},
        {"--force", "--force"},
        {"a-b", "a-b"},
        {"and or not", "and or not"},
        {"？！……", ""},
        {"掉线 ！", "掉线"},
        {"！ OR 掉线", "掉线"},
    };
    for (const auto& row : rows) EXPECT_EQ(understood(row.typed), row.understood) << row.typed;
}

TEST(SearchLanguage, AMistakeIsToldWithItsPlace) {
    const struct {
        std::string typed, code;
        int offset;
    } rows[] = {
        {"宽带 \"掉线", "unclosed_quote", 3},
        {"宽带 “掉线", "unclosed_quote", 3},
        {"宽带 -「掉线", "unclosed_quote", 4},
        {"标签:“光猫", "unclosed_quote", 3},
        {"\"\"", "empty_phrase", 0},
        {"a “ ”", "empty_phrase", 2},
        {"掉线 tag:", "empty_value", 3},
        {"掉线 标签： 光猫", "empty_value", 3},
        {"tag:\"\"", "empty_value", 0},
        {"category:/", "empty_value", 0},
        {"kind:book", "unknown_kind", 0},
        {"a 状态:不知道", "unknown_state", 2},
        {"from:yesterday", "not_a_date", 0},
        {"a date:2026-02-30", "not_a_date", 2},
        {"date:2026-13", "not_a_date", 0},
        {"date:26", "not_a_date", 0},
        {"date:2026-01-01-01", "not_a_date", 0},
        {"to:99999999999999999999", "not_a_date", 0},
        {"id:x", "not_a_number", 0},
        {"id:0", "not_a_number", 0},
        {"id:99999999999999999999", "not_a_number", 0},
        {"AND AND", "operator_without_words", 0},
        {"a AND AND b", "operator_without_words", 6},
        {"a OR", "operator_without_words", 2},
        {"OR a", "operator_without_words", 0},
        {"a NOT", "operator_without_words", 2},
        {"NOT NOT a", "operator_without_words", 0},
        {"a OR -b", "choice_with_exclusion", 5},
        {"-a OR b", "choice_with_exclusion", 0},
        {"a OR NOT b", "choice_with_exclusion", 5},
        {"-", "lone_minus", 0},
        {"掉线 -", "lone_minus", 3},
        {"宽带 " + std::string(100, 'a'), "word_too_long", 3},
        {"a \"" + std::string(100, '7') + "\"", "word_too_long", 2},
        {"\"a b\" \"a b\" \"a b\" \"a b\" \"a b\" \"a b\" \"a b\" \"a b\" \"a b\"",
         "too_many_phrases", 48},
    };
    for (const auto& row : rows) {
        const auto query = parse_query(row.typed);
        ASSERT_FALSE(query) << row.typed << " was taken for " << to_text(*query);
        EXPECT_EQ(query.error().code, row.code) << row.typed;
        EXPECT_EQ(query.error().kind, ErrorKind::invalid);
        EXPECT_EQ(query.error().place.column, row.offset + 1) << row.typed;
        EXPECT_FALSE(query.error().hint.empty());
    }
}

TEST(SearchLanguage, EachProblemHasACodeOfItsOwnAndSaysWhatToDo) {
    std::set<std::string_view> codes;
    for (const QueryProblemWords& words : query_problem_words()) {
        EXPECT_TRUE(codes.insert(words.code).second) << words.code << " is there twice";
        EXPECT_FALSE(words.message.empty()) << words.code;
        EXPECT_FALSE(words.hint.empty()) << words.code;
    }
    EXPECT_EQ(parse_query("a kind:book").error().line(),
              "The kind “book” does not exist (query:1:3). It is one of case, daily, post (案例, "
              "每日一案例, 心得)");
}

TEST(SearchLanguage, ALongTextIsCutAndThatIsSaid) {
    std::string text;
    for (std::size_t i = 0; i < kLongestQuery; ++i) text += "断 ";
    const ParsedQuery query = value_of(parse_query(text));
    ASSERT_EQ(query.notices.size(), 1u);
    EXPECT_EQ(query.notices[0].code, kCutNotice);
    EXPECT_EQ(query.all_of.size(), kLongestQuery / 2);
    EXPECT_TRUE(value_of(parse_query(text.substr(0, 4 * 200))).notices.empty());
    // A quotation mark that was cut off from its partner is not the person's mistake.
    EXPECT_TRUE(parse_query(text.substr(0, 4 * 200) + "“" + text + "”"));
}

TEST(SearchLanguage, WhatIsNearlyAFilterIsSearchedAsAWordAndSaid) {
    const ParsedQuery query = value_of(parse_query("stat:verified 掉线"));
    EXPECT_EQ(to_text(query), "stat:verified 掉线");
    ASSERT_EQ(query.notices.size(), 1u);
    EXPECT_EQ(query.notices[0].code, kUnknownFilterNotice);
    EXPECT_TRUE(value_of(parse_query("xyz:abc data://x 10:30")).notices.empty());
}

TEST(SearchLanguage, ChosenFiltersCountLikeTypedOnesAndKnowTheirPlace) {
    const ParsedQuery query = value_of(
        parse_query("掉线 kind:post", {{"tag", "光 猫"}, {"kind", "case"}, {"nonsense", "x"}}));
    EXPECT_EQ(to_text(query), "掉线 kind:post kind:case tag:\"光 猫\"");
    EXPECT_EQ(query.all_of[1].any_of[1].chosen, 1u);
    EXPECT_EQ(query.all_of[2].any_of[0].chosen, 0u);
    const auto wrong = parse_query("掉线", {{"from", "soon"}});
    EXPECT_EQ(wrong.error().code, "not_a_date");
    EXPECT_EQ(wrong.error().place.text(), "from");
}

TEST(SearchLanguage, EveryConditionKnowsWhereItWasTyped) {
    const ParsedQuery query = value_of(parse_query("宽带 -“没人 来” NOT tag:x 类别:\"a b\""));
    const Span spans[] = {{0, 2}, {3, 10}, {11, 20}, {21, 29}};
    ASSERT_EQ(query.all_of.size(), std::size(spans));
    for (std::size_t i = 0; i < std::size(spans); ++i)
        EXPECT_EQ(query.all_of[i].any_of[0].source, spans[i]) << i;
}

TEST(SearchLanguage, EveryFilterIsUnderstoodUnderItsNamesAndByItsExamples) {
    for (const ExactField& field : kExactFields)
        for (const std::string_view example : {field.example, field.chinese_example}) {
            const ParsedQuery query = value_of(parse_query(std::string(example)));
            ASSERT_EQ(query.all_of.size(), 1u) << example;
            EXPECT_EQ(query.all_of[0].any_of[0].field, &field) << example;
        }
    for (const ExactFieldAlias& alias : kExactFieldAliases) {
        const bool known = std::any_of(kExactFields.begin(), kExactFields.end(),
                                       [&](const auto& field) { return field.name == alias.name; });
        EXPECT_TRUE(known) << alias.name;
    }
}

// Whatever is typed is understood or refused with a code and a place inside it, and what is understood is understood again.
void expect_sound(const std::string& text) {
    const auto query = parse_query(text);
    if (!query) {
        EXPECT_FALSE(query.error().code.empty()) << text;
        EXPECT_GE(query.error().place.column, 1) << text;
        EXPECT_LE(static_cast<std::size_t>(query.error().place.column),
                  std::max<std::size_t>(1, count_characters(replace_invalid_utf8(text))))
            << text;
        return;
    }
    const std::string again = to_text(*query);
    const auto second = parse_query(again);
    ASSERT_TRUE(second) << text << " → " << again << " → " << second.error().line();
    EXPECT_EQ(to_text(*second), again) << text;
}

TEST(SearchLanguage, PiecesPutTogetherAtRandomAreNeverACrash) {
    const std::string pieces[] = {"\"",
                                  "“",
                                  "”",
                                  "「",
                                  "」",
                                  "-",
                                  "－",
                                  " ",
                                  " ",
                                  " ",
                                  "　",
                                  ":",
                                  "：",
                                  "tag",
                                  "类别",
                                  "kind",
                                  "from",
                                  "AND",
                                  "OR",
                                  "NOT",
                                  "或",
                                  "a",
                                  "掉线",
                                  "2026-03",
                                  "id",
                                  "42",
                                  "/",
                                  "*",
                                  "\n",
                                  "\xff",
                                  std::string(1, '\0'),
                                  "é",
                                  "𠀀",
                                  "'",
                                  "#",
                                  "＂",
                                  "tag:",
                                  "-tag:",
                                  "案例",
                                  "(",
                                  ")"};
    unsigned random = 20261121;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (unsigned i = 0; i < 1 + random % 9; ++i) {
            random = random * 1664525u + 1013904223u;
            text += pieces[(random >> 8) % std::size(pieces)];
        }
        random = random * 1664525u + 1013904223u;
        expect_sound(text);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(SearchLanguage, TheNaughtyStringsAreNeverACrash) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::ifstream file(test::shared_folder() / "kits/naughty-strings.json");
    for (const auto& text : nlohmann::json::parse(file)) {
        expect_sound(text.get<std::string>());
        expect_sound("\"" + text.get<std::string>());
        expect_sound("tag:" + text.get<std::string>());
        expect_sound("掉线 -" + text.get<std::string>());
    }
}

}  // namespace
}  // namespace casebook::search
