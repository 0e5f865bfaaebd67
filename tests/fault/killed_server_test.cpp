// kill -9 while cases are written over HTTP: at random moments, and at every sync and rename of a short scenario. What was
// acknowledged is there after the next start, whole and findable, and nothing half written lies about.
#include "fault/serving_program.h"

#include <random>

#include "support/desk.h"
#include "support/program.h"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using test::Acknowledged;
using test::Reply;
using test::ServingProgram;

class KilledServer : public testing::Test {
  protected:
    KilledServer() { fs::create_directories(content()); }

    fs::path content() const { return folder_.path() / "content"; }
    fs::path state() const { return folder_.path() / "state"; }

    // Creates, and changes every third of what there is, until it was killed or `most` were acknowledged.
    void write(const ServingProgram& program, int most) {
        for (int done = 0; done < most; ++done) {
            const std::string text = fmt::format("宽带掉线 word{}", ++words_);
            if (words_ % 3 == 0 && !acknowledged_.texts().empty()) {
                if (!change_newest(program, text)) return;
                continue;
            }
            const Reply created = program.create(text);
            if (created.status != 201) return;
            acknowledged_.add(created.members()["id"], text);
        }
    }

    bool change_newest(const ServingProgram& program, const std::string& text) {
        const EntryId id = acknowledged_.texts().rbegin()->first;
        const Reply before = program.read(id);
        if (before.status != 200) return false;
        acknowledged_.sent(id, text);
        if (program.change(id, text, before.tag).status != 200) return false;
        acknowledged_.add(id, text);
        return true;
    }

    // Starts again, as a person would after a crash.
    void expect_nothing_lost() {
        ServingProgram again(content(), state());
        ASSERT_TRUE(again.is_serving()) << "it does not start any more";
        EXPECT_EQ(test::leftovers_in(content()), 0u);
        acknowledged_.expect_all_there(again);
        if (!acknowledged_.texts().empty()) {
            const std::string& text = acknowledged_.texts().rbegin()->second;
            EXPECT_EQ(again.hits(text.substr(text.find("word"))), 1u) << text;
        }
        EXPECT_GE(again.hits("%E5%AE%BD%E5%B8%A6%E6%8E%89%E7%BA%BF"), acknowledged_.size());
        EXPECT_EQ(again.stop(), 0);
    }

    TemporaryFolder folder_;
    Acknowledged acknowledged_;
    int words_ = 0;
};

TEST_F(KilledServer, LosesNothingThatItAcknowledged) {
    const int cycles = test::times_when_long(15);
    constexpr unsigned kMostWrites = 130;
    const unsigned seed = std::random_device{}();
    RecordProperty("seed", static_cast<int>(seed));
    fmt::print("seed {}\n", seed);
    std::mt19937 random(seed);
    // A slow disk has fewer cycles, never another verdict.
    const auto enough =
        std::chrono::steady_clock::now() + std::chrono::seconds(test::times_when_long(40));
    for (int cycle = 0; cycle < cycles && !HasFailure(); ++cycle) {
        if (cycle >= 5 && std::chrono::steady_clock::now() > enough) break;
        {
            ServingProgram program(content(), state());
            ASSERT_TRUE(program.is_serving());
            write(program, static_cast<int>(random() % kMostWrites));
            std::thread killer([&, wait = random() % 30'000] {
                std::this_thread::sleep_for(std::chrono::microseconds(wait));
                program.kill();
            });
            write(program, 1'000'000);
            killer.join();
        }
        expect_nothing_lost();
    }
    fmt::print("{} writes\n", words_);
}

// At every sync and rename ---------------------------------------------------------------------------

bool may_trace() {
    return std::system("strace -f -o /dev/null -e trace=fsync true 2>/dev/null") == 0;
}

#define CASEBOOK_SKIP_WITHOUT_STRACE() \
    if (!may_trace()) GTEST_SKIP() << "skipped: strace is missing or may not trace"

// The traced program is our own child (-D), so that it can be stopped and waited for; it is stopped at these calls alone (--seccomp-bpf).
std::vector<std::string> with_fault(const std::string& calls, const std::string& fault, int when) {
    return {"strace", "--seccomp-bpf",
            "-D",     "-f",
            "-q",     "-o",
            "/dev/null",
            "-e",     "trace=" + calls,
            "-e",     fmt::format("inject={}:{}:when={}", calls, fault, when)};
}

