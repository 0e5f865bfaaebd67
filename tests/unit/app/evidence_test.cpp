#include "app/evidence.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace casebook::app {
namespace {

using Words = std::vector<std::string>;

Entry case_of(std::string title, std::string complaint, std::string resolution = "") {
    Entry entry;
    entry.id = 1;
    entry.title = std::move(title);
    entry.set_text(Field::complaint, std::move(complaint));
    entry.set_text(Field::resolution, std::move(resolution));
    return entry;
}

// The evidence for a complaint all of whose terms are equally rare.
Evidence evidence_for(std::string_view complaint, const Entry& entry) {
    const search::QueryTerms terms =
        search::choose_query_terms(complaint, {1000, [](const std::string&) { return 1.0; }});
    return find_evidence(entry, search::Matcher(terms));
}

TEST(Evidence, MarksTheSharedWordsAsTheyWereWritten) {
    const Evidence evidence =
        evidence_for("宽带断线 691", case_of("寬帶斷線", "晚上提示６９１", "换光猫"));
    EXPECT_EQ(evidence.title.text(), "<mark>寬帶斷線</mark>");
    ASSERT_EQ(evidence.fields.size(), 1u);
    EXPECT_EQ(evidence.fields[0].field, Field::complaint);
    EXPECT_EQ(evidence.fields[0].excerpt.text(), "晚上提示<mark>６９１</mark>");
    EXPECT_EQ(evidence.fields[0].words, Words{"６９１"});
}

TEST(Evidence, ACodeIsMarkedOnceAsAWhole) {
    const Evidence evidence = evidence_for("TB2026-1103", case_of("单号 TB2026-1103 丢了", ""));
    EXPECT_EQ(evidence.title.text(), "单号 <mark>TB2026-1103</mark> 丢了");
    EXPECT_EQ(evidence.words, Words{"TB2026-1103"});
}

TEST(Evidence, NothingOfATextIsHtml) {
    const Evidence evidence =
        evidence_for("script alert 掉线", case_of("<script>alert(1)</script> 掉线 & \"引号\"",
                                                  "<img src=x onerror=alert(1)> 掉线 `<b>`"));
    EXPECT_EQ(evidence.title.text(),
              "&lt;<mark>script</mark>&gt;<mark>alert</mark>(1)&lt;/<mark>script</mark>&gt; "
              "<mark>掉线</mark> &amp; &quot;引号&quot;");
    ASSERT_FALSE(evidence.fields.empty());
    for (const FieldEvidence& field : evidence.fields) {
        EXPECT_EQ(field.excerpt.text().find("<img"), std::string::npos);
        EXPECT_EQ(field.excerpt.text().find("<b>"), std::string::npos);
    }
}

TEST(Evidence, TheMostTellingFieldComesFirst) {
    const Evidence evidence =
        evidence_for("尾纤弯折红灯闪烁", case_of("题", "红灯", "查到尾纤弯折，红灯闪烁"));
    ASSERT_GE(evidence.fields.size(), 1u);
    EXPECT_EQ(evidence.fields[0].field, Field::resolution);
}

TEST(Evidence, AtMostThreeFieldsAndSixWordsAreShown) {
    Entry entry = case_of("甲乙，丙丁，戊己，庚辛，壬癸，子丑，寅卯", "甲乙", "丙丁");
    for (const Field field : {Field::answer, Field::script, Field::fits, Field::cause})
        entry.set_text(field, "甲乙");
    const Evidence evidence = evidence_for("甲乙，丙丁，戊己，庚辛，壬癸，子丑，寅卯", entry);
    EXPECT_EQ(evidence.fields.size(), kMostEvidence);
    EXPECT_EQ(evidence.words.size(), kMostWords);
}

TEST(Evidence, WordsAreNamedOnceAndNotInParts) {
    const Evidence evidence = evidence_for("宽带掉线", case_of("宽带掉线", "掉线，寬帶掉線，宽带"));
    EXPECT_EQ(evidence.words, Words{"宽带掉线"});
}

TEST(Evidence, WhatWasLeftOutIsShownByDots) {
    std::string far;
    for (int i = 0; i < 60; ++i) far += "天气很好，";
    const Evidence evidence = evidence_for("掉线", case_of("题", far + "晚上掉线。" + far));
    ASSERT_EQ(evidence.fields.size(), 1u);
    const std::string& excerpt = evidence.fields[0].excerpt.text();
    EXPECT_TRUE(excerpt.starts_with("…"));
    EXPECT_TRUE(excerpt.ends_with("…"));
    EXPECT_NE(excerpt.find("<mark>掉线</mark>"), std::string::npos);
    EXPECT_LE(count_characters(excerpt), 72u + 2u + count_characters("<mark></mark>"));
}

TEST(Evidence, MarkdownIsShownAsItsWords) {
    const Evidence evidence =
        evidence_for("掉线", case_of("题", "**晚上**\n\n- [掉线](http://x.example)\n- 红灯"));
    ASSERT_EQ(evidence.fields.size(), 1u);
    const std::string& excerpt = evidence.fields[0].excerpt.text();
    EXPECT_NE(excerpt.find("<mark>掉线</mark>"), std::string::npos);
    for (const char* mark : {"**", "](", "\n"})
        EXPECT_EQ(excerpt.find(mark), std::string::npos) << excerpt;
}

TEST(Evidence, WithoutSharedWordsThereIsNone) {
    const Evidence evidence = evidence_for("掉线", case_of("账单", "多扣"));
    EXPECT_EQ(evidence.title.text(), "账单");
    EXPECT_TRUE(evidence.fields.empty());
    EXPECT_TRUE(evidence.words.empty());
}

}  // namespace
}  // namespace casebook::app
