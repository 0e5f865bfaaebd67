// What was changed around the customers lately: a release, a tariff, an outage. Told by hand or by a program, because the cause of a new
// complaint is often something that another department shipped two days ago.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace casebook {

enum class ChangeKind { release, tariff, outage, policy, other };
inline constexpr ChangeKind kChangeKinds[] = {ChangeKind::release, ChangeKind::tariff,
                                              ChangeKind::outage, ChangeKind::policy,
                                              ChangeKind::other};
std::string_view to_text(ChangeKind kind);  // release, tariff, outage, policy, other
std::optional<ChangeKind> parse_change_kind(std::string_view text);

struct RecentChange {
    std::int64_t id = 0;
    Date day{};
    ChangeKind kind = ChangeKind::other;
    std::string title;
    std::string product;   // empty: of no product in particular
    std::string category;  // a path or the beginning of one; empty: of no category in particular
    std::optional<Date> until;  // an outage that is over, a tariff that ends
    std::string who;            // told it
    Timestamp told{};
};

// Whether a complaint of this category and product may have to do with it: it is of that category, of one above or below it, or of that
// product; one that names neither may have to do with everything.
bool concerns(const RecentChange& change, std::string_view category, std::string_view product);

// From its day on for `days` days, or until it ends where that is later.
bool is_recent(const RecentChange& change, Date today, std::chrono::days days);

}  // namespace casebook
