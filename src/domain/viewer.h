// Who looks, as far as that decides what is seen: a draft of a case is its author's and the leads' alone, everywhere (reading, lists,
// searches, counts, suggestions).
#pragma once

#include <string>

#include "domain/entry.h"
#include "domain/person.h"

namespace casebook {

class Viewer {
  public:
    // Whoever may read the files themselves: commands, measures, the program's own work.
    static Viewer of_the_machine() { return Viewer(Drafts::all, {}); }
    static Viewer of(const Person& person);
    // Somebody who has written nothing.
    static Viewer of_the_public() { return Viewer(Drafts::none, {}); }

    bool sees_all() const { return drafts_ == Drafts::all; }
    const std::string& account() const {
        return account_;
    }  // whose drafts are seen; empty: nobody's
    bool may_see(const Entry& entry) const;

  private:
    enum class Drafts { none, own, all };
    Viewer(Drafts drafts, std::string account) : drafts_(drafts), account_(std::move(account)) {}
    Drafts drafts_;
    std::string account_;
};

bool is_draft(const Entry& entry);

}  // namespace casebook
