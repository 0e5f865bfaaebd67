// How much better than another engine, and whether that is chance: a paired bootstrap over the queries.
//
// Both answered the same queries, so each query has one difference of nDCG@10. Of these as many are drawn at random, with repetition, as
// there are, and averaged; kResamples such means show how far the figure would move with other queries of the same kind. The interval
// holds the middle 95% of them; p is twice the smaller share of means at or beyond zero (Efron and Tibshirani, An Introduction to the
// Bootstrap, 1993, chapters 13 and 15). Over several sets each is drawn from on its own and the sets' means are averaged, each set the same.
// The generator is seeded: the same scores give the same figures.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/evaluate.h"

namespace casebook::app {

inline constexpr std::size_t kResamples = 10'000;

struct Comparison {
    double ours = 0;  // mean nDCG@10
    double theirs = 0;
    double difference = 0;  // ours - theirs
    double low = 0;         // of the 95% interval of the difference
    double high = 0;
    double p = 1;  // two-sided, that there is no difference
};

// One value a query.
struct PairedScores {
    std::vector<double> ours;
    std::vector<double> theirs;
};

// Pairs what both have for the judged queries; what one of them left unanswered counts 0.
PairedScores pair_scores(const QueryScores& ours, const QueryScores& theirs);

// Over one set, or over the mean of several. None of them may be empty.
Comparison compare(const std::vector<PairedScores>& sets);

// nDCG@10 of each judged query in a run: query, case, rank, score, tab-separated. Error: not_found, invalid with the line, or because the
// run is another set's.
Result<QueryScores> score_run(const std::filesystem::path& set_folder,
                              const std::filesystem::path& run);

}  // namespace casebook::app
