// What a person may write: which kinds, in which states, and whose. Reading is viewer.h.
#pragma once

#include <optional>

#include "domain/entry.h"
#include "domain/person.h"

namespace casebook {

enum class WritingRefusal {
    kind,    // a daily is led by a lead
    other,   // somebody else wrote it
    state,   // the role may not put a case into this state
    author,  // one writes in one's own name
};
std::string_view to_text(
    WritingRefusal refusal);  // "kind" ...: the end of a message key, "rights.<refusal>"

// Whether the person may write `wanted`, in the place of `before` where there is one. None: yes.
std::optional<WritingRefusal> refusal_to_write(const Person& person, const Entry* before,
                                               const Entry& wanted);

// The states that the person may choose for a case that is in `now`.
bool may_choose_state(const Person& person, std::optional<State> now, State wanted);

// Whether the person may say that a published case is not right any more, or is after all: leads, and who wrote it and publishes.
// Others say to the leads that it needs a look.
bool may_judge(const Person& person, const Entry& entry);

bool is_own(const Person& person, const Entry& entry);

}  // namespace casebook
