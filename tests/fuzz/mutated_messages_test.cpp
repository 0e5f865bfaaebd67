// Requests damaged at random but always in the same way: whatever bytes come, the framing ends in complete, refused or unfinished,
// is the same however the bytes are cut, and keeps its limits.
#include <gtest/gtest.h>

#include <random>

#include "web/compression.h"
#include "web/connection/message_parser.h"
#include "web/connection/message_request.h"
#include "web/multipart.h"

namespace casebook::web {
namespace {

using Stage = MessageParser::Stage;

constexpr int kRounds = 40000;

const std::vector<std::string> kMessages{
    "GET /search?q=%E6%8E%89%E7%BA%BF&page=2 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept-Encoding: "
    "gzip, "
    "br;q=0\r\nCookie: lang=en; theme=dark\r\n\r\n",
    "POST /api/v1/suggest HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
    "14\r\n\r\n{\"text\":\"abc\"}",
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
    "chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; "
    "boundary=B\r\nContent-Length: "
    "101\r\n\r\n--B\r\nContent-Disposition: form-data; "
    "name=\"text\"\r\n\r\nfirst\r\nsecond\r\n--B\r\nX: "
    "y\r\n\r\nthird\r\n--B--\r\n",
    "PUT /cases/1 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nIf-Match: "
    "\"a-gzip\"\r\nContent-Length: "
    "2\r\n\r\nab",
    "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\n",
};

class Damager {
  public:
    explicit Damager(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    std::string damaged() {
        std::string text = kMessages[below(kMessages.size())];
        for (std::size_t times = below(4); times > 0; --times) change(text);
        return text;
    }

  private:
    void change(std::string& text) {
        static const std::vector<std::string> kMarks{"\r\n",
                                                     "\n",
                                                     "\r",
                                                     "\r\n\r\n",
                                                     " ",
                                                     "  ",
                                                     "\t",
                                                     ":",
                                                     std::string(1, '\0'),
                                                     "\x80",
                                                     "%00",
                                                     "Content-Length: 5\r\n",
                                                     "Transfer-Encoding: chunked\r\n",
                                                     "Host: c\r\n",
                                                     "--B\r\n",
                                                     "--B--",
                                                     "HTTP/1.1",
                                                     "0\r\n\r\n",
                                                     "ffffffff",
                                                     "-1",
                                                     "\"",
                                                     ";",
                                                     "=",
                                                     ","};
        const std::size_t at = below(text.size() + 1);
        const std::string& other = kMessages[below(kMessages.size())];
        switch (below(5)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.erase(at, below(20));
                break;
            case 2:
                text.insert(at, text.substr(at, below(60)));
                break;
            case 3:
                text.insert(at, other.substr(below(other.size()), below(60)));
                break;
            default:
                text.insert(at, kMarks[below(kMarks.size())]);
        }
    }

    std::mt19937 random_;
};

MessageLimits small_limits() {
    MessageLimits limits;
    limits.request_line = 100;
    limits.target = 60;
    limits.header = 300;
    limits.header_lines = 8;
    limits.body = 200;
    return limits;
}

TEST(DamagedMessages, AreFramedTheSameHoweverTheyAreCut) {
    Damager damager(11);
    int complete = 0;
    int refused = 0;
    for (int round = 0; round < kRounds && !testing::Test::HasFailure(); ++round) {
        const std::string bytes = damager.damaged();
        const MessageLimits limits = round % 2 == 0 ? MessageLimits() : small_limits();
        MessageParser whole(limits);
        MessageParser cut(limits);
        const std::size_t used = whole.take(bytes);
        std::size_t cut_used = 0;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::string_view piece =
                std::string_view(bytes).substr(at, 1 + damager.below(20));
            const std::size_t taken = cut.take(piece);
            ASSERT_LE(taken, piece.size());
            cut_used += taken;
            at += piece.size();
            ASSERT_LE(cut.held_bytes(), limits.request_line + limits.header + limits.body + 100);
            if (taken < piece.size()) break;
        }
        ASSERT_EQ(cut.stage(), whole.stage()) << bytes;
        if (whole.stage() == Stage::refused) {
            ++refused;
            ASSERT_EQ(cut.refusal(), whole.refusal()) << bytes;
            ASSERT_GE(traits_of(whole.refusal()).status, 400);
        } else {
            ASSERT_EQ(cut_used, used) << bytes;
        }
        if (whole.stage() != Stage::complete) continue;
        ++complete;
        const Message message = whole.release();
        ASSERT_EQ(cut.release().body, message.body) << bytes;
        ASSERT_LE(message.body.size(), limits.body);
        ASSERT_LE(message.target.size(), limits.target);
        for (const auto& [name, value] : message.headers)
            ASSERT_EQ(value.find_first_of(std::string("\r\n\0", 3)), std::string::npos) << bytes;
    }
    EXPECT_GT(complete, 3000);
    EXPECT_GT(refused, 3000);
}

TEST(DamagedMessages, BecomeRequestsOrAreRefused) {
    Damager damager(12);
    for (int round = 0; round < kRounds; ++round) {
        MessageParser parser({});
        parser.take(damager.damaged());
        if (parser.stage() != Stage::complete) continue;
        const auto request = to_request(parser.release());
        if (const int* status = std::get_if<int>(&request)) {
            EXPECT_GE(*status, 400);
        } else {
            accepts_gzip(std::get<Request>(request).header("accept-encoding"));
        }
    }
}

TEST(DamagedMessages, HaveWholePartsOrNone) {
    Damager damager(13);
    for (int round = 0; round < kRounds; ++round) {
        const std::string bytes = damager.damaged();
        const std::string_view body =
            std::string_view(bytes).substr(std::min(bytes.size(), bytes.find("--B")));
        const auto parts = parse_multipart(body, "B");
        if (!parts) continue;
        std::size_t held = 0;
        for (const auto& [name, content] : *parts) held += name.size() + content.size();
        EXPECT_LE(held, body.size());
    }
}

}  // namespace
}  // namespace casebook::web
