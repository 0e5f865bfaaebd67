#include "content/problems.h"

#include <fmt/format.h>

#include <array>

namespace casebook::content {
namespace {

constexpr std::array kWords{
    ProblemWords{Problem::unreadable, "unreadable", "The file cannot be read ({})",
                 "Check its rights"},
    ProblemWords{Problem::too_large, "too_large", "The file is too large ({})",
                 "Split it; attachments go to content/attachments"},
    ProblemWords{Problem::not_utf8, "not_utf8", "The text is not UTF-8", "Save the file as UTF-8"},
    ProblemWords{Problem::not_text, "not_text", "The file holds a NUL byte; it is not a text",
                 "Attachments go to content/attachments"},
    ProblemWords{Problem::no_front_matter, "no_front_matter",
                 "The file does not begin with front matter", "The first line must be “---”"},
    ProblemWords{Problem::open_front_matter, "open_front_matter", "The front matter has no end",
                 "Close it with a line “---”"},
    ProblemWords{Problem::not_yaml, "not_yaml", "The front matter is not YAML ({})",
                 "A value with a colon or a quotation mark needs quotation marks around it"},
    ProblemWords{Problem::not_a_map, "not_a_map",
                 "The front matter is not made of “name: value” lines",
                 "See docs/content-format.md"},
    ProblemWords{Problem::given_twice, "given_twice", "“{}” is given twice", "Keep one of the two"},
    ProblemWords{Problem::not_one_value, "not_one_value", "“{}” is not a single value",
                 "Write it on one line"},
    ProblemWords{Problem::not_a_number, "not_a_number", "“{}” is not a whole number in its range",
                 "See docs/content-format.md"},
    ProblemWords{Problem::not_a_date, "not_a_date", "“{}” is not a date", "Write it as 2026-03-02"},
    ProblemWords{Problem::not_a_time, "not_a_time", "“{}” is not a time",
                 "Write it as 2026-03-02T09:14:00+08:00"},
    ProblemWords{Problem::not_a_list, "not_a_list", "“{}” is not a list", "Write it as [a, b]"},
    ProblemWords{Problem::not_true_or_false, "not_true_or_false", "“{}” is neither true nor false",
                 "Write true or false"},
    ProblemWords{Problem::not_a_group, "not_a_group", "“{}” is not a group of values",
                 "Write it as {satisfaction: 5, minutes: 12, solved: true}"},
    ProblemWords{Problem::unknown_state, "unknown_state", "The state “{}” does not exist",
                 "It is one of draft, unverified, verified, invalid, archived"},
    ProblemWords{Problem::unknown_example, "unknown_example", "The example “{}” does not exist",
                 "Only “bad” has a meaning (反面案例)"},
    ProblemWords{Problem::no_id, "no_id", "The front matter has no id",
                 "Give it a number that no other file has, as in “id: 1042”"},
    ProblemWords{Problem::id_taken, "id_taken", "The id is already that of another file ({})",
                 "Give one of the two files another id"},
    ProblemWords{Problem::no_categories, "no_categories", "There is no list “categories:”",
                 "The file's first lines show how it is written"},
    ProblemWords{Problem::category_without_path, "category_without_path", "A category has no path",
                 "Write it as “path: a/b/c”"},
};

constexpr bool words_follow_the_enum() {
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (kWords[i].problem != static_cast<Problem>(i)) return false;
    return kWords.size() == static_cast<std::size_t>(Problem::category_without_path) + 1;
}
static_assert(words_follow_the_enum(), "make_problem() looks words up by their position");

std::string with_detail(std::string_view message, const std::string& detail) {
    const std::size_t gap = message.find("{}");
    if (gap == std::string_view::npos) return std::string(message);
    return std::string(message.substr(0, gap)) + detail + std::string(message.substr(gap + 2));
}

}  // namespace

std::span<const ProblemWords> problem_words() {
    return kWords;
}

Error make_problem(Problem problem, std::string detail, Place place) {
    const ProblemWords& words = kWords[static_cast<std::size_t>(problem)];
    const ErrorKind kind = problem == Problem::id_taken ? ErrorKind::conflict : ErrorKind::invalid;
    Error error{kind, with_detail(words.message, detail), std::string(words.hint),
                std::move(place)};
    error.code = words.code;
    error.detail = std::move(detail);
    return error;
}

}  // namespace casebook::content
