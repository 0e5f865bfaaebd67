// An import that breaks in the middle: nothing half done is seen, and running it again completes it.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "app/import_cases.h"
#include "support/desk.h"
#include "support/program.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using test::Desk;
using test::value_of;

std::string rows(int count) {
    std::string jsonl;
    for (int i = 1; i <= count; ++i)
        jsonl += fmt::format(
            "{{\"id\":\"row-{0}\",\"title\":\"第 {0} 条\",\"complaint\":\"宽带掉线\"}}\n", i);
    return jsonl;
}

// How often each external id is in the library; every file must be whole and nothing else lie about.
std::map<std::string, int> cases_in(const fs::path& content) {
    std::map<std::string, int> cases;
    const content::Library library(content);
    for (const content::FileStamp& stamp : value_of(library.scan())) {
        const auto entry = library.load(stamp.path, stamp.kind);
        EXPECT_TRUE(entry) << entry.error().line();
        if (entry) ++cases[entry->external_id];
    }
    return cases;
}

void expect_each_once(const fs::path& content, std::size_t count) {
    const auto cases = cases_in(content);
    EXPECT_EQ(cases.size(), count);
    for (const auto& [id, times] : cases) EXPECT_EQ(times, 1) << id;
}

std::size_t temporary_files_in(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        count += file.path().filename().string().starts_with(".");
    return count;
}

Error full_disk() {
    return {ErrorKind::io, "Cannot write the file: No space left on device", "", {}};
}

// Does `whole_steps` stages and commits, then fails.
class BreakingWriter final : public FileWriter {
  public:
    explicit BreakingWriter(int whole_steps) : whole_steps_(whole_steps) {}

    Result<void> stage(const fs::path& path, std::string_view bytes) override {
        if (--whole_steps_ < 0) return full_disk();
        return disk_.stage(path, bytes);
    }
    Result<void> commit() override {
        if (--whole_steps_ >= 0) return disk_.commit();
        disk_.discard();
        return full_disk();
    }
    void discard() override { disk_.discard(); }
    Result<void> remove(const fs::path& path) override { return disk_.remove(path); }

  private:
    int whole_steps_;
    PosixFileWriter disk_{Durability::throw_away};
};

// Gives the first `renames` of the staged files their names at commit, then fails.
class HalfCommittingWriter final : public FileWriter {
  public:
    explicit HalfCommittingWriter(std::size_t renames) : renames_(renames) {}

    Result<void> stage(const fs::path& path, std::string_view bytes) override {
        staged_.emplace_back(path, bytes);
        return {};
    }
    Result<void> commit() override {
        PosixFileWriter disk(Durability::throw_away);
        for (const auto& [path, bytes] : staged_) {
            if (renames_-- == 0) return full_disk();
            if (auto written = disk.write(path, bytes); !written) return written;
        }
        staged_.clear();
        return {};
    }
    void discard() override { staged_.clear(); }
    Result<void> remove(const fs::path& path) override { return PosixFileWriter().remove(path); }

  private:
    std::size_t renames_;
    std::vector<std::pair<fs::path, std::string>> staged_;
};

class BrokenImport : public testing::Test {
  protected:
    static constexpr int kRows = 4;

    Result<ImportReport> import() {
        const fs::path file = desk_.folder() / "rows.jsonl";
        std::ofstream(file) << rows(kRows);
        return import_cases(desk_.workspace(), file, ImportMode::write, {});
    }

    // The import fails with this writer; then the disk is mended.
    void break_with(std::unique_ptr<FileWriter> writer) {
        desk_.open().use_writer(std::move(writer));
        const auto report = import();
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, ErrorKind::io);
        EXPECT_EQ(temporary_files_in(desk_.content()), 0u);
        cases_in(desk_.content());
    }

    void expect_completed_by_another_run() {
        const ImportReport report = value_of(import());
        EXPECT_EQ(report.added + report.unchanged, static_cast<std::size_t>(kRows));
        expect_each_once(desk_.content(), kRows);
        EXPECT_EQ(value_of(desk_.workspace().index().count(Kind::case_)),
                  static_cast<std::size_t>(kRows));
        EXPECT_EQ(value_of(import()).unchanged, static_cast<std::size_t>(kRows));
        EXPECT_TRUE(desk_.open().problems().empty());
    }

    Desk desk_;
};

