#include "app/import_cases.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "app/suggest_resolutions.h"
#include "folder_texts.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::Desk;
using test::value_of;

class ImportCases : public testing::Test {
  protected:
    ImportReport import(std::string_view jsonl, ImportMode mode = ImportMode::write) {
        const auto file = desk_.folder() / "rows.jsonl";
        std::ofstream(file, std::ios::binary) << jsonl;
        return value_of(import_cases(desk_.workspace(), file, mode, {}));
    }

    // Imports one row again and again: added, then nothing.
    void expect_round_trip(const std::string& row) {
        const ImportReport first = import(row);
        EXPECT_TRUE(first.refused.empty()) << row << "\n" << first.refused[0].line();
        EXPECT_EQ(first.added, 1u) << row;
        const FolderTexts before = files();
        const ImportReport second = import(row);
        EXPECT_EQ(second.unchanged, 1u) << row;
        EXPECT_EQ(files(), before);
        EXPECT_TRUE(desk_.open().problems().empty()) << row;
    }

    Entry imported(const std::string& external_id) {
        const auto found = value_of(desk_.workspace().index().find_by_external_id(external_id));
        EXPECT_TRUE(found) << external_id;
        return found ? found->entry : Entry();
    }

    FolderTexts files() const { return texts_of(desk_.content()); }
    std::string only_file() const {
        EXPECT_EQ(files().size(), 1u);
        return files().begin()->second;
    }

    std::size_t cases() const { return value_of(desk_.workspace().index().count(Kind::case_)); }

    void SetUp() override { desk_.open(); }
    mutable Desk desk_;
};

constexpr std::string_view kThreeRows =
    R"({"id":"a","title":"宽带掉线","complaint":"每晚掉线","resolution":"换光猫"}
{"id":"b","title":"账单有误","complaint":"多扣十元","resolution":"退款"}
{"id":"c","title":"快递不动","complaint":"三天不动","resolution":"催件"}
)";

TEST_F(ImportCases, EveryFieldOfARowArrives) {
    import(
        R"({"id":"crm-1","title":"宽带 掉线","state":"verified","category":"网络/宽带",)"
        R"("product":"家庭宽带","channel":"电话","segment":"老年","tags":["上门","光猫"],)"
        R"("lang":"zh","author":"agent07","date":"2026-03-02 09:14","confirmed":"2026-10-30",)"
        R"("valid_until":"2027/3/1","outcome":{"satisfaction":5,"minutes":12,"solved":true},)"
        R"("example":"bad","complaint":"每晚掉线","answer":"换光猫","script":"您好{{name}}",)"
        R"("fits":"光猫旧","not_fits":"欠费","resolution":"上门","cause":"老化","review":"好"})");
    const Entry entry = imported("crm-1");
    EXPECT_EQ(entry.title, "宽带 掉线");
    EXPECT_EQ(entry.state, State::verified);
    EXPECT_EQ(entry.category, "网络/宽带");
    EXPECT_EQ(entry.tags, (std::vector<std::string>{"上门", "光猫"}));
    EXPECT_EQ(entry.created->text(), "2026-03-02T09:14:00+08:00");
    EXPECT_EQ(to_text(*entry.valid_until), "2027-03-01");
    EXPECT_EQ(entry.outcome, (Outcome{5, {}, 12, true}));
    EXPECT_EQ(entry.example, Example::bad);
    EXPECT_EQ(entry.text(Field::script), "您好{{name}}");
    EXPECT_EQ(entry.text(Field::not_fits), "欠费");
    EXPECT_EQ(entry.text(Field::review), "好");
}

