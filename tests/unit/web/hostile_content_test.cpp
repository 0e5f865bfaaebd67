// Content comes from customers and other systems: whatever it holds, pages show it and never obey it.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;

constexpr std::string_view kHostile =
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)> {{title}} {{{html:page}}}";

std::string hostile_case() {
    std::string text = "---\nid: 1\nstate: verified\ncreated: 2026-11-20\n";
    for (const char* key : {"title", "category", "product", "channel", "segment", "author",
                            "external_id", "lang", "unknown"})
        text += fmt::format("{}: |\n  {}\n", key, kHostile);
    text += fmt::format("tags:\n  - |\n    {}\n---\n", kHostile);
    for (const char* heading : {"客户原话", "一句话答复", "话术", "适用", "不适用", "处理过程",
                                "原因", "点评", "<script>alert(1)</script>"})
        text += fmt::format(
            "\n## {}\n\n{}\n\n[链接](javascript:alert(1)) <javascript:alert(1)>\n\n"
            "![图](data:text/html;base64,x)\n\n<iframe src=x>\n",
            heading, kHostile);
    return text;
}

void expect_harmless(const Response& response, const std::string& what) {
    EXPECT_EQ(response.status, 200) << what;
    for (const char* trick : {"<script>alert", "<img src=x", "<iframe",
                              "href=\"javascript:", "src=\"data:text", "\"'>"})
        EXPECT_EQ(response.body.find(trick), std::string::npos) << trick << " in " << what;
    EXPECT_NE(response.body.find("alert(1)"), std::string::npos)
        << what << " does not show the text at all";
}

class HostileContent : public testing::Test {
  protected:
    void SetUp() override {
        desk_.write("cases/1.md", hostile_case());
        std::string like = hostile_case();
        like.replace(like.find("id: 1"), 5, "id: 2");
        desk_.write("cases/2.md", like);
        desk_.write("dailies/2026-11-20.md",
                    fmt::format("---\nid: 3\ntitle: |\n  {0}\nhost: |\n  {0}\ndate: 2026-11-20\n"
                                "cases: [1]\n---\n\n## 结论\n\n{0}\n\n## {0}\n\n{0}\n",
                                kHostile));
        desk_.write("posts/4.md", fmt::format("---\nid: 4\ntitle: |\n  {0}\ntopic: |\n  {0}\n"
                                              "author: |\n  {0}\n---\n\n{0}\n\n# {0}\n",
                                              kHostile));
        for (const Error& problem : desk_.open().problems()) ADD_FAILURE() << problem.line();
    }
    Desk desk_;
};

TEST_F(HostileContent, IsShownAndNeverObeyed) {
    for (const char* address : {"/cases", "/cases/1", "/dailies", "/dailies/2026-11-20", "/posts",
                                "/posts/4", "/search?q=alert", "/search?q=alert&kind=case"})
        expect_harmless(desk_.get(address), address);
    expect_harmless(desk_.post("/", {{"text", "alert 链接"}}), "the desk");
    expect_harmless(desk_.post("/desk/suggestions", {{"text", "alert 链接"}}), "the suggestions");
}

TEST_F(HostileContent, IsEscapedInTheApi) {
    const Response response = desk_.post_json("/api/v1/suggest", R"({"text":"alert 链接"})");
    EXPECT_EQ(response.content_type, "application/json");
    const auto reply = nlohmann::json::parse(response.body);
    ASSERT_EQ(reply["suggestions"].size(), 1u);
    EXPECT_EQ(reply["suggestions"][0]["alternatives"].size(), 1u) << "its copy";
    for (const auto& suggestion : reply["suggestions"])
        for (const auto& evidence : suggestion["evidence"]) {
            const auto html = evidence["html"].get<std::string>();
            EXPECT_NE(html.find("<mark>alert</mark>"), std::string::npos) << html;
            for (const char* trick : {"<script", "<img", "<iframe"})
                EXPECT_EQ(html.find(trick), std::string::npos) << html;
        }
}

TEST_F(HostileContent, TemplateMarksInItMeanNothing) {
    EXPECT_NE(desk_.get("/cases/1").body.find("{{title}}"), std::string::npos);
}

}  // namespace
}  // namespace casebook::web
