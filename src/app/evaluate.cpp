#include "app/evaluate.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>

#include <nlohmann/json.hpp>

#include "app/import_cases.h"
#include "app/index_library.h"
#include "app/suggest_resolutions.h"
#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kDepth = 10;
constexpr std::size_t kTimedAnswers = 500;

struct Query {
    std::string id;
    std::string text;
};

Error bad_line(const fs::path& path, int line, std::string reason) {
    return {ErrorKind::invalid, std::move(reason), "", {path.string(), line}};
}

Result<std::vector<Query>> read_queries(const fs::path& path) {
    std::ifstream input(path, std::ios::binary);
    if (!input)
        return Error{ErrorKind::not_found,
                     "Cannot open the queries",
                     "A query is a line {\"id\": …, \"text\": …}",
                     {path.string(), 0}};
    std::vector<Query> queries;
    int number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        if (trim(line).empty()) continue;
        const auto object = nlohmann::json::parse(line, nullptr, false);
        if (!object.is_object() || !object.contains("id") || !object["id"].is_string() ||
            !object.contains("text") || !object["text"].is_string())
            return bad_line(path, number, "Not a query {\"id\", \"text\"}");
        queries.push_back({object["id"].get<std::string>(), object["text"].get<std::string>()});
    }
    return queries;
}

double discounted_gain(const std::vector<double>& gains) {
    double sum = 0;
    for (std::size_t i = 0; i < gains.size() && i < kDepth; ++i)
        sum += gains[i] / std::log2(static_cast<double>(i) + 2);
    return sum;
}

void add_query(Scores& scores, const std::map<std::string, double>& relevant,
               const std::vector<RankedCase>& cases) {
    std::vector<double> gains;
    for (const RankedCase& ranked : cases) {
        const auto grade = relevant.find(ranked.external_id);
        gains.push_back(grade == relevant.end() ? 0 : grade->second);
    }
    gains.resize(std::min(gains.size(), kDepth));
    std::vector<double> ideal;
    for (const auto& [id, grade] : relevant) ideal.push_back(grade);
    std::sort(ideal.rbegin(), ideal.rend());
    scores.ndcg_at_10 += discounted_gain(gains) / discounted_gain(ideal);
    const auto first =
        std::find_if(gains.begin(), gains.end(), [](double gain) { return gain > 0; }) -
        gains.begin();
    const auto five =
        gains.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(5, gains.size()));
    scores.recall_at_5 += static_cast<double>(std::count_if(gains.begin(), five,
                                                            [](double gain) { return gain > 0; })) /
                          static_cast<double>(std::min<std::size_t>(5, relevant.size()));
    if (static_cast<std::size_t>(first) == gains.size()) return;
    scores.mrr_at_10 += 1.0 / (static_cast<double>(first) + 1);
    scores.success_at_1 += first == 0;
    scores.success_at_5 += first < 5;
}

double percentile(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
}

