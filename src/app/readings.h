// What of a complaint was read as something else, so that a person can be told: 宽代 as 宽带, kuandai as 宽带.
#pragma once

#include <string>
#include <vector>

#include "app/shared_words.h"
#include "search/query_terms.h"

namespace casebook::app {

struct Reading {
    std::string typed;
    std::string read_as;
    search::Origin origin;
};

// `words`: those of the evidence.
std::vector<Reading> readings_among(const search::QueryTerms& terms,
                                    const std::vector<std::string>& words);

// Of the search: of the terms that were not typed, those that a found entry has, each typed word once, with its most trusted reading. `found`: hits,
// with their evidence.
template <class Found>
std::vector<Reading> readings_of(const search::QueryTerms& terms, const std::vector<Found>& found) {
    std::vector<std::string> words;
    for (const Found& each : found)
        words.insert(words.end(), each.evidence.words.begin(), each.evidence.words.end());
    return readings_among(terms, words);
}

std::vector<Reading> readings_among(std::vector<SharedWord> words);

// Of what the suggestions share with the complaint (shared_words.h), each typed word once, the most telling first.
template <class Found>
std::vector<Reading> readings_shared_by(const std::vector<Found>& found) {
    std::vector<SharedWord> words;
    for (const Found& each : found)
        words.insert(words.end(), each.shared.begin(), each.shared.end());
    return readings_among(std::move(words));
}

std::string_view name_of(search::Origin origin);

}  // namespace casebook::app
