#include "web/connection/message_parser.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

using namespace std::string_literals;
using Stage = MessageParser::Stage;

const std::string kHost = "Host: 127.0.0.1:8080\r\n";

std::string get(const std::string& headers = "") {
    return "GET /search?q=x HTTP/1.1\r\n" + kHost + headers + "\r\n";
}

std::string post(const std::string& headers, const std::string& body = "") {
    return "POST /api/v1/suggest HTTP/1.1\r\n" + kHost + headers + "\r\n" + body;
}

struct Parsed {
    Stage stage = Stage::request_line;
    std::size_t used = 0;
    std::optional<RefusalReason> refusal;
    Message message;
};

// In one piece, and byte by byte: both must come to the same.
Parsed parse(const std::string& bytes, const MessageLimits& limits = {}) {
    MessageParser whole(limits);
    MessageParser single(limits);
    Parsed parsed;
    parsed.used = whole.take(bytes);
    for (const char& byte : bytes) single.take({&byte, 1});
    parsed.stage = whole.stage();
    EXPECT_EQ(single.stage(), parsed.stage) << bytes;
    if (parsed.stage == Stage::refused) {
        parsed.refusal = whole.refusal();
        EXPECT_EQ(single.refusal(), whole.refusal()) << bytes;
    }
    if (parsed.stage == Stage::complete) {
        parsed.message = whole.release();
        EXPECT_EQ(single.release().body, parsed.message.body);
    }
    return parsed;
}

int status_of(const std::string& bytes, const MessageLimits& limits = {}) {
    const Parsed parsed = parse(bytes, limits);
    return parsed.refusal ? traits_of(*parsed.refusal).status : 0;
}

TEST(MessageParser, TakesAWholeRequest) {
    const Parsed parsed =
        parse(post("Content-Length: 4\r\nX-A:  1 \t\r\nx-a: 2\r\nCookie: a=1\r\n"
                   "Cookie: b=2\r\nContent-Type:text/plain\r\n",
                   "text"));
    ASSERT_EQ(parsed.stage, Stage::complete);
    EXPECT_EQ(parsed.message.method, "POST");
    EXPECT_EQ(parsed.message.target, "/api/v1/suggest");
    EXPECT_EQ(parsed.message.body, "text");
    EXPECT_EQ(parsed.message.header("x-a"), "1, 2");
    EXPECT_EQ(parsed.message.header("cookie"), "a=1; b=2");
    EXPECT_EQ(parsed.message.header("content-type"), "text/plain");
    EXPECT_EQ(parsed.message.header("absent"), "");
    EXPECT_EQ(parsed.message.after_answer, AfterAnswer::keep_open);
}

TEST(MessageParser, LeavesTheNextRequestAlone) {
    const std::string first = post("Content-Length: 3\r\n", "abc");
    EXPECT_EQ(parse(first + get()).used, first.size());
    EXPECT_EQ(parse(get() + get()).used, get().size());
    const std::string chunked = post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n");
    EXPECT_EQ(parse(chunked + get()).used, chunked.size());
}

TEST(MessageParser, AnUnfinishedRequestIsNeitherCompleteNorRefused) {
    const std::string whole = post("Content-Length: 4\r\n", "text");
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Parsed parsed = parse(whole.substr(0, length));
        EXPECT_NE(parsed.stage, Stage::complete) << length;
        EXPECT_NE(parsed.stage, Stage::refused) << length;
    }
}

TEST(MessageParser, JoinsChunks) {
    const std::string chunks = "4\r\ntext\r\nA\r\n0123456789\r\n0\r\n\r\n";
    const Parsed parsed = parse(post("Transfer-Encoding: Chunked\r\n", chunks));
    ASSERT_EQ(parsed.stage, Stage::complete);
    EXPECT_EQ(parsed.message.body, "text0123456789");
}

