#include "app/notice_board.h"

#include <set>

#include "base/text.h"
#include "store/notices.h"

namespace casebook::app {
namespace {

constexpr std::size_t kLongestLine = 200;  // characters
constexpr std::chrono::days kSeenAreKept{90};

News cut(News news) {
    news.subject = first_characters(news.subject, kLongestLine);
    news.note = first_characters(collapse_white_space(news.note), kLongestLine);
    return news;
}

}  // namespace

NoticeBoard::NoticeBoard(const store::Database& database, Now now)
    : database_(database), now_(std::move(now)) {}

Result<void> NoticeBoard::load() {
    Timestamp oldest = now_();
    oldest.instant -= kSeenAreKept;
    if (auto removed = store::Notices(database_).remove_seen_before(oldest); !removed)
        return removed;
    return count_again();
}

Result<void> NoticeBoard::tell(const std::vector<std::string>& accounts, const News& news) {
    std::set<std::string> whom(accounts.begin(), accounts.end());
    whom.erase(news.by);
    whom.erase("");
    std::vector<Notice> notices;
    for (const std::string& account : whom)
        notices.push_back({0, account, cut(news), now_(), false});
    const std::lock_guard telling(telling_mutex_);
    auto added = store::Notices(database_).add(std::move(notices));
    if (!added) return added.error();
    const std::lock_guard lock(mutex_);
    for (const std::string& account : whom) ++unseen_[account];
    if (listener_ != nullptr) listener_->told(*added);
    return {};
}

void NoticeBoard::tell_desk() const {
    const std::lock_guard lock(mutex_);
    if (listener_ != nullptr) listener_->desk_changed();
}

Result<std::vector<Notice>> NoticeBoard::latest(const std::string& account) const {
    return store::Notices(database_).latest(account, kMostNoticesShown);
}

std::size_t NoticeBoard::count_unseen(const std::string& account) const {
    const std::lock_guard lock(mutex_);
    const auto found = unseen_.find(account);
    return found == unseen_.end() ? 0 : found->second;
}

Result<void> NoticeBoard::mark_seen(const std::string& account, NoticeId up_to) {
    if (auto marked = store::Notices(database_).mark_seen(account, up_to); !marked) return marked;
    return count_again();
}

Result<void> NoticeBoard::count_again() {
    const std::lock_guard telling(telling_mutex_);
    auto counts = store::Notices(database_).count_unseen();
    if (!counts) return counts.error();
    const std::lock_guard lock(mutex_);
    unseen_ = std::move(*counts);
    return {};
}

void NoticeBoard::use_listener(NoticeListener* listener) {
    const std::lock_guard lock(mutex_);
    listener_ = listener;
}

}  // namespace casebook::app
