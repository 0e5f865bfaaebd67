#include "app/complaints/purge_contacts.h"

namespace casebook::app {

Result<std::int64_t> purge_contacts(Workspace& workspace, std::chrono::days kept) {
    const Timestamp now = workspace.clock().now();
    const auto before = (now.instant - kept).time_since_epoch().count();
    return workspace.complaint_desk().complaints().purge_contacts(
        before, {now, "", "complaint.purged", "", ""});
}

}  // namespace casebook::app
