#include "render/messages.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "support/desk.h"

namespace casebook::render {
namespace {

using test::value_of;

Messages shipped(Language language) {
    const std::string path = "templates/messages/" + std::string(tag_of(language)) + ".json";
    const auto file = std::filesystem::path(CASEBOOK_SOURCE_FOLDER) / path;
    return value_of(Messages::parse(value_of(read_file(file, 1 << 20)), path));
}

std::set<std::string> variables_in(const std::string& text) {
    static const std::regex variable(R"(\{\{[^}]*\}\})");
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), variable), end; it != end; ++it)
        found.insert(it->str());
    return found;
}

std::set<std::string> keys_of(const Messages& messages) {
    std::set<std::string> keys;
    for (const auto& [key, text] : messages.all()) keys.insert(key);
    return keys;
}

TEST(Messages, AreFoundByTheirKey) {
    const Messages messages = value_of(Messages::parse(R"({"a.b": "宽带", "c": ""})", "zh.json"));
    EXPECT_EQ(messages.text("a.b"), "宽带");
    EXPECT_EQ(messages.text("c"), "");
    EXPECT_NE(messages.find("c"), nullptr);
    EXPECT_EQ(messages.all().size(), 2u);
}

TEST(Messages, AMissingOneShowsItsKey) {
    const Messages messages = value_of(Messages::parse("{}", "zh.json"));
    EXPECT_EQ(messages.text("a.b"), "a.b");
    EXPECT_EQ(messages.find("a.b"), nullptr);
}

TEST(Messages, ABrokenFileIsRefusedByName) {
    for (const std::string_view json : {"", "[]", "{", R"({"a": 1})", R"({"a": null})",
                                        R"({"a": {"b": "c"}})", "{\"a\": \"\xFF\"}"}) {
        const auto refused = Messages::parse(json, "messages/en.json");
        ASSERT_FALSE(refused) << json;
        EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
        EXPECT_EQ(refused.error().place.path, "messages/en.json");
    }
}

TEST(ShippedMessages, BothLanguagesHaveTheSameKeys) {
    const std::set<std::string> chinese = keys_of(shipped(Language::chinese));
    const std::set<std::string> english = keys_of(shipped(Language::english));
    EXPECT_GT(chinese.size(), 50u);
    EXPECT_EQ(chinese, english);
}

TEST(ShippedMessages, BothLanguagesUseTheSameVariables) {
    const Messages chinese = shipped(Language::chinese);
    const Messages english = shipped(Language::english);
    for (const auto& [key, text] : chinese.all())
        EXPECT_EQ(variables_in(text), variables_in(english.text(key))) << key;
}

TEST(ShippedMessages, HoldWordsAndNoHtml) {
    for (const Language language : {Language::chinese, Language::english}) {
        const Messages messages = shipped(language);
        for (const auto& [key, text] : messages.all()) {
            EXPECT_EQ(text.find_first_of("<&"), std::string::npos) << key << ": " << text;
            EXPECT_FALSE(text.empty()) << key;
        }
    }
}

}  // namespace
}  // namespace casebook::render
