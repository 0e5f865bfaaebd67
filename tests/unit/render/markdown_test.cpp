#include "render/markdown.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>

#include "base/text.h"
#include "support/desk.h"

namespace casebook::render {
namespace {

struct Example {
    std::string_view source;
    std::string_view expected;
};

void expect_html(std::initializer_list<Example> examples) {
    for (const Example& example : examples)
        EXPECT_EQ(trim(markdown(example.source).text()), example.expected) << example.source;
}

void expect_plain_text(std::initializer_list<Example> examples) {
    for (const Example& example : examples)
        EXPECT_EQ(markdown_to_plain_text(example.source), example.expected) << example.source;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size()))
        ++found;
    return found;
}

std::string repeated(std::string_view part, std::size_t bytes) {
    std::string text;
    while (text.size() + part.size() <= bytes) text += part;
    return text;
}

// The page ------------------------------------------------------------------------------------------

TEST(Markdown, BecomesHtml) {
    expect_html({
        {"", ""},
        {"**先问灯**，再*动手*", "<p><strong>先问灯</strong>，再<em>动手</em></p>"},
        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"},
        {"3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"},
        {"`a<b`", "<p><code>a&lt;b</code></p>"},
        {"<手机 & 光猫>", "<p>&lt;手机 &amp; 光猫&gt;</p>"},
        {"[手册](/manual?a=1&b=2)", "<p><a href=\"/manual?a=1&amp;b=2\">手册</a></p>"},
    });
}

TEST(Markdown, SingleLineEndsAreKept) {
    expect_html({{"a\nb", "<p>a<br />\nb</p>"},
                 {"a\r\nb", "<p>a<br />\nb</p>"},
                 {"a\n\nb", "<p>a</p>\n<p>b</p>"}});
}

TEST(Markdown, TheLargestHeadingStandsBelowThePagesOwnAndTheOthersFollow) {
    expect_html({{"# a", "<h4>a</h4>"},
                 {"### a", "<h4>a</h4>"},
                 {"###### a", "<h4>a</h4>"},
                 {"a\n===", "<h4>a</h4>"},
                 {"## a\n# b\n### c", "<h5>a</h5>\n<h4>b</h4>\n<h6>c</h6>"},
                 {"# a\n###### b", "<h4>a</h4>\n<h6>b</h6>"}});
    EXPECT_EQ(markdown("## a\n### b", 2).text(), "<h2>a</h2>\n<h3>b</h3>\n");
}

TEST(Markdown, ANumberSignLinksTheCase) {
    expect_html({
        {"见 #1042。", "<p>见 <a href=\"/cases/1042\">#1042</a>。</p>"},
        {"#1042", "<p><a href=\"/cases/1042\">#1042</a></p>"},
        {"案例#7和#8", "<p>案例<a href=\"/cases/7\">#7</a>和<a href=\"/cases/8\">#8</a></p>"},
        {"**#7**", "<p><strong><a href=\"/cases/7\">#7</a></strong></p>"},
        {"- #7 好", "<ul>\n<li><a href=\"/cases/7\">#7</a> 好</li>\n</ul>"},
        {"# 见 #7", "<h4>见 <a href=\"/cases/7\">#7</a></h4>"},
    });
}

TEST(Markdown, ANumberSignIsNoLinkInCodeInALinkOrAfterALetter) {
    expect_html({
        {"`#1042`", "<p><code>#1042</code></p>"},
        {"```\n#1042\n```", "<pre><code>#1042\n</code></pre>"},
        {"[#1042](/x)", "<p><a href=\"/x\">#1042</a></p>"},
        {"[**a #1042**](/x)", "<p><a href=\"/x\"><strong>a #1042</strong></a></p>"},
        {"C#7", "<p>C#7</p>"},
        {"7#8", "<p>7#8</p>"},
        {"#", "<h4></h4>"},
        {"a # 7", "<p>a # 7</p>"},
        {"#1234567890123", "<p>#1234567890123</p>"},
        {"![#7](a.png)", "<p><img src=\"a.png\" alt=\"#7\" /></p>"},
    });
}

TEST(Markdown, ALinkAfterALinkIsStillFound) {
    expect_html({{"[a](/x) #7", "<p><a href=\"/x\">a</a> <a href=\"/cases/7\">#7</a></p>"}});
}

TEST(Markdown, ManyCaseNumbersInOneTextAreAllLinkedInNoTime) {
    const std::string source = repeated(" #1042", kLargestMarkdown);
    const auto start = std::chrono::steady_clock::now();
    const std::string html = markdown(source).text();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    EXPECT_EQ(count(html, "<a href=\"/cases/1042\">"), count(source, "#"));
}

TEST(Markdown, TooMuchOfItIsShownAsPlainText) {
    const std::string largest = repeated("*a* ", kLargestMarkdown);
    EXPECT_TRUE(markdown(largest).text().starts_with("<p><em>a</em>"));
    const std::string larger = largest + "<b>";
    const std::string html = markdown(larger).text();
    EXPECT_TRUE(html.starts_with("<pre>*a* *a*"));
    EXPECT_TRUE(html.ends_with("&lt;b&gt;</pre>"));
    EXPECT_EQ(markdown_to_plain_text(larger), larger);
}

// Safety --------------------------------------------------------------------------------------------

