// What somebody has to hear of without asking: a complaint that is now theirs, a case they used that no longer holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace casebook {

enum class NoticeKind {
    complaint_assigned,     // you own it now
    complaint_handed_over,  // the next step is yours
    complaint_due,          // its next action is due
    complaint_stuck,        // nothing has happened for too long
    complaint_bounced,      // the back office misses a fact
    complaint_merged,       // it became part of another one
    card_is_bad,            // the customer's card came back with a 1
    case_invalidated,       // a case that you used is not to be used any more
    case_restored,          // that was undone
    case_needs_a_look,      // somebody doubts a case
    complaint_unowned,      // it came in, and nobody owns it
};
inline constexpr NoticeKind kNoticeKinds[] = {
    NoticeKind::complaint_assigned, NoticeKind::complaint_handed_over, NoticeKind::complaint_due,
    NoticeKind::complaint_stuck,    NoticeKind::complaint_bounced,     NoticeKind::complaint_merged,
    NoticeKind::card_is_bad,        NoticeKind::case_invalidated,      NoticeKind::case_restored,
    NoticeKind::case_needs_a_look,  NoticeKind::complaint_unowned};
std::string_view to_text(NoticeKind kind);
std::optional<NoticeKind> parse_notice_kind(std::string_view text);

// What happened, to whomever it is told.
struct News {
    NoticeKind kind = NoticeKind::complaint_assigned;
    std::string subject;  // "#1042 宽带每晚掉线", in the words of the library
    std::string note;     // a reason, a missing fact; one line, may be empty
    std::string path;     // of the page about it, within this site
    std::string by;       // account; empty: the program
};

using NoticeId = std::int64_t;  // from 1, growing

// News for one person.
struct Notice {
    NoticeId id = 0;
    std::string account;
    News news;
    Timestamp at{};
    bool seen = false;
};

}  // namespace casebook
