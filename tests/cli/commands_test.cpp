// The program as people and scripts call it: exit codes, what goes to which stream, what scripts parse.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "commands.h"
#include "support/desk.h"
#include "support/program.h"
#include "web/server.h"

namespace casebook {
namespace {

using nlohmann::json;

TEST_F(Commands, WrongUseIsTwoAndSaysWhy) {
    for (const Words& words : {Words{},
                               {"nonsense"},
                               {"suggest"},
                               {"search"},
                               {"import"},
                               {"eval"},
                               {"suggest", "x", "--limit", "0"},
                               {"suggest", "x", "--limit", "51"},
                               {"search", "x", "--kind", "book"},
                               {"search", "x", "--sort", "best"},
                               {"search", "x", "--nonsense"},
                               {"import", "/nowhere.jsonl"},
                               {"import", "/tmp", "--format", "xml"},
                               {"import", "/tmp", "--encoding", "latin1"},
                               {"export"},
                               {"backup"},
                               {"restore"},
                               {"restore", "/nowhere.tar.zst"},
                               {"check", "x"},
                               {"eval", "/nowhere"},
                               {"suggest", "--queries", CASEBOOK_PROGRAM},
                               {"suggest", "x", "--run", "y"},
                               {"serve", "--listen", "nonsense"},
                               {"serve", "--listen", "127.0.0.1:99999"},
                               {"serve", "--threads", "0"}}) {
        const ProgramRun wrong = test::run_casebook(words);
        EXPECT_EQ(wrong.exit_code, kWrongUse) << join(words, " ");
        EXPECT_EQ(wrong.output, "");
        expect_one_line(wrong.errors);
    }
}

TEST_F(Commands, HelpAndVersionAreNoErrors) {
    EXPECT_EQ(test::run_casebook({"--help"}).exit_code, kDone);
    EXPECT_EQ(test::run_casebook({"import", "--help"}).exit_code, kDone);
    const ProgramRun version = test::run_casebook({"--version"});
    EXPECT_EQ(version.exit_code, kDone);
    EXPECT_FALSE(version.output.empty());
}

TEST_F(Commands, FailureIsOneAndOneLine) {
    const fs::path nowhere = folder_.path() / "nowhere";
    for (const Words& words : {Words{"search", "x", "--content", nowhere, "--state", state()},
                               {"suggest", "x", "--content", nowhere, "--state", state()},
                               {"reindex", "--content", nowhere, "--state", state()},
                               {"suggest", "x", "--content", content(), "--state", "/proc/nowhere"},
                               {"eval", content()}}) {
        const ProgramRun failed = test::run_casebook(words);
        EXPECT_EQ(failed.exit_code, kFailed) << join(words, " ");
        EXPECT_EQ(failed.output, "");
        expect_one_line(failed.errors);
    }
}

TEST_F(Commands, SuggestTakesItsTextAsAWordOrFromStandardInput) {
    const ProgramRun word = run({"suggest", "晚上老掉线 红灯"});
    EXPECT_EQ(word.exit_code, kDone);
    EXPECT_TRUE(word.output.starts_with("1. #100")) << word.output;
    EXPECT_EQ(word.errors, "");
    EXPECT_EQ(run({"suggest", "-"}, "晚上老掉线 红灯\n").output, word.output);
    EXPECT_EQ(run({"suggest", "……"}).exit_code, kDone);
}

TEST_F(Commands, SuggestAndSearchPrintJson) {
    const json suggested = json::parse(run({"suggest", "掉线", "--limit", "2", "--json"}).output);
    EXPECT_EQ(suggested["suggestions"].size(), 2u);
    EXPECT_TRUE(suggested["suggestions"][0]["case"]["id"].is_number());
    const json found = json::parse(run({"search", "掉线", "--json", "--limit", "3"}).output);
    EXPECT_EQ(found["hits"].size(), 3u);
    EXPECT_GE(found["total"], 3);
}

TEST_F(Commands, SearchKeepsToAKind) {
    for (const std::string kind : {"case", "daily", "post"}) {
        const json found = json::parse(run({"search", "掉线", "--kind", kind, "--json"}).output);
        EXPECT_GT(found["total"], 0) << kind;
        for (const json& hit : found["hits"]) EXPECT_EQ(hit["kind"], kind);
    }
}

TEST_F(Commands, SearchUnderstandsFiltersPhrasesAndOrder) {
    const json found = json::parse(
        run({"search", "掉线 类型：案例 -反面案例", "--sort", "newest", "--json"}).output);
    EXPECT_GT(found["total"], 0);
    EXPECT_EQ(found["query"], "掉线 kind:case -反面案例");
    for (const json& hit : found["hits"]) EXPECT_EQ(hit["kind"], "case");
    EXPECT_EQ(run({"search", "“掉线每晚宽带”"}).output, "0 found\n");
    const ProgramRun noted = run({"search", "stat:verified 掉线"});
    EXPECT_EQ(noted.exit_code, kDone);
    expect_one_line(noted.errors);
}

TEST_F(Commands, AMistakeInASearchIsOneAndShowsItsPlace) {
    const ProgramRun wrong = run({"search", "宽带 “掉线"});
    EXPECT_EQ(wrong.exit_code, kFailed);
    EXPECT_EQ(wrong.output, "");
    EXPECT_EQ(
        wrong.errors,
        "casebook: The quotation mark “ is never closed (query:1:4). Close it after the phrase, "
        "or leave it out\n  宽带 »“掉线\n");
}

TEST_F(Commands, QueriesOfAFileGiveARunFile) {
    const fs::path queries = write("q.jsonl",
                                   "{\"id\":\"q1\",\"text\":\"晚上掉线红灯\"}\n"
                                   "{\"id\":\"q2\",\"text\":\"……\"}\n"
                                   "{\"id\":\"q3\",\"text\":\"扣款\"}\n");
    const fs::path answers = folder_.path() / "run.tsv";
    const ProgramRun done =
        run({"suggest", "--queries", queries, "--run", answers, "--limit", "3"});
    EXPECT_EQ(done.exit_code, kDone) << done.errors;
    const std::string written = test::value_of(read_file(answers, 1 << 20));
    const auto lines = split_lines(written);
    ASSERT_GE(lines.size(), 3u);
    std::string query;
    int rank = 0;
    double last_score = 0;
    for (const std::string_view line : lines) {
        if (line.empty()) continue;
        const auto parts = split(line, '\t');
        ASSERT_EQ(parts.size(), 4u) << line;
        rank = parts[0] == query ? rank + 1 : 1;
        EXPECT_EQ(parts[2], std::to_string(rank));
        EXPECT_NE(parts[0], "q2");
        const double score = std::stod(parts[3]);
        EXPECT_TRUE(rank == 1 || score <= last_score) << line;
        last_score = score;
        query = parts[0];
    }
}

TEST_F(Commands, ABadQueryIsNamedByItsLine) {
    const fs::path queries = write("q.jsonl", "{\"id\":\"q1\",\"text\":\"x\"}\n{}\n");
    const ProgramRun failed =
        run({"suggest", "--queries", queries, "--run", folder_.path() / "run.tsv"});
    EXPECT_NE(failed.exit_code, kDone);
    expect_one_line(failed.errors);
    EXPECT_NE(failed.errors.find("q.jsonl:2"), std::string::npos) << failed.errors;
}

TEST_F(Commands, ImportCountsAndRefusesAndReports) {
    const fs::path rows = write("rows.jsonl", "{\"id\":\"a\",\"title\":\"洗衣机漏水\"}\nbroken\n");
    const fs::path report = folder_.path() / "report.txt";
    const ProgramRun refused = run({"import", rows, "--json", "--report", report});
    EXPECT_EQ(refused.exit_code, kSomeRowsRefused);
    const json counted = json::parse(refused.output);
    EXPECT_EQ(counted["added"], 1);
    EXPECT_EQ(counted["refused"][0]["line"], 2);
    EXPECT_NE(refused.errors.find("rows.jsonl:2"), std::string::npos);
    EXPECT_NE(test::value_of(read_file(report, 1 << 20)).find("rows.jsonl:2"), std::string::npos);
    EXPECT_TRUE(run({"suggest", "洗衣机漏水"}).output.find("洗衣机漏水") != std::string::npos);

    const fs::path good = write("good.jsonl", "{\"id\":\"a\",\"title\":\"洗衣机漏水\"}\n");
    const ProgramRun again = run({"import", good});
    EXPECT_EQ(again.exit_code, kDone);
    EXPECT_EQ(again.output, "added 0, updated 0, unchanged 1, refused 0\n");
}

// 标题,问题,答复 / 洗衣机漏水,"地上<line end>全是水",换门圈 in GB18030.
constexpr std::string_view kGb18030Table =
    "\xB1\xEA\xCC\xE2,\xCE\xCA\xCC\xE2,\xB4\xF0\xB8\xB4\r\n"
    "\xCF\xB4\xD2\xC2\xBB\xFA\xC2\xA9\xCB\xAE,\"\xB5\xD8\xC9\xCF\n\xC8\xAB\xCA\xC7\xCB\xAE\","
    "\xBB\xBB\xC3\xC5\xC8\xA6\r\n"
    "a,\"\xFF\",b\r\n";

TEST_F(Commands, ATableInGB18030IsImportedUnderTheNamesOfTheMap) {
    const fs::path table = write("table.csv", kGb18030Table);
    const fs::path report = folder_.path() / "report.txt";
    const ProgramRun done =
        run({"import", "--map", "complaint=问题,resolution=答复", table, "--report", report});
    EXPECT_EQ(done.exit_code, kSomeRowsRefused);
    EXPECT_NE(done.output.find("added 1, updated 0, unchanged 0, refused 1"), std::string::npos);
    EXPECT_NE(done.errors.find("table.csv:4"), std::string::npos) << done.errors;
    const std::string said = test::value_of(read_file(report, 1 << 20));
    EXPECT_NE(said.find("GB18030"), std::string::npos) << said;
    EXPECT_NE(said.find("table.csv:4"), std::string::npos) << said;
    EXPECT_NE(run({"search", "全是水"}).output.find("洗衣机漏水"), std::string::npos);
}

TEST_F(Commands, AWrongMapIsWrongUseAndNamesWhatThereIs) {
    const fs::path table = write("table.csv", "标题,问题\n一,二\n");
    for (const auto& [map, hint] :
         {std::pair{"complain=问题", "complaint"}, std::pair{"complaint=问", "“问题”"},
          std::pair{"complaint", "complaint=问题"}}) {
        const ProgramRun wrong = run({"import", table, "--map", map});
        EXPECT_EQ(wrong.exit_code, kWrongUse) << map;
        EXPECT_EQ(wrong.output, "");
        expect_one_line(wrong.errors);
        EXPECT_NE(wrong.errors.find(hint), std::string::npos) << wrong.errors;
    }
}

TEST_F(Commands, AnExportImportedIntoAnEmptyLibraryGivesTheSameFiles) {
    const fs::path exported = folder_.path() / "exported";
    EXPECT_EQ(run({"export", exported}).exit_code, kDone);
    const ProgramRun again = run({"export", exported});
    EXPECT_EQ(again.exit_code, kFailed);
    expect_one_line(again.errors);
    const fs::path empty = folder_.path() / "empty";
    fs::create_directory(empty);
    const ProgramRun imported = test::run_casebook(
        {"import", exported, "--content", empty, "--state", folder_.path() / "other"});
    EXPECT_EQ(imported.exit_code, kDone) << imported.errors;
    for (const auto& file : fs::recursive_directory_iterator(content()))
        if (file.is_regular_file()) {
            const fs::path path = file.path().lexically_relative(content());
            EXPECT_EQ(test::value_of(read_file(empty / path, 1 << 30)),
                      test::value_of(read_file(file.path(), 1 << 30)))
                << path;
        }
}

TEST_F(Commands, AFileThatCannotBeWrittenIsSaidInWords) {
    const fs::path rows = write("rows.jsonl", "{\"id\":\"a\",\"title\":\"t\"}\n");
    const ProgramRun report = run({"import", rows, "--report", rows / "report"});
    EXPECT_EQ(report.exit_code, kFailed);
    expect_one_line(report.errors);
    const fs::path queries = write("q.jsonl", "{\"id\":\"q1\",\"text\":\"x\"}\n");
    const ProgramRun answers = run({"suggest", "--queries", queries, "--run", queries / "run"});
    EXPECT_EQ(answers.exit_code, kFailed);
    expect_one_line(answers.errors);
}

TEST_F(Commands, ADryRunChangesNothing) {
    const fs::path rows = write("rows.jsonl", "{\"id\":\"a\",\"title\":\"洗衣机漏水\"}\n");
    EXPECT_EQ(run({"import", rows, "--dry-run"}).exit_code, kDone);
    EXPECT_EQ(run({"search", "洗衣机漏水"}).output, "0 found\n");
}

TEST_F(Commands, ReindexCountsAndNamesWhatItLeftOut) {
    std::ofstream(content() / "cases" / "broken.md") << "broken";
    const ProgramRun done = run({"reindex", "--json"});
    EXPECT_EQ(done.exit_code, kDone);
    const json counted = json::parse(done.output);
    EXPECT_GE(counted["indexed"], 30);
    EXPECT_EQ(counted["left_out"], 1);
    EXPECT_NE(done.errors.find("cases/broken.md"), std::string::npos);
}

TEST_F(Commands, QuietIsQuiet) {
    EXPECT_EQ(run({"reindex", "--quiet"}).output, "");
    const fs::path rows = write("rows.jsonl", "{\"id\":\"a\",\"title\":\"t\"}\n");
    EXPECT_EQ(run({"import", rows, "--quiet"}).output, "");
}

TEST_F(Commands, EvalPrintsOneLineOfNumbersASet) {
    const fs::path set = folder_.path() / "tiny";
    fs::create_directory(set);
    write("tiny/cases.jsonl",
          "{\"id\":\"a\",\"title\":\"宽带掉线\"}\n{\"id\":\"b\",\"title\":\"账单\"}\n");
    write("tiny/queries.jsonl", "{\"id\":\"q\",\"text\":\"掉线\"}\n");
    write("tiny/qrels.tsv", "q\ta\t2\n");
    const ProgramRun done = test::run_casebook({"eval", set});
    EXPECT_EQ(done.exit_code, kDone) << done.errors;
    EXPECT_TRUE(done.output.starts_with("set=tiny round=0 cases=2 queries=1 ndcg@10=1.0000 "))
        << done.output;
    Words keys;
    for (const std::string& pair : split(trim(done.output), ' '))
        keys.push_back(pair.substr(0, pair.find('=')));
    EXPECT_EQ(keys,
              (Words{"set", "round", "cases", "queries", "ndcg@10", "mrr@10", "recall@5",
                     "success@1", "success@5", "p50_ms", "p95_ms", "p99_ms", "index_s", "rss_mb"}));
}

TEST_F(Commands, ServeStaysOnThisMachine) {
    for (const char* address :
         {"0.0.0.0:0", "[::]:0", "192.0.2.1:80", "example.org:80", "127.example.org:0"}) {
        const ProgramRun refused = run({"serve", "--listen", address});
        EXPECT_EQ(refused.exit_code, kFailed) << address;
        expect_one_line(refused.errors);
        EXPECT_NE(refused.errors.find("127.0.0.1"), std::string::npos) << refused.errors;
    }
}

TEST_F(Commands, ServeOnATakenPortSaysWhatToDo) {
    test::Desk desk;
    const auto holder = test::value_of(web::Server::bind(desk.site(), {"127.0.0.1", 0}));
    const ProgramRun refused =
        run({"serve", "--listen", "127.0.0.1:" + std::to_string(holder->port())});
    EXPECT_EQ(refused.exit_code, kFailed);
    expect_one_line(refused.errors);
    EXPECT_NE(refused.errors.find("--listen"), std::string::npos) << refused.errors;
}

}  // namespace
}  // namespace casebook
