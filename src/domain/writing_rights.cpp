#include "domain/writing_rights.h"

#include <array>

namespace casebook {

std::string_view to_text(WritingRefusal refusal) {
    constexpr std::array<std::string_view, 4> kNames{"kind", "other", "state", "author"};
    return kNames[static_cast<std::size_t>(refusal)];
}

bool is_own(const Person& person, const Entry& entry) {
    return !entry.author.empty() && is_same_account(entry.author, person.name);
}

bool may_judge(const Person& person, const Entry& entry) {
    return person.role >= Role::lead || (person.role >= Role::author && is_own(person, entry));
}

// An agent's case becomes one that others are shown when somebody who publishes has read it; and what is taken out of use is a lead's
// decision.
bool may_choose_state(const Person& person, std::optional<State> now, State wanted) {
    if (person.role >= Role::lead) return true;
    if (person.role == Role::agent) return wanted == State::draft;
    return now == wanted || (wanted != State::invalid && wanted != State::archived &&
                             now != State::invalid && now != State::archived);
}

std::optional<WritingRefusal> refusal_to_write(const Person& person, const Entry* before,
                                               const Entry& wanted) {
    if (person.role >= Role::lead) return std::nullopt;
    if (wanted.kind == Kind::daily) return WritingRefusal::kind;
    if (before != nullptr && !is_own(person, *before)) return WritingRefusal::other;
    if (!is_own(person, wanted)) return WritingRefusal::author;
    const std::optional<State> now = before ? std::optional(before->state) : std::nullopt;
    if (wanted.kind != Kind::case_) return std::nullopt;
    const bool from = person.role != Role::agent || !now || *now == State::draft;
    return from && may_choose_state(person, now, wanted.state)
               ? std::nullopt
               : std::optional(WritingRefusal::state);
}

}  // namespace casebook
