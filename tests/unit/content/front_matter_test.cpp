#include "content/front_matter.h"

#include <gtest/gtest.h>

#include "support/desk.h"

namespace casebook::content {
namespace {

Entry read(std::string_view yaml) {
    Entry entry;
    test::expect_done(read_front_matter(yaml, 2, entry));
    return entry;
}

TEST(FrontMatter, ValuesMayBeWrittenAsPeopleWriteThem) {
    EXPECT_EQ(read("tags: 掉线").tags, std::vector<std::string>{"掉线"});
    EXPECT_EQ(read("tags: [a, 1042, yes]").tags, (std::vector<std::string>{"a", "1042", "yes"}));
    EXPECT_EQ(read("tags:\n- a\n- b").tags, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(read("title: 0042").title, "0042");
    EXPECT_EQ(read("confirmed: 2026/3/2").confirmed, parse_date("2026-03-02"));
    EXPECT_EQ(read("outcome: {solved: yes}").outcome.solved, true);
    EXPECT_EQ(read("outcome: {solved: No, minutes: 0}").outcome, (Outcome{{}, {}, 0, false}));
}

TEST(FrontMatter, ATimeWithoutAnOffsetIsTheDesks) {
    EXPECT_EQ(read("created: 2026-03-02 09:14").created->text(), "2026-03-02T09:14:00+08:00");
}

TEST(FrontMatter, ANameWithoutAValueSaysNothing) {
    EXPECT_EQ(read("id: 1\ntitle:\nstate: ~\ntags:\noutcome:\ncreated:\ncases:"), read("id: 1"));
}

TEST(FrontMatter, UnknownNamesAreKept) {
    const std::vector<ExtraKey> expected{{"手机型号", "折叠屏"}, {"complaint", "不是小节"}};
    EXPECT_EQ(read("手机型号: 折叠屏\nid: 1\ncomplaint: 不是小节").extra, expected);
}

TEST(FrontMatter, EveryHeaderFieldHasItsLine) {
    Entry entry;
    for (const Field field : header_fields()) {
        EXPECT_FALSE(name_of(field).is_section());
        const auto line = header_line(entry, field);
        EXPECT_EQ(line.has_value(), field == Field::state) << name_of(field).name;
    }
    EXPECT_EQ(header_fields().size(), static_cast<std::size_t>(Field::complaint));
    entry.kind = Kind::post;
    EXPECT_EQ(header_line(entry, Field::state), std::nullopt) << "only cases have a state";
}

TEST(FrontMatter, OnlyValuesThatNeedQuotationMarksHaveThem) {
    struct Example {
        std::string_view value;
        std::string_view line;
    };
    constexpr Example examples[] = {
        {"宽带掉线", "title: 宽带掉线"},
        {"错误 691：密码错", "title: 错误 691：密码错"},
        {"a:b", "title: a:b"},
        {"C# 手册", "title: C# 手册"},
        {"客户: 掉线", "title: \"客户: 掉线\""},
        {"a #b", "title: \"a #b\""},
        {"- a", "title: \"- a\""},
        {"Yes", "title: \"Yes\""},
        {"say \"hi\"", "title: \"say \\\"hi\\\"\""},
        {"a\nb", "title: \"a\\x0ab\""},
    };
    for (const Example& example : examples) {
        Entry entry;
        entry.title = example.value;
        EXPECT_EQ(header_line(entry, Field::title), example.line);
    }
    EXPECT_EQ(extra_line({"no", "off"}), "\"no\": \"off\"");
}

}  // namespace
}  // namespace casebook::content
