#include "app/complaints/likely_case.h"

#include <fmt/format.h>

#include "app/burst_watch.h"
#include "app/suggest_resolutions.h"
#include "base/hash.h"
#include "base/log.h"

namespace casebook::app {
namespace {

// Tells callers apart without keeping how to reach them; empty: not known.
std::string caller_of(const Complaint& complaint) {
    return complaint.contact.empty() ? "" : fmt::format("{:x}", fnv1a(complaint.contact));
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
    const auto noted = workspace.bursts().note_likely(
        {complaint.number, caller_of(complaint), list->suggestions.front().entry.id,
         LinkStrength::guessed, complaint.created.instant});
    if (!noted) log(noted.error());
}

void forget_likely_case(Workspace& workspace, ComplaintNumber number) {
    const auto now = workspace.clock().now().instant;
    if (const auto forgotten = workspace.bursts().forget_likely(number, now); !forgotten)
        log(forgotten.error());
}

}  // namespace casebook::app
