#include "render/templates.h"

#include <gtest/gtest.h>

#include <thread>

#include "render/markdown.h"
#include "support/desk.h"

namespace casebook::render {
namespace {

namespace fs = std::filesystem;
using test::value_of;

constexpr std::string_view kChinese = R"({"hello": "你好，{{name}}", "bare": "光猫"})";
constexpr std::string_view kEnglish = R"({"hello": "Hello {{name}}", "bare": "Modem"})";

TemplateSources with_messages(TemplateSources sources) {
    sources.emplace("messages/zh-CN.json", kChinese);
    sources.emplace("messages/en.json", kEnglish);
    return sources;
}

Templates page(std::string_view source) {
    return value_of(Templates::load(with_messages({{"page.html", std::string(source)}})));
}

Error refusal_of(const TemplateSources& sources) {
    const auto refused = Templates::load(sources);
    EXPECT_FALSE(refused);
    return refused ? Error{} : refused.error();
}

struct Line {
    std::string word;
    void fill(View& view) const { view.text("word", word); }
};

View view_of(std::string_view name) {
    View view;
    view.text("name", name);
    return view;
}

std::string rendered(std::string_view source, const View& view,
                     Language language = Language::chinese) {
    return page(source).render("page", language, view).text();
}

// Rendering -----------------------------------------------------------------------------------------

TEST(Templates, MessagesSpeakTheLanguageAndMayHoldVariables) {
    const Templates templates = page("<p>{{t.hello}}! {{ t.bare }}</p>");
    EXPECT_EQ(templates.render("page", Language::chinese, view_of("李")).text(),
              "<p>你好，李! 光猫</p>");
    EXPECT_EQ(templates.render("page", Language::english, view_of("Li")).text(),
              "<p>Hello Li! Modem</p>");
    EXPECT_EQ(templates.messages(Language::english).text("bare"), "Modem");
}

TEST(Templates, EverythingIsEscapedInTextAttributesMessagesAndLists) {
    const std::string hostile = "<b a='1' c=\"2\">&";
    const std::string escaped = "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;";
    View view = view_of(hostile);
    view.list("lines", std::vector<Line>{{hostile}});
    EXPECT_EQ(rendered("{{name}}", view), escaped);
    EXPECT_EQ(rendered("<i title=\"{{name}}\">", view), "<i title=\"" + escaped + "\">");
    EXPECT_EQ(rendered("{{t.hello}}", view), "你好，" + escaped);
    EXPECT_EQ(rendered("{{#lines}}{{word}}{{/lines}}", view), escaped);
}

TEST(Templates, ValuesAreNotTemplates) {
    EXPECT_EQ(rendered("{{name}}", view_of("{{t.bare}}{{#x}}")), "{{t.bare}}{{#x}}");
}

TEST(Templates, OnlyHtmlGoesOutAsItIs) {
    View view;
    view.html("body", markdown("**a** <b>"));
    EXPECT_EQ(rendered("{{{html:body}}}", view), "<p><strong>a</strong> &lt;b&gt;</p>\n");
}

TEST(Templates, FlagsListsAndOptionalTexts) {
    View view;
    view.flag("on", true);
    view.flag("off", false);
    view.number("count", 3);
    view.optional_text("title", "");
    view.optional_text("answer", "红灯");
    view.optional_html("body", Html());
    view.list("lines", std::vector<Line>{{"a"}, {"b"}});
    view.list("none", std::vector<Line>{});
    EXPECT_EQ(rendered("{{#on}}1{{/on}}{{^on}}2{{/on}}{{#off}}3{{/off}}{{count}}", view), "13");
    EXPECT_EQ(rendered("{{#has_title}}x{{/has_title}}{{#has_answer}}{{answer}}{{/has_answer}}"
                       "{{^has_body}}-{{/has_body}}",
                       view),
              "红灯-");
    EXPECT_EQ(rendered("{{#lines}}[{{word}}]{{/lines}}{{^none}}无{{/none}}", view), "[a][b]无");
}

TEST(Templates, PartialsStandInPlaceOfTheirTag) {
    const Templates templates =
        value_of(Templates::load(with_messages({{"pages/desk.html", "<main>{{> _card}}</main>"},
                                                {"partials/_card.html", "<b>{{> _name}}</b>"},
                                                {"partials/_name.html", "{{name}} {{t.bare}}"}})));
    EXPECT_EQ(templates.render("pages/desk", Language::english, view_of("<")).text(),
              "<main><b>&lt; Modem</b></main>");
}

TEST(Templates, ManyThreadsMayRenderAtOnce) {
    const Templates templates = page("{{#lines}}{{word}}{{t.hello}};{{/lines}}");
    View view = view_of("李");
    view.list("lines", std::vector<Line>(20, {"a"}));
    const std::string expected = templates.render("page", Language::chinese, view).text();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int n = 0; n < 100; ++n)
                EXPECT_EQ(templates.render("page", Language::chinese, view).text(), expected);
        });
    for (std::thread& thread : threads) thread.join();
}

// Refusing ------------------------------------------------------------------------------------------

