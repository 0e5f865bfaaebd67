#include "content/entry_file.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/desk.h"
#include "support/shipped_files.h"

namespace casebook::content {
namespace {

using namespace std::string_literals;
using test::value_of;

constexpr std::string_view kCase =
    "---\n"
    "id: 1042\n"
    "# 标题不要超过四十个字\n"
    "title: 宽带每晚掉线\n"
    "state: verified\n"
    "\n"
    "# 标签随便写\n"
    "tags:\n"
    "  - 掉线\n"
    "  - 光猫\n"
    "手机型号: 折叠屏\n"
    "---\n"
    "\n"
    "写在第一个标题之前的话\n"
    "\n"
    "## 客户原话\n"
    "\n"
    "晚上老断\n"
    "\n"
    "## 现场照片\n"
    "\n"
    "![猫](猫.jpg)\n"
    "\n"
    "## 处理过程\n"
    "\n"
    "1. 看曲线\n";

Entry parsed(std::string_view text, Kind kind = Kind::case_) {
    return value_of(parse_entry(text, kind));
}

std::string with_crlf(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? "\r\n"s : std::string(1, c);
    return out;
}

std::string case_with(std::string_view body, std::string_view header = "") {
    return "---\nid: 1\n" + std::string(header) + "---\n" + std::string(body);
}

// Which lines one text has and the other has not: "-old +new".
std::vector<std::string> changed_lines(std::string_view before, std::string_view after) {
    const auto old_lines = split_lines(before);
    const auto new_lines = split_lines(after);
    std::size_t front = 0;
    while (front < old_lines.size() && front < new_lines.size() &&
           old_lines[front] == new_lines[front])
        ++front;
    std::size_t back = 0;
    while (back + front < std::min(old_lines.size(), new_lines.size()) &&
           old_lines[old_lines.size() - 1 - back] == new_lines[new_lines.size() - 1 - back])
        ++back;
    std::vector<std::string> changes;
    for (std::size_t i = front; i + back < old_lines.size(); ++i)
        changes.push_back("-" + std::string(old_lines[i]));
    for (std::size_t i = front; i + back < new_lines.size(); ++i)
        changes.push_back("+" + std::string(new_lines[i]));
    return changes;
}

using Changes = std::vector<std::string>;

// Reading -------------------------------------------------------------------------------------------

TEST(ParseEntry, ReadsHeaderAndSections) {
    const Entry entry = parsed(kCase);
    EXPECT_EQ(entry.id, 1042);
    EXPECT_EQ(entry.title, "宽带每晚掉线");
    EXPECT_EQ(entry.state, State::verified);
    EXPECT_EQ(entry.tags, (std::vector<std::string>{"掉线", "光猫"}));
    EXPECT_EQ(entry.extra, (std::vector<ExtraKey>{{"手机型号", "折叠屏"}}));
    ASSERT_EQ(entry.sections.size(), 4u);
    EXPECT_EQ(entry.sections[0], (Section{std::nullopt, "", "写在第一个标题之前的话"}));
    EXPECT_EQ(entry.sections[1], (Section{Field::complaint, "客户原话", "晚上老断"}));
    EXPECT_EQ(entry.sections[2], (Section{std::nullopt, "现场照片", "![猫](猫.jpg)"}));
    EXPECT_EQ(entry.sections[3], (Section{Field::resolution, "处理过程", "1. 看曲线"}));
}

TEST(ParseEntry, EveryShippedFileIsInOrder) {
    const auto files = shipped_files();
    EXPECT_GE(files.size(), 30u);
    for (const ShippedFile& file : files) {
        const auto entry = parse_entry(file.text, file.kind);
        ASSERT_TRUE(entry) << file.path << ": " << entry.error().line();
        EXPECT_GT(entry->id, 0) << file.path;
        EXPECT_FALSE(entry->sections.empty()) << file.path;
    }
}

TEST(ParseEntry, EnglishHeadingsAndAnyOrderAreAsGood) {
    const Entry entry = parsed(case_with("## Resolution\nA\n##   complaint  \nB\n## 话术\nC\n"));
    EXPECT_EQ(entry.text(Field::resolution), "A");
    EXPECT_EQ(entry.text(Field::complaint), "B");
    EXPECT_EQ(entry.text(Field::script), "C");
}

TEST(ParseEntry, HeadingsOnlyCountOutsideOfCodeFences) {
    struct Example {
        std::string_view why;
        std::string_view body;
        std::string_view complaint;
        bool has_cause;
    };
    constexpr Example examples[] = {
        {"an ordinary heading", "a\n## 原因\nb\n", "a", true},
        {"backticks", "```\n## 原因\n```\n", "```\n## 原因\n```", false},
        {"tildes", "~~~ text\n## 原因\n~~~\n", "~~~ text\n## 原因\n~~~", false},
        {"after the fence", "```\nx\n```\n## 原因\nb\n", "```\nx\n```", true},
        {"a fence in a longer fence", "````\n```\n## 原因\n````\n", "````\n```\n## 原因\n````",
         false},
        {"a fence of the other kind", "~~~\n```\n~~~\n## 原因\nb\n", "~~~\n```\n~~~", true},
        {"code within a line", "```按这里``` 就好\n## 原因\nb\n", "```按这里``` 就好", true},
        {"a deeper heading", "a\n### 原因\nb\n", "a\n### 原因\nb", false},
        {"no space behind the marks", "a\n##原因\nb\n", "a\n##原因\nb", false},
    };
    for (const Example& example : examples) {
        const Entry entry = parsed(case_with("## 客户原话\n" + std::string(example.body)));
        EXPECT_EQ(entry.text(Field::complaint), example.complaint) << example.why;
        EXPECT_EQ(entry.text(Field::cause).empty(), !example.has_cause) << example.why;
    }
}

TEST(ParseEntry, APostsWholeBodyIsOneText) {
    const Entry post = parsed("---\nid: 1\n---\n\n先问灯\n\n## 处理过程\n\n再动手\n", Kind::post);
    ASSERT_EQ(post.sections.size(), 1u);
    EXPECT_EQ(post.text(Field::body), "先问灯\n\n## 处理过程\n\n再动手");
}

TEST(ParseEntry, NamesTheLineOfEachMistake) {
    struct Example {
        std::string text;
        int line;
        std::string_view why;
    };
    const Example examples[] = {
        {"", 1, "empty"},
        {"# 宽带\n", 1, "no front matter"},
        {"\n---\nid: 1\n---\n", 1, "front matter not on the first line"},
        {"---\nid: 1\n", 1, "front matter not closed"},
        {"----\nid: 1\n----\n", 1, "not three hyphens"},
        {"---\nid: 1\ntitle: \"宽带\nstate: draft\n---\n", 5, "a quotation without end"},
        {"---\nid: 1\ntags: [a\n---\n", 4, "a list without end"},
        {"---\nid: 1\ntitle: 客户: 掉线\n---\n", 3, "a colon in a plain value"},
        {"---\nid: 1\n\ttitle: x\n---\n", 3, "a tab"},
        {"---\n---\n", 2, "nothing in it"},
        {"---\n- id\n---\n", 2, "a list"},
        {"---\n{id: 1, title: x}\n---\n", 2, "not one line for each name"},
        {"---\nid: 1\nstate: ok\n---\n", 3, "a state that does not exist"},
        {"---\nid: 1\nconfirmed: 2026-02-30\n---\n", 3, "a date that does not exist"},
        {"---\nid: 1\n\ncreated: yesterday\n---\n", 4, "a time that is none"},
        {"---\nid: one\n---\n", 2, "an id that is no number"},
        {"---\nid: 0\n---\n", 2, "an id that is none"},
        {"---\nid: -5\n---\n", 2, "a negative id"},
        {"---\nid: 99999999999999999999\n---\n", 2, "an id too large"},
        {"---\nid: 1\noutcome: {satisfaction: 6}\n---\n", 3, "six of five"},
        {"---\nid: 1\noutcome: good\n---\n", 3, "an outcome without names"},
        {"---\nid: 1\noutcome: {solved: maybe}\n---\n", 3, "neither true nor false"},
        {"---\nid: 1\ntitle: [a, b]\n---\n", 3, "a list for one value"},
        {"---\nid: 1\ntags: {a: b}\n---\n", 3, "a group for a list"},
        {"---\nid: 1\ncases: 1042\n---\n", 3, "one case for a list"},
        {"---\nid: 1\nexample: good\n---\n", 3, "an example that does not exist"},
        {"---\nid: 1\ntitle: a\nid: 2\n---\n", 4, "a name twice"},
        {"---\nid: 1\nx: a\nx: b\n---\n", 4, "an unknown name twice"},
        {"---\nid: 1\n---\n\na\0b\n"s, 5, "a NUL"},
        {"---\nid: 1\n---\n\n\n\xBF\xED\xB4\xF8\n", 6, "GB18030"},
        {with_crlf("---\nid: 1\nstate: ok\n---\n"), 3, "a mistake in a file from Windows"},
    };
    for (const Example& example : examples) {
        const auto refused = parse_entry(example.text, Kind::case_);
        ASSERT_FALSE(refused) << example.why;
        EXPECT_EQ(refused.error().kind, ErrorKind::invalid) << example.why;
        EXPECT_EQ(refused.error().place.line, example.line) << example.why;
        EXPECT_FALSE(refused.error().message.empty()) << example.why;
    }
}

TEST(ParseEntry, SurvivesFrontMatterNestedWithoutEnd) {
    const auto refused =
        parse_entry("---\nid: " + std::string(100'000, '[') + "\n---\n", Kind::case_);
    EXPECT_FALSE(refused);
}

// Keeping -------------------------------------------------------------------------------------------

TEST(WithChanges, GivesEveryShippedFileBackByteForByte) {
    for (const ShippedFile& file : shipped_files())
        EXPECT_EQ(with_changes(file.text, parsed(file.text, file.kind)), file.text) << file.path;
}

TEST(WithChanges, GivesFilesOfEveryFormBackByteForByte) {
    const std::string texts[] = {
        std::string(kCase),
        with_crlf(kCase),
        "\xEF\xBB\xBF" + std::string(kCase),
        std::string(trim(kCase)),
        "---\nid: 1\n---",
        "---\nid: 1\n---\n",
        "---\r\nid: 1\n---\r\n## 客户原话\na\r\nb\n",
        case_with("\n\n\n## 处理过程\n\n\n乱\n\n\n## 客户原话   \n序\n\n"),
        case_with("```\n## 客户原话\n```\n"),
        case_with("## 客户原话\n\n```\n没有结尾\n## 原因\n"),
        case_with("## 原因\na\n## 原因\nb\n"),
        case_with("", "title:   '带空格的引号'   # 注释\nnot ours: {a: [1, 2]}\n"),
        case_with("", "title: >\n  折叠\n  起来\n\"product\": x\nnothing:\n"),
    };
    for (const std::string& text : texts) EXPECT_EQ(with_changes(text, parsed(text)), text);
}

TEST(WithChanges, TouchesOnlyTheLinesOfTheFieldThatChanged) {
    struct Example {
        void (*change)(Entry&);
        Changes expected;
    };
    const Example examples[] = {
        {[](Entry& entry) { entry.title = "光猫红灯"; },
         {"-title: 宽带每晚掉线", "+title: 光猫红灯"}},
        {[](Entry& entry) { entry.state = State::archived; },
         {"-state: verified", "+state: archived"}},
        {[](Entry& entry) { entry.title.clear(); }, {"-title: 宽带每晚掉线"}},
        {[](Entry& entry) { entry.tags = {"弱光"}; },
         {"-tags:", "-  - 掉线", "-  - 光猫", "+tags: [弱光]"}},
        {[](Entry& entry) { entry.extra[0].value = "直板"; },
         {"-手机型号: 折叠屏", "+手机型号: 直板"}},
        {[](Entry& entry) { entry.author = "agent07"; }, {"+author: agent07"}},
        {[](Entry& entry) {
             entry.extra.push_back({"no", "8"});
         },
         {"+\"no\": 8"}},
        {[](Entry& entry) { entry.set_text(Field::complaint, "白天也断"); },
         {"-晚上老断", "+白天也断"}},
        {[](Entry& entry) { entry.set_text(Field::resolution, "1. 看曲线\n2. 理线"); },
         {"+2. 理线"}},
        {[](Entry& entry) { entry.set_text(Field::cause, "线弯"); },
         {"+", "+## 原因", "+", "+线弯"}},
    };
    for (const std::string& source : {std::string(kCase), with_crlf(kCase)}) {
        for (const Example& example : examples) {
            Entry entry = parsed(source);
            example.change(entry);
            const std::string changed = with_changes(source, entry);
            EXPECT_EQ(changed_lines(source, changed), example.expected);
            EXPECT_EQ(parsed(changed), entry) << changed;
        }
    }
}

TEST(WithChanges, AFileFromWindowsKeepsItsLineEnds) {
    const std::string source = with_crlf(kCase);
    Entry entry = parsed(source);
    entry.title = "光猫红灯";
    entry.set_text(Field::complaint, "第一行\r\n第二行");
    entry.set_text(Field::cause, "线弯");
    const std::string changed = with_changes(source, entry);
    for (std::size_t at = changed.find('\n'); at != std::string::npos;
         at = changed.find('\n', at + 1))
        ASSERT_EQ(changed[at - 1], '\r') << changed.substr(0, at);
    EXPECT_EQ(changed.find("\r\r"), std::string::npos);
}

TEST(WithChanges, AFileWithoutAFinalLineEndGetsANewSectionOnALineOfItsOwn) {
    const std::string source = case_with("## 客户原话\n\n断网");
    Entry entry = parsed(source);
    entry.set_text(Field::cause, "线弯");
    EXPECT_EQ(with_changes(source, entry), source + "\n\n## 原因\n\n线弯\n");
}

TEST(WithChanges, AKeyInQuotationMarksIsChangedWhereItStands) {
    for (const std::string key : {"\"title\"", "'title'", "title "}) {
        const std::string source = case_with("", key + ": 旧\nproduct: 光猫\n");
        Entry entry = parsed(source);
        entry.title = "新";
        EXPECT_EQ(with_changes(source, entry), case_with("", "title: 新\nproduct: 光猫\n"));
    }
}

TEST(WithChanges, AKeyThatBeginsLikeAnotherIsLeftAlone) {
    const std::string source = case_with("", "title_of_honour: 首席\ntitle: 旧\n");
    Entry entry = parsed(source);
    entry.title = "新";
    EXPECT_EQ(changed_lines(source, with_changes(source, entry)),
              (Changes{"-title: 旧", "+title: 新"}));
}

TEST(WithChanges, APostsHeadingsStayWhatTheyAre) {
    const std::string source = "---\nid: 1\n---\n\n先问灯\n\n## 案例A\n\n红灯闪\n";
    Entry post = parsed(source, Kind::post);
    post.set_text(Field::body, post.text(Field::body) + "\n\n## 案例B\n\n重启");
    const std::string changed = with_changes(source, post);
    EXPECT_EQ(changed_lines(source, changed), (Changes{"+", "+## 案例B", "+", "+重启"}));
    EXPECT_EQ(parsed(changed, Kind::post), post);
}

// Writing -------------------------------------------------------------------------------------------

Entry full_case() {
    Entry entry;
    entry.id = 1042;
    entry.external_id = "crm-70418";
    entry.title = "宽带每晚掉线";
    entry.state = State::verified;
    entry.category = "网络/宽带/掉线";
    entry.product = "家庭宽带";
    entry.channel = "电话";
    entry.segment = "家庭";
    entry.tags = {"掉线", "LOS红灯"};
    entry.lang = "zh";
    entry.author = "agent07";
    entry.created = parse_timestamp("2026-08-05T20:41:00+08:00", {});
    entry.updated = parse_timestamp("2026-08-06T00:00:00Z", {});
    entry.confirmed = parse_date("2026-11-12");
    entry.valid_until = parse_date("2027-11-12");
    entry.outcome = {5, 3, 12, true};
    entry.example = Example::bad;
    entry.extra = {{"手机型号", "折叠屏"}, {"note", "null"}};
    entry.set_text(Field::complaint, "晚上老断");
    entry.set_text(Field::resolution, "1. 看曲线\n2. 理线");
    entry.sections.push_back({std::nullopt, "现场照片", "![猫](猫.jpg)"});
    return entry;
}

void expect_comes_back(const Entry& entry) {
    const std::string text = print_entry(entry);
    const auto back = parse_entry(text, entry.kind);
    ASSERT_TRUE(back) << back.error().line() << "\n" << text;
    EXPECT_EQ(*back, entry) << text;
    EXPECT_EQ(print_entry(*back), text);
}

TEST(PrintEntry, WritesOneLineForEachFieldInTheOrderOfTheFormat) {
    EXPECT_EQ(print_entry(full_case()),
              "---\n"
              "id: 1042\n"
              "external_id: crm-70418\n"
              "title: 宽带每晚掉线\n"
              "state: verified\n"
              "category: 网络/宽带/掉线\n"
              "product: 家庭宽带\n"
              "channel: 电话\n"
              "segment: 家庭\n"
              "tags: [掉线, LOS红灯]\n"
              "lang: zh\n"
              "author: agent07\n"
              "created: 2026-08-05T20:41:00+08:00\n"
              "updated: 2026-08-06T00:00:00+00:00\n"
              "confirmed: 2026-11-12\n"
              "valid_until: 2027-11-12\n"
              "outcome: {satisfaction: 5, expectation: 3, minutes: 12, solved: true}\n"
              "example: bad\n"
              "手机型号: 折叠屏\n"
              "note: \"null\"\n"
              "---\n"
              "\n"
              "## 客户原话\n"
              "\n"
              "晚上老断\n"
              "\n"
              "## 处理过程\n"
              "\n"
              "1. 看曲线\n"
              "2. 理线\n"
              "\n"
              "## 现场照片\n"
              "\n"
              "![猫](猫.jpg)\n");
}

TEST(PrintEntry, WhatIsPrintedComesBackOfEveryKind) {
    expect_comes_back(full_case());

    Entry daily;
    daily.kind = Kind::daily;
    daily.id = 1025;
    daily.title = "同样是晚上掉线";
    daily.date = parse_date("2026-11-18");
    daily.cases = {1001, 1002, 1003};
    daily.host = "zhou.lead";
    daily.set_text(Field::conclusions, "先问灯");
    expect_comes_back(daily);

    Entry post;
    post.kind = Kind::post;
    post.id = 1028;
    post.topic = "案例对照";
    post.set_text(Field::body, "抄了一遍\n\n## 案例A\n\n红灯闪");
    expect_comes_back(post);

    Entry english;
    english.id = 7;
    english.lang = "en";
    english.set_text(Field::not_fits, "- No light at all");
    expect_comes_back(english);
}

TEST(PrintEntry, HostileValuesComeBack) {
    const std::string values[] = {"客户: 掉线",
                                  "a:",
                                  ":a",
                                  "a #b",
                                  "#1042",
                                  "a#b",
                                  "- 掉线",
                                  "-",
                                  "--- ",
                                  "---",
                                  "...",
                                  "? x",
                                  "yes",
                                  "No",
                                  "true",
                                  "null",
                                  "NULL",
                                  "~",
                                  "1042",
                                  "0x1F",
                                  "1e5",
                                  "2026-03-02",
                                  "\"引号\"",
                                  "it's",
                                  "\\",
                                  "\\n",
                                  "a\\",
                                  "{a: b}",
                                  "[a, b]",
                                  "a, b",
                                  "*a",
                                  "&a",
                                  "!a",
                                  "|",
                                  ">",
                                  "%a",
                                  "@a",
                                  "`a`",
                                  "<<",
                                  "=",
                                  "😀👩‍👩‍👧",
                                  " 前后 ",
                                  "　全角　",
                                  "a\tb",
                                  "a\nb",
                                  "a\r\nb",
                                  "a\x01z",
                                  "\x7F",
                                  "\u0085",
                                  "\u2028",
                                  "\uFEFF",
                                  "\u00A0",
                                  "{{title}}",
                                  "<script>"};
    for (const std::string& value : values) {
        Entry entry;
        entry.id = 1;
        entry.title = entry.external_id = entry.product = entry.author = value;
        entry.tags = {value, "b", value};
        entry.extra = {{"mine", value}, {value, "x"}};
        expect_comes_back(entry);
    }
}

TEST(PrintEntry, HostileTextsStayInTheirSection) {
    const std::string texts[] = {
        "断了\n## 处理过程\n换光猫",
        "## 客户原话",
        "```\n没有结尾",
        "~~~\n没有结尾\n```",
        "`````\n```",
        "```\n## 原因\n```\n## 原因",
        "---\nid: 2\n---",
        "断了\n---",
        "\n\n　断了　\n\n",
        "## \n##\n###",
        "```一行``` 里\n## 原因",
        "a\r\nb\r\n## 原因\r\n",
        "<!--\n## 原因\n-->",
    };
    for (const std::string& text : texts) {
        Entry entry;
        entry.id = 1;
        entry.set_text(Field::complaint, text);
        entry.set_text(Field::resolution, "先看这里");
        const Entry back = parsed(print_entry(entry));
        ASSERT_EQ(back.sections.size(), 2u) << text;
        EXPECT_EQ(back.text(Field::complaint), as_section_text(text));
        EXPECT_EQ(back.text(Field::resolution), "先看这里") << text;

        const std::string source = case_with("## 客户原话\n\nx\n\n## 处理过程\n\n先看这里\n");
        Entry changed = parsed(source);
        changed.set_text(Field::complaint, text);
        const Entry kept = parsed(with_changes(source, changed));
        EXPECT_EQ(kept.sections, back.sections) << text;
    }
}

TEST(SectionText, IsTrimmedWithDeeperHeadingsAndClosedFences) {
    struct Example {
        std::string_view text;
        std::string_view expected;
    };
    constexpr Example examples[] = {
        {"", ""},
        {"　断了\r\n再断\r\n", "断了\n再断"},
        {"## 原因\n### 更深", "### 原因\n### 更深"},
        {"```\n## 原因", "```\n## 原因\n```"},
        {"~~~~\n```", "~~~~\n```\n~~~~"},
    };
    for (const Example& example : examples) {
        EXPECT_EQ(as_section_text(example.text), example.expected);
        EXPECT_EQ(as_section_text(example.expected), example.expected) << "twice";
    }
}

}  // namespace
}  // namespace casebook::content
