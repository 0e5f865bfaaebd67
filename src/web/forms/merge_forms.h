// Two people changed one entry: what each of them did, control by control.
#pragma once

#include "web/forms/entry_form.h"

namespace casebook::web {

struct MergedForm {
    EntryForm form;  // of the later person, with what only the other one changed taken over
    std::vector<std::string> taken_over;  // controls that only the other one changed
    std::vector<std::string>
        conflicting;  // controls that both changed, to different texts; `form` has the later person's
};

// `base` is what both began with; where it is not known any more (null), every difference is a conflict.
MergedForm merge_forms(const EntryForm* base, const EntryForm& theirs, const EntryForm& mine);

}  // namespace casebook::web
