#include "domain/notice.h"

namespace casebook {

std::string_view to_text(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::complaint_assigned:
            return "complaint_assigned";
        case NoticeKind::complaint_handed_over:
            return "complaint_handed_over";
        case NoticeKind::complaint_due:
            return "complaint_due";
        case NoticeKind::complaint_stuck:
            return "complaint_stuck";
        case NoticeKind::complaint_bounced:
            return "complaint_bounced";
        case NoticeKind::complaint_merged:
            return "complaint_merged";
        case NoticeKind::complaint_unowned:
            return "complaint_unowned";
        case NoticeKind::card_is_bad:
            return "card_is_bad";
        case NoticeKind::case_invalidated:
            return "case_invalidated";
        case NoticeKind::case_restored:
            return "case_restored";
        case NoticeKind::case_needs_a_look:
            return "case_needs_a_look";
    }
    return "";
}

std::optional<NoticeKind> parse_notice_kind(std::string_view text) {
    for (const NoticeKind kind : kNoticeKinds)
        if (to_text(kind) == text) return kind;
    return std::nullopt;
}

}  // namespace casebook
