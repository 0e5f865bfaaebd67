// What agents type, and the case that should answer: tests/relevance/suggestions.tsv over content/ as shipped.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "app/suggest_resolutions.h"
#include "base/text.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::value_of;

constexpr std::size_t kLines = 140;
constexpr int kAmongTheFirstThree = 136;
constexpr int kFirst = 127;

struct Expectation {
    std::string query;
    std::vector<std::string> ids;
};

std::vector<Expectation> expectations() {
    std::ifstream file(std::string(CASEBOOK_SOURCE_FOLDER) + "/tests/relevance/suggestions.tsv");
    std::vector<Expectation> read;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto parts = split(line, '\t');
        read.push_back({parts.at(0), split(parts.at(1), ',')});
    }
    return read;
}

TEST(Relevance, TheShippedCasesAnswerWhatAgentsType) {
    test::Desk desk = test::Desk::with_shipped_content();
    desk.open();
    const auto lines = expectations();
    int first = 0, among_three = 0;
    std::string misses;
    for (const Expectation& line : lines) {
        const auto list =
            value_of(suggest_resolutions(desk.workspace(), {.text = line.query, .limit = 3}));
        std::vector<std::string> ids;
        for (const Suggestion& suggestion : list.suggestions)
            ids.push_back(std::to_string(suggestion.entry.id));
        const auto hit =
            std::find_first_of(ids.begin(), ids.end(), line.ids.begin(), line.ids.end());
        among_three += hit != ids.end();
        first += hit == ids.begin() && !ids.empty();
        if (hit != ids.begin() || ids.empty())
            misses += fmt::format("  {} → {}, not {}\n", line.query, join(ids, " "),
                                  join(line.ids, " or "));
    }
    if (!misses.empty())
        fmt::print("{} first, {} among three, of {}:\n{}", first, among_three, lines.size(),
                   misses);
    EXPECT_GE(lines.size(), kLines);
    EXPECT_GE(among_three, kAmongTheFirstThree) << misses;
    EXPECT_GE(first, kFirst) << misses;
}

}  // namespace
}  // namespace casebook::app