TEST_F(ImportCases, RowsOfManyKindsAreTaken) {
    const struct {
        std::string_view row, external_id, title;
    } rows[] = {
        {R"({"id":1042,"title":"数字编号"})", "1042", "数字编号"},
        {R"({"external_id":"x-1","title":"另一个名字"})", "x-1", "另一个名字"},
        {R"({"id":"y","complaint":"只有原话"})", "y", ""},
        {R"({"id":"z","title":"  多  空\n格 ","category":null,"tags":"甲, 乙"})", "z", "多 空 格"},
        {R"({"id":"w","title":12345})", "w", "12345"},
        {"\t {\"id\":\"v\",\"title\":\"两边有空\"} \r", "v", "两边有空"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(import(row.row).added, 1u) << row.row;
        EXPECT_EQ(imported(std::string(row.external_id)).title, row.title);
    }
    EXPECT_EQ(imported("z").tags, (std::vector<std::string>{"甲", "乙"}));
}

TEST_F(ImportCases, EmptyLinesAreNoRows) {
    const ImportReport report = import("\n\r\n   \n" + std::string(kThreeRows) + "\n\n");
    EXPECT_EQ(report.added, 3u);
    EXPECT_TRUE(report.refused.empty());
}

TEST_F(ImportCases, ABadRowIsRefusedWithItsLineAndReasonAndTheOthersAreTaken) {
    const std::string bad_rows[] = {
        "{\"title\":",
        "[1,2]",
        "null",
        "not json",
        "{\"id\":\"x\"}",
        "{\"id\":\"x\",\"title\":\"  \",\"complaint\":null}",
        R"({"id":"x","title":"t","state":"verifed"})",
        R"({"id":"x","title":"t","date":"last week"})",
        R"({"id":"x","title":"t","confirmed":"2026-02-30"})",
        R"({"id":"x","title":"t","outcome":{"satisfaction":6}})",
        R"({"id":"x","title":"t","outcome":"good"})",
        R"({"id":"x","title":["t"]})",
        R"({"id":"x","title":"t","tags":[["a"]]})",
        R"({"id":"a","title":"编号用过"})",
        "{\"id\":\"x\",\"title\":\"\xff\"}",
        R"({"id":"x","title":"\ud800"})",
        R"({"id":"x","title":"t","complaint":")" + std::string(2 << 20, 'x') + "\"}",
        R"({"id":"x","title":"t","complaint":")" + std::string(5 << 20, 'x') + "\"}",
        R"({"id":"x","title":"t","deep":)" + std::string(200'000, '[') + std::string(200'000, ']') +
            "}",
    };
    std::string jsonl = R"({"id":"a","title":"第一条"})"
                        "\n";
    for (const std::string& row : bad_rows) jsonl += row + "\n";
    const ImportReport report = import(jsonl + R"({"id":"b","title":"最后一条"})");
    EXPECT_EQ(report.added, 2u);
    ASSERT_EQ(report.refused.size(), std::size(bad_rows));
    for (std::size_t i = 0; i < report.refused.size(); ++i) {
        EXPECT_EQ(report.refused[i].place.line, static_cast<int>(i) + 2);
        EXPECT_TRUE(report.refused[i].place.path.ends_with("rows.jsonl"));
        EXPECT_FALSE(report.refused[i].message.empty());
    }
    EXPECT_EQ(cases(), 2u);
}

TEST_F(ImportCases, UnknownKeysAreKeptAndReported) {
    const ImportReport report =
        import(R"({"id":"a","title":"t","订单号":"TB-1","vip":true,"no":7,"empty":"","host":"h"})"
               "\n"
               R"({"id":"b","title":"t","订单号":"TB-2","more":{"a":[1,2]}})");
    EXPECT_EQ(report.unknown_keys,
              (std::map<std::string, std::size_t>{
                  {"订单号", 2}, {"vip", 1}, {"no", 1}, {"more", 1}, {"host", 1}}));
    std::string all;
    for (const auto& [path, text] : files()) all += text;
    for (const char* line : {"订单号: TB-1\n", "vip: \"true\"\n", "\"no\": 7\n", "订单号: TB-2\n"})
        EXPECT_NE(all.find(line), std::string::npos) << line;
}

