#include "app/people/password_rules.h"

#include <array>
#include <set>
#include <string>

#include "base/fold.h"
#include "base/text.h"

namespace casebook::app {
namespace {

constexpr std::size_t kFewestDifferent = 6;  // characters

// What long passwords are made of by those who guess: the start of these, again and again.
constexpr std::array<std::string_view, 12> kGuessedFirst{
    "password", "passw0rd", "qwertyuiop", "1qaz2wsx", "12345678", "abcdefgh",
    "letmein",  "welcome",  "iloveyou",   "woaini",   "casebook", "administrator"};

bool begins_like_a_guess(const std::string& folded) {
    for (const std::string_view start : kGuessedFirst)
        if (folded.starts_with(start)) return true;
    return false;
}

std::size_t different_characters(std::string_view text) {
    std::set<char32_t> seen;
    for (std::size_t position = 0; position < text.size();)
        seen.insert(next_character(text, position));
    return seen.size();
}

}  // namespace

std::string_view to_text(PasswordProblem problem) {
    constexpr std::array<std::string_view, 3> kNames{"too_short", "too_long", "guessable"};
    return kNames[static_cast<std::size_t>(problem)];
}

std::optional<PasswordProblem> problem_of_password(std::string_view password,
                                                   std::string_view account) {
    const std::size_t length = count_characters(password);
    if (length < kShortestPassword) return PasswordProblem::too_short;
    if (length > kLongestPassword) return PasswordProblem::too_long;
    const std::string folded = fold_to_text(password), name = fold_to_text(account);
    const bool has_name = count_characters(name) >= 4 && folded.find(name) != std::string::npos;
    if (has_name || begins_like_a_guess(folded) || different_characters(folded) < kFewestDifferent)
        return PasswordProblem::guessable;
    return std::nullopt;
}

}  // namespace casebook::app
