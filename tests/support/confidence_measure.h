// The first suggestions to the queries of a judged set, with and without the relevant cases, and what the confidence makes of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "search/confidence.h"

namespace casebook::test {

struct JudgedSuggestion {
    search::ConfidenceSigns signs;
    search::LearntSigns learnt;
    bool precedent_there = false;  // the query as it is; else its relevant cases were removed
    bool relevant = false;
};

struct JudgedSet {
    std::string name;
    std::vector<JudgedSuggestion> first;
};

// After so many rounds of the set's reuse.jsonl; 0: nothing learnt.
JudgedSet judge_first_suggestions(const std::filesystem::path& set_folder, int rounds = 0);

// The chance that a query as it is has more confidence than one without its relevant cases; ties count half.
double area_under_curve(const JudgedSet& set);

// What an agent might type to the shipped library, and the cases that answer it; none: it has no precedent there.
struct TypedComplaint {
    std::string text;
    std::vector<EntryId> ids;
};

std::vector<TypedComplaint> typed_complaints();  // tests/relevance/

// Each to the library as it ships; those with a precedent once more to a library without the cases that answer them and without those of
// their categories, which takes an index each.
enum class TypedTo { the_whole_library, libraries_without_their_cases_too };
JudgedSet judge_typed_complaints(TypedTo to);

std::string table_row(const JudgedSet& set);
std::string fitted_constants(const std::vector<JudgedSet>& sets);

}  // namespace casebook::test
