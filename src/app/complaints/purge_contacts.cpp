#include "app/complaints/purge_contacts.h"

#include "base/unix_seconds.h"

namespace casebook::app {

Result<std::int64_t> purge_contacts(Workspace& workspace, std::chrono::days kept) {
    const Timestamp now = workspace.clock().now();
    // To the hour: forgetting writes the table of contacts anew.
    const auto hour = std::chrono::floor<std::chrono::hours>(now.instant - kept);
    return workspace.complaint_desk().complaints().purge_contacts(
        unix_seconds(hour), {now, "", "complaint.purged", "", ""});
}

}  // namespace casebook::app