TEST_F(ImportCases, AChangedUnknownKeyChangesItsLineWhateverItsName) {
    for (const std::string key : {"订单号", "no", "a b", "#tag", "x: y", "host", "body"}) {
        const auto row = [&](const std::string& value) {
            return nlohmann::json{{"id", "key " + key}, {"title", "t"}, {key, value}}.dump();
        };
        import(row("1"));
        EXPECT_EQ(import(row("2")).updated, 1u) << key;
        EXPECT_EQ(import(row("2")).unchanged, 1u) << key;
        EXPECT_TRUE(desk_.open().problems().empty()) << key;
    }
}

TEST_F(ImportCases, ASecondRunChangesNoByte) {
    EXPECT_EQ(import(kThreeRows).added, 3u);
    const FolderTexts before = files();
    const ImportReport again = import(kThreeRows);
    EXPECT_EQ(again.unchanged, 3u);
    EXPECT_EQ(again.added + again.updated, 0u);
    EXPECT_EQ(files(), before);
}

TEST_F(ImportCases, AChangedRowChangesOnlyTheLinesOfThatField) {
    const std::string row = R"({"id":"a","title":"宽带掉线","tags":["光猫"],"date":"2026-03-02",)"
                            R"("complaint":"每晚掉线","resolution":"换光猫"})";
    const struct {
        std::string_view from, to, line_from, line_to;
    } changes[] = {
        {"宽带掉线", "宽带常掉线", "title: 宽带掉线\n", "title: 宽带常掉线\n"},
        {"[\"光猫\"]", "[\"光猫\",\"上门\"]", "tags: [光猫]\n", "tags: [光猫, 上门]\n"},
        {"换光猫", "换光猫和尾纤", "\n换光猫\n", "\n换光猫和尾纤\n"},
        {"{\"id\"", "{\"state\":\"verified\",\"id\"", "state: unverified\n", "state: verified\n"},
    };
    for (const auto& change : changes) {
        Desk fresh;
        desk_ = std::move(fresh);
        desk_.open();
        import(row);
        std::string expected = only_file();
        std::string changed = row;
        changed.replace(changed.find(change.from), change.from.size(), change.to);
        EXPECT_EQ(import(changed).updated, 1u) << change.to;
        const std::size_t place = expected.find(change.line_from);
        ASSERT_NE(place, std::string::npos) << change.line_from;
        expected.replace(place, change.line_from.size(), change.line_to);
        EXPECT_EQ(only_file(), expected);
    }
}

TEST_F(ImportCases, WhatARowLeavesOutStaysAsItIs) {
    import(R"({"id":"a","title":"t","state":"verified","complaint":"原话","author":"agent07"})");
    const FolderTexts before = files();
    EXPECT_EQ(import(R"({"id":"a","title":"t"})").unchanged, 1u);
    EXPECT_EQ(files(), before);
}

TEST_F(ImportCases, WhatAPersonAddedToTheFileSurvivesTheNextImport) {
    import(R"({"id":"a","title":"t","complaint":"原话"})");
    const std::string path = files().begin()->first;
    desk_.write(path, only_file() + "\n## 备忘\n\n自己加的\n");
    desk_.open();
    EXPECT_EQ(import(R"({"id":"a","title":"新题","complaint":"原话"})").updated, 1u);
    EXPECT_NE(only_file().find("title: 新题\n"), std::string::npos);
    EXPECT_TRUE(only_file().ends_with("\n## 备忘\n\n自己加的\n"));
}

TEST_F(ImportCases, ARowWithoutANumberIsKnownAgainByItsContent) {
    const std::string row = R"({"title":"宽带掉线","complaint":"每晚掉线"})";
    EXPECT_EQ(import(row).added, 1u);
    EXPECT_EQ(import(row).unchanged, 1u);
    EXPECT_EQ(import(R"({"title":"另一条","complaint":"每晚掉线"})").added, 1u);
    EXPECT_EQ(cases(), 2u);
}

