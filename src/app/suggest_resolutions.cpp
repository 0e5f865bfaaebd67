#include "app/suggest_resolutions.h"

#include <algorithm>

#include "base/text.h"

namespace casebook::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

double milliseconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

SuggestOutcome outcome_of(const std::string& text, const search::Precedents& precedents) {
    if (!precedents.found.empty()) return SuggestOutcome::found;
    return search::analyse(first_characters(text, search::kLongestComplaint)).empty()
               ? SuggestOutcome::too_little
               : SuggestOutcome::nothing_found;
}

}  // namespace

Result<SuggestionList> suggest_resolutions(const Workspace& workspace,
                                           const SuggestRequest& request) {
    const auto start = SteadyClock::now();
    const std::string text = replace_invalid_utf8(request.text);
    auto precedents =
        workspace.index().suggest({text, std::min(request.limit, kMostSuggestions),
                                   request.category, request.product, request.leave_out});
    if (!precedents) return precedents.error();
    SuggestionList list;
    list.outcome = outcome_of(text, *precedents);
    list.clipped = first_characters(text, search::kLongestComplaint).size() < text.size();
    const Date today = workspace.clock().now().date();
    for (search::Precedent& precedent : precedents->found) {
        Evidence evidence = find_evidence(precedent.stored.entry, precedents->terms);
        const bool stale = is_stale(precedent.stored.entry, today, kDefaultShelfLife);
        list.suggestions.push_back({std::move(precedent.stored.entry),
                                    std::move(precedent.stored.path), precedent.score,
                                    std::move(evidence), stale});
    }
    list.terms = std::move(precedents->terms);
    list.took_ms = milliseconds_since(start);
    return list;
}

}  // namespace casebook::app
