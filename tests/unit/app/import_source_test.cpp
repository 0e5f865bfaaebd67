#include "app/import_source.h"

#include <fmt/format.h>

#include <fstream>

#include "support/desk.h"

namespace casebook::app {
namespace {

using namespace std::string_view_literals;
using test::value_of;

// What a source gives, in a form that a test can read: "title=…" rows and "line: reason" rows.
struct Read {
    std::vector<ImportRow> rows;
    std::vector<Error> refused;
    std::vector<std::string> notes;
    std::vector<Companion> companions;
};

class ImportSources : public testing::Test {
  protected:
    std::filesystem::path write(const std::string& name, std::string_view text) const {
        const auto file = folder_.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }

    static Read read(const std::filesystem::path& path, const ImportSettings& settings = {}) {
        const auto source = value_of(open_import_source(path, settings, std::chrono::hours(8)));
        Read read;
        while (auto row = value_of(source->next())) {
            if (row->row)
                read.rows.push_back(*std::move(row->row));
            else
                read.refused.push_back(row->row.error());
        }
        EXPECT_EQ(source->done(), source->total());
        read.notes = source->notes();
        read.companions = source->companions();
        return read;
    }

    Read read_csv(std::string_view text, const ImportSettings& settings = {}) const {
        return read(write("table.csv", text), settings);
    }

    Error refused_table(std::string_view text, const ColumnMap& map = {}) const {
        ImportSettings settings;
        settings.map = map;
        const auto source = open_import_source(write("table.csv", text), settings, {});
        EXPECT_FALSE(source) << text;
        return source ? Error{} : source.error();
    }

