// How often the guessed category (search/category_guess.h) is right, and whether its probability means what it says. Cases of a set with a
// category are held out of the library in five parts and asked for by their own complaint; a set whose queries have a category is asked for
// these; the set of learning is asked after rounds of confirmed reuse. Prints two Markdown tables.
//
// usage: measure_categories [--fit]     --fit also prints the constants of src/search/category_guess.cpp anew: logistic regression of "the
//        guess is right" over all that was asked, each set counting the same.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "search/category_guess.h"
#include "search/index.h"
#include "search/index_builder.h"
#include "support/desk.h"

namespace {

using namespace casebook;
using test::expect_done;
using test::value_of;
namespace fs = std::filesystem;

constexpr std::size_t kAsOnTheDesk = 8;  // five cards and three for groups
constexpr std::size_t kParts = 5;

struct Row {
    std::string id, text, category;
};

struct Asked {
    bool guessed = false;
    bool right = false;
    search::CategorySigns signs;
    double probability = 0;
};

struct Set {
    std::string name;
    std::vector<Asked> asked;
};

std::vector<Row> read_rows(const fs::path& path) {
    std::vector<Row> rows;
    std::ifstream input(path, std::ios::binary);
    for (std::string line; std::getline(input, line);) {
        const auto row = nlohmann::json::parse(line);
        const std::string text = row.contains("text") ? row["text"].get<std::string>()
                                                      : row["title"].get<std::string>() + "\n" +
                                                            row["complaint"].get<std::string>();
        rows.push_back({row["id"].get<std::string>(), text, row.value("category", "")});
    }
    return rows;
}

search::Index index_of(const std::vector<Row>& rows, const fs::path& folder) {
    auto builders = value_of(search::IndexBuilder::begin(folder, 1));
    EntryId id = 0;
    for (const Row& row : rows) {
        Entry entry;
        entry.id = ++id;
        entry.external_id = row.id;
        entry.state = State::verified;
        entry.category = row.category;
        entry.set_text(Field::complaint, row.text);
        expect_done(builders.front().add({entry, fmt::format("cases/{}.md", id), ""}));
    }
    expect_done(search::IndexBuilder::publish(std::move(builders)));
    return value_of(search::Index::open(folder, 1));
}

// The signs of the best guess are those that its probability comes from, whatever the constants are.
search::CategorySigns signs_of(const std::vector<search::Precedent>& found,
                               const std::string& category) {
    search::CategorySigns signs;
    for (const search::Precedent& precedent : found) {
        if (precedent.stored.entry.category != category) continue;
        signs.share = std::max(signs.share, precedent.agreement);
        signs.asked_for = std::max(signs.asked_for, precedent.learnt.likeness);
    }
    return signs;
}

Asked ask(const search::Index& index, const Row& row, const search::LearntModel* learnt) {
    search::SuggestQuery query;
    query.text = row.text;
    query.limit = kAsOnTheDesk;
    query.learnt = learnt;
    const auto answer = value_of(index.suggest(query));
    const auto guesses = search::guess_categories(answer.found);
    if (guesses.empty()) return {};
    const std::string& best = guesses.front().category;
    return {true, best == row.category, signs_of(answer.found, best), guesses.front().probability};
}

Set held_out(const fs::path& folder) {
    Set set{folder.filename().string() + ", held out", {}};
    const std::vector<Row> all = read_rows(folder / "cases.jsonl");
    for (std::size_t part = 0; part < kParts; ++part) {
        std::vector<Row> library, questions;
        std::size_t place = 0;
        for (const Row& row : all)
            (!row.category.empty() && place++ % kParts == part ? questions : library)
                .push_back(row);
        const TemporaryFolder state;
        const search::Index index = index_of(library, state.path() / "index");
        for (const Row& row : questions) set.asked.push_back(ask(index, row, nullptr));
    }
    return set;
}

Set by_queries(const fs::path& folder) {
    Set set{folder.filename().string() + ", queries", {}};
    const TemporaryFolder state;
    const search::Index index = index_of(read_rows(folder / "cases.jsonl"), state.path() / "index");
    for (const Row& row : read_rows(folder / "queries.jsonl"))
        set.asked.push_back(ask(index, row, nullptr));
    return set;
}

void learn(search::LearntModel& model, const search::Index& index, const fs::path& events,
           int rounds) {
    std::ifstream input(events, std::ios::binary);
    std::int64_t number = 0;
    for (std::string line; std::getline(input, line);) {
        const auto row = nlohmann::json::parse(line);
        if (row["round"].get<int>() > rounds) continue;
        ReuseEvent event;
        event.id = ++number;
        event.who = fmt::format("person {}", number);
        event.case_id =
            value_of(index.find_by_external_id(row["case"].get<std::string>()))->entry.id;
        event.text = row["text"].get<std::string>();
        model.learn(event);
    }
    model.train([&](EntryId id) -> std::optional<search::CaseWords> {
        return search::words_of(value_of(index.find(id))->entry);
    });
}

Set after_reuse(const fs::path& folder, const fs::path& with_categories, int rounds) {
    Set set{fmt::format("{} after {} rounds", folder.filename().string(), rounds), {}};
    const TemporaryFolder state;
    const search::Index index = index_of(read_rows(folder / "cases.jsonl"), state.path() / "index");
    search::LearntModel model({}, std::chrono::sys_days{});
    learn(model, index, folder / "reuse.jsonl", rounds);
    for (const Row& row : read_rows(with_categories / "queries.jsonl"))
        set.asked.push_back(ask(index, row, &model));
    return set;
}

double share_of(std::size_t part, std::size_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

void print_accuracy(const Set& set) {
    std::size_t guessed = 0, right = 0, shown = 0, shown_right = 0;
    for (const Asked& one : set.asked) {
        guessed += one.guessed;
        right += one.right;
        const bool is_shown = one.guessed && one.probability >= 0.25;
        shown += is_shown;
        shown_right += is_shown && one.right;
    }
    fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.2f} |\n", set.name, set.asked.size(),
               share_of(right, set.asked.size()), share_of(shown, set.asked.size()),
               share_of(shown_right, shown));
}

