#include "support/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/files.h"

namespace casebook::test {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kLongestRunSeconds = 100;

struct Streams {
    fs::path input, output, errors;
};

void redirect(const fs::path& file, int flags, int stream) {
    ::dup2(::open(file.c_str(), flags, 0600), stream);
}

pid_t start(const std::vector<std::string>& arguments, const Streams& streams) {
    std::vector<char*> words{const_cast<char*>(CASEBOOK_PROGRAM)};
    for (const std::string& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const pid_t process = ::fork();
    if (process != 0) return process;
    ::alarm(kLongestRunSeconds);
    redirect(streams.input, O_RDONLY, STDIN_FILENO);
    redirect(streams.output, O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect(streams.errors, O_WRONLY | O_CREAT, STDERR_FILENO);
    ::execv(CASEBOOK_PROGRAM, words.data());
    ::_exit(127);
}

std::string text_of(const fs::path& file) {
    const auto text = read_file(file, 1 << 30);
    return text ? *text : "";
}

}  // namespace

ProgramRun run_casebook(const std::vector<std::string>& arguments, const std::string& input) {
    const TemporaryFolder folder;
    const Streams streams{folder.path() / "in", folder.path() / "out", folder.path() / "err"};
    std::ofstream(streams.input, std::ios::binary) << input;
    int status = 0;
    ::waitpid(start(arguments, streams), &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(streams.output),
            text_of(streams.errors)};
}

pid_t start_casebook(const std::vector<std::string>& arguments) {
    return start(arguments, {"/dev/null", "/dev/null", "/dev/null"});
}

}  // namespace casebook::test