TEST_F(ImportCases, NumbersThatDifferOnlyInCaseAreTwoCases) {
    EXPECT_EQ(
        import("{\"id\":\"crm-a\",\"title\":\"一\"}\n{\"id\":\"CRM-A\",\"title\":\"二\"}").added,
        2u);
    EXPECT_EQ(import("{\"id\":\"crm-a\",\"title\":\"一\"}\n{\"id\":\"CRM-A\",\"title\":\"二\"}")
                  .unchanged,
              2u);
}

TEST_F(ImportCases, ADryRunSaysWhatWouldHappenAndWritesNothing) {
    import(R"({"id":"a","title":"旧题"})");
    const FolderTexts content = files();
    const ImportReport report = import(kThreeRows, ImportMode::dry_run);
    EXPECT_EQ(report.added, 2u);
    EXPECT_EQ(report.updated, 1u);
    EXPECT_EQ(files(), content);
    EXPECT_EQ(cases(), 1u);
}

TEST_F(ImportCases, TextThatLooksLikeTheFormatDoesNotBreakTheFile) {
    using namespace std::string_literals;
    const std::string complaints[] = {
        "客户说\n## 处理过程\n假的",
        "```\n没有关上",
        "~~~\n## 客户原话\n~~~\n## 原因",
        "---\nid: 1\n---",
        "- [ ] 一\n\n\n\n二\r\n三\ttab",
        "```\n```\n```\n## 话术",
        "<script>alert(1)</script> {{name}} \\ \" '",
        "NUL \0 BEL \a BOM \uFEFF NEL \u0085 LS \u2028"s,
    };
    int number = 0;
    for (const std::string& complaint : complaints) {
        const std::string id = fmt::format("text-{}", ++number);
        expect_round_trip(nlohmann::json{
            {"id", id}, {"title", "t"}, {"complaint", complaint}, {"resolution", "真的"}}
                              .dump());
        EXPECT_EQ(imported(id).text(Field::resolution), "真的") << complaint;
        EXPECT_EQ(imported(id).sections.size(), 2u) << complaint;
    }
}

TEST_F(ImportCases, NaughtyTextsRoundTripInEveryField) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::ifstream kit(test::shared_folder() / "kits" / "naughty-strings.json");
    const auto texts = nlohmann::json::parse(kit);
    std::string jsonl;
    std::size_t rows = 0;
    for (const auto& text : texts) {
        if (!text.is_string()) continue;
        jsonl += nlohmann::json{{"id", fmt::format("naughty-{}", ++rows)},
                                {"title", "t"},
                                {"complaint", text},
                                {"category", text},
                                {"tags", {text}},
                                {"author", text},
                                {"extra", text}}
                     .dump() +
                 "\n";
        jsonl += nlohmann::json{{"title", text},
                                {"id", fmt::format("title-{}", rows)},
                                {"complaint", "c"},
                                {"key " + text.get<std::string>(), 1}}
                     .dump() +
                 "\n";
    }
    ASSERT_GT(rows, 400u);
    const ImportReport first = import(jsonl);
    for (const Error& refused : first.refused) ADD_FAILURE() << refused.line();
    EXPECT_EQ(first.added, 2 * rows);
    const FolderTexts before = files();
    EXPECT_EQ(import(jsonl).unchanged, 2 * rows);
    EXPECT_EQ(files(), before);
    for (const Error& problem : desk_.open().problems()) ADD_FAILURE() << problem.line();
}

TEST_F(ImportCases, EveryCaseHasAnIdOfItsOwnAlsoBesideThoseOfFiles) {
    desk_.write("cases/2026-01/500-a.md", test::case_text(500, "旧的", "旧的", "旧的"));
    desk_.open();
    std::string jsonl;
    for (int i = 0; i < 1100; ++i)
        jsonl += fmt::format("{{\"id\":{},\"title\":\"第 {} 条\"}}\n", i, i);
    EXPECT_EQ(import(jsonl).added, 1100u);
    std::set<EntryId> ids;
    const auto all = value_of(desk_.workspace().index().search({.limit = 2000}));
    for (const auto& hit : all.found) ids.insert(hit.stored.entry.id);
    EXPECT_EQ(ids.size(), 1101u);
    EXPECT_TRUE(desk_.open().problems().empty());
}

