#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "app/compare_runs.h"
#include "app/evaluate.h"
#include "cli/terminal.h"

namespace casebook::cli {
namespace {

struct Figure {
    std::string_view name;
    double value;
    int decimals;
};

std::vector<Figure> figures_of(const app::Evaluation& result) {
    const app::Scores& scores = result.scores;
    return {{"round", static_cast<double>(result.round), 0},
            {"cases", static_cast<double>(result.cases), 0},
            {"queries", static_cast<double>(scores.queries), 0},
            {"ndcg@10", scores.ndcg_at_10, 4},
            {"mrr@10", scores.mrr_at_10, 4},
            {"recall@5", scores.recall_at_5, 4},
            {"success@1", scores.success_at_1, 4},
            {"success@5", scores.success_at_5, 4},
            {"p50_ms", result.p50_ms, 3},
            {"p95_ms", result.p95_ms, 3},
            {"p99_ms", result.p99_ms, 3},
            {"index_s", result.index_seconds, 2},
            {"rss_mb", result.memory_mb, 1}};
}

void print(const app::Evaluation& result, Format format) {
    const bool json = format == Format::json;
    fmt::print(fmt::runtime(json ? "{{\"set\":\"{}\"" : "set={}"), result.set);
    for (const Figure& figure : figures_of(result))
        fmt::print(fmt::runtime(json ? ",\"{}\":{:.{}f}" : " {}={:.{}f}"), figure.name,
                   figure.value, figure.decimals);
    fmt::print("{}\n", json ? "}" : "");
    std::fflush(stdout);
}

void print(std::string_view set, const app::Comparison& comparison, Format format) {
    const bool json = format == Format::json;
    fmt::print(fmt::runtime(json ? "{{\"compared\":\"{}\"" : "compared={}"), set);
    for (const auto& [name, value] : {std::pair{"ours", comparison.ours},
                                      {"theirs", comparison.theirs},
                                      {"difference", comparison.difference},
                                      {"low", comparison.low},
                                      {"high", comparison.high},
                                      {"p", comparison.p}})
        fmt::print(fmt::runtime(json ? ",\"{}\":{:.4f}" : " {}={:.4f}"), name, value);
    fmt::print("{}\n", json ? "}" : "");
    std::fflush(stdout);
}

Error run_missing(const EvalOptions& options) {
    return {ErrorKind::invalid,
            fmt::format("{} sets, but {} runs to compare with", options.sets.size(),
                        options.compare_with.size()),
            "Give one run for each set, in the order of the sets",
            {}};
}

app::EvaluationPlan plan_of(const EvalOptions& options) {
    app::EvaluationPlan plan;
    if (!options.rounds.empty()) plan.rounds = options.rounds;
    std::sort(plan.rounds.begin(), plan.rounds.end());
    if (!options.events.empty()) plan.events = options.events;
    return plan;
}

}  // namespace

int eval(const CommonOptions& common, const EvalOptions& options) {
    const bool compares = !options.compare_with.empty();
    if (compares && options.compare_with.size() != options.sets.size())
        return fail(run_missing(options));
    const app::EvaluationPlan plan = plan_of(options);
    std::vector<app::PairedScores> pairs;
    for (std::size_t i = 0; i < options.sets.size(); ++i) {
        const std::filesystem::path& set = options.sets[i];
        const auto results =
            app::evaluate_rounds(set, plan, progress(common, set.filename().string()));
        if (!results) return fail(results.error());
        for (const app::Evaluation& result : *results) print(result, common.format);
        if (!compares) continue;
        const auto theirs = app::score_run(set, options.compare_with[i]);
        if (!theirs) return fail(theirs.error());
        pairs.push_back(app::pair_scores(results->front().scores.ndcg_of_query, *theirs));
        print(results->front().set, app::compare({pairs.back()}), common.format);
    }
    if (pairs.size() > 1) print("mean of the sets", app::compare(pairs), common.format);
    return 0;
}

}  // namespace casebook::cli
