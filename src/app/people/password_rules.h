// Which passwords may be chosen: long rather than colourful (NIST SP 800-63B-4, OWASP ASVS 5.0 6.2), and not one that is guessed first.
#pragma once

#include <optional>
#include <string_view>

namespace casebook::app {

inline constexpr std::size_t kShortestPassword = 12;  // characters
inline constexpr std::size_t kLongestPassword = 256;  // characters

enum class PasswordProblem { too_short, too_long, guessable };
std::string_view to_text(PasswordProblem problem);  // the end of "error.password_<problem>"

// `account`: a password that holds the account's name is guessed first.
std::optional<PasswordProblem> problem_of_password(std::string_view password,
                                                   std::string_view account);

}  // namespace casebook::app
