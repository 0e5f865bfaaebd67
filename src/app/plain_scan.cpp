#include "app/plain_scan.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/text.h"
#include "search/entry_match.h"
#include "search/highlight.h"
#include "search/search_expansion.h"

namespace casebook::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

// Without an index no term is known to be rarer than another.
search::QueryTerms terms_of(std::string_view text, const search::WordLists* words) {
    constexpr double kAnyDocuments = 1000;
    return search::choose_query_terms(first_characters(text, search::kLongestComplaint),
                                      {kAnyDocuments, [](const std::string&) { return 1.0; }},
                                      {words});
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

using Take = std::function<void(Entry entry, const content::FileStamp& stamp)>;

// Gives the readable entries, newest file first, for as long as there is time.
Result<void> for_each_entry(const Workspace& workspace, const Take& take) {
    const auto alone = workspace.scan_lock();
    if (!alone)
        return Error{ErrorKind::busy,
                     "The index is being rebuilt, and others are searching the files",
                     "Try again in a few seconds",
                     {}};
    const auto until = SteadyClock::now() + kScanTime;
    auto stamps = workspace.library().scan();
    if (!stamps) return stamps.error();
    for (auto stamp = stamps->rbegin(); stamp != stamps->rend() && SteadyClock::now() < until;
         ++stamp)
        if (auto entry = workspace.library().load(stamp->path, stamp->kind))
            take(std::move(*entry), *stamp);
    return {};
}

// Of what has no date, the least.
std::chrono::sys_seconds time_of(const std::optional<Timestamp>& time) {
    return time ? time->instant : std::chrono::sys_seconds::min();
}

void sort(std::vector<search::Precedent>& found, search::SearchOrder order) {
    const auto created = [](const search::Precedent& each) {
        return time_of(each.stored.entry.created);
    };
    const auto changed = [](const search::Precedent& each) {
        const Entry& entry = each.stored.entry;
        return time_of(entry.updated ? entry.updated : entry.created);
    };
    const auto sort_by = [&](auto before) { std::stable_sort(found.begin(), found.end(), before); };
    switch (order) {
        case search::SearchOrder::relevance:
            return sort_by([](const auto& a, const auto& b) { return a.score > b.score; });
        case search::SearchOrder::newest:
            return sort_by([&](const auto& a, const auto& b) { return created(a) > created(b); });
        case search::SearchOrder::oldest:
            return sort_by([&](const auto& a, const auto& b) { return created(a) < created(b); });
        case search::SearchOrder::updated:
            return sort_by([&](const auto& a, const auto& b) { return changed(a) > changed(b); });
    }
}

}  // namespace

Result<search::Precedents> scan_files(const Workspace& workspace, const PlainScan& scan) {
    search::Precedents result{{}, terms_of(scan.text, workspace.index().words().get())};
    if (result.terms.empty()) return result;
    const search::Matcher matcher(result.terms);
    const auto scanned = for_each_entry(workspace, [&](Entry entry,
                                                       const content::FileStamp& stamp) {
        const bool all = scan.wanted == PlainScan::Wanted::everything;
        if (entry.id == scan.leave_out || (!all && !is_suggestable(entry))) return;
        const double score = score_of(entry, matcher);
        if (score <= 0) return;
        result.found.push_back({{std::move(entry), stamp.path, stamp.version}, score, {}, {}, {}});
        if (result.found.size() >= 20 * scan.limit) keep_best(result.found, scan.limit);
    });
    if (!scanned) return scanned.error();
    keep_best(result.found, scan.limit);
    return result;
}

Result<search::SearchHits> scan_files(const Workspace& workspace,
                                      const search::SearchQuery& query) {
    const auto words = workspace.index().words();
    search::WiderQuery wider =
        words ? search::with_other_words(query.query, *words) : search::WiderQuery{query.query, {}};
    const search::EntryMatch match(wider.query);
    search::SearchHits hits;
    hits.readings = std::move(wider.readings);
    hits.terms = terms_of(match.words(), nullptr);
    const search::Matcher matcher(hits.terms);
    std::vector<search::Precedent> found;
    const auto scanned =
        for_each_entry(workspace, [&](Entry entry, const content::FileStamp& stamp) {
            if (!match.holds_for(entry)) return;
            const double score = score_of(entry, matcher);
            found.push_back({{std::move(entry), stamp.path, stamp.version}, score, {}, {}, {}});
        });
    if (!scanned) return scanned.error();
    hits.total = found.size();
    hits.total_is = search::Total::at_least;
    const bool by_words = !hits.terms.empty();
    sort(found, query.order == search::SearchOrder::relevance && !by_words
                    ? search::SearchOrder::newest
                    : query.order);
    for (std::size_t i = query.first; i < found.size() && hits.found.size() < query.limit; ++i)
        hits.found.push_back(std::move(found[i]));
    return hits;
}

Result<std::string> find_file(const Workspace& workspace, const std::string& id_or_date) {
    const auto stamps = workspace.library().scan();
    if (!stamps) return stamps.error();
    for (const content::FileStamp& stamp : *stamps) {
        const std::string name = stamp.path.substr(stamp.path.rfind('/') + 1);
        if (name == id_or_date + ".md" || name.starts_with(id_or_date + "-")) return stamp.path;
    }
    return std::string();
}

}  // namespace casebook::app
