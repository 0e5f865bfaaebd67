// Somebody says whether a case is still right. What was withdrawn is not suggested by the next request any more, whether or not the
// index has followed; whoever used the case lately is told. Who may say so is domain/writing_rights.h, `may_judge`.
#pragma once

#include <string>
#include <vector>

#include "app/save_entry.h"
#include "app/workspace.h"
#include "store/case_flags.h"

namespace casebook::app {

// The code of the errors when a case is not, or no longer, in a state in which it could be judged so; and of a missing reason.
inline constexpr const char* kCannotBeJudged = "case_not_in_use";
inline constexpr const char* kNotWithdrawn = "case_not_withdrawn";
inline constexpr const char* kWithdrawnByOther = "case_withdrawn_by_other";
inline constexpr const char* kNoReason = "reason_missing";

inline constexpr std::size_t kLongestReason = 300;  // characters

struct Judged {
    ReadEntry read;
    std::size_t told = 0;  // how many people
};

// The case's state becomes `invalid`, in its file, with the reason in its history. Error: invalid (kNoReason), conflict
// (kCannotBeJudged: it is not suggested as it is), and as update_entry().
Result<Judged> withdraw_case(Workspace& workspace, EntryId id, const std::string& who,
                             const std::string& reason);

// What the history says of a case that is invalid.
struct Withdrawal {
    std::string by;                    // empty: not known, or by hand in the file
    std::string at;                    // 2026-03-02T09:14:00+08:00; empty: not known
    std::string reason;                // may be empty
    State before = State::unverified;  // where the history does not say
};
Withdrawal find_withdrawal(const Workspace& workspace, EntryId id);

// Back into the state that it had before, by a lead or by who withdrew it: what somebody else took out of use stays so until a lead
// brings it back. Error: forbidden (kWithdrawnByOther), conflict (kNotWithdrawn), and as update_entry().
Result<Judged> restore_case(Workspace& workspace, EntryId id, const Person& person);
bool may_restore(const Person& person, const Withdrawal& withdrawal);

// `confirmed` becomes today, and what agents had flagged is settled. Error: as withdraw_case().
Result<Judged> confirm_case(Workspace& workspace, EntryId id, const std::string& who);

// Goes to the leads with its reason. Error: as withdraw_case().
Result<store::CaseFlag> flag_case(Workspace& workspace, EntryId id, const std::string& who,
                                  const std::string& reason);

// The accounts that used or copied the case within the last `recall` days, each once, by name; without `who`.
Result<std::vector<std::string>> lately_used_by(const Workspace& workspace, EntryId id,
                                                const std::string& who);

}  // namespace casebook::app
