#include "support/confidence_measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "base/text.h"
#include "content/library.h"
#include "search/index.h"
#include "search/index_builder.h"
#include "search/learning/learnt_model.h"
#include "search/seams.h"
#include "support/desk.h"

namespace casebook::test {
namespace {

using Relevant = std::map<std::string, std::set<std::string>>;
using Point = std::array<double, 3>;  // 1, covered, telling

constexpr std::size_t kDepth = 10;

template <class Take>
void for_each_row(const std::filesystem::path& path, Take take) {
    std::ifstream input(path, std::ios::binary);
    for (std::string line; std::getline(input, line);) take(nlohmann::json::parse(line));
}

Relevant read_relevant(const std::filesystem::path& path) {
    Relevant relevant;
    std::ifstream input(path, std::ios::binary);
    for (std::string line; std::getline(input, line);) {
        const auto parts = split(trim(line), '\t');
        if (parts.size() < 3 || std::stod(parts[2]) > 0) relevant[parts.at(0)].insert(parts.at(1));
    }
    return relevant;
}

search::Index index_of(const std::vector<Entry>& entries, const std::filesystem::path& folder) {
    auto builders = value_of(search::IndexBuilder::begin(folder, 1));
    for (const Entry& entry : entries)
        expect_done(builders.front().add({entry, fmt::format("cases/{}.md", entry.id), ""}));
    expect_done(search::IndexBuilder::publish(std::move(builders)));
    return value_of(search::Index::open(folder, 1));
}

std::vector<Entry> cases_of_set(const std::filesystem::path& cases) {
    std::vector<Entry> entries;
    for_each_row(cases, [&](const nlohmann::json& row) {
        Entry entry;
        entry.id = static_cast<EntryId>(entries.size() + 1);
        entry.external_id = row.at("id").get<std::string>();
        entry.state = State::verified;
        entry.title = row.at("title").get<std::string>();
        entry.category = row.at("category").get<std::string>();
        entry.set_text(Field::complaint, row.at("complaint").get<std::string>());
        entry.set_text(Field::resolution, row.at("resolution").get<std::string>());
        entries.push_back(std::move(entry));
    });
    return entries;
}

// Every row of the rounds as "used", each by somebody else.
void learn(search::LearntModel& model, const search::Index& index,
           const std::filesystem::path& events, int rounds) {
    std::int64_t number = 0;
    for_each_row(events, [&](const nlohmann::json& row) {
        if (row.at("round").get<int>() > rounds) return;
        const auto stored = value_of(index.find_by_external_id(row.at("case").get<std::string>()));
        ReuseEvent event;
        event.id = ++number;
        event.who = fmt::format("person {}", number);
        event.case_id = stored->entry.id;
        event.text = row.at("text").get<std::string>();
        model.learn(event);
    });
    model.train([&](EntryId id) -> std::optional<search::CaseWords> {
        return search::words_of(value_of(index.find(id))->entry);
    });
}

JudgedSuggestion judged(const search::Precedents& answer, const search::Precedent& first,
                        bool there, bool right) {
    return {
        search::confidence_signs(first.stored.entry, answer.terms, answer.documents, answer.asked),
        {first.learnt.confirmed.support, first.learnt.trained, first.learnt.dismissed,
         first.learnt.confirmations, first.learnt.confirmed.alike},
        there,
        right};
}

void judge(JudgedSet& set, const search::Precedents& answer,
           const std::set<std::string>& relevant) {
    const auto add = [&](const search::Precedent& first, bool there) {
        const bool right = relevant.contains(first.stored.entry.external_id);
        set.first.push_back(judged(answer, first, there, right));
    };
    if (answer.found.empty()) return;
    add(answer.found.front(), true);
    for (const search::Precedent& precedent : answer.found)
        if (!relevant.contains(precedent.stored.entry.external_id)) return add(precedent, false);
}

std::vector<Entry> shipped_cases(const Desk& desk) {
    const content::Library library(desk.content());
    std::vector<Entry> entries;
    for (const content::FileStamp& stamp : value_of(library.scan()))
        if (stamp.kind == Kind::case_)
            entries.push_back(value_of(library.load(stamp.path, stamp.kind)));
    return entries;
}

// Without these, and without what is filed as they are.
std::vector<Entry> without(const std::vector<Entry>& cases, const std::vector<EntryId>& ids) {
    const auto is_named = [&](const Entry& entry) {
        return std::find(ids.begin(), ids.end(), entry.id) != ids.end();
    };
    std::set<std::string> categories;
    for (const Entry& entry : cases)
        if (is_named(entry)) categories.insert(entry.category);
    std::vector<Entry> others;
    for (const Entry& entry : cases)
        if (!is_named(entry) && !categories.contains(entry.category)) others.push_back(entry);
    return others;
}

Point point_of(const search::ConfidenceSigns& signs) {
    return {1, signs.covered, signs.telling};
}

double dot(const Point& a, const Point& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

template <class Value>
double area(const JudgedSet& set, Value value) {
    std::vector<double> with, without;
    for (const JudgedSuggestion& one : set.first)
        (one.precedent_there ? with : without).push_back(value(one));
    std::sort(without.begin(), without.end());
    double sum = 0;
    for (const double confidence : with) {
        const auto range = std::equal_range(without.begin(), without.end(), confidence);
        sum += static_cast<double>(range.first - without.begin()) +
               static_cast<double>(range.second - range.first) / 2;
    }
    return sum / static_cast<double>(with.size() * without.size());
}

std::size_t queries_of(const JudgedSet& set) {
    return static_cast<std::size_t>(
        std::count_if(set.first.begin(), set.first.end(),
                      [](const JudgedSuggestion& one) { return one.precedent_there; }));
}

// Solves a·x = b by Gauss-Jordan; a is positive definite.
Point solve(std::array<Point, std::tuple_size_v<Point>> a, Point b) {
    for (std::size_t i = 0; i < b.size(); ++i) {
        const double pivot = a[i][i];
        for (double& value : a[i]) value /= pivot;
        b[i] /= pivot;
        for (std::size_t row = 0; row < b.size(); ++row) {
            if (row == i) continue;
            const double factor = a[row][i];
            for (std::size_t column = 0; column < b.size(); ++column)
                a[row][column] -= factor * a[i][column];
            b[row] -= factor * b[i];
        }
    }
    return b;
}

// Newton's method on the weighted logistic loss with a little ridge.
Point fit(const std::vector<const JudgedSet*>& sets) {
    constexpr int kRounds = 30;
    constexpr double kRidge = 1e-4;
    Point constants{};
    for (int round = 0; round < kRounds; ++round) {
        std::array<Point, std::tuple_size_v<Point>> curvature{};
        Point slope{};
        for (std::size_t i = 0; i < slope.size(); ++i) {
            curvature[i][i] = kRidge;
            slope[i] = -kRidge * constants[i];
        }
        for (const JudgedSet* set : sets)
            for (const JudgedSuggestion& one : set->first) {
                const Point x = point_of(one.signs);
                const double weight = 1.0 / static_cast<double>(set->first.size());
                const double p = 1 / (1 + std::exp(-dot(constants, x)));
                for (std::size_t i = 0; i < x.size(); ++i) {
                    slope[i] += weight * ((one.relevant ? 1 : 0) - p) * x[i];
                    for (std::size_t j = 0; j < x.size(); ++j)
                        curvature[i][j] += weight * p * (1 - p) * x[i] * x[j];
                }
            }
        const Point step = solve(curvature, slope);
        for (std::size_t i = 0; i < step.size(); ++i) constants[i] += step[i];
    }
    return constants;
}

}  // namespace

JudgedSet judge_first_suggestions(const std::filesystem::path& set_folder, int rounds) {
    const TemporaryFolder folder;
    const search::Index index =
        index_of(cases_of_set(set_folder / "cases.jsonl"), folder.path() / "index");
    const Relevant relevant = read_relevant(set_folder / "qrels.tsv");
    search::LearntModel model({}, std::chrono::sys_days{});
    if (rounds > 0) learn(model, index, set_folder / "reuse.jsonl", rounds);
    std::string name = set_folder.filename().string();
    if (rounds > 0) name += fmt::format(" after {} rounds", rounds);
    JudgedSet set{name, {}};
    for_each_row(set_folder / "queries.jsonl", [&](const nlohmann::json& row) {
        const auto known = relevant.find(row.at("id").get<std::string>());
        if (known == relevant.end()) return;
        search::SuggestQuery query;
        query.text = row.at("text").get<std::string>();
        query.limit = kDepth + known->second.size();
        query.learnt = &model;
        auto answer = value_of(index.suggest(query));
        search::find_seams(answer.terms, query.text);
        judge(set, answer, known->second);
    });
    return set;
}

std::vector<TypedComplaint> typed_complaints() {
    std::vector<TypedComplaint> complaints;
    const auto read = [&](const char* file, auto take) {
        std::ifstream input(std::string(CASEBOOK_SOURCE_FOLDER) + "/tests/relevance/" + file);
        for (std::string line; std::getline(input, line);)
            if (!line.empty() && line[0] != '#') take(split(line, '\t'));
    };
    read("suggestions.tsv", [&](const std::vector<std::string>& parts) {
        std::vector<EntryId> ids;
        for (const std::string& id : split(parts.at(1), ',')) ids.push_back(std::stoll(id));
        complaints.push_back({parts.at(0), std::move(ids)});
    });
    read("no_precedent.txt", [&](const std::vector<std::string>& parts) {
        complaints.push_back({parts.at(0), {}});
    });
    return complaints;
}

JudgedSet judge_typed_complaints(TypedTo to) {
    Desk desk = Desk::with_shipped_content();
    const search::Index& whole = desk.open().index();
    const std::vector<Entry> cases = shipped_cases(desk);
    JudgedSet set{"typed, shipped library", {}};
    const auto add = [&](const search::Index& index, const TypedComplaint& typed, bool there) {
        auto answer = value_of(index.suggest({.text = typed.text, .limit = kDepth}));
        search::find_seams(answer.terms, typed.text);
        if (answer.found.empty()) return;
        const search::Precedent& first = answer.found.front();
        const bool right =
            std::find(typed.ids.begin(), typed.ids.end(), first.stored.entry.id) != typed.ids.end();
        set.first.push_back(judged(answer, first, there, right));
    };
    for (const TypedComplaint& typed : typed_complaints()) {
        add(whole, typed, !typed.ids.empty());
        if (typed.ids.empty() || to == TypedTo::the_whole_library) continue;
        const TemporaryFolder folder;
        search::Index others = index_of(without(cases, typed.ids), folder.path() / "index");
        others.use_words(whole.words());
        add(others, typed, false);
    }
    return set;
}

double area_under_curve(const JudgedSet& set) {
    return area(set, [](const auto& one) { return search::confidence_of(one.signs, one.learnt); });
}

std::string table_row(const JudgedSet& set) {
    std::array<int, 3> right{}, all{};
    for (const JudgedSuggestion& one : set.first) {
        const auto level = static_cast<std::size_t>(
            search::level_of(search::confidence_of(one.signs, one.learnt)));
        ++all[level];
        right[level] += one.relevant;
    }
    std::string row =
        fmt::format("| {} | {} | {:.3f} |", set.name, queries_of(set), area_under_curve(set));
    for (std::size_t level = 0; level < all.size(); ++level)
        row += fmt::format(" {:.2f} of {} |", all[level] ? double(right[level]) / all[level] : 0.0,
                           all[level]);
    return row;
}

std::string fitted_constants(const std::vector<JudgedSet>& sets) {
    std::vector<const JudgedSet*> all;
    for (const JudgedSet& set : sets) all.push_back(&set);
    const Point constants = fit(all);
    std::string words =
        fmt::format("constexpr Calibration kCalibration{{{:.2f}, {:.2f}, {:.2f}}};\n", constants[0],
                    constants[1], constants[2]);
    for (const JudgedSet& left_out : sets) {
        std::vector<const JudgedSet*> others;
        for (const JudgedSet& set : sets)
            if (&set != &left_out) others.push_back(&set);
        if (others.empty()) break;
        const Point theirs = fit(others);
        words += fmt::format(
            "{} with constants of the others: AUC {:.3f}\n", left_out.name,
            area(left_out, [&](const auto& one) { return dot(theirs, point_of(one.signs)); }));
    }
    return words;
}

}  // namespace casebook::test
