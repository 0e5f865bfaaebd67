#include "content/problems.h"

#include <gtest/gtest.h>

#include <set>

namespace casebook::content {
namespace {

TEST(Problems, EachHasACodeOfItsOwnAndSaysWhatToDo) {
    std::set<std::string_view> codes;
    for (const ProblemWords& words : problem_words()) {
        EXPECT_TRUE(codes.insert(words.code).second) << words.code << " is there twice";
        EXPECT_FALSE(words.message.empty()) << words.code;
        EXPECT_FALSE(words.hint.empty()) << words.code;
    }
}

TEST(Problems, TheDetailStandsInTheMessage) {
    const Error error = make_problem(Problem::unknown_state, "{} verifed", {"cases/1.md", 4});
    EXPECT_EQ(error.kind, ErrorKind::invalid);
    EXPECT_EQ(error.code, "unknown_state");
    EXPECT_EQ(error.detail, "{} verifed");
    EXPECT_EQ(error.message, "The state “{} verifed” does not exist");
    EXPECT_EQ(error.place.text(), "cases/1.md:4");
}

TEST(Problems, OnlyATakenIdIsAConflict) {
    for (const ProblemWords& words : problem_words())
        EXPECT_EQ(make_problem(words.problem, "", {}).kind == ErrorKind::conflict,
                  words.problem == Problem::id_taken)
            << words.code;
}

}  // namespace
}  // namespace casebook::content
