#include "base/error.h"

#include <gtest/gtest.h>

#include <set>

namespace casebook {
namespace {

constexpr ErrorKind kKinds[] = {ErrorKind::not_found, ErrorKind::invalid, ErrorKind::conflict,
                                ErrorKind::forbidden, ErrorKind::busy,    ErrorKind::corrupt,
                                ErrorKind::io,        ErrorKind::internal};

TEST(Place, NamesTheLineOnlyWhenThereIsOne) {
    EXPECT_EQ((Place{"cases/2026-03/1042-x.md", 7}).text(), "cases/2026-03/1042-x.md:7");
    EXPECT_EQ((Place{"cases/2026-03/1042-x.md", 0}).text(), "cases/2026-03/1042-x.md");
    EXPECT_EQ(Place{}.text(), "");
}

TEST(Error, SaysOnOneLineWhatWhereAndWhatToDo) {
    struct Example {
        Error error;
        std::string line;
    };
    const Example examples[] = {
        {{ErrorKind::io, "The disk is full", "Free some space", {"a.md", 3}},
         "The disk is full (a.md:3). Free some space"},
        {{ErrorKind::io, "The disk is full", "", {"a.md", 0}}, "The disk is full (a.md)"},
        {{ErrorKind::io, "The disk is full", "Free some space", {}},
         "The disk is full. Free some space"},
        {{ErrorKind::io, "The disk is full", "", {}}, "The disk is full"},
    };
    for (const Example& example : examples) EXPECT_EQ(example.error.line(), example.line);
}

TEST(ErrorKind, EveryKindHasItsOwnRowInTheTable) {
    std::set<std::string_view> names;
    for (const ErrorKind kind : kKinds) {
        const ErrorKindTraits& traits = traits_of(kind);
        EXPECT_EQ(traits.kind, kind);
        EXPECT_TRUE(names.insert(traits.name).second) << traits.name << " is there twice";
    }
}

TEST(ErrorKind, DecidesStatusSeverityAndExitCode) {
    struct Row {
        ErrorKind kind;
        std::string_view name;
        int http_status;
        Severity severity;
        int exit_code;
    };
    constexpr Row rows[] = {
        {ErrorKind::not_found, "not_found", 404, Severity::information, 1},
        {ErrorKind::invalid, "invalid", 400, Severity::information, 2},
        {ErrorKind::conflict, "conflict", 409, Severity::information, 1},
        {ErrorKind::forbidden, "forbidden", 403, Severity::warning, 1},
        {ErrorKind::busy, "busy", 503, Severity::warning, 1},
        {ErrorKind::corrupt, "corrupt", 500, Severity::error, 1},
        {ErrorKind::io, "io", 500, Severity::error, 1},
        {ErrorKind::internal, "internal", 500, Severity::error, 1},
    };
    for (const Row& row : rows) {
        const ErrorKindTraits& traits = traits_of(row.kind);
        EXPECT_EQ(traits.name, row.name);
        EXPECT_EQ(traits.http_status, row.http_status) << row.name;
        EXPECT_EQ(traits.severity, row.severity) << row.name;
        EXPECT_EQ(traits.exit_code, row.exit_code) << row.name;
    }
}

TEST(ErrorKind, OneThatDoesNotExistCountsAsInternal) {
    EXPECT_EQ(traits_of(static_cast<ErrorKind>(99)).kind, ErrorKind::internal);
}

}  // namespace
}  // namespace casebook
