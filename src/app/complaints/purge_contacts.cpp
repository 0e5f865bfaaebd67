#include "app/complaints/purge_contacts.h"

namespace casebook::app {

Result<std::int64_t> purge_contacts(Workspace& workspace, std::chrono::days kept) {
    const Timestamp now = workspace.clock().now();
    // To the hour: forgetting writes the table of contacts anew.
    const auto hour = std::chrono::floor<std::chrono::hours>(now.instant - kept);
    const auto before = std::chrono::sys_seconds(hour).time_since_epoch().count();
    return workspace.complaint_desk().complaints().purge_contacts(
        before, {now, "", "complaint.purged", "", ""});
}

}  // namespace casebook::app