TEST_F(KilledServer, AtEverySyncAndRenameLosesNothing) {
    CASEBOOK_SKIP_WITHOUT_STRACE();
    for (const std::string calls : {"fsync", "fdatasync", "rename"}) {
        int when = 1;
        for (bool killed = true; killed && when < 60 && !HasFailure(); ++when) {
            SCOPED_TRACE(fmt::format("{} number {}", calls, when));
            const std::size_t before = acknowledged_.size();
            {
                ServingProgram program(content(), state(), with_fault(calls, "signal=KILL", when));
                if (program.is_serving()) write(program, 3);
                killed = !program.is_serving() || program.stop() != 0;
            }
            EXPECT_TRUE(killed || acknowledged_.size() > before);
            expect_nothing_lost();
        }
        fmt::print("{}: {} places\n", calls, when - 1);
        EXPECT_GT(when, 1);
    }
}

TEST_F(KilledServer, AnImportKilledAtEverySyncAndRenameIsCompletedByAnother) {
    CASEBOOK_SKIP_WITHOUT_STRACE();
    const fs::path rows = folder_.path() / "rows.jsonl";
    test::expect_done(PosixFileWriter(Durability::throw_away)
                          .write(rows,
                                 "{\"id\":\"a\",\"title\":\"甲\"}\n{\"id\":\"b\",\"title\":"
                                 "\"乙\"}\n{\"id\":\"c\",\"title\":\"丙\"}\n"));
    for (const std::string calls : {"fsync", "fdatasync", "rename"})
        for (int when = 1, killed = 1; killed != 0 && when < 60; ++when) {
            SCOPED_TRACE(fmt::format("{} number {}", calls, when));
            fs::remove_all(content());
            fs::remove_all(state());
            fs::create_directories(content());
            std::string command;
            for (const std::string& word : with_fault(calls, "signal=KILL", when))
                command += word + " ";
            const std::string import =
                fmt::format("import {} --content {} --state {} --quiet", rows.string(),
                            content().string(), state().string());
            killed =
                std::system((command + CASEBOOK_PROGRAM + " " + import + " 2>/dev/null").c_str());
            const test::ProgramRun again = test::run_casebook(
                {"import", rows, "--content", content(), "--state", state(), "--quiet"});
            EXPECT_EQ(again.exit_code, 0) << again.errors;
            std::size_t files = 0;
            for (const auto& file : fs::recursive_directory_iterator(content()))
                files += file.path().extension() == ".md";
            EXPECT_EQ(files, 3u);
            EXPECT_EQ(test::leftovers_in(content()), 0u);
        }
}

// A sync that fails ----------------------------------------------------------------------------------

TEST_F(KilledServer, AfterAFailedSyncNothingIsAcknowledgedUntilARestart) {
    CASEBOOK_SKIP_WITHOUT_STRACE();
    {
        ServingProgram first(content(), state());
        write(first, 3);
        EXPECT_EQ(first.stop(), 0);
    }
    int refusals = 0;
    for (const std::string calls : {"fsync", "fdatasync"})
        for (int when = 1; when <= 8; ++when) {
            SCOPED_TRACE(fmt::format("{} number {}", calls, when));
            {
                ServingProgram program(content(), state(), with_fault(calls, "error=EIO", when));
                if (!program.is_serving()) continue;
                bool failed = false;
                for (int i = 0; i < 6; ++i) {
                    const std::string text = fmt::format("宽带掉线 word{}", ++words_);
                    const Reply reply = program.create(text);
                    if (reply.status == 201) {
                        EXPECT_FALSE(failed) << "acknowledged after a failed sync";
                        acknowledged_.add(reply.members()["id"], text);
                        continue;
                    }
                    EXPECT_EQ(reply.status, 500) << reply.body;
                    EXPECT_NE(reply.body.find("disk"), std::string::npos) << reply.body;
                    failed = true;
                }
                refusals += failed;
                acknowledged_.expect_all_there(program);
                EXPECT_EQ(program.suggest("宽带掉线").status, 200);
            }
            expect_nothing_lost();
        }
    EXPECT_GT(refusals, 4);
}

}  // namespace
}  // namespace casebook
