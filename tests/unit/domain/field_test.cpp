#include "domain/field.h"

#include <gtest/gtest.h>

#include <set>

#include "base/text.h"

namespace casebook {
namespace {

TEST(Field, EveryFieldHasOneRowAndOneName) {
    std::set<std::string_view> names;
    for (const FieldName& row : field_names()) {
        EXPECT_EQ(&name_of(row.field), &row);
        EXPECT_EQ(find_field(row.name), row.field);
        EXPECT_TRUE(names.insert(row.name).second) << row.name << " is there twice";
        EXPECT_EQ(row.name, ascii_lower(row.name));
    }
    EXPECT_EQ(names.size(), static_cast<std::size_t>(Field::body) + 1);
}

TEST(Field, NamesThatDoNotExistAreNotFound) {
    for (const std::string_view name : {"", "ID", "titel", "客户原话"})
        EXPECT_EQ(find_field(name), std::nullopt) << name;
}

TEST(Field, SectionsAreThoseWithHeadingsAndTheBody) {
    for (const FieldName& row : field_names()) {
        EXPECT_EQ(row.chinese_heading.empty(), row.english_heading.empty()) << row.name;
        EXPECT_EQ(row.is_section(), row.field >= Field::complaint) << row.name;
    }
}

TEST(Heading, EachStandsForItsFieldInBothLanguages) {
    std::set<std::string> headings;
    for (const FieldName& row : field_names()) {
        if (row.chinese_heading.empty()) continue;
        EXPECT_EQ(find_field_by_heading(row.chinese_heading), row.field);
        EXPECT_EQ(find_field_by_heading(row.english_heading), row.field);
        EXPECT_TRUE(headings.emplace(row.chinese_heading).second) << row.chinese_heading;
        EXPECT_TRUE(headings.insert(ascii_lower(row.english_heading)).second);
    }
    EXPECT_EQ(headings.size(), 24u);
}

TEST(Heading, CaseAndSpaceAroundDoNotMatter) {
    EXPECT_EQ(find_field_by_heading("  DOES not FIT "), Field::not_fits);
    EXPECT_EQ(find_field_by_heading("　话术　"), Field::script);
}

TEST(Heading, ThatIsUnknownStandsForNothing) {
    for (const std::string_view heading : {"", " ", "背景", "Does  not fit", "complaint:"})
        EXPECT_EQ(find_field_by_heading(heading), std::nullopt) << heading;
}

}  // namespace
}  // namespace casebook
