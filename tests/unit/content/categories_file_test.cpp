#include "content/categories_file.h"

#include <gtest/gtest.h>

#include <set>

#include "support/desk.h"
#include "support/shipped_files.h"

namespace casebook::content {
namespace {

TEST(Categories, AreReadWithTheirFacts) {
    const auto categories =
        test::value_of(parse_categories("categories:\n"
                                        "  - path: 网络/宽带/掉线\n"
                                        "    product: 家庭宽带\n"
                                        "    department: 网络运维\n"
                                        "    facts: [账号, 时段]\n"
                                        "  - path: 其他\n"));
    ASSERT_EQ(categories.size(), 2u);
    EXPECT_EQ(categories[0].path, "网络/宽带/掉线");
    EXPECT_EQ(categories[0].product, "家庭宽带");
    EXPECT_EQ(categories[0].department, "网络运维");
    EXPECT_EQ(categories[0].facts, (std::vector<std::string>{"账号", "时段"}));
    EXPECT_EQ(categories[1].path, "其他");
    EXPECT_TRUE(categories[1].facts.empty());
}

TEST(Categories, NameTheLineOfAMistake) {
    struct Example {
        std::string_view yaml;
        int line;
    };
    constexpr Example examples[] = {
        {"", 1},
        {"categories: none\n", 1},
        {"kinds: []\n", 1},
        {"- path: a\n", 1},
        {"categories:\n  - path: a\n  - product: b\n", 3},
        {"categories:\n  - a\n", 2},
        {"categories:\n  - path: [a]\n", 2},
        {"categories:\n  - path: \"a\n", 3},
    };
    for (const Example& example : examples) {
        const auto refused = parse_categories(example.yaml);
        ASSERT_FALSE(refused) << example.yaml;
        EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
        EXPECT_EQ(refused.error().place.line, example.line) << example.yaml;
    }
}

TEST(Categories, EachShippedOneIsThereOnceAndComplete) {
    std::set<std::string> paths;
    for (const Category& category : test::value_of(shipped_library().load_categories())) {
        EXPECT_TRUE(paths.insert(category.path).second) << category.path << " is there twice";
        EXPECT_FALSE(category.department.empty()) << category.path;
        EXPECT_FALSE(category.facts.empty()) << category.path;
    }
    EXPECT_FALSE(paths.empty());
}

TEST(Categories, EveryShippedCaseHasOneOfThem) {
    const Library library = shipped_library();
    std::set<std::string> paths;
    for (const Category& category : test::value_of(library.load_categories()))
        paths.insert(category.path);
    for (const FileStamp& stamp : test::value_of(library.scan())) {
        const Entry entry = test::value_of(library.load(stamp.path, stamp.kind));
        EXPECT_TRUE(entry.category.empty() || paths.contains(entry.category)) << stamp.path;
    }
}

}  // namespace
}  // namespace casebook::content