TEST_F(BrokenImport, AtAnyStageOrCommitIsCompletedAfterARestart) {
    for (int whole_steps = 0; whole_steps <= kRows; ++whole_steps) {
        SCOPED_TRACE(whole_steps);
        desk_ = Desk();
        break_with(std::make_unique<BreakingWriter>(whole_steps));
        EXPECT_TRUE(cases_in(desk_.content()).empty()) << "a batch is all or nothing";
        desk_.open();
        expect_completed_by_another_run();
    }
}

TEST_F(BrokenImport, AtAnyStageOrCommitIsCompletedByTheSameProgram) {
    for (int whole_steps = 0; whole_steps <= kRows; ++whole_steps) {
        SCOPED_TRACE(whole_steps);
        desk_ = Desk();
        break_with(std::make_unique<BreakingWriter>(whole_steps));
        desk_.workspace().use_writer(std::make_unique<PosixFileWriter>(Durability::throw_away));
        expect_completed_by_another_run();
    }
}

TEST_F(BrokenImport, InTheMiddleOfACommitIsCompletedAfterARestartAndByTheSameProgram) {
    for (std::size_t renames = 0; renames < kRows; ++renames)
        for (const bool restart : {true, false}) {
            SCOPED_TRACE(fmt::format("{} renames, restart: {}", renames, restart));
            desk_ = Desk();
            break_with(std::make_unique<HalfCommittingWriter>(renames));
            EXPECT_EQ(cases_in(desk_.content()).size(), renames);
            if (restart) desk_.open();
            desk_.workspace().use_writer(std::make_unique<PosixFileWriter>(Durability::throw_away));
            expect_completed_by_another_run();
        }
}

TEST_F(BrokenImport, OfChangesLeavesEveryFileWholeOldOrNew) {
    for (std::size_t renames = 0; renames < kRows; ++renames) {
        desk_ = Desk();
        desk_.open();
        value_of(import());
        const fs::path changed = desk_.folder() / "changed.jsonl";
        std::string text = rows(kRows);
        for (std::size_t at = 0; (at = text.find("掉线", at)) != std::string::npos;)
            text.replace(at, std::string("掉线").size(), "很慢");
        std::ofstream(changed) << text;
        desk_.workspace().use_writer(std::make_unique<HalfCommittingWriter>(renames));
        EXPECT_FALSE(import_cases(desk_.workspace(), changed, ImportMode::write, {}));
        desk_.open();
        const auto report =
            value_of(import_cases(desk_.workspace(), changed, ImportMode::write, {}));
        EXPECT_EQ(report.unchanged, renames);
        EXPECT_EQ(report.updated, kRows - renames);
        EXPECT_EQ(value_of(desk_.workspace().index().search(
                               {.query = value_of(search::parse_query("很慢"))}))
                      .total,
                  static_cast<std::size_t>(kRows));
    }
}

TEST(KilledImport, IsCompletedByAnotherRunWithoutDuplicates) {
    constexpr int kKills = 12, kMostRounds = 100, kRows = 520;
    std::mt19937 random(20261121);
    // How long an import takes is the machine's affair: one that ended before its kill does not
    // count, and the next is killed sooner.
    int killed = 0, longest_wait_ms = 300;
    for (int round = 0; round < kMostRounds && killed < kKills; ++round) {
        const TemporaryFolder folder;
        const fs::path content = folder.path() / "content", input = folder.path() / "rows.jsonl";
        fs::create_directory(content);
        std::ofstream(input) << rows(kRows);
        const std::vector<std::string> command{
            "import", input, "--content", content, "--state", folder.path() / "state", "--quiet"};
        const pid_t process = test::start_casebook(command);
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % longest_wait_ms));
        ::kill(process, SIGKILL);
        int status = 0;
        ::waitpid(process, &status, 0);
        if (WIFSIGNALED(status))
            ++killed;
        else
            longest_wait_ms = std::max(10, longest_wait_ms * 3 / 4);
        const test::ProgramRun again = test::run_casebook(command);
        EXPECT_EQ(again.exit_code, 0) << again.errors;
        expect_each_once(content, kRows);
    }
    EXPECT_EQ(killed, kKills);
}

}  // namespace
}  // namespace casebook::app
