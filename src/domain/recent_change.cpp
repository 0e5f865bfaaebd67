#include "domain/recent_change.h"

#include <algorithm>
#include <array>

namespace casebook {
namespace {

constexpr std::array<std::string_view, 5> kNames{"release", "tariff", "outage", "policy", "other"};

// a/b is above a/b/c, and a/b/c is below a/b.
bool is_within(std::string_view path, std::string_view of) {
    return path == of ||
           (path.size() > of.size() && path.starts_with(of) && path[of.size()] == '/');
}

}  // namespace

std::string_view to_text(ChangeKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<ChangeKind> parse_change_kind(std::string_view text) {
    const auto found = std::find(kNames.begin(), kNames.end(), text);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<ChangeKind>(found - kNames.begin());
}

bool concerns(const RecentChange& change, std::string_view category, std::string_view product) {
    if (change.category.empty() && change.product.empty()) return true;
    const bool of_category =
        !change.category.empty() && !category.empty() &&
        (is_within(category, change.category) || is_within(change.category, category));
    return of_category || (!change.product.empty() && change.product == product);
}

bool is_recent(const RecentChange& change, Date today, std::chrono::days days) {
    using std::chrono::sys_days;
    if (sys_days{change.day} > sys_days{today}) return false;
    const bool lasts = change.until && sys_days{*change.until} >= sys_days{today};
    return lasts || sys_days{today} - sys_days{change.day} < days;
}

}  // namespace casebook
