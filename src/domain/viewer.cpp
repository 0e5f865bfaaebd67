#include "domain/viewer.h"

namespace casebook {

Viewer Viewer::of(const Person& person) {
    if (person.role >= Role::lead) return {Drafts::all, person.name};
    return {Drafts::own, person.name};
}

bool Viewer::may_see(const Entry& entry) const {
    if (drafts_ == Drafts::all || !is_draft(entry)) return true;
    return drafts_ == Drafts::own && !entry.author.empty() &&
           is_same_account(entry.author, account_);
}

bool is_draft(const Entry& entry) {
    return entry.kind == Kind::case_ && entry.state == State::draft;
}

}  // namespace casebook
