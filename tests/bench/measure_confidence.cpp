// How well the confidence of the first suggestion tells complaints that have a precedent from those that have none: every query of a
// set once as it is, once with its relevant cases removed from the answer; and the complaints that agents type to the shipped library. Prints a Markdown table: the area under the ROC curve, and
// how many of the first suggestions of each level are right.
//
// usage: measure_confidence [--fit] [SET...]     --fit also prints the constants of src/search/confidence.cpp anew: logistic regression
//        of "the first suggestion is relevant" over all sets, each counting the same, and each set's area with constants of the others.
#include <fmt/format.h>

#include "support/confidence_measure.h"
#include "support/desk.h"

int main(int count, char** arguments) {
    using namespace casebook::test;
    std::vector<std::string> sets(arguments + 1, arguments + count);
    const bool fit = !sets.empty() && sets.front() == "--fit";
    if (fit) sets.erase(sets.begin());
    if (sets.empty())
        sets = {"zh_csds_dev",      "en_tweetsumm", "zh_civic_dev",
                "zh_insurance_dev", "en_banking77", "learn_en_banking77"};
    if (shared_folder().empty()) {
        fmt::print(stderr, "skipped: ../shared is not there\n");
        return 0;
    }
    std::vector<JudgedSet> judged;
    for (const std::string& set : sets)
        judged.push_back(judge_first_suggestions(shared_folder() / "data" / "sets" / set));
    judged.push_back(judge_typed_complaints(TypedTo::libraries_without_their_cases_too));
    fmt::print(
        "| set | queries | AUC | likely: right of | possible: right of | unsure: right of |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (const JudgedSet& set : judged) fmt::print("{}\n", table_row(set));
    for (const int rounds : {1, 5, 10, 50})
        fmt::print("{}\n", table_row(judge_first_suggestions(
                               shared_folder() / "data" / "sets" / "learn_en_banking77", rounds)));
    if (fit) fmt::print("\n{}", fitted_constants(judged));
}
