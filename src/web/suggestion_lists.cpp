#include "web/suggestion_lists.h"

#include "web/random_token.h"

namespace casebook::web {

std::string SuggestionLists::remember(std::string text, Time now) {
    std::string query_id = random_token();
    const std::lock_guard lock(mutex_);
    const auto is_over = [&] { return kept_.at(oldest_first_.front()).until < now; };
    while (!oldest_first_.empty() &&
           (is_over() || kept_.size() >= kMost || bytes_ + text.size() > kMostBytes))
        forget_oldest();
    bytes_ += text.size();
    kept_.emplace(query_id, Kept{{std::move(text), {}}, now + kKept});
    oldest_first_.push_back(query_id);
    return query_id;
}

std::optional<ListedComplaint> SuggestionLists::find(const std::string& query_id, Time now) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(query_id);
    if (found == kept_.end() || found->second.until < now) return std::nullopt;
    return found->second.complaint;
}

void SuggestionLists::dismiss(const std::string& query_id, EntryId case_id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = kept_.find(query_id); found != kept_.end())
        found->second.complaint.dismissed.insert(case_id);
}

void SuggestionLists::bring_back(const std::string& query_id, EntryId case_id) {
    const std::lock_guard lock(mutex_);
    if (const auto found = kept_.find(query_id); found != kept_.end())
        found->second.complaint.dismissed.erase(case_id);
}

void SuggestionLists::forget_oldest() {
    const auto oldest = kept_.find(oldest_first_.front());
    bytes_ -= oldest->second.complaint.text.size();
    kept_.erase(oldest);
    oldest_first_.pop_front();
}

}  // namespace casebook::web
