// Replays weeks of complaints with planted bursts through search and domain/burst.h, and prints how many bursts are seen, after how many
// reports, and how many false alarms there are a day (docs/benchmarks.md).
//
// usage: replay_bursts [SEED]
//
// The stream is made of the civic complaints that have no resolution, in seeded order, 150 a day over eight hours; the library is those
// that have one, and the cases of 20 problems (complaints taken out of the stream). Each problem breaks out once: 3 to 9 callers within
// two hours, each telling some of its sentences in another order. An agent names the case for half of the reports for which it stands among
// the first five, and for one ordinary complaint in ten names the first suggestion, rightly or not. Else the first suggestion
// is a guess where the desk would not say "no precedent found".
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/text.h"
#include "domain/burst.h"
#include "search/confidence.h"
#include "search/index.h"
#include "search/index_builder.h"
#include "support/desk.h"

namespace {

using namespace casebook;
using test::expect_done;
using test::value_of;

constexpr int kADay = 150, kProblems = 20, kQuietDays = 5, kMinutesOfDay = 8 * 60;
constexpr std::size_t kShown = 5;

struct Report {
    std::chrono::sys_seconds at;
    std::string text;
    EntryId problem = 0;  // 0: an ordinary complaint
};

struct Problem {
    EntryId id;
    std::vector<std::string> sentences;
    std::size_t reports = 0;
    std::size_t seen_after = 0;  // 0: never
    LinkStrength strength = LinkStrength::guessed;
};

using Random = std::mt19937;

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> sentences(1);
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        const char32_t character = next_character(text, position);
        sentences.back() += text.substr(start, position - start);
        if (std::u32string_view(U"。！？!?；;，,\n").find(character) != std::u32string_view::npos)
            sentences.emplace_back();
    }
    std::erase_if(sentences, [](const std::string& s) { return count_characters(s) < 4; });
    return sentences;
}

// Some of the sentences, in another order, as somebody else tells it and an agent writes down half of.
std::string retold(const Problem& problem, Random& random) {
    std::vector<std::string> told = problem.sentences;
    std::shuffle(told.begin(), told.end(), random);
    told.resize(std::max<std::size_t>(3, told.size() / 2));
    return join(told, "");
}

class Replay {
  public:
    explicit Replay(unsigned seed) : random_(seed) {}

    void run() {
        make_library();
        plan_reports();
        std::stable_sort(reports_.begin(), reports_.end(),
                         [](const Report& a, const Report& b) { return a.at < b.at; });
        for (const Report& report : reports_) take(report);
        print();
    }

  private:
    void add(search::IndexBuilder& builder, const nlohmann::json& row) {
        Entry entry;
        entry.id = ++last_id_;
        entry.state = State::verified;
        entry.title = row.at("title").get<std::string>();
        entry.set_text(Field::complaint, row.at("complaint").get<std::string>());
        entry.set_text(Field::resolution, row.at("resolution").get<std::string>());
        expect_done(builder.add({entry, fmt::format("cases/{}.md", entry.id), ""}));
    }

    void make_library() {
        std::ifstream input(test::shared_folder() / "data/sets/zh_civic_dev/cases.jsonl");
        auto builders = value_of(search::IndexBuilder::begin(folder_.path(), 1));
        std::vector<nlohmann::json> open;
        for (std::string line; std::getline(input, line);) {
            auto row = nlohmann::json::parse(line);
            if (row.at("resolution").get<std::string>().empty())
                open.push_back(std::move(row));
            else
                add(builders.front(), row);
        }
        std::shuffle(open.begin(), open.end(), random_);
        for (const auto& row : open) {
            const auto complaint = row.at("complaint").get<std::string>();
            auto sentences = sentences_of(complaint);
            if (problems_.size() < kProblems && sentences.size() >= 8) {
                add(builders.front(), row);
                problems_.push_back({last_id_, std::move(sentences)});
            } else {
                ordinary_.push_back(complaint);
            }
        }
        expect_done(search::IndexBuilder::publish(std::move(builders)));
        index_.emplace(value_of(search::Index::open(folder_.path(), 1)));
        days_ = static_cast<int>(ordinary_.size()) / kADay;
    }

    std::chrono::sys_seconds moment(int day, int minute) const {
        return std::chrono::sys_days(std::chrono::year{2026} / 3 / 2) + std::chrono::days(day) +
               std::chrono::hours(9) + std::chrono::minutes(minute);
    }

    int any(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }

