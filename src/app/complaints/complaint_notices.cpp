#include "app/complaints/complaint_notices.h"

#include <fmt/format.h>

#include "app/notice_board.h"
#include "base/log.h"

namespace casebook::app {
namespace {

NoticeKind kind_of(ComplaintNews::Kind kind) {
    switch (kind) {
        case ComplaintNews::Kind::assigned:
            return NoticeKind::complaint_assigned;
        case ComplaintNews::Kind::handed_over:
            return NoticeKind::complaint_handed_over;
        case ComplaintNews::Kind::due:
            return NoticeKind::complaint_due;
        case ComplaintNews::Kind::stuck:
            return NoticeKind::complaint_stuck;
        case ComplaintNews::Kind::bounced:
            return NoticeKind::complaint_bounced;
        case ComplaintNews::Kind::merged:
            return NoticeKind::complaint_merged;
        case ComplaintNews::Kind::bad_card:
            return NoticeKind::card_is_bad;
        case ComplaintNews::Kind::unowned:
            return NoticeKind::complaint_unowned;
    }
    return NoticeKind::complaint_assigned;
}

// Where there are several, to the list that has them.
std::string path_of(const ComplaintNews& news) {
    if (news.kind == ComplaintNews::Kind::unowned) return "/complaints?view=unassigned";
    if (news.others > 0) return fmt::format("/complaints?view={}", to_text(news.kind));
    return fmt::format("/complaints/{}", news.number);
}

// "2026-11-22 15:00"
std::string minute_of(const Timestamp& time) {
    std::string text = time.text().substr(0, 16);
    text[10] = ' ';
    return text;
}

}  // namespace

void ComplaintNotices::told(const std::string& account, ComplaintNews news) {
    News told{kind_of(news.kind), fmt::format("{} {}", news.number, news.subject), news.detail,
              path_of(news), news.by};
    if (news.due) told.note += (told.note.empty() ? "" : " · ") + minute_of(*news.due);
    if (const auto done = board_.tell({account}, told); !done) log(done.error());
}

}  // namespace casebook::app
