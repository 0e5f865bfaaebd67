// The real program serving a library of its own, to be killed, starved and locked out, and what a client gets from it.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "base/files.h"
#include "domain/entry.h"
#include "support/program.h"

namespace casebook::test {

using nlohmann::json;

// Ten times the work, for runs that may take an hour: CASEBOOK_LONG=1, or the preset "long".
inline int times_when_long(int usual) {
    return std::getenv("CASEBOOK_LONG") != nullptr ? usual * 10 : usual;
}

struct Reply {
    int status = 0;  // 0: none came
    std::string tag;
    std::string body;
    json members() const { return json::parse(body, nullptr, false); }
};

inline bool comes_true(const std::function<bool()>& condition) {
    for (int i = 0; i < 3000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

class ServingProgram {
  public:
    // `before`: words in front of the program, such as strace and its options. It is called with the token of a lead, whom the
    // first program that serves this state folder finds there.
    ServingProgram(const std::filesystem::path& content, const std::filesystem::path& state,
                   std::vector<std::string> before = {})
        : token_(token_of(content, state)) {
        std::vector<std::string> words = std::move(before);
        for (const std::string& word :
             {std::string(CASEBOOK_PROGRAM), std::string("serve"), std::string("--listen"),
              std::string("127.0.0.1:0"), std::string("--content"), content.string(),
              std::string("--state"), state.string()})
            words.push_back(word);
        start(words);
        read_port();
    }
    ~ServingProgram() { kill(); }
    ServingProgram(const ServingProgram&) = delete;
    ServingProgram& operator=(const ServingProgram&) = delete;

    bool is_serving() const { return port_ != 0; }

    void kill() { end(SIGKILL); }

    // The exit code; -1 when a signal ended it.
    int stop() { return end(SIGTERM); }

    Reply send(const std::string& method, const std::string& target, const json& body = {},
               const std::string& tag = "") const {
        const std::string text = body.is_null() ? "" : body.dump();
        std::string request = fmt::format(
            "{} {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nAccept-Language: "
            "en\r\nAuthorization: Bearer {}\r\n",
            method, target, port_, token_);
        if (!tag.empty()) request += "If-Match: " + tag + "\r\n";
        if (!text.empty())
            request += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n",
                                   text.size());
        return parse(exchange(request + "\r\n" + text));
    }
    Reply get(const std::string& target) const { return send("GET", target); }
    Reply create(const std::string& text) const {
        return send("POST", "/api/v1/cases", {{"title", "一个案例"}, {"complaint", text}});
    }
    Reply read(EntryId id) const { return get(fmt::format("/api/v1/cases/{}", id)); }
    Reply change(EntryId id, const std::string& text, const std::string& tag) const {
        return send("PUT", fmt::format("/api/v1/cases/{}", id), {{"complaint", text}}, tag);
    }
    Reply suggest(const std::string& text) const {
        return send("POST", "/api/v1/suggest", {{"text", text}});
    }
    std::size_t hits(const std::string& word) const {
        const json found = get("/api/v1/search?q=" + word).members();
        return found.is_object() ? found.value("total", std::size_t{0}) : 0;
    }

  private:
    static std::string token_of(const std::filesystem::path& content,
                                const std::filesystem::path& state) {
        const std::filesystem::path kept = state / "token-of-tests";
        if (const auto token = read_file(kept, 1000)) return *token;
        const auto casebook = [&](std::vector<std::string> words) {
            for (const std::string& word : {std::string("--content"), content.string(),
                                            std::string("--state"), state.string()})
                words.push_back(word);
            return run_casebook(words, "a password nobody types\n").output;
        };
        casebook({"user", "add", "leader", "--role", "admin", "--password-stdin"});
        std::string token = casebook({"user", "token", "leader"});
        if (!token.empty()) token.pop_back();  // the line's end
        std::ofstream(kept) << token;
        return token;
    }

    void start(const std::vector<std::string>& words) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        std::vector<char*> arguments;
        for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
            ::execvp(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        output_ = ends[0];
    }

    // It says its address when it serves, or ends without.
    void read_port() {
        std::string said;
        char bytes[256];
        for (ssize_t got; (got = ::read(output_, bytes, sizeof bytes)) > 0;) {
            said.append(bytes, static_cast<std::size_t>(got));
            const std::size_t at = said.find("http://127.0.0.1:");
            if (at == std::string::npos || said.find(' ', at) == std::string::npos) continue;
            port_ = std::atoi(said.c_str() + at + 17);
            return;
        }
    }

    int end(int signal) {
        if (process_ <= 0) return exit_code_;
        int status = 0;
        ::kill(process_, signal);
        ::waitpid(std::exchange(process_, 0), &status, 0);
        ::close(output_);
        return exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::string exchange(std::string_view request) const {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval longest{30, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        std::string reply;
        if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
            ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(request.size())) {
            char bytes[65536];
            for (ssize_t got; (got = ::recv(socket, bytes, sizeof bytes, 0)) > 0;)
                reply.append(bytes, static_cast<std::size_t>(got));
        }
        ::close(socket);
        return reply;
    }

    // A reply that was cut is none: its status line alone acknowledges nothing to a client that needs the id.
    static Reply parse(const std::string& bytes) {
        const std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string::npos) return {};
        Reply reply;
        const std::size_t length = bytes.find("Content-Length: ");
        if (length < end &&
            bytes.size() - end - 4 != std::strtoul(bytes.c_str() + length + 16, nullptr, 10))
            return {};
        reply.status = std::atoi(bytes.c_str() + 9);
        reply.body = bytes.substr(end + 4);
        if (const std::size_t tag = bytes.find("ETag: "); tag < end)
            reply.tag = bytes.substr(tag + 6, bytes.find('\r', tag) - tag - 6);
        return reply;
    }

    std::string token_;
    pid_t process_ = 0;
    int output_ = -1;
    int port_ = 0;
    int exit_code_ = -1;
};

// Half-written files that a killed program left in the library.
inline std::size_t leftovers_in(const std::filesystem::path& folder) {
    std::size_t found = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        found += file.path().filename().string().starts_with(".casebook-");
    return found;
}

// What was acknowledged: ids and texts; and what was on its way when the program died.
class Acknowledged {
  public:
    void sent(EntryId id, const std::string& text) { on_its_way_[id] = text; }
    void add(EntryId id, const std::string& text) {
        texts_[id] = text;
        on_its_way_.erase(id);
    }
    std::size_t size() const { return texts_.size(); }
    const std::map<EntryId, std::string>& texts() const { return texts_; }

    // Each is there, with its last text or the one that was on its way.
    void expect_all_there(const ServingProgram& program) {
        for (auto& [id, text] : texts_) {
            const Reply read = program.read(id);
            EXPECT_EQ(read.status, 200) << "lost: " << id;
            if (read.status != 200) continue;
            const std::string now = read.members().value("complaint", "");
            const auto other = on_its_way_.find(id);
            if (other != on_its_way_.end() && now == other->second) text = now;
            EXPECT_EQ(now, text) << "case " << id;
        }
        on_its_way_.clear();
    }

  private:
    std::map<EntryId, std::string> texts_, on_its_way_;
};

}  // namespace casebook::test
