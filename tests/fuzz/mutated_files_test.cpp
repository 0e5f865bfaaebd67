// Shipped files, damaged at random but always in the same way: whatever a file holds, nothing may crash, and what parses
// is kept byte for byte.
#include <gtest/gtest.h>

#include <random>

#include "base/fold.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "render/markdown.h"
#include "support/desk.h"
#include "web/site.h"
#include "support/shipped_files.h"

namespace casebook {
namespace {

constexpr int kRounds = 3000;

class Mutator {
  public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    // One to three of: flip a byte, delete, duplicate, splice from another file, put in a mark that means something.
    std::string mutated(std::string text, const std::string& other) {
        for (std::size_t times = 1 + below(3); times > 0; --times) change(text, other);
        return text;
    }

  private:
    void change(std::string& text, const std::string& other) {
        static const std::string kMarks[] = {"---\n", "## ", "```\n", "\r\n", ": ", "#",  "\"",
                                             "[",     "{",   "&a ",   "*a",   "- ", "\t", "|\n",
                                             "<",     "](",  "**",    "> ",   "_",  "!"};
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = below(40);
        switch (below(5)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(below(256));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(at, length));
                break;
            case 3:
                text.insert(at, other.substr(below(other.size()), length));
                break;
            default:
                text.insert(at, kMarks[below(std::size(kMarks))]);
        }
    }

    std::mt19937 random_;
};

// visit(file, damaged text), many times.
template <class Visit>
void for_damaged_files(unsigned seed, Visit visit) {
    const auto files = content::shipped_files();
    Mutator mutator(seed);
    for (int round = 0; round < kRounds && !testing::Test::HasFailure(); ++round) {
        const content::ShippedFile& file = files[mutator.below(files.size())];
        const content::ShippedFile& other = files[mutator.below(files.size())];
        visit(file, mutator.mutated(file.text, other.text));
    }
}

TEST(DamagedFiles, ParseOrAreRefusedWithALineThatTheyHave) {
    int parsed = 0;
    int refused = 0;
    for_damaged_files(1, [&](const content::ShippedFile& file, const std::string& text) {
        const auto entry = content::parse_entry(text, file.kind);
        if (!entry) {
            ++refused;
            EXPECT_EQ(entry.error().kind, ErrorKind::invalid);
            EXPECT_GE(entry.error().place.line, 1);
            EXPECT_LE(entry.error().place.line, 1 + std::count(text.begin(), text.end(), '\n'));
            return;
        }
        ++parsed;
        EXPECT_EQ(content::with_changes(text, *entry), text);
    });
    EXPECT_GT(parsed, 300);
    EXPECT_GT(refused, 300);
}

TEST(DamagedFiles, ThatStillParseCanBeChangedAndRead) {
    for_damaged_files(2, [](const content::ShippedFile& file, const std::string& text) {
        auto entry = content::parse_entry(text, file.kind);
        if (!entry) return;
        entry->title = "新: 题目";
        entry->author.clear();
        entry->set_text(file.kind == Kind::post ? Field::body : Field::cause, "第一行\n## 第二行");
        const std::string changed = content::with_changes(text, *entry);
        const auto again = content::parse_entry(changed, file.kind);
        ASSERT_TRUE(again) << again.error().line() << "\n" << text << "\n=====\n" << changed;
        EXPECT_EQ(again->title, entry->title) << text;
        EXPECT_EQ(again->author, "") << text;
    });
}

TEST(DamagedFiles, PrintAsFilesThatParse) {
    for_damaged_files(3, [](const content::ShippedFile& file, const std::string& text) {
        const auto entry = content::parse_entry(text, file.kind);
        if (!entry) return;
        const std::string printed = content::print_entry(*entry);
        const auto again = content::parse_entry(printed, file.kind);
        ASSERT_TRUE(again) << again.error().line() << "\n" << printed;
        EXPECT_EQ(content::print_entry(*again), printed) << text;
    });
}

TEST(DamagedFiles, RenderToMarkedUpTextWithoutRawHtml) {
    for_damaged_files(4, [](const content::ShippedFile&, const std::string& text) {
        const std::string html = render::markdown(text).text();
        EXPECT_EQ(html.find("<script"), std::string::npos);
        EXPECT_EQ(html.find("raw HTML omitted"), std::string::npos);
        EXPECT_FALSE(html.empty());
        EXPECT_LE(render::markdown_to_plain_text(text).size(), 2 * text.size());
    });
}

TEST(DamagedFiles, FoldWithOffsetsThatStayInOrder) {
    for_damaged_files(5, [](const content::ShippedFile&, const std::string& text) {
        std::uint32_t before = 0;
        for (const FoldedCharacter& folded : fold(text)) {
            ASSERT_LE(before, folded.begin);
            ASSERT_LT(folded.begin, folded.end);
            ASSERT_LE(folded.end, text.size());
            before = folded.begin;
        }
        EXPECT_EQ(find_invalid_utf8(fold_to_text(text)), std::nullopt);
    });
}

}  // namespace
}  // namespace casebook
