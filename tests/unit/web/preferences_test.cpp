#include <gtest/gtest.h>

#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;

std::string header(const Response& response, const char* name) {
    const Values headers = headers_of(response);
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

TEST(Preferences, AreKeptInACookieAndComeBack) {
    Desk desk;
    const struct {
        const char *query, *cookie;
    } rows[] = {
        {"lang=en", "lang=en; "},       {"lang=zh-CN", "lang=zh-CN; "},
        {"theme=auto", "theme=auto; "}, {"theme=light", "theme=light; "},
        {"theme=dark", "theme=dark; "},
    };
    for (const auto& row : rows) {
        const Response response =
            desk.get("/preferences?" + std::string(row.query) + "&back=%2Fcases%3Fpage%3D2");
        EXPECT_EQ(response.status, 303);
        EXPECT_EQ(header(response, "Location"), "/cases?page=2");
        const std::string cookie = header(response, "Set-Cookie");
        EXPECT_TRUE(cookie.starts_with(row.cookie)) << cookie;
        EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
        EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);
    }
}

TEST(Preferences, BothCanBeSetAtOnce) {
    Desk desk;
    EXPECT_EQ(headers_of(desk.get("/preferences?lang=en&theme=dark")).count("Set-Cookie"), 2u);
}

TEST(Preferences, WhatIsNoChoiceIsNotKept) {
    Desk desk;
    for (const char* query : {"lang=fr", "lang=en%3B+Domain%3Devil", "theme=pink", "lang=", "x=1"})
        EXPECT_EQ(header(desk.get("/preferences?" + std::string(query)), "Set-Cookie"), "")
            << query;
}

TEST(Preferences, TheWayBackNeverLeavesTheSite) {
    using namespace std::string_literals;
    Desk desk;
    for (const std::string& back :
         {""s, "//evil.example"s, "/\\evil.example"s, "\\\\evil.example"s, "https://evil.example"s,
          "https:evil.example"s, "javascript:alert(1)"s, "evil"s, "/x\r\nSet-Cookie: a=b"s,
          "/\t/evil.example"s, "/\n/evil.example"s, "/x\0y"s, "\t//evil.example"s,
          " //evil.example"s})
        EXPECT_EQ(header(desk.get("/preferences?back=" + percent_encode(back)), "Location"), "/")
            << back;
}

}  // namespace
}  // namespace casebook::web
