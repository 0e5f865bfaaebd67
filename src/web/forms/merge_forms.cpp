#include "web/forms/merge_forms.h"

#include "base/text.h"

namespace casebook::web {

MergedForm merge_forms(const EntryForm* base, const EntryForm& theirs, const EntryForm& mine) {
    MergedForm merged{mine, {}, {}};
    for (const FormField& field : form_fields(mine.kind)) {
        const std::string name(field.name);
        const auto typed = merged.form.typed.find(name);
        if (typed == merged.form.typed.end()) continue;  // not sent: stays as they have it
        const std::string& their_text = theirs.text(name);
        if (trim(typed->second) == trim(their_text)) continue;
        const bool i_changed = base == nullptr || trim(typed->second) != trim(base->text(name));
        const bool they_changed = base == nullptr || their_text != base->text(name);
        if (i_changed && they_changed) merged.conflicting.push_back(name);
        if (i_changed) continue;
        merged.taken_over.push_back(name);
        typed->second = their_text;
    }
    return merged;
}

}  // namespace casebook::web