TEST(MarkdownSafety, RawHtmlIsShownAsTheTextThatItIs) {
    expect_html({
        {"输入 <account> 后", "<p>输入 &lt;account&gt; 后</p>"},
        {"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
        {"a <b onclick=\"c()\">b</b>", "<p>a &lt;b onclick=&quot;c()&quot;&gt;b&lt;/b&gt;</p>"},
        {"<!-- a -->", "<p>&lt;!-- a --&gt;</p>"},
        {"<div>\n\n**a**\n\n</div>",
         "<p>&lt;div&gt;</p>\n<p><strong>a</strong></p>\n<p>&lt;/div&gt;</p>"},
        {"<?php ?>", "<p>&lt;?php ?&gt;</p>"},
        {"<![CDATA[a]]>", "<p>&lt;![CDATA[a]]&gt;</p>"},
        {"![<b>](x.png)", "<p><img src=\"x.png\" alt=\"&lt;b&gt;\" /></p>"},
    });
}

TEST(MarkdownSafety, DangerousAddressesBecomeEmpty) {
    for (const std::string_view address :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd",
          "data:text/html,x", "&#106;avascript:alert(1)", "java&#115;cript:alert(1)"}) {
        const std::string target(address);
        EXPECT_EQ(trim(markdown("[a](" + target + ")").text()), "<p><a href=\"\">a</a></p>");
        EXPECT_EQ(trim(markdown("![a](" + target + ")").text()),
                  "<p><img src=\"\" alt=\"a\" /></p>");
        EXPECT_EQ(markdown("[a]\n\n[a]: " + target).text().find("script:"), std::string::npos);
    }
    EXPECT_EQ(trim(markdown("<javascript:alert(1)>").text()),
              "<p><a href=\"\">javascript:alert(1)</a></p>");
}

TEST(MarkdownSafety, AttributesCannotBeLeft) {
    const std::string html =
        markdown("![a\"onerror=b](x\"onerror=c 'd\"onerror=e') [f](</x\" onclick=\"g>)").text();
    EXPECT_EQ(count(html, "\""), 2u + 2u + 2u + 2u) << html;
}

// The attributes' values and the text taken away: what is left is tags and the names of attributes.
std::string skeleton_of(const std::string& html) {
    std::string tags;
    bool in_tag = false;
    bool in_value = false;
    for (const char c : html) {
        if (in_tag && c == '"') in_value = !in_value;
        if (c == '<') in_tag = true;
        if (in_tag && !in_value) tags += c;
        if (c == '>' && !in_value) in_tag = false;
    }
    return ascii_lower(tags);
}

void expect_harmless(const std::string& source) {
    static const std::regex on_attribute("<[^>]*[\\s/\"]on[a-z]+\\s*=");
    static const std::regex dangerous_address("(href|src)=\"\\s*(javascript|vbscript|data):");
    static const std::regex known_tag(
        "</?(p|br|em|strong|a|img|code|pre|ul|ol|li|blockquote|hr|h[4-6])[ />]");
    const std::string html = markdown(source).text();
    const std::string skeleton = skeleton_of(html);
    const std::string lower = ascii_lower(html);
    EXPECT_EQ(lower.find("<script"), std::string::npos) << source;
    EXPECT_FALSE(std::regex_search(skeleton, on_attribute)) << source << "\n" << html;
    EXPECT_FALSE(std::regex_search(lower, dangerous_address)) << source << "\n" << html;
    const auto known =
        std::distance(std::sregex_iterator(skeleton.begin(), skeleton.end(), known_tag), {});
    EXPECT_EQ(static_cast<std::size_t>(known), count(skeleton, "<")) << source << "\n" << html;
}

TEST(MarkdownSafety, NoKnownAttackGetsThrough) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    std::ifstream file(test::shared_folder() / "kits" / "xss.json");
    const auto attacks = nlohmann::json::parse(file);
    ASSERT_GT(attacks.size(), 1000u);
    for (const auto& attack : attacks) {
        const std::string text = attack.get<std::string>();
        expect_harmless(text);
        expect_harmless("[a](" + text + ")");
        expect_harmless("![" + text + "](" + text + " \"" + text + "\")");
        if (testing::Test::HasFailure()) break;
    }
}

// Plain text ----------------------------------------------------------------------------------------

TEST(PlainText, HasTheWordsWithoutTheMarks) {
    expect_plain_text({
        {"", ""},
        {"**先问灯**，再*动手*", "先问灯，再动手"},
        {"[手册](/manual) 和 <https://example.com>", "手册 和 https://example.com"},
        {"`按复位孔`", "按复位孔"},
        {"![光猫](a.png)", "光猫"},
        {"## 原因\n线弯", "原因\n\n线弯"},
        {"a\nb\n\nc", "a\nb\n\nc"},
        {"> 客户说\n> 断了", "客户说\n断了"},
        {"```\ncode\n```", "code"},
        {"见 #1042", "见 #1042"},
        {"a &amp; \\*b\\*", "a & *b*"},
    });
}

TEST(PlainText, ListItemsKeepTheirDashOrNumber) {
    expect_plain_text({
        {"- a\n- b", "- a\n- b"},
        {"* a\n* b", "- a\n- b"},
        {"1. 看曲线\n2. 理线", "1. 看曲线\n2. 理线"},
        {"7. a\n7. b\n7. c", "7. a\n8. b\n9. c"},
        {"前\n\n- a\n- b\n\n后", "前\n\n- a\n- b\n\n后"},
        {"- a\n\n- b", "- a\n\n- b"},
    });
}

TEST(PlainText, ALongListIsMadeInNoTime) {
    const std::string source = repeated("1. a\n", kLargestMarkdown);
    const auto start = std::chrono::steady_clock::now();
    const std::string text = markdown_to_plain_text(source);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    EXPECT_TRUE(text.ends_with(std::to_string(source.size() / 5) + ". a"));
}

}  // namespace
}  // namespace casebook::render
