#include "app/change_book.h"

#include "base/text.h"
#include "domain/personal_data.h"
#include "store/change_log.h"

namespace casebook::app {
namespace {

std::string one_line(const std::string& text) {
    return std::string(
        first_characters(collapse_white_space(replace_invalid_utf8(text)), kLongestChange));
}

Result<void> check(const RecentChange& change) {
    if (change.title.empty())
        return Error{ErrorKind::invalid,
                     "The change has no title",
                     "Say in a few words what was changed",
                     {},
                     kNoTitle};
    const bool whole = change.day.ok() && (!change.until || change.until->ok());
    const bool backwards = whole && change.until && *change.until < change.day;
    if (whole && !backwards) return {};
    return Error{ErrorKind::invalid,
                 "The change ends before it begins, or a day is none",
                 "Give the days as 2026-11-20",
                 {},
                 kBadChange};
}

}  // namespace

void ChangeBook::forget() const {
    const std::lock_guard lock(mutex_);
    changes_.reset();
}

Result<std::shared_ptr<const Changes>> ChangeBook::all(const store::Database& database) const {
    const std::lock_guard lock(mutex_);
    if (changes_) return changes_;
    auto read = store::ChangeLog(database).latest(kMostChanges);
    if (!read) return read.error();
    changes_ = std::make_shared<const Changes>(std::move(*read));
    return changes_;
}

Result<RecentChange> ChangeBook::add(const store::Database& database, RecentChange change) {
    change.title = mask_personal_data(one_line(change.title)).text;
    change.product = one_line(change.product);
    change.category = one_line(change.category);
    if (auto checked = check(change); !checked) return checked.error();
    auto added = store::ChangeLog(database).add(change);
    forget();
    return added;
}

Result<void> ChangeBook::remove(const store::Database& database, std::int64_t id,
                                const Timestamp& when, const std::string& who) {
    auto removed = store::ChangeLog(database).remove(id, when, who);
    forget();
    return removed;
}

Result<Changes> ChangeBook::concerning(const store::Database& database, Date today,
                                       std::string_view category, std::string_view product) const {
    const auto known = all(database);
    if (!known) return known.error();
    Changes found;
    for (const RecentChange& change : **known)
        if (is_recent(change, today, kChangesOnDesk) && concerns(change, category, product))
            found.push_back(change);
    return found;
}

}  // namespace casebook::app
