#include "web/connection/message_request.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

Message message(std::string method, std::string target) {
    Message made;
    made.method = std::move(method);
    made.target = std::move(target);
    return made;
}

int status_of(Message given) {
    const auto request = to_request(std::move(given));
    const int* status = std::get_if<int>(&request);
    return status == nullptr ? 200 : *status;
}

TEST(ToRequest, KnowsItsMethods) {
    const struct {
        const char* name;
        Method method;
    } rows[] = {{"GET", Method::get},
                {"HEAD", Method::get},
                {"POST", Method::post},
                {"PUT", Method::put},
                {"DELETE", Method::remove_}};
    for (const auto& row : rows)
        EXPECT_EQ(std::get<Request>(to_request(message(row.name, "/"))).method, row.method);
    for (const char* unused : {"PATCH", "OPTIONS", "TRACE", "CONNECT"})
        EXPECT_EQ(status_of(message(unused, "/")), 405) << unused;
    for (const char* unknown : {"get", "BREW", "PROPFIND"})
        EXPECT_EQ(status_of(message(unknown, "/")), 501) << unknown;
}

TEST(ToRequest, SplitsTheTargetAndKeepsItAsSent) {
    const Request request = std::get<Request>(to_request(message("GET", "/cases?q=%E7%BA%BF")));
    EXPECT_EQ(request.path, "/cases");
    EXPECT_EQ(request.query_value("q"), "线");
    EXPECT_EQ(request.local, "/cases?q=%E7%BA%BF");
    EXPECT_EQ(status_of(message("GET", "/%00")), 400);
}

TEST(ToRequest, TakesBothKindsOfForms) {
    Message form = message("POST", "/");
    form.headers["content-type"] = "Application/X-WWW-Form-Urlencoded; charset=utf-8";
    form.body = "text=a+b";
    EXPECT_EQ(std::get<Request>(to_request(form)).form_value("text"), "a b");
    form.headers["content-type"] = "multipart/form-data; boundary=B";
    form.body = "--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nc d\r\n--B--\r\n";
    EXPECT_EQ(std::get<Request>(to_request(form)).form_value("text"), "c d");
    form.body.resize(20);
    EXPECT_EQ(status_of(form), 400);
    form.headers["content-type"] = "multipart/form-data";
    EXPECT_EQ(status_of(form), 400);
}

TEST(ToRequest, ACompressedBodyIsRefused) {
    Message compressed = message("POST", "/");
    compressed.headers["content-encoding"] = "gzip";
    EXPECT_EQ(status_of(compressed), 415);
    compressed.headers["content-encoding"] = "identity";
    EXPECT_EQ(status_of(compressed), 200);
}

TEST(ToRequest, RangesDoNotReachTheSite) {
    Message ranged = message("GET", "/");
    ranged.headers["range"] = "bytes=0-,0-,0-";
    ranged.headers["if-match"] = "\"abc-gzip\"";
    const Request request = std::get<Request>(to_request(ranged));
    EXPECT_EQ(request.header("range"), "");
    EXPECT_EQ(request.header("if-match"), "\"abc\"");
}

}  // namespace
}  // namespace casebook::web
