#include "app/complaints/likely_case.h"

#include "app/burst_watch.h"
#include "app/people/accounts.h"
#include "app/suggest_resolutions.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/secret.h"

namespace casebook::app {
namespace {

// Tells callers apart without keeping how to reach them; empty: not known.
std::string caller_of(const Workspace& workspace, const Complaint& complaint) {
    if (complaint.contact.empty()) return "";
    return keyed_hash(workspace.accounts().key(), "caller " + complaint.contact);
}

void note(Workspace& workspace, const Complaint& complaint, EntryId case_id,
          LinkStrength strength) {
    const auto noted = workspace.bursts().note({{complaint.number, caller_of(workspace, complaint),
                                                 case_id, strength, complaint.created.instant},
                                                fnv1a(complaint.text)},
                                               workspace.clock().now().instant);
    if (!noted) log(noted.error());
}

}  // namespace

void note_likely_case(Workspace& workspace, const Complaint& complaint) {
    SuggestRequest request;
    request.text = complaint.text;
    request.category = complaint.category;
    request.limit = 1;
    const auto list = suggest_resolutions(workspace, request);
    if (!list) return log(list.error());
    if (list->suggestions.empty() || !list->has_precedent()) return;
    note(workspace, complaint, list->suggestions.front().entry.id, LinkStrength::guessed);
}

void note_case_of_closed(Workspace& workspace, const Complaint& complaint) {
    if (complaint.closed_with == ClosedWith::used_case)
        return note(workspace, complaint, complaint.case_id, LinkStrength::confirmed);
    const auto now = workspace.clock().now().instant;
    if (const auto forgotten = workspace.bursts().forget(complaint.number, now); !forgotten)
        log(forgotten.error());
}

}  // namespace casebook::app
