#include "app/suggest_resolutions.h"

#include <algorithm>

#include "app/group_suggestions.h"
#include "app/plain_scan.h"
#include "base/text.h"
#include "search/seams.h"

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

SuggestOutcome outcome_of(const Workspace& workspace, const std::string& text,
                          const search::Precedents& precedents) {
    if (!precedents.found.empty()) return SuggestOutcome::found;
    const bool searchable = search::says_something(
        first_characters(text, search::kLongestComplaint), workspace.index().words().get());
    return searchable ? SuggestOutcome::nothing_found : SuggestOutcome::too_little;
}

// As many more are asked for as cases may join the groups of those before them.
std::size_t spare_for_groups(const SuggestRequest& request) {
    constexpr std::size_t kSpare = 3;
    return request.same_problem == SuggestRequest::SameProblem::together ? kSpare : 0;
}

// While the index is damaged: from the newest files.
Result<search::Precedents> find_in_part(const Workspace& workspace, const std::string& text,
                                        const SuggestRequest& request, std::size_t limit) {
    const auto learnt = workspace.learning().model();
    if (const auto stand_in = workspace.stand_in().index()) {
        auto found = stand_in->suggest(
            {text, limit, request.category, request.product, request.leave_out, learnt.get()});
        // How rare a word is in the whole library is not known, and so not how sure an answer is.
        if (found) found->documents = 0;
        if (found) return found;
    }
    return scan_files(workspace,
                      {text, limit, PlainScan::Wanted::suggestable_cases, request.leave_out});
}

// From the index; from a part when that is damaged or gives an error, which is then known to the worker, too.
Result<search::Precedents> find_indexed(const Workspace& workspace, const std::string& text,
                                        const SuggestRequest& request, std::size_t limit) {
    if (!workspace.health().is_degraded()) {
        const auto learnt = workspace.learning().model();
        auto found = workspace.index().suggest(
            {text, limit, request.category, request.product, request.leave_out, learnt.get()});
        if (found || found.error().kind != ErrorKind::corrupt) return found;
        workspace.health().set_damaged(found.error());
    }
    return find_in_part(workspace, text, request, limit);
}

// Without what was withdrawn a moment ago, whether or not the index knows of it already.
Result<search::Precedents> find_precedents(const Workspace& workspace, const std::string& text,
                                           const SuggestRequest& request,
                                           const std::set<EntryId>& withdrawn) {
    const std::size_t wanted =
        std::min(request.limit, kMostSuggestions) + spare_for_groups(request);
    const std::size_t spare = std::min(withdrawn.size(), kMostSuggestions);
    auto precedents = find_indexed(workspace, text, request, wanted + spare);
    if (!precedents || withdrawn.empty()) return precedents;
    std::vector<search::Precedent>& found = precedents->found;
    std::erase_if(found, [&](const search::Precedent& precedent) {
        return withdrawn.contains(precedent.stored.entry.id);
    });
    if (found.size() > wanted)
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end());
    return precedents;
}

// None where the terms' rarity is not known: the files were read instead of the index.
std::optional<double> confidence_of(const search::Precedent& precedent,
                                    const search::Precedents& precedents) {
    if (precedents.documents == 0) return std::nullopt;
    const search::LearntScore& learnt = precedent.learnt;
    return search::confidence_of(search::confidence_signs(precedent.stored.entry, precedents.terms,
                                                          precedents.documents, precedents.asked),
                                 {learnt.confirmed.support, learnt.trained, learnt.dismissed,
                                  learnt.confirmations, learnt.confirmed.alike});
}

std::vector<EntryId> linked_with(const Workspace& workspace, EntryId id) {
    auto linked = workspace.database().same_problem(id);
    return linked ? std::move(*linked) : std::vector<EntryId>{};  // suggestions work without
}

// What somebody linked with a case that is found is worth a look, whatever its words. They come after what was found.
void add_linked_cases(const Workspace& workspace, std::vector<search::Precedent>& found,
                      const SuggestRequest& request, const std::set<EntryId>& withdrawn) {
    const auto is_there = [&](EntryId id) {
        return id == request.leave_out || withdrawn.contains(id) ||
               std::any_of(found.begin(), found.end(), [&](const search::Precedent& precedent) {
                   return precedent.stored.entry.id == id;
               });
    };
    const std::size_t ranked = std::min(found.size(), request.limit);
    for (std::size_t i = 0; i < ranked; ++i)
        for (const EntryId id : linked_with(workspace, found[i].stored.entry.id)) {
            if (is_there(id)) continue;
            auto linked = workspace.index().find(id);
            if (linked && *linked && is_suggestable((**linked).entry))
                found.push_back({std::move(**linked), 0, 0, 0, {}});
        }
}

