// Everything that can be wrong with a search, in one table: the words for the command line here, the words for the pages in the
// message catalogues under "query.<code>" and "query.<code>.hint".
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/error.h"
#include "search/search_language.h"

namespace casebook::search {

enum class QueryProblem {
    unclosed_quote,
    empty_phrase,
    empty_value,
    unknown_kind,
    unknown_state,
    not_a_date,
    not_a_number,
    operator_without_words,
    choice_with_exclusion,
    lone_minus,
    word_too_long,
    too_many_phrases,
    page_too_deep,
    not_a_page,
    unknown_order,
};

struct QueryProblemWords {
    QueryProblem problem;
    std::string_view code;
    std::string_view message;  // "{}" stands for the detail
    std::string_view hint;
};

std::span<const QueryProblemWords> query_problem_words();

// `offset`: where in the query, in characters from 0; the error's place is "query:1:<offset + 1>".
Error make_query_problem(QueryProblem problem, std::string detail, std::size_t offset);

// Of something that was asked for beside the query: `name` is the parameter.
Error make_parameter_problem(QueryProblem problem, std::string detail, std::string_view name);

// A notice in English, for the command line.
std::string words_of(const Notice& notice);

}  // namespace casebook::search
