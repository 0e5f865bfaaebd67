#include "search/query_problems.h"

#include <array>

namespace casebook::search {
namespace {

constexpr std::array kWords{
    QueryProblemWords{QueryProblem::unclosed_quote, "unclosed_quote",
                      "The quotation mark {} is never closed",
                      "Close it after the phrase, or leave it out"},
    QueryProblemWords{QueryProblem::empty_phrase, "empty_phrase",
                      "There is nothing between the quotation marks",
                      "Write the phrase between them, or leave them out"},
    QueryProblemWords{QueryProblem::empty_value, "empty_value", "“{}” has no value",
                      "Write the value right after the colon, without a space; to search for the "
                      "word itself, put it in quotation marks"},
    QueryProblemWords{QueryProblem::unknown_kind, "unknown_kind", "The kind “{}” does not exist",
                      "It is one of case, daily, post (案例, 每日一案例, 心得)"},
    QueryProblemWords{QueryProblem::unknown_state, "unknown_state", "The state “{}” does not exist",
                      "It is one of draft, unverified, verified, invalid, archived (草稿, 待确认, "
                      "已确认, 已作废, 已归档)"},
    QueryProblemWords{QueryProblem::not_a_date, "not_a_date", "“{}” is not a date",
                      "Write it as 2026-03-02, 2026-03 or 2026"},
    QueryProblemWords{QueryProblem::not_a_number, "not_a_number",
                      "“{}” is not the number of an entry",
                      "Write it as id:1042; for the number of another system use external_id:"},
    QueryProblemWords{QueryProblem::operator_without_words, "operator_without_words",
                      "{} has nothing to join",
                      "Write a word on each side of it; to search for the word itself, put it in "
                      "quotation marks"},
    QueryProblemWords{QueryProblem::choice_with_exclusion, "choice_with_exclusion",
                      "“{}” cannot be both a choice and left out",
                      "Search without the minus, or without OR"},
    QueryProblemWords{QueryProblem::lone_minus, "lone_minus", "There is nothing after the minus",
                      "Write what to leave out right after it, as in -refund"},
    QueryProblemWords{QueryProblem::word_too_long, "word_too_long",
                      "“{}” is too long for a word; it cannot be found",
                      "Search for a shorter part that is a word of its own"},
    QueryProblemWords{QueryProblem::too_many_phrases, "too_many_phrases",
                      "There are more than {} phrases in quotation marks",
                      "Leave some of the quotation marks out"},
    QueryProblemWords{QueryProblem::page_too_deep, "page_too_deep",
                      "Only the first {} hits can be paged through",
                      "Add a word or a filter to narrow the search"},
    QueryProblemWords{QueryProblem::not_a_page, "not_a_page",
                      "“{}” is not a whole number in its range",
                      "page counts from 1, per_page is 1 to 100"},
    QueryProblemWords{QueryProblem::unknown_order, "unknown_order", "The order “{}” does not exist",
                      "It is one of relevance, newest, oldest, updated"},
};

constexpr bool words_follow_the_enum() {
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (kWords[i].problem != static_cast<QueryProblem>(i)) return false;
    return kWords.size() == static_cast<std::size_t>(QueryProblem::unknown_order) + 1;
}
static_assert(words_follow_the_enum(), "a problem's words are looked up by their position");

Error problem_at(QueryProblem problem, std::string detail, Place place) {
    const QueryProblemWords& words = kWords[static_cast<std::size_t>(problem)];
    std::string message(words.message);
    if (const std::size_t gap = message.find("{}"); gap != std::string::npos)
        message.replace(gap, 2, detail);
    Error error{ErrorKind::invalid, std::move(message), std::string(words.hint), std::move(place)};
    error.code = words.code;
    error.detail = std::move(detail);
    return error;
}

}  // namespace

std::span<const QueryProblemWords> query_problem_words() {
    return kWords;
}

Error make_query_problem(QueryProblem problem, std::string detail, std::size_t offset) {
    return problem_at(problem, std::move(detail), {"query", 1, static_cast<int>(offset) + 1});
}

std::string words_of(const Notice& notice) {
    if (notice.code == kCutNotice)
        return "The query is long; only its first " + notice.detail + " characters were used";
    return "There is no such filter, it was searched for as a word: " + notice.detail;
}

Error make_parameter_problem(QueryProblem problem, std::string detail, std::string_view name) {
    return problem_at(problem, std::move(detail), {std::string(name)});
}

}  // namespace casebook::search