double resident_megabytes() {
    std::ifstream statm("/proc/self/statm");
    double total = 0, resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace

Result<std::vector<QueryAnswer>> answer_queries(const Workspace& workspace, const fs::path& path,
                                                std::size_t limit) {
    const auto queries = read_queries(path);
    if (!queries) return queries.error();
    std::vector<QueryAnswer> answers;
    for (const Query& query : *queries) {
        SuggestRequest request;
        request.text = query.text;
        request.limit = limit;
        request.same_problem = SuggestRequest::SameProblem::apart;
        auto list = suggest_resolutions(workspace, request);
        if (!list) return list.error();
        QueryAnswer answer{query.id, {}, list->took_ms};
        for (const Suggestion& suggestion : list->suggestions) {
            const Entry& entry = suggestion.entry;
            answer.cases.push_back(
                {entry.external_id.empty() ? std::to_string(entry.id) : entry.external_id,
                 suggestion.score});
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

Result<Judgements> read_judgements(const fs::path& path) {
    std::ifstream input(path, std::ios::binary);
    if (!input)
        return Error{ErrorKind::not_found, "Cannot open the judgements", "", {path.string(), 0}};
    Judgements judgements;
    int number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        const std::vector<std::string> parts = split(trim(line), '\t');
        if (parts.size() < 2) return bad_line(path, number, "Not query, case, grade");
        double grade = 1;
        if (parts.size() > 2 && !parts[2].empty())
            std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), grade);
        if (grade > 0) judgements[parts[0]][parts[1]] = grade;
    }
    return judgements;
}

Scores score(const Judgements& judgements, const std::vector<QueryAnswer>& answers) {
    std::map<std::string_view, const QueryAnswer*> by_query;
    for (const QueryAnswer& answer : answers) by_query[answer.query_id] = &answer;
    Scores scores;
    scores.queries = judgements.size();
    for (const auto& [query, relevant] : judgements) {
        const auto answer = by_query.find(query);
        const double before = scores.ndcg_at_10;
        if (answer != by_query.end()) add_query(scores, relevant, answer->second->cases);
        scores.ndcg_of_query[query] = scores.ndcg_at_10 - before;
    }
    const double n = std::max<double>(1, static_cast<double>(scores.queries));
    for (double* mean : {&scores.ndcg_at_10, &scores.mrr_at_10, &scores.recall_at_5,
                         &scores.success_at_1, &scores.success_at_5})
        *mean /= n;
    return scores;
}

namespace {

struct RoundEvent {
    int round = 0;
    std::string case_name;  // external id
    std::string text;
};

Result<std::vector<RoundEvent>> read_events(const fs::path& path) {
    std::ifstream input(path, std::ios::binary);
    if (!input)
        return Error{ErrorKind::not_found,
                     "Cannot open the reuse events",
                     "An event is a line {\"round\": …, \"text\": …, \"case\": …}",
                     {path.string(), 0}};
    std::vector<RoundEvent> events;
    int number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        if (trim(line).empty()) continue;
        const auto object = nlohmann::json::parse(line, nullptr, false);
        const auto has = [&object](const char* name, auto is) {
            return object.is_object() && object.contains(name) && (object[name].*is)();
        };
        if (!has("round", &nlohmann::json::is_number_integer) ||
            !has("text", &nlohmann::json::is_string) || !has("case", &nlohmann::json::is_string))
            return bad_line(path, number, "Not an event {\"round\", \"text\", \"case\"}");
        events.push_back({object["round"].get<int>(), object["case"].get<std::string>(),
                          object["text"].get<std::string>()});
    }
    return events;
}

// A library of its own with the cases of a set.
class EvaluatedLibrary {
  public:
    Result<void> open(const fs::path& set_folder, const Progress& progress) {
        WorkspaceOptions options;
        options.content = folder_.path() / "content";
        options.state = folder_.path() / "state";
        options.durability = Durability::throw_away;
        options.readers = 1;  // so that every query finds the vocabulary made
        fs::create_directories(options.content);
        auto workspace = Workspace::open(options, {});
        if (!workspace) return workspace.error();
        workspace_ = std::move(*workspace);
        const auto imported =
            import_cases(*workspace_, set_folder / "cases.jsonl", ImportMode::write, progress);
        if (!imported) return imported.error();
        if (!imported->refused.empty())
            return imported->refused.front();  // scores without it would mislead
        return index(progress);
    }

    // Event `number` of the log: a person and a minute of its own.
    Result<void> learn(const RoundEvent& event, std::int64_t number) {
        const auto stored = workspace_->index().find_by_external_id(event.case_name);
        if (!stored) return stored.error();
        if (!*stored)
            return Error{
                ErrorKind::invalid,
                fmt::format("An event is about “{}”, which is no case of the set", event.case_name),
                "",
                {}};
        Timestamp when = workspace_->clock().now();
        when.instant -= std::chrono::days(1);
        when.instant += std::chrono::seconds(number);
        workspace_->learning().learn({{number,
                                       fmt::format("person {}", number),
                                       when,
                                       (*stored)->entry.id,
                                       Verdict::used,
                                       event.text,
                                       {},
                                       {},
                                       {}}});
        return {};
    }

    Workspace& workspace() { return *workspace_; }
    std::size_t cases() const { return cases_; }
    double index_seconds() const { return index_seconds_; }

  private:
    Result<void> index(const Progress& progress) {
        const auto start = SteadyClock::now();
        const auto indexed = workspace_->follower().rebuild(progress);
        if (!indexed) return indexed.error();
        index_seconds_ = std::chrono::duration<double>(SteadyClock::now() - start).count();
        cases_ = indexed->indexed;
        return {};
    }

    TemporaryFolder folder_;
    std::unique_ptr<Workspace> workspace_;
    std::size_t cases_ = 0;
    double index_seconds_ = 0;
};

std::string name_of(const fs::path& set_folder) {
    return set_folder.has_filename() ? set_folder.filename().string()
                                     : set_folder.parent_path().filename().string();
}

// The first round of queries warms the caches and gives the scores; times are those of as many further rounds as make them steady.
Result<Evaluation> evaluate(const Workspace& workspace, const fs::path& queries,
                            const Judgements& judgements) {
    const auto answers = answer_queries(workspace, queries, kDepth);
    if (!answers) return answers.error();
    Evaluation evaluation;
    evaluation.scores = score(judgements, *answers);
    std::vector<double> times;
    while (times.size() < kTimedAnswers && !answers->empty()) {
        const auto timed = answer_queries(workspace, queries, kDepth);
        if (!timed) return timed.error();
        for (const QueryAnswer& answer : *timed) times.push_back(answer.took_ms);
    }
    std::sort(times.begin(), times.end());
    evaluation.p50_ms = percentile(times, 0.50);
    evaluation.p95_ms = percentile(times, 0.95);
    evaluation.p99_ms = percentile(times, 0.99);
    evaluation.memory_mb = resident_megabytes();
    return evaluation;
}

}  // namespace

