// HTTPS by the server itself, with a certificate made here.
#include <httplib.h>

#include <chrono>

#include "http/raw_client.h"
#include "http/self_signed.h"

namespace casebook::web {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class Tls : public testing::Test {
  protected:
    Tls() { write_key_and_certificate(key_file(), certificate_file()); }

    fs::path key_file() const { return folder_.path() / "key.pem"; }
    fs::path certificate_file() const { return folder_.path() / "certificate.pem"; }

    ServerOptions options() const {
        ServerOptions made;
        made.certificate = certificate_file();
        made.key = key_file();
        return made;
    }

    static std::unique_ptr<httplib::SSLClient> client(const RunningServer& server) {
        auto made = std::make_unique<httplib::SSLClient>("127.0.0.1", server.port());
        made->enable_server_certificate_verification(false);
        made->set_read_timeout(10);
        made->set_keep_alive(true);
        return made;
    }

    static Error refused(const ServerOptions& options) {
        ServerOptions any_port = options;
        any_port.port = 0;
        const auto server = Server::bind(echo, any_port);
        EXPECT_FALSE(server);
        return server ? Error{} : server.error();
    }

    TemporaryFolder folder_;
};

TEST_F(Tls, AnswersAndAsksToBeUsedAlways) {
    const RunningServer server(echo, options());
    const auto browser = client(server);
    for (int i = 0; i < 5; ++i) {
        const auto answer = browser->Get("/here?q=1");
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->body, "/here 1  0");
        EXPECT_EQ(answer->get_header_value("Strict-Transport-Security"), "max-age=31536000");
    }
}

TEST_F(Tls, CarriesLargeBodiesBothWays) {
    const RunningServer server(
        [](const Request& request) {
            Response response;
            response.body = request.body + request.body;
            response.compression = Compression::never;
            return response;
        },
        options());
    const std::string body(1000000, 'x');
    const auto answer = client(server)->Post("/", body, "text/plain");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, body + body);
    const auto large = client(server)->Post("/", body + body, "text/plain");
    ASSERT_TRUE(large);
    EXPECT_EQ(large->status, 413);
}

TEST_F(Tls, AStalledHandshakeHoldsNobodyUpAndEnds) {
    ServerOptions guarded = options();
    guarded.limits.threads = 1;
    guarded.limits.connection.idle = 500ms;
    const RunningServer server(echo, guarded);
    std::vector<RawClient> stalled;
    for (int i = 0; i < 100; ++i) {
        stalled.push_back(server.client());
        if (i % 2 == 0) stalled.back().send(std::string("\x16\x03\x01\x02\x00\x01", 6));
    }
    const auto answer = client(server)->Get("/");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    for (RawClient& silent : stalled) EXPECT_TRUE(silent.is_closed_by_server());
}

TEST_F(Tls, PlainHttpGetsNoAnswer) {
    const RunningServer server(echo, options());
    RawClient plain = server.client();
    EXPECT_EQ(plain.exchange(get_request("/")).status, 0);
}

TEST_F(Tls, VersionsBefore12AreRefused) {
    const RunningServer server(echo, options());
    const auto old = client(server);
    SSL_CTX_set_max_proto_version(old->ssl_context(), TLS1_1_VERSION);
    EXPECT_FALSE(old->Get("/"));
}

TEST_F(Tls, AFileThatDoesNotFitIsNamed) {
    ServerOptions missing = options();
    missing.certificate = folder_.path() / "nowhere.pem";
    EXPECT_EQ(refused(missing).kind, ErrorKind::not_found);
    EXPECT_EQ(refused(missing).place.path, missing.certificate);

    ServerOptions swapped = options();
    std::swap(swapped.certificate, swapped.key);
    EXPECT_EQ(refused(swapped).kind, ErrorKind::invalid);
    EXPECT_EQ(refused(swapped).place.path, swapped.certificate);

    ServerOptions foreign = options();
    foreign.key = folder_.path() / "other.pem";
    const KeyPointer other = new_key();
    write_pem(foreign.key, [&](FILE* file) {
        PEM_write_PrivateKey(file, other.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    EXPECT_EQ(refused(foreign).place.path, foreign.key);

    ServerOptions half = options();
    half.key.clear();
    EXPECT_NE(refused(half).hint.find("--tls-key"), std::string::npos);
}

}  // namespace
}  // namespace casebook::web