TEST(MessageParser, RefusesTwoOpinionsOfTheLength) {
    const std::string chunks = "0\r\n\r\n";
    for (const std::string& headers :
         {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"s,
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"s,
          "Content-Length: 5\r\nContent-Length: 5\r\n"s,
          "Content-Length: 5\r\nContent-Length: 6\r\n"s, "Content-Length: 5, 5\r\n"s,
          "Content-Length: +5\r\n"s, "Content-Length: -5\r\n"s, "Content-Length: 0x5\r\n"s,
          "Content-Length: 5 5\r\n"s, "Content-Length: 5.0\r\n"s, "Content-Length:\r\n"s,
          "Content-Length: five\r\n"s, "Transfer-Encoding: xchunked\r\n"s,
          "Transfer-Encoding: identity\r\n"s, "Transfer-Encoding: chunked, identity\r\n"s,
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"s,
          "Transfer-Encoding:\r\n"s, "Transfer-Encoding: \"chunked\"\r\n"s})
        EXPECT_EQ(status_of(post(headers, chunks)), 400) << headers;
    EXPECT_EQ(status_of(post("Transfer-Encoding: gzip, chunked\r\n", chunks)), 501);
    EXPECT_EQ(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks), 400);
}

TEST(MessageParser, RefusesMalformedRequestLines) {
    for (const std::string& line : {"GET  / HTTP/1.1\r\n"s,
                                    "GET /  HTTP/1.1\r\n"s,
                                    " GET / HTTP/1.1\r\n"s,
                                    "GET / HTTP/1.1 \r\n"s,
                                    "GET /\r\n"s,
                                    "GET\r\n"s,
                                    "\r\n"s,
                                    "G\tT / HTTP/1.1\r\n"s,
                                    "GET\t/ HTTP/1.1\r\n"s,
                                    "G(T / HTTP/1.1\r\n"s,
                                    "GET / HTTP/1.1\n"s,
                                    "GET / HTTP/1.1\r\r\n"s,
                                    "GET / HTTP/11\r\n"s,
                                    "GET / http/1.1\r\n"s,
                                    "GET / HTTP/1.x\r\n"s,
                                    "GET / HTTPS/1.1\r\n"s,
                                    "GET x HTTP/1.1\r\n"s,
                                    "GET http://127.0.0.1/ HTTP/1.1\r\n"s,
                                    "GET * HTTP/1.1\r\n"s,
                                    "GET /a#b HTTP/1.1\r\n"s,
                                    "GET /a\x7f HTTP/1.1\r\n"s,
                                    "GET /\0 HTTP/1.1\r\n"s,
                                    "GET /a b HTTP/1.1\r\n"s,
                                    "\x16\x03\x01\x02\x00\x01\n"s,
                                    "AVERYLONGMETHODNAMEINDEED / HTTP/1.1\r\n"s})
        EXPECT_EQ(status_of(line + kHost + "\r\n"), 400) << line;
    for (const char* version : {"HTTP/2.0", "HTTP/0.9", "HTTP/1.2", "HTTP/3.0"})
        EXPECT_EQ(status_of("GET / "s + version + "\r\n"), 505) << version;
}

TEST(MessageParser, RefusesMalformedHeaders) {
    for (const std::string& header :
         {"X : 1\r\n"s, "X\t: 1\r\n"s, " X: 1\r\n"s, "X: 1\r\n folded\r\n"s,
          "X: 1\r\n\tfolded\r\n"s, "X\r\n"s, ": 1\r\n"s, "X(: 1\r\n"s, "X: 1\n"s, "X: a\rb\r\n"s,
          "X: a\0b\r\n"s, "X: a\x01\r\n"s, "X: a\x7f\r\n"s, "X: 1\r\r\n"s, "\x80: 1\r\n"s,
          "Content-Type: a\r\nContent-Type: b\r\n"s, "Origin: a\r\norigin: a\r\n"s})
        EXPECT_EQ(status_of(get(header)), 400) << header;
    EXPECT_EQ(status_of(get("X: 宽带\r\nY:\r\n")), 0);
}

TEST(MessageParser, WantsOneHost) {
    for (const std::string& headers :
         {""s, "Host:\r\n"s, "Host: a\r\nHost: a\r\n"s, "Host: a\r\nhost: b\r\n"s,
          "Host: a, b\r\n"s, "Host: a b\r\n"s, "Host: u@a\r\n"s, "Host: a/b\r\n"s})
        EXPECT_EQ(status_of("GET / HTTP/1.1\r\n" + headers + "\r\n"), 400) << headers;
    EXPECT_EQ(status_of("GET / HTTP/1.0\r\n\r\n"), 0);
}

