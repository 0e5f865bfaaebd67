#include "app/suggest_resolutions.h"

#include <algorithm>

#include "app/plain_scan.h"
#include "base/text.h"

namespace casebook::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

double milliseconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

// A bad example is there to warn: it never leads while there is anything else to show.
void put_good_example_first(std::vector<search::Precedent>& found) {
    const auto good =
        std::find_if(found.begin(), found.end(), [](const search::Precedent& precedent) {
            return precedent.stored.entry.example != Example::bad;
        });
    if (good != found.end()) std::rotate(found.begin(), good, good + 1);
}

SuggestOutcome outcome_of(const std::string& text, const search::Precedents& precedents) {
    if (!precedents.found.empty()) return SuggestOutcome::found;
    const bool searchable = search::has_words(first_characters(text, search::kLongestComplaint));
    return searchable ? SuggestOutcome::nothing_found : SuggestOutcome::too_little;
}

// From the index; from the files when that is damaged or gives an error, which is then known to the worker, too.
Result<search::Precedents> find_precedents(const Workspace& workspace, const std::string& text,
                                           const SuggestRequest& request) {
    const std::size_t limit = std::min(request.limit, kMostSuggestions);
    if (!workspace.health().is_degraded()) {
        auto found = workspace.index().suggest({text, limit, request.category, request.product,
                                                request.leave_out, &workspace.learning().model()});
        if (found || found.error().kind != ErrorKind::corrupt) return found;
        workspace.health().set_damaged(found.error());
    }
    return scan_files(workspace,
                      {text, limit, PlainScan::Wanted::suggestable_cases, request.leave_out});
}

}  // namespace

Result<SuggestionList> suggest_resolutions(const Workspace& workspace,
                                           const SuggestRequest& request) {
    const auto start = SteadyClock::now();
    const std::string text = replace_invalid_utf8(request.text);
    auto precedents = find_precedents(workspace, text, request);
    if (!precedents) return precedents.error();
    put_good_example_first(precedents->found);
    SuggestionList list;
    list.degraded = workspace.health().is_degraded();
    list.outcome = outcome_of(text, *precedents);
    list.clipped = first_characters(text, search::kLongestComplaint).size() < text.size();
    const Date today = workspace.clock().now().date();
    const search::Matcher matcher(precedents->terms);
    for (search::Precedent& precedent : precedents->found) {
        Evidence evidence = find_evidence(precedent.stored.entry, matcher);
        const bool stale = is_stale(precedent.stored.entry, today, kDefaultShelfLife);
        list.suggestions.push_back({std::move(precedent.stored.entry),
                                    std::move(precedent.stored.path), precedent.score,
                                    std::move(evidence), stale, precedent.learnt});
    }
    list.terms = std::move(precedents->terms);
    list.took_ms = milliseconds_since(start);
    return list;
}

}  // namespace casebook::app
