#include "web/http.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

using namespace std::string_literals;

TEST(ParseTarget, SplitsAndDecodesPathAndQuery) {
    const auto target = parse_target("/search/%E5%AE%BD%E5%B8%A6?q=%E6%8E%89+%E7%BA%BF&page=2&q=x");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/search/宽带");
    EXPECT_EQ(target->query, (Values{{"q", "掉 线"}, {"page", "2"}, {"q", "x"}}));
}

TEST(ParseTarget, APlusIsASpaceInTheQueryOnly) {
    EXPECT_EQ(parse_target("/a+b?c+d=e+f")->path, "/a+b");
    EXPECT_EQ(parse_target("/a+b?c+d=e+f")->query, (Values{{"c d", "e f"}}));
}

TEST(ParseTarget, APathThatIsNoTextIsRefused) {
    for (const std::string& target :
         {""s, "search"s, "http://127.0.0.1/"s, "/%"s, "/%4"s, "/%zz"s, "/%00"s, "/a%00b"s, "/%ff"s,
          "/%c0%af"s, "/%ed%a0%80"s, "/\xff"s, "/a\0b"s})
        EXPECT_FALSE(parse_target(target)) << target;
}

TEST(ParseTarget, DotsAreNotFollowed) {
    EXPECT_EQ(parse_target("/a/%2e%2e/b")->path, "/a/../b");
    EXPECT_EQ(parse_target("//evil.example/")->path, "//evil.example/");
}

TEST(ParseUrlencoded, TakesWhatBrowsersAndPeopleSend) {
    const struct {
        std::string_view text;
        Values values;
    } rows[] = {
        {"", {}},
        {"a=1&b=2", {{"a", "1"}, {"b", "2"}}},
        {"a", {{"a", ""}}},
        {"a=&=b", {{"a", ""}, {"", "b"}}},
        {"&&a=1&", {{"a", "1"}}},
        {"a=b=c", {{"a", "b=c"}}},
        {"text=%E6%8E%89%E7%BA%BF%0D%0A", {{"text", "掉线\r\n"}}},
        {"a=100%", {{"a", "100%"}}},
        {"a=%4", {{"a", "%4"}}},
        {"a=%zz%41", {{"a", "%zzA"}}},
    };
    for (const auto& row : rows) EXPECT_EQ(parse_urlencoded(row.text), row.values) << row.text;
}

TEST(PercentEncode, ComesBackThroughTheParser) {
    const std::string text = "a b+c&d=e%f#g/宽带\"<>'\r\n?";
    EXPECT_EQ(parse_target("/?q=" + percent_encode(text))->query, (Values{{"q", text}}));
    EXPECT_EQ(percent_encode("Az09-._~"), "Az09-._~");
}

TEST(Request, ACookieIsFoundByItsWholeName) {
    Request request;
    request.headers["cookie"] = "a=1;  lang=en ; thelang=zh; theme=";
    EXPECT_EQ(request.cookie("lang"), "en");
    EXPECT_EQ(request.cookie("theme"), "");
    EXPECT_EQ(request.cookie("the"), std::nullopt);
    EXPECT_EQ(Request().cookie("lang"), std::nullopt);
}

}  // namespace
}  // namespace casebook::web
