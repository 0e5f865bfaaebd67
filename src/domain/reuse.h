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
    std::optional<Timestamp> undone;
};

}  // namespace casebook
