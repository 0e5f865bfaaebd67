#include <fmt/format.h>

#include "app/evaluate.h"
#include "cli/terminal.h"

namespace casebook::cli {

int eval(const CommonOptions& common, const EvalOptions& options) {
    for (const std::filesystem::path& set : options.sets) {
        const auto result = app::evaluate_set(set, progress(common, set.filename().string()));
        if (!result) return fail(result.error());
        const app::Scores& scores = result->scores;
        fmt::print(
            "set={} round=0 cases={} queries={} ndcg@10={:.4f} mrr@10={:.4f} recall@5={:.4f} "
            "success@1={:.4f} success@5={:.4f} "
            "p50_ms={:.3f} p95_ms={:.3f} p99_ms={:.3f} index_s={:.2f} rss_mb={:.1f}\n",
            result->set, result->cases, scores.queries, scores.ndcg_at_10, scores.mrr_at_10,
            scores.recall_at_5, scores.success_at_1, scores.success_at_5, result->p50_ms,
            result->p95_ms, result->p99_ms, result->index_seconds, result->memory_mb);
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace casebook::cli
