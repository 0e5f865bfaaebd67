// Whether an entry is what a query asks for, decided on the entry itself: for when there is no index to ask.
#pragma once

#include <string>

#include "domain/entry.h"
#include "search/search_language.h"

namespace casebook::search {

class EntryMatch {
  public:
    // Keeps a reference to the query.
    explicit EntryMatch(const ParsedQuery& query) : query_(query) {}

    bool holds_for(const Entry& entry) const;

    // What the query's words come to, to rank and mark by: those that must or may be there.
    std::string words() const;

  private:
    const ParsedQuery& query_;
};

}  // namespace casebook::search