TEST_F(ImportCases, WhatWasImportedIsSuggestedAtOnce) {
    import(kThreeRows);
    const auto list = value_of(suggest_resolutions(desk_.workspace(), {.text = "快递三天没动"}));
    ASSERT_FALSE(list.suggestions.empty());
    EXPECT_EQ(list.suggestions[0].entry.external_id, "c");
}

TEST_F(ImportCases, DailiesAndPostsAreTakenAndChangedByTheirNumber) {
    const std::string_view rows =
        R"({"kind":"daily","id":"d","title":"今天","date":"2026-11-18","cases":[1],"host":"周","questions":"问"})"
        "\n"
        R"({"kind":"post","id":"p","title":"帖","topic":"话题","body":"文\n\n## 二"})";
    EXPECT_EQ(import(rows).added, 2u);
    EXPECT_EQ(import(rows).unchanged, 2u);
    EXPECT_TRUE(files().count("dailies/2026-11/2026-11-18.md"));
    EXPECT_EQ(import(R"({"kind":"daily","id":"d","host":"李","date":"2026-11-18"})").updated, 1u);
    const auto daily = value_of(desk_.workspace().index().find_daily(*parse_date("2026-11-18")));
    ASSERT_TRUE(daily);
    EXPECT_EQ(daily->entry.host, "李");
    EXPECT_EQ(daily->entry.cases, std::vector<EntryId>{1});
    EXPECT_EQ(imported("p").text(Field::body), "文\n\n## 二");
    EXPECT_TRUE(desk_.open().problems().empty());
}

TEST_F(ImportCases, ASecondDailyOfADayIsRefusedAndOverwritesNothing) {
    const ImportReport report =
        import(R"({"kind":"daily","id":"a","title":"一","date":"2026-11-18"})"
               "\n"
               R"({"kind":"daily","id":"b","title":"二","date":"2026-11-18"})");
    EXPECT_EQ(report.added, 1u);
    EXPECT_EQ(report.refused.size(), 1u);
    EXPECT_EQ(
        import(R"({"kind":"daily","id":"c","title":"三","date":"2026-11-18"})").refused.size(), 1u);
    EXPECT_NE(only_file().find("title: 一\n"), std::string::npos);
}

TEST_F(ImportCases, ARowDoesNotTurnACaseIntoAPost) {
    import(R"({"id":"a","title":"案"})");
    const FolderTexts before = files();
    EXPECT_EQ(import(R"({"kind":"post","id":"a","title":"帖"})").refused.size(), 1u);
    EXPECT_EQ(files(), before);
}

TEST_F(ImportCases, AFileWithForeignFrontMatterKeepsAllOfIt) {
    const auto folder = desk_.folder() / "notes";
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "a.md")
        << "---\ntitle: 题 # comment\nnested: {a: [1, 2]}\n---\n\n## 备忘\n\n记\n";
    const auto import_folder = [&] {
        return value_of(import_cases(desk_.workspace(), folder, ImportMode::write, {}));
    };
    EXPECT_EQ(import_folder().added, 1u);
    EXPECT_NE(only_file().find("title: 题 # comment\nnested: {a: [1, 2]}\n"), std::string::npos)
        << only_file();
    EXPECT_TRUE(only_file().ends_with("## 备忘\n\n记\n"));
    EXPECT_EQ(import_folder().unchanged, 1u);
}

TEST_F(ImportCases, AFileThatIsNotThereIsAnError) {
    const auto report =
        import_cases(desk_.workspace(), desk_.folder() / "missing", ImportMode::write, {});
    EXPECT_EQ(report.error().kind, ErrorKind::not_found);
}

}  // namespace
}  // namespace casebook::app
