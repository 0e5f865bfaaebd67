// ETags, 304 and gzip, which have to agree with each other.
#include "web/conditional.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "web/compression.h"
#include "web/connection/message_writer.h"

namespace casebook::web {
namespace {

Response page(std::string body = std::string(5000, 'x')) {
    Response response;
    response.body = std::move(body);
    return response;
}

Request request(std::map<std::string, std::string> headers = {}) {
    Request made;
    made.path = "/static/abc/js/app.js";
    made.headers = std::move(headers);
    return made;
}

std::string header(const Response& response, const std::string& name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? "" : found->second;
}

std::string unpacked(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Conditional, TheTagFollowsTheBody) {
    const std::string tag = header(conditional(request(), page("one")), "ETag");
    EXPECT_EQ(tag.size(), 18u);
    EXPECT_EQ(header(conditional(request(), page("one")), "ETag"), tag);
    EXPECT_NE(header(conditional(request(), page("two")), "ETag"), tag);
}

TEST(Conditional, WhatIsKnownIsNotSentAgain) {
    const std::string tag = header(conditional(request(), page()), "ETag");
    for (const std::string& known :
         {tag, "W/" + tag, "\"other\", " + tag, std::string("*"), tag.substr(0, 17) + "-gzip\""}) {
        const Response response = conditional(request({{"if-none-match", known}}), page());
        EXPECT_EQ(response.status, 304) << known;
        EXPECT_EQ(response.body, "") << known;
        EXPECT_EQ(header(response, "ETag"), tag) << known;
    }
    for (const std::string& unknown : {std::string("\"other\""), tag.substr(1, 16), std::string()})
        EXPECT_EQ(conditional(request({{"if-none-match", unknown}}), page()).status, 200)
            << unknown;
}

TEST(Conditional, AHandlersOwnTagStays) {
    Response own = page();
    own.headers.emplace("ETag", "\"7\"");
    EXPECT_EQ(header(conditional(request(), own), "ETag"), "\"7\"");
    EXPECT_EQ(conditional(request({{"if-none-match", "\"7\""}}), own).status, 304);
}

TEST(Conditional, OnlyGoodAnswersToGetHaveATag) {
    Response missing = page();
    missing.status = 404;
    Response fragment = page();
    fragment.kind = ResponseKind::fragment;
    Request post = request({{"if-none-match", "*"}});
    post.method = Method::post;
    EXPECT_EQ(header(conditional(request(), missing), "ETag"), "");
    EXPECT_EQ(header(conditional(request(), fragment), "ETag"), "");
    EXPECT_EQ(conditional(post, page()).status, 200);
}

TEST(AcceptsGzip, ReadsWhatTheAskerTakes) {
    for (const char* yes :
         {"gzip", "br, GZIP", "gzip;q=0.5", "*", "deflate;q=0, *;q=0.1", "identity, gzip ; q=1"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "xgzip"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}

TEST(Compressor, PacksTextThatTheAskerTakes) {
    Compressor compressor;
    const Response packed = compressor.compressed(request({{"accept-encoding", "gzip"}}), page());
    EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(header(packed, "Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), 200u);
    EXPECT_EQ(unpacked(packed.body), page().body);
    const Response plain = compressor.compressed(request(), page());
    EXPECT_EQ(plain.body, page().body);
    EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
}

TEST(Compressor, LeavesTheRestAsItIs) {
    Compressor compressor;
    const Request asks = request({{"accept-encoding", "gzip"}});
    Response picture = page();
    picture.content_type = "image/png";
    Response secret = page();
    secret.compression = Compression::never;
    for (const Response& response : {picture, secret, page("short")})
        EXPECT_EQ(compressor.compressed(asks, response).body, response.body);
}

TEST(Compressor, AnAssetIsPackedOnceForEachAddress) {
    Compressor compressor;
    Response asset = page();
    asset.kind = ResponseKind::asset;
    const Request asks = request({{"accept-encoding", "gzip"}});
    const std::string first = compressor.compressed(asks, asset).body;
    asset.body = std::string(5000, 'y');  // never so: its address would change with it
    EXPECT_EQ(compressor.compressed(asks, asset).body, first);
    Request other = asks;
    other.path = "/static/def/js/app.js";
    EXPECT_EQ(unpacked(compressor.compressed(other, asset).body), asset.body);
}

TEST(Compressor, TheTagOfAPackedPageIsItsOwnAndIsKnownAgain) {
    Compressor compressor;
    const auto answer = [&](const std::string& known) {
        const Request asks = request({{"accept-encoding", "gzip"}, {"if-none-match", known}});
        return compressor.compressed(asks, conditional(asks, page()));
    };
    const std::string tag = header(answer(""), "ETag");
    EXPECT_TRUE(tag.ends_with("-gzip\"")) << tag;
    const Response known = answer(tag);
    EXPECT_EQ(known.status, 304);
    EXPECT_EQ(header(known, "ETag"), tag);
}

TEST(BytesOf, AHeaderCannotEndItself) {
    Response response = page("x");
    response.headers.emplace("Location", "/a\r\nSet-Cookie: evil=1");
    const std::string bytes = bytes_of(response, BodyWanted::yes, AfterAnswer::close);
    EXPECT_NE(bytes.find("Location: /a  Set-Cookie"), std::string::npos);
    EXPECT_NE(bytes.find("\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"), std::string::npos);
}

TEST(BytesOf, HeadAndNotModifiedHaveNoBody) {
    Response response = page("body");
    const std::string head = bytes_of(response, BodyWanted::no, AfterAnswer::keep_open);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_NE(head.find("Content-Length: 4\r\n"), std::string::npos);
    response.status = 304;
    const std::string unchanged = bytes_of(response, BodyWanted::yes, AfterAnswer::keep_open);
    EXPECT_TRUE(unchanged.ends_with("\r\n\r\n"));
    EXPECT_EQ(unchanged.find("Content-Length"), std::string::npos);
}

}  // namespace
}  // namespace casebook::web
