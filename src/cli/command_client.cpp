#include "cli/command_client.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command_request.h"
#include "cli/local_socket.h"
#include "cli/terminal.h"

namespace casebook::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestAnswer = std::size_t{1} << 30;  // bytes; the server is trusted

Error server_is_gone() {
    return {ErrorKind::io,
            "The server ended before the command was through",
            "Start the server and run the command again; what was done stays",
            {}};
}

// Shows what the server says.
class Answers {
  public:
    explicit Answers(const CommonOptions& common) : common_(common), terminal_(common) {}

    // The exit code, after the last line.
    std::optional<int> take(const json& line) {
        if (line.contains("progress")) {
            show_progress(line);
            return std::nullopt;
        }
        progress_ = {};  // clears its line
        doing_.clear();
        if (line.contains("output")) terminal_.print(line["output"].get<std::string>());
        if (line.contains("error")) terminal_.say(line["error"].get<std::string>());
        return line.contains("exit") ? std::optional(line["exit"].get<int>()) : std::nullopt;
    }

  private:
    void show_progress(const json& line) {
        if (line.at("doing") != doing_) {
            doing_ = line.at("doing");
            progress_ = progress(common_, doing_,
                                 line.at("counted") == "bytes" ? Counted::bytes : Counted::files);
        }
        if (progress_) progress_(line["progress"].at(0), line["progress"].at(1));
    }

    const CommonOptions& common_;
    Terminal terminal_;
    std::string doing_;
    app::Progress progress_;
};

int follow_answers(const Descriptor& socket, const CommonOptions& common) {
    Answers answers(common);
    LineReader lines(socket, kLongestAnswer);
    while (true) {
        const auto line = lines.next();
        if (!line) return fail(server_is_gone());
        const json answer = json::parse(*line, nullptr, false);
        if (!answer.is_object()) return fail(server_is_gone());
        if (const auto exit_code = answers.take(answer)) return *exit_code;
    }
}

}  // namespace

int ask_server_or_fail(const Error& error, const CommandRequest& request) {
    if (error.kind != ErrorKind::busy) return fail(error);
    const auto socket = connect_in(request.common.state);
    if (!socket) return fail(socket.error().kind == ErrorKind::not_found ? error : socket.error());
    send_all(*socket, print_request(request));  // a server that does not listen on says why
    return follow_answers(*socket, request.common);
}

}  // namespace casebook::cli
