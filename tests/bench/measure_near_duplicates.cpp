// Prints a Markdown table of how many planted copies the search for near-duplicates finds (docs/benchmarks.md).
//
// usage: measure_near_duplicates [SET...]       default: the sets of ../shared that the table in docs/benchmarks.md has
#include <fmt/format.h>

#include "support/desk.h"
#include "support/planted_copies.h"

int main(int count, char** arguments) {
    using namespace casebook::test;
    constexpr std::size_t kCopies = 300;
    constexpr unsigned kSeed = 1;
    std::vector<std::string> sets(arguments + 1, arguments + count);
    if (sets.empty()) sets = {"zh_civic_dev", "zh_csds_dev", "zh_insurance_dev", "en_tweetsumm"};
    if (shared_folder().empty()) {
        fmt::print(stderr, "skipped: ../shared is not there\n");
        return 0;
    }
    fmt::print(
        "| set | kind | planted | recall | precision |\n| --- | --- | ---: | ---: | ---: |\n");
    for (const std::string& set : sets) {
        const auto cases = shared_folder() / "data" / "sets" / set / "cases.jsonl";
        for (const CopyScores& score : measure_planted_copies(cases, kCopies, kSeed))
            fmt::print("| {} | {} | {} | {:.3f} | {:.3f} |\n", set, to_text(score.kind),
                       score.planted, score.recall(), score.precision());
    }
}
