#include "domain/entry.h"

#include <gtest/gtest.h>

#include <set>

namespace casebook {
namespace {

constexpr std::chrono::days kYear = kDefaultShelfLife;

Date day(std::string_view text) {
    return *parse_date(text);
}

// Names ---------------------------------------------------------------------------------------------

TEST(Kind, NamesAreReadBack) {
    for (const Kind kind : {Kind::case_, Kind::daily, Kind::post})
        EXPECT_EQ(parse_kind(to_text(kind)), kind);
    EXPECT_EQ(to_text(Kind::case_), "case");
    for (const std::string_view text : {"", "Case", "cases", "dailies"})
        EXPECT_EQ(parse_kind(text), std::nullopt) << text;
}

TEST(State, NamesAreReadBack) {
    std::set<std::string_view> names;
    for (const State state :
         {State::draft, State::unverified, State::verified, State::invalid, State::archived}) {
        EXPECT_EQ(parse_state(to_text(state)), state);
        names.insert(to_text(state));
    }
    EXPECT_EQ(names, (std::set<std::string_view>{"draft", "unverified", "verified", "invalid",
                                                 "archived"}));
    for (const std::string_view text : {"", "Verified", "ok", "verified "})
        EXPECT_EQ(parse_state(text), std::nullopt) << text;
}

TEST(State, OnlyCasesThatSomebodyMayActOnAreSuggested) {
    struct Row {
        Kind kind;
        State state;
        bool suggestable;
    };
    constexpr Row rows[] = {
        {Kind::case_, State::draft, false},      {Kind::case_, State::unverified, true},
        {Kind::case_, State::verified, true},    {Kind::case_, State::invalid, false},
        {Kind::case_, State::archived, false},   {Kind::daily, State::verified, false},
        {Kind::daily, State::unverified, false}, {Kind::post, State::verified, false},
    };
    for (const Row& row : rows) {
        Entry entry;
        entry.kind = row.kind;
        entry.state = row.state;
        EXPECT_EQ(is_suggestable(entry), row.suggestable)
            << to_text(row.kind) << " " << to_text(row.state);
    }
}

// Staleness -----------------------------------------------------------------------------------------

TEST(Stale, IsACasePastItsLastValidDay) {
    Entry entry;
    entry.valid_until = day("2026-11-21");
    EXPECT_FALSE(is_stale(entry, day("2026-11-20"), kYear));
    EXPECT_FALSE(is_stale(entry, day("2026-11-21"), kYear)) << "the last day still counts";
    EXPECT_TRUE(is_stale(entry, day("2026-11-22"), kYear));
}

TEST(Stale, IsACaseNotConfirmedForLongerThanItsShelfLife) {
    Entry entry;
    entry.confirmed = day("2026-01-01");
    EXPECT_FALSE(is_stale(entry, day("2027-01-01"), kYear));
    EXPECT_TRUE(is_stale(entry, day("2027-01-02"), kYear));
    EXPECT_TRUE(is_stale(entry, day("2026-02-01"), std::chrono::days{30}));
    EXPECT_FALSE(is_stale(entry, day("2025-01-01"), kYear)) << "confirmed in the future";
}

TEST(Stale, EitherReasonIsEnough) {
    Entry entry;
    entry.confirmed = day("2026-11-20");
    entry.valid_until = day("2026-11-20");
    EXPECT_TRUE(is_stale(entry, day("2026-11-21"), kYear));
    entry.confirmed = day("2020-01-01");
    entry.valid_until = day("2030-01-01");
    EXPECT_TRUE(is_stale(entry, day("2026-11-21"), kYear));
}

TEST(Stale, IsNothingThatWasNeverConfirmedAndHasNoEnd) {
    EXPECT_FALSE(is_stale(Entry{}, day("2099-01-01"), kYear));
}

// Title ---------------------------------------------------------------------------------------------

TEST(DisplayTitle, IsTheTitle) {
    Entry entry;
    entry.title = "宽带掉线";
    entry.set_text(Field::complaint, "晚上断网");
    EXPECT_EQ(entry.display_title(), "宽带掉线");
}

TEST(DisplayTitle, IsTheStartOfTheComplaintOnOneLineWhenThereIsNone) {
    Entry entry;
    entry.set_text(Field::complaint, "晚上\n\n断网");
    EXPECT_EQ(entry.display_title(), "晚上 断网");

    std::string forty;
    for (int i = 0; i < 40; ++i) forty += "断";
    entry.set_text(Field::complaint, forty);
    EXPECT_EQ(entry.display_title(), forty);
    entry.set_text(Field::complaint, forty + "线");
    EXPECT_EQ(entry.display_title(), forty + "…");
}

TEST(DisplayTitle, ComesFromTheResolutionOrAPostsBodyWhenNeedBe) {
    Entry entry;
    entry.set_text(Field::resolution, "换光猫");
    EXPECT_EQ(entry.display_title(), "换光猫");

    Entry post;
    post.kind = Kind::post;
    post.set_text(Field::body, "先问灯");
    EXPECT_EQ(post.display_title(), "先问灯");
    EXPECT_EQ(Entry{}.display_title(), "");
}

// Sections ------------------------------------------------------------------------------------------

TEST(Section, IsSetReplacedAndRead) {
    Entry entry;
    EXPECT_EQ(entry.text(Field::cause), "");
    entry.set_text(Field::cause, "");
    EXPECT_TRUE(entry.sections.empty()) << "no section for nothing";
    entry.set_text(Field::cause, "线弯");
    entry.set_text(Field::cause, "线断");
    ASSERT_EQ(entry.sections.size(), 1u);
    EXPECT_EQ(entry.text(Field::cause), "线断");
    EXPECT_EQ(entry.sections[0].heading, "原因");
}

TEST(Section, HeadingIsEnglishOnlyWhereTheEntrySaysSo) {
    struct Row {
        std::string_view lang;
        std::string_view heading;
    };
    for (const Row& row : {Row{"", "客户原话"}, Row{"zh", "客户原话"}, Row{"en", "Complaint"}}) {
        Entry entry;
        entry.lang = row.lang;
        EXPECT_EQ(heading_for(entry, Field::complaint), row.heading);
    }
}

TEST(Outcome, IsEmptyUntilSomethingIsSaid) {
    Outcome outcome;
    EXPECT_TRUE(outcome.is_empty());
    outcome.solved = false;
    EXPECT_FALSE(outcome.is_empty());
}

}  // namespace
}  // namespace casebook
