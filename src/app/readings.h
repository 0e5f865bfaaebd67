// What of a complaint was read as something else, so that a person can be told: 宽代 as 宽带, kuandai as 宽带.
#pragma once

#include <string>
#include <vector>

#include "search/query_terms.h"

namespace casebook::app {

struct Reading {
    std::string typed;
    std::string read_as;
    search::Origin origin;
};

// Of the terms that were not typed, those that the found entries have: `words`, what the evidence of these names. Synonyms are
// left out: the marks in the text tell them. Each typed word once, with its most trusted reading.
std::vector<Reading> readings_of(const search::QueryTerms& terms,
                                 const std::vector<std::string>& words);

std::string_view to_text(search::Origin origin);

}  // namespace casebook::app
