// Reuse is review: each time somebody confirms that a case solved a complaint, or says that it did not fit, is an event. Events are never
// changed; one that was a mistake is marked as undone. Everything that is learnt is worked out from them again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "domain/entry.h"

namespace casebook {

enum class Verdict {
    used,      // it solved this complaint
    not_this,  // it does not fit complaints like this one
    copied,    // its script was copied: a weak sign
};
std::string_view to_text(Verdict verdict);  // used, not_this, copied
std::optional<Verdict> parse_verdict(std::string_view text);

struct ReuseEvent {
    std::int64_t id = 0;  // from 1, in the order of recording; 0: not recorded yet
    std::string who;      // an account's name; "cli" or "api" before there are accounts
    Timestamp when;
    EntryId case_id = 0;
    Verdict verdict = Verdict::used;
    std::string text;      // the complaint's words, personal data masked
    Outcome outcome;       // of this complaint; mostly empty
    std::string query_id;  // of the list that it was picked from; may be empty
    std::optional<Timestamp> undone{};
    std::string undone_by{};
    std::string
        source_key{};  // names a row of a file that was recorded in bulk: the same row again is the same event; else empty
};

// "What was learnt for this case so far counts no more": its events up to that one are passed over, by learning and by outcomes.
struct LearningReset {
    std::int64_t id = 0;
    EntryId case_id = 0;
    std::int64_t up_to_event = 0;
    std::string who;
    Timestamp when;
    std::optional<Timestamp> undone{};
    std::string undone_by{};
};

// How a case went where it was used: sums, so that they add up; the means are for people.
struct OutcomeSummary {
    int uses = 0;  // confirmed reuses
    int solved = 0, solved_of = 0;
    int satisfaction_sum = 0, satisfaction_of = 0;  // 1 to 5 each
    int minutes_sum = 0, minutes_of = 0;

    bool operator==(const OutcomeSummary&) const = default;
    // One outcome more: that of a reuse, or the author's own, which is in the case itself.
    void add(const Outcome& outcome);
    std::optional<double> satisfaction() const;
    std::optional<double> minutes() const;
};

}  // namespace casebook