    void plan_reports() {
        for (int i = 0; i < days_ * kADay; ++i)
            reports_.push_back(
                {moment(i / kADay, any(0, kMinutesOfDay)), ordinary_[static_cast<std::size_t>(i)]});
        for (std::size_t i = 0; i < problems_.size(); ++i) {
            Problem& problem = problems_[i];
            const int day = any(kQuietDays, days_ - 1), begins = any(0, kMinutesOfDay - 120);
            problem.reports = 3 + i % 7;
            for (std::size_t report = 0; report < problem.reports; ++report)
                reports_.push_back(
                    {moment(day, begins + any(0, 120)), retold(problem, random_), problem.id});
        }
    }

    LinkedComplaint link(const Report& report, std::int64_t number) {
        LinkedComplaint linked{number, fmt::format("caller {}", number), 0, LinkStrength::guessed,
                               report.at};
        const auto answer = value_of(index_->suggest({report.text, kShown}));
        if (answer.found.empty()) return linked;
        const bool right_is_there = std::any_of(
            answer.found.begin(), answer.found.end(),
            [&](const auto& precedent) { return precedent.stored.entry.id == report.problem; });
        const auto& first = answer.found.front();
        const double confidence = search::confidence_of(search::confidence_signs(
            first.stored.entry, answer.terms, answer.documents, answer.asked));
        const bool named = any(1, 100) <= (report.problem != 0 ? 50 : 10);
        if (named && (report.problem == 0 || right_is_there))
            return {number, linked.caller,
                    report.problem != 0 ? report.problem : first.stored.entry.id,
                    LinkStrength::confirmed, report.at};
        if (search::level_of(confidence) != search::ConfidenceLevel::unsure)
            linked.case_id = first.stored.entry.id;
        return linked;
    }

    void take(const Report& report) {
        const LinkedComplaint linked = link(report, static_cast<std::int64_t>(links_.size()) + 1);
        if (report.problem != 0) ++told_[report.problem];
        if (linked.case_id == 0) return;
        links_.push_back(linked);
        const auto today = std::chrono::floor<std::chrono::days>(report.at);
        for (const Burst& burst : find_bursts(links_, report.at))
            if (shown_.emplace(today, burst.case_id).second) count(burst, today);
    }

    void count(const Burst& burst, std::chrono::sys_days today) {
        for (Problem& problem : problems_)
            if (problem.id == burst.case_id && told_[problem.id] > 0) {
                problem.seen_after = told_[problem.id];
                problem.strength = burst.strength;
                return;
            }
        const bool confirmed = burst.strength == LinkStrength::confirmed;
        ++(confirmed ? false_confirmed_ : false_guessed_);
        alarmed_days_[today]++;
    }

    void print() const {
        fmt::print(
            "| callers | planted | seen | after (mean) | of them as a guess |\n| ---: | ---: | "
            "---: | ---: | ---: |\n");
        std::size_t all_seen = 0;
        for (std::size_t size = 3; size <= 9; ++size) {
            std::size_t planted = 0, seen = 0, guessed = 0, after = 0;
            for (const Problem& problem : problems_) {
                if (problem.reports != size) continue;
                ++planted;
                seen += problem.seen_after > 0;
                after += problem.seen_after;
                guessed += problem.seen_after > 0 && problem.strength == LinkStrength::guessed;
            }
            all_seen += seen;
            fmt::print("| {} | {} | {} | {:.1f} | {} |\n", size, planted, seen,
                       seen == 0 ? 0.0 : double(after) / double(seen), guessed);
        }
        int most = 0;
        for (const auto& [day, alarms] : alarmed_days_) most = std::max(most, alarms);
        fmt::print(
            "\n{} of {} bursts seen; false alarms in {} days of {} complaints: {} confirmed, {} "
            "guessed ({:.2f} a day, at most {} on one)\n",
            all_seen, problems_.size(), days_, kADay, false_confirmed_, false_guessed_,
            double(false_confirmed_ + false_guessed_) / days_, most);
    }

    Random random_;
    TemporaryFolder folder_;
    std::optional<search::Index> index_;
    EntryId last_id_ = 0;
    int days_ = 0;
    std::vector<Problem> problems_;
    std::vector<std::string> ordinary_;
    std::vector<Report> reports_;
    std::vector<LinkedComplaint> links_;
    std::map<EntryId, std::size_t> told_;
    std::set<std::pair<std::chrono::sys_days, EntryId>> shown_;
    std::size_t false_confirmed_ = 0, false_guessed_ = 0;
    std::map<std::chrono::sys_days, int> alarmed_days_;
};

}  // namespace

int main(int count, char** arguments) {
    if (casebook::test::shared_folder().empty()) {
        fmt::print(stderr, "skipped: ../shared is not there\n");
        return 0;
    }
    Replay(count > 1 ? static_cast<unsigned>(std::stoul(arguments[1])) : 1).run();
}
