// Commands that go through a running server, and those that work beside it.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.h"
#include "commands.h"
#include "support/desk.h"

namespace casebook {
namespace {

using nlohmann::json;

class ServedCommands : public Commands {
  protected:
    void SetUp() override {
        Commands::SetUp();
        serve();
    }
    void serve() {
        server_ = std::make_unique<Serving>(content(), state());
        ASSERT_TRUE(server_->listens(state()));
    }

    std::string rows(int count) const {
        std::string jsonl;
        for (int i = 1; i <= count; ++i)
            jsonl += fmt::format(
                "{{\"id\":\"row-{0}\",\"title\":\"洗衣机漏水 {0}\",\"complaint\":\"漏水\"}}\n", i);
        return jsonl;
    }
    json search(const std::string& query) {
        return json::parse(run({"search", query, "--json"}).output);
    }

    // Until the import has written its first files.
    void wait_for_rows() const {
        while (!has_rows()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    bool has_rows() const {
        std::error_code failure;
        for (fs::recursive_directory_iterator file(content() / "cases", failure), end;
             !failure && file != end; file.increment(failure))
            if (file->path().filename().string().find("洗衣机漏水-") != std::string::npos)
                return true;
        return false;
    }

    // What the server answers to these bytes, until it closes.
    std::string send(const std::string& bytes) const {
        const int socket = connect();
        EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(bytes.size()));
        ::shutdown(socket, SHUT_WR);
        std::string answer;
        char piece[4096];
        for (ssize_t got; (got = ::recv(socket, piece, sizeof piece, 0)) > 0;)
            answer.append(piece, static_cast<std::size_t>(got));
        ::close(socket);
        return answer;
    }
    int connect() const {
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = (state() / "casebook.sock").string();
        std::copy(path.begin(), path.end(), address.sun_path);
        EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        return socket;
    }

    std::unique_ptr<Serving> server_;
};

TEST_F(ServedCommands, AnImportIsDoneByTheServerAndFoundAfterwards) {
    const fs::path file = write("rows.jsonl", rows(20) + "broken\n");
    const fs::path report = folder_.path() / "report.txt";
    const ProgramRun imported = run({"import", file, "--report", report});
    EXPECT_EQ(imported.exit_code, kSomeRowsRefused) << imported.errors;
    EXPECT_EQ(imported.output, "added 20, updated 0, unchanged 0, refused 1\n");
    EXPECT_NE(imported.errors.find("rows.jsonl:21"), std::string::npos) << imported.errors;
    EXPECT_NE(test::value_of(read_file(report, 1 << 20)).find("rows.jsonl:21"), std::string::npos);
    EXPECT_EQ(search("洗衣机漏水")["total"], 20);
    const json again = json::parse(run({"import", file, "--json"}).output);
    EXPECT_EQ(again["unchanged"], 20);
    EXPECT_EQ(run({"import", file, "--quiet"}).output, "");
}

TEST_F(ServedCommands, ARelativePathIsThatOfTheClient) {
    const fs::path file = write("rows.jsonl", rows(1));
    const ProgramRun imported = run({"import", fs::relative(file).string()});
    EXPECT_EQ(imported.exit_code, kDone) << imported.errors;
}

TEST_F(ServedCommands, AWrongMapIsWrongUseThereToo) {
    const fs::path table = write("table.csv", "标题,问题\n一,二\n");
    const ProgramRun wrong = run({"import", table, "--map", "complaint=问"});
    EXPECT_EQ(wrong.exit_code, kWrongUse);
    expect_one_line(wrong.errors);
}

TEST_F(ServedCommands, ReindexAndCheckWork) {
    const ProgramRun indexed = run({"reindex", "--json"});
    EXPECT_EQ(indexed.exit_code, kDone) << indexed.errors;
    EXPECT_GE(json::parse(indexed.output)["indexed"], 30);
    const ProgramRun checked = run({"check"});
    EXPECT_EQ(checked.exit_code, kDone) << checked.output << checked.errors;
    EXPECT_NE(checked.output.find("all is well"), std::string::npos);
}

TEST_F(ServedCommands, CheckRepairRemovesLeftoversAndLeavesABrokenFile) {
    std::ofstream(content() / "cases" / ".casebook-abcdef") << "half";
    std::ofstream(content() / "cases" / "broken.md") << "broken";
    const json found = json::parse(run({"check", "--json"}).output);
    EXPECT_FALSE(found["clean"]);
    const ProgramRun repaired = run({"check", "--repair"});
    EXPECT_EQ(repaired.exit_code, kFailed);
    EXPECT_NE(repaired.output.find("repaired: content: A write that was interrupted"),
              std::string::npos)
        << repaired.output;
    EXPECT_NE(repaired.output.find("cases/broken.md"), std::string::npos) << repaired.output;
    EXPECT_FALSE(fs::exists(content() / "cases" / ".casebook-abcdef"));
    fs::remove(content() / "cases" / "broken.md");
    EXPECT_EQ(run({"check", "--repair"}).exit_code, kDone);
}

TEST_F(ServedCommands, ABackupIsMadeBesideTheServer) {
    const fs::path file = folder_.path() / "b.tar.zst";
    const ProgramRun made = run({"backup", file, "--json"});
    EXPECT_EQ(made.exit_code, kDone) << made.errors;
    EXPECT_GE(json::parse(made.output)["files"], 30);
    const ProgramRun refused = run({"restore", file, "--force"});
    EXPECT_EQ(refused.exit_code, kFailed);
    expect_one_line(refused.errors);
    const ProgramRun restored = test::run_casebook(
        {"restore", file, "--content", folder_.path() / "c", "--state", folder_.path() / "s"});
    EXPECT_EQ(restored.exit_code, kDone) << restored.errors;
    for (const auto& entry : fs::recursive_directory_iterator(content()))
        if (entry.is_regular_file())
            EXPECT_EQ(
                test::value_of(read_file(
                    folder_.path() / "c" / entry.path().lexically_relative(content()), 1 << 30)),
                test::value_of(read_file(entry.path(), 1 << 30)));
}

TEST_F(ServedCommands, AnotherLibraryIsRefused) {
    const fs::path other = folder_.path() / "other";
    fs::create_directory(other);
    const ProgramRun refused =
        test::run_casebook({"reindex", "--content", other, "--state", state()});
    EXPECT_EQ(refused.exit_code, kFailed);
    expect_one_line(refused.errors);
    EXPECT_NE(refused.errors.find("another library"), std::string::npos) << refused.errors;
}

TEST_F(ServedCommands, TheSocketIsTheOwnersAloneAndGoesWithTheServer) {
    struct stat status {};
    ASSERT_EQ(::stat((state() / "casebook.sock").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    EXPECT_EQ(server_->stop(), kDone);
    EXPECT_FALSE(fs::exists(state() / "casebook.sock"));
    EXPECT_EQ(run({"reindex"}).exit_code, kDone);
}

TEST_F(ServedCommands, ASocketThatAKilledServerLeftBehindIsTakenOver) {
    server_->kill();
    EXPECT_TRUE(fs::exists(state() / "casebook.sock"));
    EXPECT_EQ(run({"reindex"}).exit_code, kDone) << "nobody holds the lock";
    serve();
    EXPECT_EQ(run({"reindex"}).exit_code, kDone);
}

TEST_F(ServedCommands, NonsenseIsAnsweredAndHarmsNobody) {
    for (const std::string& bytes :
         {std::string("\n"), std::string("null\n"), std::string("{}\n"), std::string("[[[[\n"),
          std::string("{\"version\":1}\n"), std::string("\0\xFF\n", 3), std::string(),
          std::string("no end"), std::string(70'000, 'x')}) {
        const std::string answer = send(bytes);
        EXPECT_NE(answer.find("\"exit\":"), std::string::npos) << bytes.substr(0, 20);
        EXPECT_NE(answer.find("\"error\":"), std::string::npos) << bytes.substr(0, 20);
    }
    EXPECT_EQ(run({"reindex"}).exit_code, kDone);
}

TEST_F(ServedCommands, AnotherVersionIsToldToRestartTheServer) {
    const std::string answer = send("{\"version\":\"0.0.0-other\"}\n");
    EXPECT_NE(answer.find("Restart the server"), std::string::npos) << answer;
}

TEST_F(ServedCommands, SilentClientsKeepNobodyFromWorkingAndTheSeventeenthIsSentAway) {
    std::vector<int> silent;
    for (int i = 0; i < 15; ++i) silent.push_back(connect());
    EXPECT_EQ(run({"reindex"}).exit_code, kDone);
    silent.push_back(connect());
    const ProgramRun refused = run({"reindex"});
    EXPECT_EQ(refused.exit_code, kFailed);
    EXPECT_NE(refused.errors.find("too many"), std::string::npos) << refused.errors;
    for (const int socket : silent) ::close(socket);
}

TEST_F(ServedCommands, AClientThatGoesAwayDoesNotStopItsImport) {
    const fs::path file = write("rows.jsonl", rows(3000));
    const pid_t client =
        test::start_casebook({"import", file, "--content", content(), "--state", state()});
    wait_for_rows();
    ::kill(client, SIGKILL);
    ::waitpid(client, nullptr, 0);
    const json second = json::parse(run({"import", file, "--json"}).output);
    EXPECT_EQ(second["added"], 0) << "it waited for the first, which went on to its end";
    EXPECT_EQ(second["unchanged"], 3000);
}

TEST_F(ServedCommands, AServerThatIsKilledInTheMiddleIsSaidInWords) {
    const fs::path file = write("rows.jsonl", rows(20'000));
    ProgramRun imported;
    std::thread client([&] { imported = run({"import", file}); });
    wait_for_rows();
    server_->kill();
    client.join();
    EXPECT_EQ(imported.exit_code, kFailed);
    expect_one_line(imported.errors);
    EXPECT_NE(imported.errors.find("server ended"), std::string::npos) << imported.errors;
    EXPECT_EQ(run({"check", "--repair"}).exit_code, kDone);
}

TEST_F(ServedCommands, AServerThatIsStoppedInTheMiddleInterruptsTheImportWhichCanBeCompleted) {
    const fs::path file = write("rows.jsonl", rows(20'000));
    ProgramRun imported;
    std::thread client([&] { imported = run({"import", file}); });
    wait_for_rows();
    EXPECT_EQ(server_->stop(), kDone);
    client.join();
    EXPECT_EQ(imported.exit_code, kFailed);
    EXPECT_NE(imported.errors.find("being stopped"), std::string::npos) << imported.errors;
    EXPECT_EQ(run({"check", "--repair"}).exit_code, kDone);
}

TEST_F(ServedCommands, ALongPathToTheStateFolderIsNoObstacle) {
    const fs::path deep = folder_.path() / std::string(100, 'd') / "state";
    fs::create_directories(deep);
    const Serving server(content(), deep);
    ASSERT_TRUE(server.listens(deep));
    const ProgramRun done =
        test::run_casebook({"reindex", "--content", content(), "--state", deep});
    EXPECT_EQ(done.exit_code, kDone) << done.errors;
}

TEST_F(Commands, WhoHoldsTheStateFolderIsSaidWhenItIsNoServer) {
    const auto lock = test::value_of(FolderLock::acquire(state()));
    for (const Words& words : {Words{"reindex"}, {"check", "--repair"}}) {
        const ProgramRun refused = run(words);
        EXPECT_EQ(refused.exit_code, kFailed);
        expect_one_line(refused.errors);
        EXPECT_NE(refused.errors.find("Process "), std::string::npos) << refused.errors;
    }
}

TEST_F(Commands, CheckSaysWhatIsWrongAndRepairMendsIt) {
    EXPECT_EQ(run({"check"}).exit_code, kDone);
    run({"reindex"});
    const ProgramRun clean = run({"check"});
    EXPECT_EQ(clean.exit_code, kDone) << clean.output;
    for (const auto& file : fs::recursive_directory_iterator(state() / "index"))
        if (file.path().filename() == "postlist.glass") fs::resize_file(file.path(), 100);
    const ProgramRun found = run({"check"});
    EXPECT_EQ(found.exit_code, kFailed);
    EXPECT_TRUE(found.output.starts_with("index: ")) << found.output;
    const ProgramRun repaired = run({"check", "--repair"});
    EXPECT_EQ(repaired.exit_code, kDone) << repaired.output << repaired.errors;
    EXPECT_TRUE(repaired.output.starts_with("repaired: index: ")) << repaired.output;
    EXPECT_EQ(run({"check", "--quiet"}).output, "");
}

TEST_F(Commands, ReindexRecordsWhatChangedOutside) {
    run({"reindex"});
    std::ofstream(content() / "cases" / "new.md")
        << test::case_text(900001, "新的", "客户说", "做了");
    EXPECT_EQ(run({"reindex"}).exit_code, kDone);
    EXPECT_EQ(run({"check"}).exit_code, kDone);
}

}  // namespace
}  // namespace casebook
