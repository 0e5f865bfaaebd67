#include "app/complaints/complaint_desk.h"

#include "base/text.h"

namespace casebook::app {

std::string_view to_text(ComplaintNews::Kind kind) {
    constexpr std::string_view kNames[] = {"assigned", "handed_over", "due",      "stuck",
                                           "bounced",  "merged",      "bad_card", "unowned"};
    return kNames[static_cast<std::size_t>(kind)];
}

void ComplaintDesk::tell(const std::string& account, ComplaintNews news) {
    if (listener_ == nullptr || account.empty() || is_same_account(account, news.by)) return;
    listener_->told(account, std::move(news));
}

ComplaintNews news_of(const Complaint& complaint, ComplaintNews::Kind kind, const std::string& by) {
    constexpr std::size_t kLongestSubject = 60;
    const std::string line = collapse_white_space(complaint.text);
    ComplaintNews news;
    news.kind = kind;
    news.number = complaint.number;
    news.subject = first_characters(line, kLongestSubject);
    news.by = by;
    return news;
}

}  // namespace casebook::app
