// Everything that can be wrong with a file of the library, in one table: the words for the command line here, the words for the
// pages in the message catalogues under "problem.<code>" and "problem.<code>.hint".
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace casebook::content {

enum class Problem {
    unreadable,
    too_large,
    not_utf8,
    not_text,
    no_front_matter,
    open_front_matter,
    not_yaml,
    not_a_map,
    given_twice,
    not_one_value,
    not_a_number,
    not_a_date,
    not_a_time,
    not_a_list,
    not_true_or_false,
    not_a_group,
    unknown_state,
    unknown_example,
    no_id,
    id_taken,
    no_categories,
    category_without_path,
};

struct ProblemWords {
    Problem problem;
    std::string_view code;
    std::string_view message;  // "{}" stands for the detail
    std::string_view hint;
};

std::span<const ProblemWords> problem_words();

// `detail`: what exactly, e.g. "state: verifed"; may be empty.
Error make_problem(Problem problem, std::string detail, Place place);

}  // namespace casebook::content