TEST(MessageParser, RefusesMalformedChunks) {
    for (const std::string& chunks :
         {"-2\r\nab\r\n0\r\n\r\n"s, "+2\r\nab\r\n0\r\n\r\n"s, "0x2\r\nab\r\n"s, "2;a=b\r\nab\r\n"s,
          " 2\r\nab\r\n"s, "2 \r\nab\r\n"s, "\r\n"s, "g\r\n"s, "2\nab\r\n"s, "2\r\nabc\r\n"s,
          "2\r\nab\n"s, "000000002\r\nab\r\n"s, "0\r\nX: 1\r\n\r\n"s, "0\r\n\n"s})
        EXPECT_EQ(status_of(post("Transfer-Encoding: chunked\r\n", chunks)), 400) << chunks;
}

TEST(MessageParser, RefusesWhatIsTooLargeAsSoonAsItShows) {
    MessageLimits limits;
    limits.body = 10;
    EXPECT_EQ(status_of(post("Content-Length: 10\r\n", "0123456789"), limits), 0);
    EXPECT_EQ(status_of(post("Content-Length: 11\r\n"), limits), 413);
    EXPECT_EQ(status_of(post("Content-Length: 99999999999999999999999\r\n"), limits), 413);
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    EXPECT_EQ(status_of(post(chunked, "A\r\n0123456789\r\n0\r\n\r\n"), limits), 0);
    EXPECT_EQ(status_of(post(chunked, "B\r\n"), limits), 413);
    EXPECT_EQ(status_of(post(chunked, "A\r\n0123456789\r\n1\r\n"), limits), 413);
    EXPECT_EQ(status_of(post(chunked, "ffffffff\r\n"), limits), 413);
    EXPECT_EQ(status_of("GET /" + std::string(2048, 'x') + " HTTP/1.1\r\n"), 414);
    EXPECT_EQ(status_of("GET /" + std::string(9000, 'x')), 414);
    EXPECT_EQ(status_of("GET /" + std::string(2047, 'x') + " HTTP/1.1\r\n" + kHost + "\r\n"), 0);
    EXPECT_EQ(status_of(get("X: " + std::string(17000, 'x'))), 431);
    std::string many;
    for (int i = 0; i < 64; ++i) many += "X: 1\r\n";  // with Host 65
    EXPECT_EQ(status_of(get(many)), 431);
    EXPECT_EQ(status_of(get(many.substr(6))), 0);
}

TEST(MessageParser, HoldsNoMoreThanItsLimits) {
    MessageParser parser({});
    const std::string piece(4096, 'x');
    for (int i = 0; i < 1000; ++i) parser.take(piece);
    EXPECT_EQ(parser.stage(), Stage::refused);
    EXPECT_LE(parser.held_bytes(), 8193u);
}

TEST(MessageParser, WantsToContinueOnceAndKnowsNoOtherExpectation) {
    MessageParser parser({});
    parser.take(post("Expect: 100-Continue\r\nContent-Length: 4\r\n"));
    EXPECT_TRUE(parser.take_wish_to_continue());
    EXPECT_FALSE(parser.take_wish_to_continue());
    EXPECT_EQ(status_of(post("Expect: tea\r\nContent-Length: 4\r\n")), 417);
    EXPECT_EQ(status_of(post("Expect: 100-continue\r\nContent-Length: 9999999\r\n")), 413);
}

TEST(MessageParser, SaysWhetherTheConnectionGoesOn) {
    EXPECT_EQ(parse(get("Connection: keep-alive\r\n")).message.after_answer,
              AfterAnswer::keep_open);
    EXPECT_EQ(parse(get("Connection: Upgrade, Close\r\n")).message.after_answer,
              AfterAnswer::close);
    EXPECT_EQ(parse("GET / HTTP/1.0\r\n\r\n").message.after_answer, AfterAnswer::close);
}

TEST(MessageParser, DropsNamesThatCouldPassForOthers) {
    const Message message = parse(get("REMOTE_ADDR: 6.6.6.6\r\nX_Forwarded_For: 1\r\n")).message;
    EXPECT_EQ(message.headers.size(), 1u);
}

TEST(MessageParser, PercentCodesInHeadersStayAsTheyAre) {
    EXPECT_EQ(parse(get("X: a%0d%0ab\r\n")).message.header("x"), "a%0d%0ab");
}

}  // namespace
}  // namespace casebook::web
