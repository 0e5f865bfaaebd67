#include "app/plain_scan.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "search/highlight.h"

namespace casebook::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

// Without an index no term is known to be rarer than another.
search::QueryTerms terms_of(std::string_view text) {
    constexpr double kAnyDocuments = 1000;
    return search::choose_query_terms(first_characters(text, search::kLongestComplaint),
                                      {kAnyDocuments, [](const std::string&) { return 1.0; }});
}

// How much of the question stands in the text, each place once; titles count double, as in the index.
double score_of(const Entry& entry, const search::Matcher& matcher) {
    const auto rarity_in = [&](std::string_view text) {
        double sum = 0;
        for (const search::Match& match : matcher.matches_in(text)) sum += match.rarity;
        return sum;
    };
    double score = 2 * rarity_in(entry.title);
    double length = 100;
    for (const Section& section : entry.sections) {
        score += rarity_in(section.text);
        length += static_cast<double>(section.text.size());
    }
    return score / std::sqrt(length);
}

void keep_best(std::vector<search::Precedent>& found, std::size_t limit) {
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    if (found.size() > limit) found.resize(limit);
}

}  // namespace

Result<search::Precedents> scan_files(const Workspace& workspace, const PlainScan& scan) {
    const auto until = SteadyClock::now() + kScanTime;
    search::Precedents result{{}, terms_of(scan.text)};
    if (result.terms.empty()) return result;
    const search::Matcher matcher(result.terms);
    auto stamps = workspace.library().scan();
    if (!stamps) return stamps.error();
    for (auto stamp = stamps->rbegin(); stamp != stamps->rend(); ++stamp) {
        if (SteadyClock::now() > until) break;
        auto entry = workspace.library().load(stamp->path, stamp->kind);
        if (!entry || entry->id == scan.leave_out) continue;
        if (scan.wanted == PlainScan::Wanted::suggestable_cases && !is_suggestable(*entry))
            continue;
        const double score = score_of(*entry, matcher);
        if (score <= 0) continue;
        result.found.push_back({{std::move(*entry), stamp->path, stamp->version}, score});
        if (result.found.size() >= 20 * scan.limit) keep_best(result.found, scan.limit);
    }
    keep_best(result.found, scan.limit);
    return result;
}

}  // namespace casebook::app
