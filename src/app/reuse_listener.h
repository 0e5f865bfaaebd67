// Who wants to hear at once what was recorded about reuse: what learns from it.
#pragma once

#include <string>
#include <vector>

#include "domain/reuse.h"

namespace casebook::app {

// Called one call at a time, in the order of recording, after the database has kept what it is told. Everything can be worked out from the
// database again (Database::for_each_reuse_event), so that a call that is missed loses nothing. Must not record anything itself.
class ReuseListener {
  public:
    virtual ~ReuseListener() = default;

    // New events, each with its id.
    virtual void recorded(const std::vector<ReuseEvent>& events) = 0;

    // Events of this case count no more, or count again: one was undone, its learning reset, or the reset undone.
    virtual void changed(EntryId case_id) = 0;

    // What was learnt: the words that speak most for the case, strongest first. Thread-safe.
    virtual std::vector<std::string> strongest_words(EntryId case_id, std::size_t most) const = 0;
};

}  // namespace casebook::app
