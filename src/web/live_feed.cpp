#include "web/live_feed.h"

#include <fmt/format.h>

namespace casebook::web {

std::string live_event(std::string_view name, std::string_view data) {
    return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

void LiveFeed::use_sink(Sink sink) {
    const std::lock_guard lock(mutex_);
    sink_ = std::move(sink);
}

// The count is left out: the board is locked while it tells.
void LiveFeed::told(const std::vector<Notice>& notices) {
    for (const Notice& notice : notices) send(notice.account, live_event("notices", "new"));
}

void LiveFeed::desk_changed() {
    send(std::nullopt, live_event("desk", ""));
}

void LiveFeed::send(std::optional<std::string> account, std::string bytes) {
    const std::lock_guard lock(mutex_);
    if (sink_) sink_(std::move(account), std::move(bytes));
}

}  // namespace casebook::web
