// What a malformed or oversized message gets over a real connection: its status, the security headers, and the end of the
// connection. Which messages those are is in unit/web/message_parser_test.cpp; here is one of each class.
#include "http/raw_client.h"

namespace casebook::web {
namespace {

using namespace std::string_literals;

const std::string kHead = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n";

TEST(Framing, RefusalsHaveTheirStatusTheSecurityHeadersAndAnEnd) {
    const RunningServer server(echo);
    const struct {
        std::string bytes;
        int status;
    } rows[] = {
        {kHead + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {kHead + "Content-Length: 4\r\nContent-Length: 5\r\n\r\ntexts", 400},
        {kHead + "Content-Length: +4\r\n\r\ntext", 400},
        {kHead + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
        {kHead + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {kHead + "Transfer-Encoding: chunked\r\n\r\n-2\r\nab\r\n0\r\n\r\n", 400},
        {kHead + "X : 1\r\n\r\n", 400},
        {kHead + "X: 1\r\n 2\r\n\r\n", 400},
        {kHead + "X: 1\n\r\n", 400},
        {kHead + "X: \0\r\n\r\n"s, 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"GET /" + std::string(2048, 'x') + " HTTP/1.1\r\n\r\n", 414},
        {kHead + "X: " + std::string(20000, 'x') + "\r\n\r\n", 431},
        {kHead + "Content-Length: 1048577\r\n\r\n", 413},
        {kHead + "Expect: tea\r\n\r\n", 417},
    };
    for (const auto& row : rows) {
        RawClient client = server.client();
        const RawAnswer answer = client.exchange(row.bytes + get_request("/after"));
        EXPECT_EQ(answer.status, row.status) << row.bytes.substr(0, 200);
        EXPECT_EQ(answer.header("connection"), "close");
        EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
        EXPECT_NE(answer.header("content-security-policy"), "");
        EXPECT_TRUE(client.is_closed_by_server()) << row.bytes.substr(0, 200);
    }
}

TEST(Framing, WhatTheSiteCannotUnderstandIsAnsweredAndTheConnectionGoesOn) {
    const RunningServer server(echo);
    RawClient client = server.client();
    EXPECT_EQ(client.exchange("BREW / HTTP/1.1\r\nHost: a\r\n\r\n").status, 501);
    const RawAnswer unused = client.exchange("PATCH / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(unused.status, 405);
    EXPECT_EQ(unused.header("allow"), "GET, HEAD, POST, PUT, DELETE");
    EXPECT_EQ(client.exchange(get_request("/%00")).status, 400);
    EXPECT_EQ(
        client.exchange(post_request("/", "Content-Encoding: gzip\r\n" + sized("bomb"), "bomb"))
            .status,
        415);
    EXPECT_EQ(client.exchange(get_request("/here")).body, "/here   0");
}

TEST(Framing, ABodyOfTwentyMegabytesIsRefusedAndTheAnswerArrives) {
    ServerOptions options;
    options.limits.connection.lingering = std::chrono::minutes(1);
    const RunningServer server(echo, options);
    RawClient client = server.client();
    const std::string megabyte(1024 * 1024, 'x');
    client.send(kHead + "Content-Length: 20971520\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(client.send(megabyte)) << "a reset would take the answer with it";
    client.end_sending();
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_EQ(server.exchange(get_request("/")).status, 200);
}

TEST(Framing, AChunkedBodyOverTheLimitIsRefused) {
    const RunningServer server(echo);
    RawClient client = server.client();
    client.send(kHead + "Transfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    for (int i = 0; i < 64; ++i) client.send(chunk);
    EXPECT_EQ(client.receive().status, 413);
}

TEST(Framing, AnEndlessHeaderIsCutShort) {
    const RunningServer server(echo);
    RawClient client = server.client();
    client.send(kHead);
    const std::string lines = "X: " + std::string(65536, 'x');
    for (int i = 0; i < 200 && client.send(lines); ++i) {
    }
    EXPECT_EQ(client.receive().status, 431);
}

TEST(Framing, LargeBodiesWithinTheLimitArrive) {
    const RunningServer server(echo);
    const std::string body(1024 * 1024, 'x');
    EXPECT_EQ(server.exchange(post_request("/", sized(body), body)).body, "/   1048576");
    EXPECT_EQ(
        server
            .exchange(post_request("/", "Transfer-Encoding: chunked\r\n",
                                   "80000\r\n" + body.substr(0x80000) + "\r\n1\r\nx\r\n0\r\n\r\n"))
            .body,
        "/   524289");
    ServerOptions larger;
    larger.limits.connection.message.body = 4 * body.size();
    const RunningServer roomy(echo, larger);
    EXPECT_EQ(roomy.exchange(post_request("/", sized(body + body), body + body)).status, 200);
}

TEST(Framing, ManyRangesAreIgnored) {
    const RunningServer server([](const Request& request) {
        Response response = echo(request);
        response.body = std::string(100000, 'x');
        return response;
    });
    std::string ranges = "Range: bytes=0-";
    for (int i = 0; i < 1300; ++i) ranges += ",0-";
    const RawAnswer answer = server.exchange(get_request("/", ranges + "\r\n"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body.size(), 100000u);
}

TEST(Framing, AWishToContinueIsGranted) {
    const RunningServer server(echo);
    RawClient client = server.client();
    EXPECT_EQ(client.exchange(kHead + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n").status,
              100);
    EXPECT_EQ(client.exchange("text").body, "/   4");
}

TEST(KeepAlive, ManyRequestsShareAConnection) {
    const RunningServer server(echo);
    RawClient client = server.client();
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(client.exchange(post_request("/" + std::to_string(i), sized("ab"), "ab")).body,
                  "/" + std::to_string(i) + "   2");
}

TEST(KeepAlive, PipelinedRequestsAreAnsweredInOrder) {
    const RunningServer server(echo);
    RawClient client = server.client();
    std::string bytes;
    for (int i = 0; i < 60; ++i)
        bytes += i % 2 == 0 ? get_request("/" + std::to_string(i))
                            : post_request("/" + std::to_string(i), sized("ab"), "ab");
    client.send(bytes);
    for (int i = 0; i < 60; ++i)
        EXPECT_EQ(client.receive().body,
                  "/" + std::to_string(i) + "   " + (i % 2 == 0 ? "0" : "2"));
}

TEST(KeepAlive, EndsWhenAskedOrAfterItsRequests) {
    ServerOptions options;
    options.limits.connection.requests = 3;
    const RunningServer server(echo, options);
    RawClient asks = server.client();
    EXPECT_EQ(asks.exchange(get_request("/", "Connection: close\r\n")).header("connection"),
              "close");
    EXPECT_TRUE(asks.is_closed_by_server());
    RawClient old = server.client();
    EXPECT_EQ(old.exchange("GET / HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.is_closed_by_server());
    RawClient client = server.client();
    EXPECT_EQ(client.exchange(get_request("/")).header("connection"), "");
    EXPECT_EQ(client.exchange(get_request("/")).header("connection"), "");
    EXPECT_EQ(client.exchange(get_request("/")).header("connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server());
}

TEST(KeepAlive, WhoStopsSendingStillGetsTheAnswer) {
    const RunningServer server(echo);
    RawClient client = server.client();
    client.send(get_request("/half"));
    client.end_sending();
    EXPECT_EQ(client.receive().body, "/half   0");
}

TEST(Answers, AreTaggedPackedAndNotSentTwice) {
    const RunningServer server([](const Request&) {
        Response response;
        response.body = std::string(5000, 'x');
        return response;
    });
    const RawAnswer packed = server.exchange(get_request("/", "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(packed.header("content-encoding"), "gzip");
    EXPECT_LT(packed.body.size(), 200u);
    const std::string tag = packed.header("etag");
    RawClient client = server.client();
    const RawAnswer known = client.exchange(
        get_request("/", "Accept-Encoding: gzip\r\nIf-None-Match: " + tag + "\r\n"));
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(known.header("etag"), tag);
    EXPECT_EQ(client.exchange(get_request("/")).body.size(), 5000u);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.receive().status, 0) << "a length is said, and nothing comes";
}

TEST(Answers, AnExceptionKeepsItsWords) {
    const RunningServer server([](const Request& request) -> Response {
        if (request.path == "/api/x") throw std::runtime_error("secret words of SQL");
        throw 42;
    });
    for (const char* path : {"/api/x", "/x"}) {
        RawClient client = server.client();
        const RawAnswer answer = client.exchange(get_request(path));
        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.body.find("secret"), std::string::npos);
        for (const auto& [name, value] : answer.headers)
            EXPECT_EQ(value.find("secret"), std::string::npos) << name;
        EXPECT_NE(answer.header("content-security-policy"), "");
    }
}

}  // namespace
}  // namespace casebook::web
