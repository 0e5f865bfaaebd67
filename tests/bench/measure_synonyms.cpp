// What the groups of a synonyms.yml bring on each judged set: with none, with all, and with each section (from one comment line to the next)
// left out. Prints a Markdown table of nDCG@10. For those who write the list: a section that costs somewhere holds a group that is not right.
//
// usage: measure_synonyms [--whole] [FILE...]     content/synonyms.yml; --whole: each file as a whole, no sections
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "app/evaluate.h"
#include "base/files.h"
#include "base/text.h"
#include "content/shipped_lists.h"
#include "content/synonyms_file.h"
#include "search/index.h"
#include "search/index_builder.h"
#include "support/desk.h"

namespace {

using namespace casebook;
using test::expect_done;
using test::value_of;
namespace fs = std::filesystem;

constexpr std::size_t kDepth = 10;
constexpr std::uint64_t kMostBytes = 4 << 20;  // of a list

std::vector<nlohmann::json> read_rows(const fs::path& path) {
    std::vector<nlohmann::json> rows;
    std::ifstream input(path, std::ios::binary);
    for (std::string line; std::getline(input, line);) rows.push_back(nlohmann::json::parse(line));
    return rows;
}

struct Set {
    std::string name;
    TemporaryFolder folder;
    std::optional<search::Index> index;
    std::vector<nlohmann::json> queries;
    app::Judgements judgements;
};

Entry entry_of(const nlohmann::json& row, EntryId id) {
    Entry entry;
    entry.id = id;
    entry.external_id = row["id"].get<std::string>();
    entry.state = State::verified;
    entry.title = row["title"].get<std::string>();
    entry.category = row.value("category", "");
    entry.set_text(Field::complaint, row["complaint"].get<std::string>());
    entry.set_text(Field::resolution, row["resolution"].get<std::string>());
    return entry;
}

void open(Set& set, const fs::path& folder) {
    set.name = folder.filename().string();
    auto builders = value_of(search::IndexBuilder::begin(set.folder.path() / "index", 1));
    EntryId id = 0;
    for (const auto& row : read_rows(folder / "cases.jsonl")) {
        ++id;
        expect_done(builders.front().add({entry_of(row, id), fmt::format("cases/{}.md", id), ""}));
    }
    expect_done(search::IndexBuilder::publish(std::move(builders)));
    set.index.emplace(value_of(search::Index::open(set.folder.path() / "index", 1)));
    set.queries = read_rows(folder / "queries.jsonl");
    set.judgements = value_of(app::read_judgements(folder / "qrels.tsv"));
}

double ndcg_of(const Set& set) {
    std::vector<app::QueryAnswer> answers;
    for (const auto& row : set.queries) {
        search::SuggestQuery query;
        query.text = row["text"].get<std::string>();
        query.limit = kDepth;
        app::QueryAnswer answer{row["id"].get<std::string>(), {}, 0};
        for (const auto& found : value_of(set.index->suggest(query)).found)
            answer.cases.push_back({found.stored.entry.external_id, found.score});
        answers.push_back(std::move(answer));
    }
    return app::score(set.judgements, answers).ndcg_at_10;
}

struct Lists {
    std::string name;
    search::WordLists::Groups groups;
};

struct Cut {
    std::string name;
    std::string before, section, after;  // of the file's text
};

bool is_heading(const std::string& line) {
    return trim(line).starts_with("# ") && line.starts_with(" ");
}

// The sections of a file: a heading and the groups below it.
std::vector<Cut> sections_of(const std::string& text) {
    std::vector<Cut> cuts;
    std::string before;
    for (const std::string& line : split(text, '\n')) {
        if (is_heading(line)) cuts.push_back({std::string(trim(line)), before, "", ""});
        before += line + "\n";
        if (!cuts.empty()) cuts.back().section += line + "\n";
        for (std::size_t i = 0; i + 1 < cuts.size(); ++i) cuts[i].after += line + "\n";
    }
    std::erase_if(cuts, [](const Cut& cut) { return cut.section.find('[') == std::string::npos; });
    return cuts;
}

search::WordLists::Groups groups_in(const std::string& yaml) {
    return value_of(content::parse_synonyms(yaml));
}

std::vector<Lists> with_each_section_left_out(const std::string& text) {
    std::vector<Lists> lists{{"all", groups_in(text)}};
    for (const Cut& cut : sections_of(text))
        lists.push_back({"without " + cut.name, groups_in(cut.before + cut.after)});
    return lists;
}

void print_row(const Lists& lists, std::vector<Set>& sets,
               const std::vector<std::string>& stock_phrases) {
    std::string row = fmt::format("| {} |", lists.name);
    double sum = 0;
    for (Set& set : sets) {
        set.index->use_words(search::WordLists::make(lists.groups, stock_phrases));
        const double ndcg = ndcg_of(set);
        sum += ndcg;
        row += fmt::format(" {:.4f} |", ndcg);
    }
    fmt::print("{} {:.4f} |\n", row, sum / static_cast<double>(sets.size()));
    std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
    if (test::shared_folder().empty()) {
        fmt::print(stderr, "skipped: ../shared is not there\n");
        return 0;
    }
    std::vector<std::string> files(arguments + 1, arguments + count);
    const bool whole = !files.empty() && files.front() == "--whole";
    if (whole) files.erase(files.begin());
    std::vector<Lists> all{{"none", {}}};
    if (files.empty())
        for (auto& lists : with_each_section_left_out(std::string(content::shipped_synonyms())))
            all.push_back(std::move(lists));
    for (const std::string& file : files) {
        const std::string text = value_of(read_file(file, kMostBytes));
        if (whole)
            all.push_back({file, groups_in(text)});
        else
            for (auto& lists : with_each_section_left_out(text)) all.push_back(std::move(lists));
    }
    const auto names = {"zh_civic_dev", "zh_insurance_dev", "zh_csds_dev",
                        "en_tweetsumm", "en_banking77",     "zh_lcqmc_dev"};
    std::vector<Set> sets(names.size());
    std::string heading = "| groups |", line = "| --- |";
    for (std::size_t i = 0; i < sets.size(); ++i) {
        open(sets[i], test::shared_folder() / "data" / "sets" / *(names.begin() + i));
        heading += fmt::format(" {} |", sets[i].name);
        line += " ---: |";
    }
    fmt::print("{} mean |\n{} ---: |\n", heading, line);
    const auto phrases =
        value_of(content::parse_stock_phrases(content::shipped_stock_phrases()));
    for (const Lists& lists : all) print_row(lists, sets, phrases);
}
