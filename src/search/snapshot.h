// The index as one search sees it: an open database in one state, and what is shared by all searches on that state. What is superseded is
// no part of it. For one thread at a time, and as long as the database is given to nobody else. Throws Xapian::Error where no Result is
// given. For this module's .cpp files only (a heavy header).
#pragma once

#include <optional>
#include <string>

#include "search/index_state.h"
#include "search/query_terms.h"
#include "search/stored_entry.h"
#include "search/xapian_guard.h"

namespace casebook::search {

class Snapshot {
  public:
    Snapshot(const Xapian::Database& database, IndexState state)
        : database_(database), terms_(std::move(state.terms)), unpacker_(state.dictionary) {}

    const Xapian::Database& database() const { return database_; }
    KnownTerms& terms() const { return *terms_; }
    const Superseded& superseded() const { return terms_->superseded(); }

    // For how rare a term is.
    TermStatistics statistics() const;

    std::size_t count_entries() const;
    std::size_t count_entries_with(const std::string& term) const;

    // Of several the one whose file comes first.
    std::optional<Xapian::docid> document_with(const std::string& term) const;

    Result<StoredEntry> entry_of(Xapian::docid document) const;

  private:
    const Xapian::Database& database_;
    std::shared_ptr<KnownTerms> terms_;
    mutable EntryUnpacker unpacker_;
};

}  // namespace casebook::search
