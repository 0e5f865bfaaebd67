// The program with a library of its own, and a server of its own, for tests of commands.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/files.h"
#include "support/program.h"

namespace casebook {

namespace fs = std::filesystem;
using test::ProgramRun;
using Words = std::vector<std::string>;

inline constexpr int kDone = 0, kFailed = 1, kWrongUse = 2, kSomeRowsRefused = 3;

class Commands : public testing::Test {
  protected:
    // With the shipped library and a state folder of its own.
    ProgramRun run(Words arguments, const std::string& input = "") {
        for (const std::string& word : {std::string("--content"), content().string(),
                                        std::string("--state"), state().string()})
            arguments.push_back(word);
        return test::run_casebook(arguments, input);
    }

    fs::path write(const std::string& name, std::string_view text) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << text;
        return folder_.path() / name;
    }

    void SetUp() override {
        fs::copy(fs::path(CASEBOOK_SOURCE_FOLDER) / "content", content(),
                 fs::copy_options::recursive);
    }

    fs::path content() const { return folder_.path() / "content"; }
    fs::path state() const { return folder_.path() / "state"; }
    TemporaryFolder folder_;
};

// One line, for a person: what, where, and what to do.
inline void expect_one_line(const std::string& errors) {
    EXPECT_TRUE(errors.starts_with("casebook: ")) << errors;
    EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 1) << errors;
}

// A server of its own on a free port until the test ends.
class Serving {
  public:
    Serving(const fs::path& content, const fs::path& state) {
        process_ = test::start_casebook(
            {"serve", "--listen", "127.0.0.1:0", "--content", content, "--state", state});
    }
    ~Serving() {
        if (process_ > 0) stop();
    }

    // Whether it listens for commands within thirty seconds.
    bool listens(const fs::path& state) const {
        for (int tries = 0; tries < 3000; ++tries) {
            const auto holder = read_file(state / "lock", 64);
            const bool runs = holder && *holder == std::to_string(process_);
            if (runs && answers(state)) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    // Reached through a descriptor of the folder, as its path may be too long for an address.
    static bool answers(const fs::path& state) {
        const int folder = ::open(state.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = "/proc/self/fd/" + std::to_string(folder) + "/casebook.sock";
        std::copy(path.begin(), path.end(), address.sun_path);
        const bool connected =
            ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
        ::close(socket);
        ::close(folder);
        return connected;
    }
    void kill() {
        ::kill(process_, SIGKILL);
        ::waitpid(std::exchange(process_, 0), nullptr, 0);
    }
    int stop() {
        int status = 0;
        ::kill(process_, SIGTERM);
        ::waitpid(std::exchange(process_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

  private:
    pid_t process_ = 0;
};

}  // namespace casebook
