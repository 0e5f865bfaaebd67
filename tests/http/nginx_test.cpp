// docs/nginx.conf as it stands, in Debian's nginx, in front of the server: what an administrator copies works, and lets nobody claim to
// be somebody else.
#include <fmt/format.h>
#include <httplib.h>
#include <signal.h>
#include <sys/wait.h>

#include <fstream>

#include "app/people/accounts.h"
#include "base/text.h"
#include "http/raw_client.h"
#include "http/self_signed.h"
#include "support/plain_hasher.h"
#include "web/site.h"

namespace casebook::web {
namespace {

namespace fs = std::filesystem;
using test::Desk;
using test::value_of;

constexpr const char* kNginx = "/usr/sbin/nginx";
constexpr const char* kName = "cases.example.org";
constexpr const char* kPassword = "一句 只有我想得到 的话 42";

int free_port() {
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

std::string with(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what << " is not in docs/nginx.conf";
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

class Nginx : public testing::Test {
  protected:
    void SetUp() override {
        if (!fs::exists(kNginx))
            GTEST_SKIP() << "skipped: nginx is not installed (scripts/test installs it)";
        desk_.write("cases/x/1001-x.md", test::case_text(1001, "掉线", "晚上掉线", "重启"));
        desk_.open();
        app::Accounts& accounts = desk_.workspace().accounts();
        accounts.use_hasher(
            std::make_unique<test::PlainHasher>(std::make_shared<test::HashingWork>()));
        const Person person = value_of(accounts.add({"lihua", "", Role::agent, ""}, {"test", ""}));
        test::expect_done(accounts.set_password(person.id, kPassword, {"test", ""}));
        nginx_port_ = free_port();
        site_ = value_of(Site::make(
            desk_.workspace(), {"test", {}, AssetReading::once, {{"127.0.0.1"}, "remote-user"}}));
        server_ = value_of(Server::bind(*site_, {"127.0.0.1", 0}));
        site_->set_hosts({public_host()});
        thread_ = std::thread([this] { server_->run(); });
        start_nginx();
    }

    void TearDown() override {
        if (nginx_ > 0) {
            ::kill(nginx_, SIGTERM);
            ::waitpid(nginx_, nullptr, 0);
        }
        if (server_) server_->stop();
        if (thread_.joinable()) thread_.join();
    }

    std::string public_host() const { return fmt::format("{}:{}", kName, nginx_port_); }

    void start_nginx() {
        const fs::path key = folder_.path() / "cases.key",
                       certificate = folder_.path() / "cases.pem";
        write_key_and_certificate(key, certificate);
        std::string sample =
            value_of(read_file(fs::path(CASEBOOK_SOURCE_FOLDER) / "docs/nginx.conf", 1 << 20));
        sample = with(sample, "listen 443", fmt::format("listen 127.0.0.1:{}", nginx_port_));
        sample = with(sample, "/etc/ssl/cases.pem", certificate.string());
        sample = with(sample, "/etc/ssl/cases.key", key.string());
        sample = with(sample, "http://127.0.0.1:8080",
                      fmt::format("http://127.0.0.1:{}", server_->port()));
        const std::string here = folder_.path().string();
        std::ofstream(folder_.path() / "nginx.conf") << fmt::format(
            "daemon off; worker_processes 1; pid {0}/pid; error_log {0}/error.log;\n"
            "events {{ worker_connections 64; }}\n"
            "http {{ access_log off; client_body_temp_path {0}/body; proxy_temp_path {0}/proxy;\n"
            "fastcgi_temp_path {0}/f; uwsgi_temp_path {0}/u; scgi_temp_path {0}/s;\n{1}}}\n",
            here, sample);
        nginx_ = ::fork();
        if (nginx_ == 0) {
            ::execl(kNginx, kNginx, "-p", here.c_str(), "-e", (here + "/error.log").c_str(), "-c",
                    (here + "/nginx.conf").c_str(), nullptr);
            ::_exit(127);
        }
        for (int tries = 0; tries < 1000 && !RawClient(nginx_port_).is_connected(); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }

    httplib::Headers headers(httplib::Headers more = {}) const {
        more.emplace("Host", public_host());
        if (!cookies_.empty()) more.emplace("Cookie", cookies_);
        return more;
    }

    httplib::Result get(const std::string& path, httplib::Headers more = {}) {
        httplib::SSLClient client("127.0.0.1", nginx_port_);
        client.enable_server_certificate_verification(false);
        return take(client.Get(path, headers(std::move(more))));
    }

    httplib::Result post(const std::string& path, httplib::Params form) {
        httplib::SSLClient client("127.0.0.1", nginx_port_);
        client.enable_server_certificate_verification(false);
        form.emplace("csrf_token", token_);
        return take(client.Post(path, headers({{"Origin", "https://" + public_host()}}), form));
    }

    httplib::Result take(httplib::Result result) {
        if (!result) return result;
        const auto [first, last] = result->headers.equal_range("Set-Cookie");
        for (auto header = first; header != last; ++header)
            cookies_ +=
                (cookies_.empty() ? "" : "; ") + header->second.substr(0, header->second.find(';'));
        const std::string mark = "name=\"csrf_token\" value=\"";
        if (const auto at = result->body.find(mark); at != std::string::npos)
            token_ = result->body.substr(at + mark.size(), 64);
        return result;
    }

    TemporaryFolder folder_;
    Desk desk_;
    std::unique_ptr<Site> site_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
    int nginx_port_ = 0;
    pid_t nginx_ = 0;
    std::string cookies_, token_;
};

TEST_F(Nginx, PeopleSignInThroughItWithCookiesForThisHostAlone) {
    const auto door = get("/cases");
    ASSERT_TRUE(door) << value_of(read_file(folder_.path() / "error.log", 1 << 20));
    EXPECT_EQ(door->status, 303);
    ASSERT_EQ(get("/sign-in?next=/cases")->status, 200);
    const auto in =
        post("/sign-in", {{"name", "lihua"}, {"password", kPassword}, {"next", "/cases"}});
    ASSERT_TRUE(in);
    EXPECT_EQ(in->status, 303) << in->body;
    EXPECT_TRUE(in->get_header_value("Set-Cookie").starts_with("__Host-casebook="))
        << in->get_header_value("Set-Cookie");
    const auto cases = get("/cases");
    EXPECT_EQ(cases->status, 200);
    EXPECT_NE(cases->get_header_value("Strict-Transport-Security"), "");
    const auto suggested = post("/desk/suggestions", {{"text", "晚上掉线"}});
    EXPECT_EQ(suggested->status, 200) << suggested->body;
    const auto row =
        value_of(desk_.workspace().accounts().audit().latest(1, {}, "sign_in.done")).front();
    EXPECT_EQ(row.event.detail, "127.0.0.1") << "the client's own address, as nginx saw it";
}

TEST_F(Nginx, NobodyClaimsToBeSomebodyElse) {
    EXPECT_EQ(get("/cases", {{"Remote-User", "lihua"}})->status, 303);
    EXPECT_EQ(get("/metrics")->status, 303)
        << "what a proxy passes on is no program on this machine";
    EXPECT_EQ(get("/cases", {{"Authorization", "Bearer cbk_0"}})->status, 303);
    EXPECT_EQ(get("/healthz")->status, 200);
    get("/sign-in");
    for (int i = 0; i < 40; ++i) {
        httplib::SSLClient client("127.0.0.1", nginx_port_);
        client.enable_server_certificate_verification(false);
        const httplib::Params form{
            {"name", fmt::format("n{}", i)}, {"password", "guess"}, {"csrf_token", token_}};
        const auto answer =
            client.Post("/sign-in",
                        headers({{"Origin", "https://" + public_host()},
                                 {"X-Forwarded-For", fmt::format("198.51.100.{}", i)}}),
                        form);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, i < 30 ? 422 : 429)
            << i << ": another address in a header is no other client";
    }
}

TEST_F(Nginx, AnotherNameIsNotServed) {
    httplib::SSLClient client("127.0.0.1", nginx_port_);
    client.enable_server_certificate_verification(false);
    EXPECT_EQ(client.Get("/", {{"Host", "evil.example"}})->status, 403);
}

}  // namespace
}  // namespace casebook::web