void print_calibration(const Set& set) {
    constexpr std::array<double, 5> kEdges{0, 0.25, 0.5, 0.75, 1.01};
    std::string row = fmt::format("| {} |", set.name);
    for (std::size_t bin = 0; bin + 1 < kEdges.size(); ++bin) {
        std::size_t all = 0, right = 0;
        double said = 0;
        for (const Asked& one : set.asked) {
            if (!one.guessed || one.probability < kEdges[bin] || one.probability >= kEdges[bin + 1])
                continue;
            ++all;
            right += one.right;
            said += one.probability;
        }
        row += all == 0 ? " – |"
                        : fmt::format(" {:.2f} → {:.2f} of {} |", said / static_cast<double>(all),
                                      share_of(right, all), all);
    }
    fmt::print("{}\n", row);
}

using Constants = std::array<double, 3>;

Constants fit(const std::vector<Set>& sets) {
    constexpr int kSteps = 200'000;
    constexpr double kRate = 0.5;
    Constants constants{};
    for (int step = 0; step < kSteps; ++step) {
        Constants slope{};
        for (const Set& set : sets)
            for (const Asked& one : set.asked) {
                if (!one.guessed) continue;
                const Constants x{1, one.signs.share, one.signs.asked_for};
                double sum = 0;
                for (std::size_t i = 0; i < x.size(); ++i) sum += constants[i] * x[i];
                const double off = (one.right ? 1 : 0) - 1 / (1 + std::exp(-sum));
                for (std::size_t i = 0; i < x.size(); ++i)
                    slope[i] += off * x[i] / static_cast<double>(set.asked.size() * sets.size());
            }
        for (std::size_t i = 0; i < slope.size(); ++i) constants[i] += kRate * slope[i];
        if (step > 20'000 && step % 1000 == 0 &&
            std::abs(slope[0]) + std::abs(slope[1]) + std::abs(slope[2]) < 1e-5)
            break;
    }
    return constants;
}

}  // namespace

int main(int count, char** arguments) {
    if (test::shared_folder().empty()) {
        fmt::print(stderr, "skipped: ../shared is not there\n");
        return 0;
    }
    const fs::path sets = test::shared_folder() / "data" / "sets";
    const std::vector<Set> all{held_out(sets / "zh_civic_dev"), by_queries(sets / "en_banking77"),
                               after_reuse(sets / "learn_en_banking77", sets / "en_banking77", 1),
                               after_reuse(sets / "learn_en_banking77", sets / "en_banking77", 10)};
    fmt::print(
        "| set | asked | the best guess is right | shown (≥ 0.25) | right of those shown |\n"
        "| --- | ---: | ---: | ---: | ---: |\n");
    for (const Set& set : all) print_accuracy(set);
    fmt::print(
        "\n| set | up to 0.25 | to 0.5 | to 0.75 | to 1 |\n| --- | ---: | ---: | ---: | ---: |\n");
    for (const Set& set : all) print_calibration(set);
    const bool fits = count > 1 && std::string_view(arguments[1]) == "--fit";
    if (!fits) return 0;
    const Constants constants = fit(all);
    fmt::print(
        "\nconstexpr double kBase = {:.2f};\nconstexpr double kShare = {:.2f};\nconstexpr "
        "double kAskedFor = {:.2f};\n",
        constants[0], constants[1], constants[2]);
}
