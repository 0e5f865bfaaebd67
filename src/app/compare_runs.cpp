#include "app/compare_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <numeric>
#include <random>

#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kSeed = 20261122;
constexpr double kOutside = 0.025;  // on each side of the interval

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> differences_of(const PairedScores& set) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < set.ours.size(); ++i)
        differences.push_back(set.ours[i] - set.theirs[i]);
    return differences;
}

// The remainder's bias is far below the bootstrap's own error, and unlike the library's distributions it is the same everywhere.
double resampled_mean(const std::vector<double>& values, std::mt19937& random) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random() % values.size()];
    return sum / static_cast<double>(values.size());
}

std::vector<double> resampled_differences(const std::vector<std::vector<double>>& sets) {
    std::mt19937 random(kSeed);
    std::vector<double> means;
    means.reserve(kResamples);
    for (std::size_t i = 0; i < kResamples; ++i) {
        double sum = 0;
        for (const std::vector<double>& set : sets) sum += resampled_mean(set, random);
        means.push_back(sum / static_cast<double>(sets.size()));
    }
    std::sort(means.begin(), means.end());
    return means;
}

double two_sided(const std::vector<double>& sorted) {
    const auto below = std::upper_bound(sorted.begin(), sorted.end(), 0.0) - sorted.begin();
    const auto above = sorted.end() - std::lower_bound(sorted.begin(), sorted.end(), 0.0);
    return std::min(
        1.0, 2 * static_cast<double>(std::min(below, above)) / static_cast<double>(sorted.size()));
}

struct RunLine {
    std::string query;
    std::string case_id;
    int rank = 0;
};

Result<RunLine> read_run_line(const std::string& line, const fs::path& path, int number) {
    const std::vector<std::string> parts = split(trim(line), '\t');
    RunLine read;
    const bool whole =
        parts.size() >= 3 &&
        std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), read.rank).ec ==
            std::errc{};
    if (!whole)
        return Error{ErrorKind::invalid,
                     "Not a line of a run",
                     "A line is: query, case, rank, score, with tabs between them",
                     {path.string(), number}};
    read.query = parts[0];
    read.case_id = parts[1];
    return read;
}

Result<std::vector<QueryAnswer>> read_run(const fs::path& path) {
    std::ifstream input(path, std::ios::binary);
    if (!input) return Error{ErrorKind::not_found, "Cannot open the run", "", {path.string(), 0}};
    std::map<std::string, std::vector<RunLine>> by_query;
    int number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        if (trim(line).empty()) continue;
        auto read = read_run_line(line, path, number);
        if (!read) return read.error();
        by_query[read->query].push_back(std::move(*read));
    }
    std::vector<QueryAnswer> answers;
    for (auto& [query, lines] : by_query) {
        std::stable_sort(lines.begin(), lines.end(),
                         [](const RunLine& a, const RunLine& b) { return a.rank < b.rank; });
        answers.push_back({query, {}, 0});
        for (const RunLine& line : lines) answers.back().cases.push_back({line.case_id, 0});
    }
    return answers;
}

}  // namespace

PairedScores pair_scores(const QueryScores& ours, const QueryScores& theirs) {
    QueryScores all = ours;
    all.insert(theirs.begin(), theirs.end());
    const auto of = [](const QueryScores& scores, const std::string& query) {
        const auto found = scores.find(query);
        return found == scores.end() ? 0.0 : found->second;
    };
    PairedScores pairs;
    for (const auto& [query, either] : all) {
        pairs.ours.push_back(of(ours, query));
        pairs.theirs.push_back(of(theirs, query));
    }
    return pairs;
}

Comparison compare(const std::vector<PairedScores>& sets) {
    Comparison comparison;
    std::vector<std::vector<double>> differences;
    for (const PairedScores& set : sets) {
        comparison.ours += mean(set.ours) / static_cast<double>(sets.size());
        comparison.theirs += mean(set.theirs) / static_cast<double>(sets.size());
        differences.push_back(differences_of(set));
    }
    comparison.difference = comparison.ours - comparison.theirs;
    const std::vector<double> means = resampled_differences(differences);
    const auto outside = static_cast<std::size_t>(kOutside * static_cast<double>(kResamples));
    comparison.low = means[outside];
    comparison.high = means[means.size() - 1 - outside];
    comparison.p = two_sided(means);
    return comparison;
}

Result<QueryScores> score_run(const fs::path& set_folder, const fs::path& run) {
    const auto judgements = read_judgements(set_folder / "qrels.tsv");
    if (!judgements) return judgements.error();
    const auto answers = read_run(run);
    if (!answers) return answers.error();
    const bool of_this_set = std::any_of(
        answers->begin(), answers->end(),
        [&](const QueryAnswer& answer) { return judgements->contains(answer.query_id); });
    if (!of_this_set)
        return Error{ErrorKind::invalid,
                     "The run answers none of the queries of " + set_folder.filename().string(),
                     "Name one run for each set, in the order of the sets",
                     {run.string(), 0}};
    return score(*judgements, *answers).ndcg_of_query;
}

}  // namespace casebook::app
