#include "base/clock.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace casebook {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::minutes kChina = 8h;

std::string normal(std::string_view text, std::chrono::minutes default_offset = kChina) {
    const auto parsed = parse_timestamp(text, default_offset);
    return parsed ? parsed->text() : "refused";
}

TEST(Timestamp, EveryPromisedWayOfWritingIsRead) {
    struct Example {
        std::string_view text;
        std::string_view expected;
    };
    constexpr Example examples[] = {
        {"2026-03-02T09:14:00+08:00", "2026-03-02T09:14:00+08:00"},
        {"2026-03-02t09:14:05+08:00", "2026-03-02T09:14:05+08:00"},
        {"2026-03-02 09:14:00+08:00", "2026-03-02T09:14:00+08:00"},
        {"2026-03-02 09:14:00 +08:00", "2026-03-02T09:14:00+08:00"},
        {"2026/3/2 9:14", "2026-03-02T09:14:00+08:00"},
        {"2026-03-02 09:14", "2026-03-02T09:14:00+08:00"},
        {"2026-03-02", "2026-03-02T00:00:00+08:00"},
        {"2026/03/02", "2026-03-02T00:00:00+08:00"},
        {"2026-03-02T09:14:00Z", "2026-03-02T09:14:00+00:00"},
        {"2026-03-02T09:14:00z", "2026-03-02T09:14:00+00:00"},
        {"2026-03-02T09:14:00.123456Z", "2026-03-02T09:14:00+00:00"},
        {"2026-03-02T09:14:00-0330", "2026-03-02T09:14:00-03:30"},
        {"2026-03-02T09:14:00+08", "2026-03-02T09:14:00+08:00"},
        {" 2026-03-02T09:14:00+05:45　", "2026-03-02T09:14:00+05:45"},
    };
    for (const Example& example : examples)
        EXPECT_EQ(normal(example.text), example.expected) << example.text;
}

TEST(Timestamp, WhatIsNoTimeIsRefused) {
    for (const std::string_view text : {"",
                                        "yesterday",
                                        "2026",
                                        "2026-03",
                                        "2026-13-02",
                                        "2026-02-29",
                                        "2026-04-31",
                                        "2026-00-10",
                                        "2026-01-00",
                                        "0026-01-01",
                                        "20260302",
                                        "2026-03-02T",
                                        "2026-03-02T9",
                                        "2026-03-02T24:00",
                                        "2026-03-02T09:60",
                                        "2026-03-02T09:14:61",
                                        "2026-03-02T09:14+19:00",
                                        "2026-03-02T09:14+08:60",
                                        "2026-03-02T09:14:00+08:00x",
                                        "2026-03-02T09:14 CST",
                                        "2026-03-02T09:14:00+",
                                        "-2026-03-02",
                                        "２０２６-03-02",
                                        "2026-03-02T09:14:00ZZ"})
        EXPECT_EQ(normal(text), "refused") << text;
}

TEST(Timestamp, TheTextOfATimeReadsAsTheSameTime) {
    using namespace std::chrono;
    for (const minutes offset : {0min, minutes{8h}, minutes{-3h - 30min}, minutes{14h}}) {
        for (int i = 0; i < 500; ++i) {
            const Timestamp time{sys_seconds{seconds{-20'000'000'000} + seconds{100'000'007} * i},
                                 offset};
            ASSERT_EQ(parse_timestamp(time.text(), 1min), time) << time.text();
        }
    }
}

TEST(Timestamp, TheSameInstantIsTheSameWhateverTheOffset) {
    const auto china = parse_timestamp("2026-03-02T09:14:00+08:00", 0min);
    const auto utc = parse_timestamp("2026-03-02T01:14:00Z", 0min);
    ASSERT_TRUE(china && utc);
    EXPECT_EQ(china->instant, utc->instant);
    EXPECT_NE(*china, *utc);
}

TEST(Timestamp, TheDateIsTheDayAtItsOffset) {
    struct Example {
        std::string_view text;
        std::string_view date;
    };
    constexpr Example examples[] = {
        {"2026-03-02T00:30:00+08:00", "2026-03-02"},
        {"2026-03-01T23:59:59-08:00", "2026-03-01"},
        {"2028-02-29T12:00:00Z", "2028-02-29"},
        {"1969-12-31T23:59:59Z", "1969-12-31"},
    };
    for (const Example& example : examples)
        EXPECT_EQ(to_text(parse_timestamp(example.text, 0min)->date()), example.date);
}

TEST(Date, IsReadAndWritten) {
    EXPECT_EQ(to_text(*parse_date("2026-03-02")), "2026-03-02");
    EXPECT_EQ(to_text(*parse_date(" 2026/3/2 ")), "2026-03-02");
    EXPECT_EQ(to_text(*parse_date("2028-02-29")), "2028-02-29");
}

TEST(Date, ThatDoesNotExistIsRefused) {
    for (const std::string_view text : {"", "2026-02-30", "2027-02-29", "2026-3", "02-03-2026",
                                        "2026-03-02T09:14", "2026.3.2", "2026-03-021", "明天"})
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(FixedClock, AlwaysSaysTheSame) {
    const Timestamp time = *parse_timestamp("2026-11-21T09:00:00+08:00", 0min);
    const FixedClock clock(time);
    EXPECT_EQ(clock.now(), time);
    EXPECT_EQ(clock.now(), time);
}

TEST(SystemClock, SaysTheMachinesTimeInItsTimeZone) {
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    ::setenv("TZ", "CST-8", 1);
    ::tzset();
    const Timestamp now = SystemClock().now();
    ::unsetenv("TZ");
    ::tzset();
    EXPECT_GE(now.instant, before);
    EXPECT_LE(now.instant, before + 5s);
    EXPECT_EQ(now.offset, kChina);
}

}  // namespace
}  // namespace casebook
