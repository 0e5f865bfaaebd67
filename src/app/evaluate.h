// Measures suggestions against judged sets: own throw-away library, every query asked, the usual scores.
//
// A set is a folder with cases.jsonl, queries.jsonl {"id","text"} and qrels.tsv (query, case, grade). Scores are means over
// the queries that have a relevant case; an unanswered query counts 0. ndcg@10 takes the grades as gains with a log2
// discount; recall@5 divides by min(5, relevant).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

struct RankedCase {
    std::string external_id;  // else the id
    double score = 0;
};

struct QueryAnswer {
    std::string query_id;
    std::vector<RankedCase> cases;  // best first
    double took_ms = 0;
};

// Asks every query of a JSONL file. Error: not_found, invalid with the line.
Result<std::vector<QueryAnswer>> answer_queries(const Workspace& workspace,
                                                const std::filesystem::path& queries,
                                                std::size_t limit);

// query -> case -> grade (> 0)
using Judgements = std::map<std::string, std::map<std::string, double>>;

// Error: not_found, invalid with the line.
Result<Judgements> read_judgements(const std::filesystem::path& path);

// query -> its nDCG@10
using QueryScores = std::map<std::string, double>;

struct Scores {
    std::size_t queries = 0;
    double ndcg_at_10 = 0;
    double mrr_at_10 = 0;
    double recall_at_5 = 0;
    double success_at_1 = 0;
    double success_at_5 = 0;
    QueryScores ndcg_of_query;  // of each judged one
};

Scores score(const Judgements& judgements, const std::vector<QueryAnswer>& answers);

struct Evaluation {
    std::string set;
    int round = 0;  // how many rounds of reuse had been learnt
    std::size_t cases = 0;
    Scores scores;
    double p50_ms = 0, p95_ms = 0, p99_ms = 0;  // of one suggestion with its evidence, in process
    double index_seconds = 0;
    double memory_mb = 0;  // resident, of this process
};

struct EvaluationPlan {
    std::vector<int> rounds{0};  // ascending; one evaluation each
    std::string events =
        "reuse.jsonl";  // in the set's folder: {"round", "text", "case": external id} a line
};

// Learns each event up to a round, as if another person had confirmed it a minute after the one before; then asks every query.
// Error: not_found, invalid.
Result<std::vector<Evaluation>> evaluate_rounds(const std::filesystem::path& set_folder,
                                                const EvaluationPlan& plan,
                                                const Progress& progress);

// With nothing learnt. Error: not_found, invalid.
Result<Evaluation> evaluate_set(const std::filesystem::path& set_folder, const Progress& progress);

}  // namespace casebook::app