TEST(BrokenTemplate, IsRefusedAndNamed) {
    struct Example {
        std::string_view why;
        std::string_view source;
        std::string_view message;
    };
    constexpr Example examples[] = {
        {"a message that does not exist", "{{t.nothing}}", "nothing"},
        {"a section that is not closed", "{{#a}}x", ""},
        {"a section that is not open", "x{{/a}}", ""},
        {"crossed sections", "{{#a}}{{#b}}{{/a}}{{/b}}", ""},
        {"a tag without end", "{{name", ""},
        {"a raw text", "{{{name}}}", "name"},
        {"a raw text by the other sign", "{{&name}}", "name"},
        {"even of html by the other sign", "{{& html:body}}", "html:body"},
        {"a raw message", "{{{t.bare}}}", "t.bare"},
    };
    for (const Example& example : examples) {
        const Error error =
            refusal_of(with_messages({{"pages/desk.html", std::string(example.source)}}));
        EXPECT_EQ(error.kind, ErrorKind::invalid) << example.why;
        EXPECT_EQ(error.place.path, "pages/desk.html") << example.why;
        EXPECT_NE(error.message.find(example.message), std::string::npos) << error.message;
        EXPECT_FALSE(error.message.empty()) << example.why;
    }
}

TEST(BrokenTemplate, AMissingPartialIsNamed) {
    const Error error = refusal_of(with_messages({{"pages/desk.html", "{{> _card}}"}}));
    EXPECT_EQ(error.place.path, "partials/_card.html");
}

TEST(BrokenTemplate, PartialsThatIncludeEachOtherAreRefused) {
    const Error error = refusal_of(with_messages({{"pages/desk.html", "{{> _a}}"},
                                                  {"partials/_a.html", "{{> _b}}"},
                                                  {"partials/_b.html", "{{> _a}}"}}));
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_NE(error.message.find("without end"), std::string::npos);
}

TEST(BrokenTemplate, AMessageMayNotPutAnythingOutRaw) {
    for (const std::string_view message : {"{{{name}}}", "{{& name}}"}) {
        TemplateSources sources{{"page.html", "{{t.hello}}"},
                                {"messages/zh-CN.json", "{\"hello\": \"x\"}"}};
        sources["messages/en.json"] = "{\"hello\": \"" + std::string(message) + "\"}";
        EXPECT_EQ(refusal_of(sources).place.path, "page.html");
    }
}

TEST(BrokenTemplate, MissingMessagesAreNamed) {
    EXPECT_EQ(refusal_of({{"page.html", "x"}}).place.path, "messages/zh-CN.json");
    EXPECT_EQ(refusal_of({{"messages/zh-CN.json", "{}"}}).place.path, "messages/en.json");
    EXPECT_EQ(refusal_of({{"messages/zh-CN.json", "[]"}, {"messages/en.json", "{}"}}).place.path,
              "messages/zh-CN.json");
}

// Checking ------------------------------------------------------------------------------------------

TEST(CheckedTemplate, EveryVariableIsANameOfTheView) {
    struct Row {
        std::string_view source;
        std::string_view missing;  // empty: all are there
    };
    constexpr Row rows[] = {
        {"{{name}} {{t.hello}}{{! a comment }}", ""},
        {"{{#lines}}{{word}} {{name}}{{/lines}}", ""},
        {"{{nmae}}", "nmae"},
        {"{{#lines}}{{wrod}}{{/lines}}", "wrod"},
        {"{{#on}}{{/on}}", "on"},
        {"{{^on}}{{/on}}", "on"},
        {"{{{html:name}}}", "html:name"},
        {"{{=<% %>=}}<%& name %>", "=<% %>="},
    };
    View view = view_of("");
    view.list("lines", std::vector<Line>{});
    for (const Row& row : rows) {
        const auto checked = page(row.source).check("page", view);
        EXPECT_EQ(static_cast<bool>(checked), row.missing.empty()) << row.source;
        if (checked) continue;
        EXPECT_EQ(checked.error().place.path, "page.html");
        EXPECT_NE(checked.error().message.find(row.missing), std::string::npos) << row.source;
    }
}

TEST(CheckedTemplate, AVariableOfAMessageCountsInWhicheverLanguageItIs) {
    const Templates templates =
        value_of(Templates::load({{"page.html", "{{t.a}}"},
                                  {"messages/zh-CN.json", R"({"a": "x"})"},
                                  {"messages/en.json", R"({"a": "{{b}}"})"}}));
    EXPECT_FALSE(templates.check("page", view_of("")));
}

TEST(CheckedTemplate, HasToExist) {
    const auto checked = page("x").check("pages/none", View());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().place.path, "pages/none.html");
}

TEST(ShippedTemplates, AllLoad) {
    const fs::path folder = fs::path(CASEBOOK_SOURCE_FOLDER) / "templates";
    TemplateSources sources;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file())
            sources[file.path().lexically_relative(folder).generic_string()] =
                value_of(read_file(file.path(), 1 << 20));
    ASSERT_GT(sources.size(), 20u);
    const auto templates = Templates::load(sources);
    EXPECT_TRUE(templates) << (templates ? "" : templates.error().line());
}

}  // namespace
}  // namespace casebook::render