    TemporaryFolder folder_;
};

// Tables ----------------------------------------------------------------------------------------------------------

TEST_F(ImportSources, EveryColumnOfATableArrives) {
    const Read table = read_csv(
        "编号,Title,状态,类别,tags,author,日期,有效期至,满意度,expectation,处理时长,是否解决,"
        "客户原话,处理过程,备注\n"
        "k-1,宽带掉线,verified,网络/宽带,光猫；上门、夜间|红灯,agent07,2026/3/2 "
        "09:14,2027-03-01,5,3,12,是,\"每晚\n掉线\",换光猫,熟客\n");
    ASSERT_EQ(table.rows.size(), 1u);
    const Entry& entry = table.rows[0].entry;
    EXPECT_EQ(entry.external_id, "k-1");
    EXPECT_EQ(entry.title, "宽带掉线");
    EXPECT_EQ(entry.state, State::verified);
    EXPECT_EQ(entry.category, "网络/宽带");
    EXPECT_EQ(entry.tags, (std::vector<std::string>{"光猫", "上门", "夜间", "红灯"}));
    EXPECT_EQ(entry.author, "agent07");
    EXPECT_EQ(entry.created->text(), "2026-03-02T09:14:00+08:00");
    EXPECT_EQ(to_text(*entry.valid_until), "2027-03-01");
    EXPECT_EQ(entry.outcome, (Outcome{5, 3, 12, true}));
    EXPECT_EQ(entry.text(Field::complaint), "每晚\n掉线");
    EXPECT_EQ(entry.text(Field::resolution), "换光猫");
    EXPECT_EQ(table.rows[0].unknown_keys, std::vector<std::string>{"备注"});
    EXPECT_EQ(entry.extra, (std::vector<ExtraKey>{{"备注", "熟客"}}));
}

TEST_F(ImportSources, TheMapSaysWhichColumnIsWhich) {
    ImportSettings settings;
    settings.map = value_of(parse_column_map({"complaint=问题", "resolution = 答 复"}));
    const Read table = read_csv("主题,问题, 答  复 \n账单,多扣,退款\n", settings);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(table.rows[0].entry.title, "账单");
    EXPECT_EQ(table.rows[0].entry.text(Field::complaint), "多扣");
    EXPECT_EQ(table.rows[0].entry.text(Field::resolution), "退款");
}

TEST_F(ImportSources, AWrongMapNamesWhatThereIs) {
    const auto unknown_field = parse_column_map({"complain=问题"});
    EXPECT_EQ(unknown_field.error().kind, ErrorKind::invalid);
    EXPECT_NE(unknown_field.error().hint.find("complaint"), std::string::npos);
    EXPECT_FALSE(parse_column_map({"complaint"}));
    EXPECT_FALSE(parse_column_map({"complaint="}));
    EXPECT_FALSE(parse_column_map({"complaint=a", "title=a"}));
    const Error unknown_column = refused_table("标题,问题\n", {{"问", "complaint"}});
    EXPECT_EQ(unknown_column.kind, ErrorKind::invalid);
    EXPECT_NE(unknown_column.hint.find("“问题”"), std::string::npos);
}

TEST_F(ImportSources, ATableWithoutTheNeededColumnsIsAnErrorThatNamesItsColumns) {
    EXPECT_NE(refused_table("a,b\n1,2\n").message.find("“a”, “b”"), std::string::npos);
    EXPECT_NE(refused_table("").message.find("empty"), std::string::npos);
    EXPECT_NE(refused_table("\n\n").message.find("empty"), std::string::npos);
    EXPECT_NE(refused_table("title,标题\n").message.find("“title”"), std::string::npos);
    EXPECT_EQ(refused_table("title,\"open\n1,2\n").place.line, 1);
}

// A kit of tables as they come: what is taken, and the lines of what is refused.
struct NastyTable {
    std::string_view text;
    std::vector<std::string> titles;
    std::vector<int> refused_lines;
};

TEST_F(ImportSources, NastyTables) {
    const NastyTable kit[] = {
        {"\xEF\xBB\xBFtitle,complaint\r\na,b\r\n", {"a"}, {}},
        {"\xEF\xBB\xBF\"title\",complaint\r\na,b\r\n", {"a"}, {}},
        {"sep=;\r\ntitle;complaint\r\na;b\r\n", {"a"}, {}},
        {"title\tcomplaint\na\t\"b\tc\"\n", {"a"}, {}},
        {"title\r a\r\rb\r", {"a", "b"}, {}},
        {"\n\ntitle\na\n\n\nb", {"a", "b"}, {}},
        {"title,complaint\n,,\n,\na,b\n\"\",\" \"\n", {"a"}, {}},
        {"title,complaint\na\nb,c,d\ne,f\n", {"e"}, {2, 3}},
        {"title,complaint\na,\"b\nc,d\ne,f\n", {"c", "e"}, {2}},
        {"title,complaint\na,\"b\"\" c\nd\"\ne,f\n", {"a", "e"}, {}},
        {"title,complaint\na,\"b\" c\ne,f\n", {"e"}, {2}},
        {"title,complaint\n\"a,b\n", {}, {2}},
        {"title,complaint\na,\xFF\ne,宽\n", {"e"}, {2}},
        {"title,complaint\na,\xE5\xAE\ne,宽带掉线\n", {"e"}, {2}},
        {"title,satisfaction\na,6\nb,viel\nc,\nd,5\n", {"c", "d"}, {2, 3}},
        {"title,solved\na,maybe\nb,否\nc,TRUE\n", {"b", "c"}, {2}},
        {"title,state\na,verifed\nb,draft\n", {"b"}, {2}},
        {"title,date\na,45000\nb,2026-02-30\nc,2026/3/2\n", {"c"}, {2, 3}},
        {"title,\na,x\nb,\n", {"a", "b"}, {}},
        {"title,outcome\na,good\nb,\n", {"b"}, {2}},
        {"title,kind\na,book\nb,post\n", {"b"}, {2}},
        {"title,cases\na,1\nb,\n", {"b"}, {2}},
        {"title,complaint\n=cmd|'/c calc'!A1,+1+1\n", {"=cmd|'/c calc'!A1"}, {}},
    };
    for (const NastyTable& table : kit) {
        const Read read = read_csv(table.text);
        std::vector<std::string> titles;
        for (const ImportRow& row : read.rows) titles.push_back(row.entry.title);
        std::vector<int> lines;
        for (const Error& refused : read.refused) {
            lines.push_back(refused.place.line);
            EXPECT_TRUE(refused.place.path.ends_with("table.csv"));
            EXPECT_FALSE(refused.message.empty());
        }
        EXPECT_EQ(titles, table.titles) << table.text;
        EXPECT_EQ(lines, table.refused_lines) << table.text;
    }
}

TEST_F(ImportSources, ARowWithoutANumberIsKnownByWhatItHolds) {
    const Read table = read_csv("title,complaint\na,b\na,c\na,b\n");
    EXPECT_EQ(table.rows[0].known_as, table.rows[2].known_as);
    EXPECT_NE(table.rows[0].known_as, table.rows[1].known_as);
}

// Encodings -------------------------------------------------------------------------------------------------------

// "标题,客户原话\n宽带,每晚掉线\n" in GB18030.
constexpr auto kGb18030 =
    "\xB1\xEA\xCC\xE2,\xBF\xCD\xBB\xA7\xD4\xAD\xBB\xB0\n\xBF\xED\xB4\xF8,\xC3\xBF\xCD\xED\xB5\xF4\xCF\xDF\n"sv;

TEST_F(ImportSources, GB18030IsFoundOutAndSaid) {
    const Read table = read_csv(kGb18030);
    ASSERT_EQ(table.rows.size(), 1u);
    EXPECT_EQ(table.rows[0].entry.title, "宽带");
    EXPECT_EQ(table.rows[0].entry.text(Field::complaint), "每晚掉线");
    ASSERT_EQ(table.notes.size(), 1u);
    EXPECT_NE(table.notes[0].find("GB18030"), std::string::npos);
}

TEST_F(ImportSources, AForcedEncodingIsUsedAndItsBadBytesAreRefusedWithTheirLine) {
    ImportSettings settings;
    settings.encoding = EncodingChoice::gb18030;
    const Read table = read_csv(std::string(kGb18030) + "a,\xFF\nb,c\n", settings);
    EXPECT_EQ(table.rows.size(), 2u);
    ASSERT_EQ(table.refused.size(), 1u);
    EXPECT_EQ(table.refused[0].place.line, 3);
    settings.encoding = EncodingChoice::utf_8;
    EXPECT_FALSE(open_import_source(write("table.csv", kGb18030), settings, {}))
        << "its columns are not readable as UTF-8";
}

TEST_F(ImportSources, Utf16IsReadWithAndWithoutAMark) {
    std::string bytes;
    for (const char c : "title,complaint\na,b\n"sv) bytes += {c, '\0'};
    ImportSettings settings;
    EXPECT_EQ(read_csv("\xFF\xFE" + bytes).rows.size(), 1u);
    settings.encoding = EncodingChoice::utf_16;
    EXPECT_EQ(read_csv(bytes, settings).rows.size(), 1u);
}

TEST_F(ImportSources, JsonlIsReadInEveryEncodingToo) {
    const Read rows =
        read(write("rows.jsonl", "{\"title\":\"\xBF\xED\xB4\xF8\"}\n\n{\"title\":1}"));
    ASSERT_EQ(rows.rows.size(), 2u);
    EXPECT_EQ(rows.rows[0].entry.title, "宽带");
    EXPECT_EQ(rows.notes.size(), 1u);
}

// JSONL -----------------------------------------------------------------------------------------------------------

TEST_F(ImportSources, JsonlHoldsDailiesAndPostsToo) {
    const Read rows = read(write(
        "rows.jsonl",
        R"({"kind":"daily","id":"d","date":"2026-11-18","cases":[1042,"#1077"],"host":"周","questions":"1. 问"})"
        "\n"
        R"({"kind":"post","id":"p","topic":"话题","date":"2026-11-18","body":"一\r\n\n## 二\n"})"
        "\n"
        R"({"kind":"book","title":"t"})"
        "\n"
        R"({"kind":"post","title":"t","complaint":"c"})"
        "\n"
        R"({"kind":"daily","notes":"n"})"
        "\n"
        R"({"kind":"daily","title":"t","cases":["x"]})"));
    ASSERT_EQ(rows.rows.size(), 2u);
    const Entry& daily = rows.rows[0].entry;
    EXPECT_EQ(daily.kind, Kind::daily);
    EXPECT_EQ(to_text(*daily.date), "2026-11-18");
    EXPECT_EQ(daily.cases, (std::vector<EntryId>{1042, 1077}));
    EXPECT_EQ(daily.host, "周");
    EXPECT_EQ(daily.text(Field::questions), "1. 问");
    const Entry& post = rows.rows[1].entry;
    EXPECT_EQ(post.kind, Kind::post);
    EXPECT_EQ(post.topic, "话题");
    EXPECT_TRUE(post.created);
    EXPECT_EQ(post.text(Field::body), "一\n\n## 二");
    EXPECT_EQ(rows.refused.size(), 4u);
}

TEST_F(ImportSources, TheMapRenamesTheKeysOfJsonl) {
    ImportSettings settings;
    settings.map = value_of(parse_column_map({"complaint=问题", "kind=t"}));
    const Read rows = read(write("rows.jsonl", R"({"t":"case","问题":"掉线"})"), settings);
    ASSERT_EQ(rows.rows.size(), 1u);
    EXPECT_EQ(rows.rows[0].entry.text(Field::complaint), "掉线");
    EXPECT_TRUE(rows.rows[0].unknown_keys.empty());
}

// Markdown --------------------------------------------------------------------------------------------------------

TEST_F(ImportSources, MarkdownWithoutFrontMatterBecomesACase) {
    write("notes/faq/net.md",
          "# 宽带掉线\n\n每晚都掉\n\n## 处理过程\n\n换光猫\n\n## 备忘\n\n记一下\n");
    write("notes/plain.md", "只有几句话\n");
    write("notes/empty.md", "");
    const Read folder = read(folder_.path() / "notes");
    ASSERT_EQ(folder.rows.size(), 3u);
    EXPECT_EQ(folder.rows[0].entry.title, "empty");
    const Entry& net = folder.rows[1].entry;
    EXPECT_EQ(net.title, "宽带掉线");
    EXPECT_EQ(net.external_id, "notes/faq/net.md");
    EXPECT_EQ(net.text(Field::complaint), "每晚都掉");
    EXPECT_EQ(net.text(Field::resolution), "换光猫");
    EXPECT_EQ(net.sections.back().heading, "备忘");
    EXPECT_EQ(folder.rows[2].entry.title, "plain");
    EXPECT_EQ(folder.rows[2].entry.text(Field::complaint), "只有几句话");
    EXPECT_EQ(read(folder_.path() / "notes" / "faq" / "net.md").rows.size(), 1u);
}

TEST_F(ImportSources, TheMapNamesHeadings) {
    ImportSettings settings;
    settings.map = value_of(parse_column_map({"resolution=怎么办"}));
    const auto file = write("a.md", "问\n\n## 怎么办\n\n答\n");
    EXPECT_EQ(read(file, settings).rows[0].entry.text(Field::resolution), "答");
}

TEST_F(ImportSources, TheFolderTellsTheKind) {
    write("lib/cases/a.md", "x");
    write("lib/dailies/2026-11/2026-11-18.md", "## 讨论问题\n\n问\n");
    write("lib/posts/b.md", "# 题\n\n## 一\n\n文\n");
    const Read folder = read(folder_.path() / "lib");
    ASSERT_EQ(folder.rows.size(), 3u);
    EXPECT_EQ(folder.rows[0].entry.kind, Kind::case_);
    EXPECT_EQ(folder.rows[1].entry.kind, Kind::daily);
    EXPECT_EQ(to_text(*folder.rows[1].entry.date), "2026-11-18");
    EXPECT_EQ(folder.rows[2].entry.kind, Kind::post);
    EXPECT_EQ(folder.rows[2].entry.text(Field::body), "## 一\n\n文");
    EXPECT_EQ(read(folder_.path() / "lib" / "posts").rows[0].entry.kind, Kind::post);
}

TEST_F(ImportSources, AFileWithFrontMatterKeepsItsBytesItsIdAndItsPlace) {
    const std::string text = test::case_text(7, "题", "问", "答") + "\n## 备忘\n\n x\n";
    write("lib/cases/2026-03/7-x.md", text);
    for (const char* start :
         {"lib", "lib/cases", "lib/cases/2026-03", "lib/cases/2026-03/7-x.md"}) {
        const Read folder = read(folder_.path() / start);
        ASSERT_EQ(folder.rows.size(), 1u) << start;
        EXPECT_EQ(folder.rows[0].entry.id, 7);
        EXPECT_EQ(folder.rows[0].known_as, "md-7");
        EXPECT_EQ(folder.rows[0].entry.external_id, "");
        ASSERT_TRUE(folder.rows[0].file);
        EXPECT_EQ(folder.rows[0].file->path, "cases/2026-03/7-x.md") << start;
        EXPECT_EQ(folder.rows[0].file->text, text);
    }
}

TEST_F(ImportSources, MarkdownThatCannotBeReadIsRefusedWithItsReason) {
    write("notes/binary.md", "a\0b"sv);
    write("notes/gb.md", "# \xBF\xED\n\xB4\xF8\n");
    write("notes/huge.md", std::string(2 << 20, 'x'));
    write("notes/open.md", "---\nid: 1\n");
    write("notes/state.md", "---\nid: 2\nstate: verifed\n---\n");
    write("notes/good.md", "x");
    const Read folder = read(folder_.path() / "notes");
    EXPECT_EQ(folder.rows.size(), 1u);
    ASSERT_EQ(folder.refused.size(), 5u);
    const int lines[] = {1, 1, 0, 1, 3};
    for (std::size_t i = 0; i < folder.refused.size(); ++i) {
        EXPECT_EQ(folder.refused[i].place.line, lines[i]) << folder.refused[i].line();
        EXPECT_TRUE(folder.refused[i].place.path.ends_with(".md"));
    }
    ImportSettings settings;
    settings.encoding = EncodingChoice::gb18030;
    EXPECT_EQ(read(folder_.path() / "notes" / "gb.md", settings).rows[0].entry.title, "宽");
}

TEST_F(ImportSources, OtherFilesOfALibraryComeAlongAndOthersAreNamed) {
    for (const char* name :
         {"lib/cases/a.md", "lib/categories.yml", "lib/synonyms.yml", "lib/attachments/7/a.png",
          "lib/attachments/7/readme.md", "lib/.git/x.md", "lib/x.doc"})
        write(name, "x");
    const Read folder = read(folder_.path() / "lib");
    EXPECT_EQ(folder.rows.size(), 1u);
    EXPECT_EQ(folder.companions.size(), 4u);
    ASSERT_EQ(folder.notes.size(), 1u);
    EXPECT_NE(folder.notes[0].find("x.doc"), std::string::npos);
}

TEST_F(ImportSources, WhatIsNotThereIsAnError) {
    for (const char* name : {"missing.jsonl", "missing.csv", "missing.md", "missing"}) {
        const auto source = open_import_source(folder_.path() / name, {}, {});
        EXPECT_EQ(source.error().kind, ErrorKind::not_found) << name;
    }
    ImportSettings table;
    table.format = ImportFormat::csv;
    EXPECT_FALSE(open_import_source(folder_.path(), table, {}));
}

}  // namespace
}  // namespace casebook::app