Result<std::vector<Evaluation>> evaluate_rounds(const fs::path& set_folder,
                                                const EvaluationPlan& plan,
                                                const Progress& progress) {
    const auto judgements = read_judgements(set_folder / "qrels.tsv");
    if (!judgements) return judgements.error();
    std::vector<RoundEvent> events;
    if (plan.rounds.back() > 0) {
        auto read = read_events(set_folder / plan.events);
        if (!read) return read.error();
        events = std::move(*read);
    }
    EvaluatedLibrary library;
    if (const auto opened = library.open(set_folder, progress); !opened) return opened.error();
    std::vector<Evaluation> evaluations;
    int learnt_round = 0;
    std::int64_t number = 0;
    for (const int round : plan.rounds) {
        for (const RoundEvent& event : events)
            if (event.round > learnt_round && event.round <= round)
                if (const auto learnt = library.learn(event, ++number); !learnt)
                    return learnt.error();
        learnt_round = round;
        Workspace& workspace = library.workspace();
        workspace.learning().train(workspace.index(), workspace.clock().now());
        auto evaluation = evaluate(workspace, set_folder / "queries.jsonl", *judgements);
        if (!evaluation) return evaluation.error();
        evaluation->set = name_of(set_folder);
        evaluation->round = round;
        evaluation->cases = library.cases();
        evaluation->index_seconds = library.index_seconds();
        evaluations.push_back(std::move(*evaluation));
    }
    return evaluations;
}

Result<Evaluation> evaluate_set(const fs::path& set_folder, const Progress& progress) {
    auto evaluations = evaluate_rounds(set_folder, {}, progress);
    if (!evaluations) return evaluations.error();
    return std::move(evaluations->front());
}

}  // namespace casebook::app
