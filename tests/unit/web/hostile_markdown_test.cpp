// Markdown that would take long, saved through the API and shown: the work is bounded, and the text is there.
#include <fmt/format.h>

#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>

#include "render/markdown.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;

constexpr std::size_t kSize = 60'000;

std::string repeated(std::string_view part, std::size_t bytes = kSize) {
    std::string text;
    while (text.size() + part.size() <= bytes) text += part;
    return text;
}

std::string nested_list() {
    std::string text;
    for (int depth = 0; text.size() < kSize; ++depth)
        text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "* a\n";
    return text;
}

std::string growing_backticks() {
    std::string text;
    for (std::size_t length = 1; text.size() < kSize; ++length)
        text += "e" + std::string(length, '`');
    return text;
}

std::vector<std::string> slow_forms() {
    std::vector<std::string> forms;
    for (const char* part : {"![[]()",
                             "[",
                             "[a](",
                             "![a](",
                             "![",
                             "[](",
                             "[a][b",
                             "[ (](",
                             "*a_ ",
                             "*a **a ",
                             "**x [a*b**c*](d) ",
                             "a**b",
                             "_a __a",
                             "` `` ",
                             "\\`",
                             "<",
                             "<!--",
                             "<?",
                             "<!A ",
                             "<![CDATA[",
                             "</",
                             "&",
                             "- ",
                             "1. a\n",
                             "> - ",
                             ">",
                             "a\n",
                             "[a]: b\n",
                             "#1 ",
                             "~",
                             "|-",
                             "\"("})
        forms.push_back(repeated(part));
    forms.push_back(repeated("[", kSize / 2) + "a" + repeated("]", kSize / 2));
    forms.push_back(repeated("![", kSize / 2) + "a" + repeated("]()", kSize / 2));
    forms.push_back(repeated("**a ", kSize / 2) + repeated("b** ", kSize / 2));
    forms.push_back(std::string(10'000, '>') + "a");
    forms.push_back(repeated("- ", kSize / 2) + "a\n" + std::string(kSize / 2, '\n'));
    forms.push_back(repeated("- ", kSize / 2) + "a\n" + std::string(kSize / 2, '\r'));
    forms.push_back(repeated("* > ", kSize / 2) + "a\n" + repeated("\n a", kSize / 2));
    forms.push_back(nested_list());
    forms.push_back(growing_backticks());
    return forms;
}

// Of this process, whatever else the machine does. The slowest took 12,000 without the bounds.
double milliseconds_of(const std::function<void()>& work) {
    const std::clock_t start = std::clock();
    work();
    return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(SlowMarkdown, IsShownInBoundedWork) {
    for (const std::string& form : slow_forms()) {
        std::string html, plain;
        const double took = milliseconds_of([&] { html = render::markdown(form).text(); });
        const double took_plain =
            milliseconds_of([&] { plain = render::markdown_to_plain_text(form); });
        EXPECT_LT(took, 1500) << form.substr(0, 20);
        EXPECT_LT(took_plain, 1500) << form.substr(0, 20);
        // Definitions of links show nothing by themselves.
        EXPECT_TRUE(!html.empty() || form.find("]: ") != std::string::npos) << form.substr(0, 40);
    }
}

TEST(SlowMarkdown, IsSavedAndShownAsAPage) {
    Desk desk;
    desk.open().use_writer(std::make_unique<PosixFileWriter>(Durability::throw_away));
    for (const std::string& form : slow_forms()) {
        const json sent{
            {"title", "慢"}, {"complaint", form.substr(0, 19'000)}, {"resolution", form}};
        const Response saved = desk.post_json("/api/v1/cases", sent.dump());
        EXPECT_TRUE(saved.status == 201 || saved.status == 422)
            << saved.status << form.substr(0, 20);
        if (saved.status != 201) continue;
        const std::string id = std::to_string(json::parse(saved.body)["id"].get<EntryId>());
        const double took =
            milliseconds_of([&] { EXPECT_EQ(desk.get("/cases/" + id).status, 200); });
        EXPECT_LT(took, 5000) << form.substr(0, 20);
    }
}

}  // namespace
}  // namespace casebook::web