void mark_as_linked(std::vector<Suggestion>& suggestions, std::size_t found) {
    for (std::size_t i = found; i < suggestions.size(); ++i) suggestions[i].is_linked = true;
}

void bring_together(const Workspace& workspace, std::vector<Suggestion>& suggestions,
                    std::size_t limit) {
    suggestions = group_suggestions(std::move(suggestions),
                                    [&](EntryId id) { return linked_with(workspace, id); });
    if (suggestions.size() > limit)
        suggestions.erase(suggestions.begin() + static_cast<std::ptrdiff_t>(limit),
                          suggestions.end());
}

// Why it stands where it does, in parts of its score.
void add_reasons(const search::Precedent& precedent, Suggestion& suggestion) {
    const search::LearntScore& learnt = precedent.learnt;
    suggestion.agreement = precedent.agreement;
    suggestion.raised = precedent.raised;
    if (learnt.case_id == 0) return;
    suggestion.by_learning = precedent.score - precedent.by_words;
    suggestion.confirmed_alike = learnt.confirmed.alike;
}

// Moves the entries out of the precedents. `text`: the complaint.
std::vector<Suggestion> as_suggestions(const Workspace& workspace, std::string_view text,
                                       search::Precedents& precedents) {
    search::find_seams(precedents.terms, text);
    const ComplaintWords complaint(text, precedents.terms);
    const Date today = workspace.clock().now().date();
    const search::Matcher matcher(precedents.terms);
    std::vector<Suggestion> suggestions;
    for (search::Precedent& precedent : precedents.found) {
        const Entry& entry = precedent.stored.entry;
        const OutcomeSummary outcome = workspace.outcomes().shown(entry);
        search::Seen seen;
        Evidence evidence = find_evidence(entry, matcher, seen);
        const bool stale = is_stale(entry, today, workspace.options().shelf_life);
        const auto confidence = confidence_of(precedent, precedents);
        suggestions.push_back({std::move(precedent.stored.entry), std::move(precedent.stored.path),
                               precedent.score, std::move(evidence), stale, outcome,
                               precedent.learnt, confidence});
        suggestions.back().shared = complaint.shared_with(seen);
        add_reasons(precedent, suggestions.back());
    }
    return suggestions;
}

}  // namespace

bool SuggestionList::has_precedent() const {
    return std::any_of(suggestions.begin(), suggestions.end(), [](const Suggestion& suggestion) {
        return !suggestion.confidence ||
               search::level_of(*suggestion.confidence) != search::ConfidenceLevel::unsure;
    });
}

std::string_view name_of(Kinship kinship) {
    constexpr std::string_view kNames[] = {"none", "confirmed", "same_complaint"};
    return kNames[static_cast<std::size_t>(kinship)];
}

Result<SuggestionList> suggest_resolutions(const Workspace& workspace,
                                           const SuggestRequest& request) {
    const auto start = SteadyClock::now();
    const std::string text = replace_invalid_utf8(request.text);
    const std::set<EntryId> withdrawn = workspace.pending().withdrawn();
    auto precedents = find_precedents(workspace, text, request, withdrawn);
    if (!precedents) return precedents.error();
    put_good_example_first(precedents->found);
    SuggestionList list;
    list.degraded = workspace.health().is_degraded();
    list.outcome = outcome_of(workspace, text, *precedents);
    list.clipped = first_characters(text, search::kLongestComplaint).size() < text.size();
    list.categories = search::guess_categories(precedents->found);
    const bool indexed = precedents->documents > 0;
    const std::size_t found = precedents->found.size();
    if (indexed && request.same_problem == SuggestRequest::SameProblem::together)
        add_linked_cases(workspace, precedents->found, request, withdrawn);
    list.suggestions = as_suggestions(workspace, text, *precedents);
    mark_as_linked(list.suggestions, found);
    if (request.same_problem == SuggestRequest::SameProblem::together)
        bring_together(workspace, list.suggestions, std::min(request.limit, kMostSuggestions));
    list.terms = std::move(precedents->terms);
    list.readings = readings_shared_by(list.suggestions);
    list.took_ms = milliseconds_since(start);
    return list;
}

}  // namespace casebook::app
