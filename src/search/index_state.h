// What all searches on one state of the index share: what of it is known already, what of it is superseded, how its entries are read.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "search/entry_packing.h"
#include "search/known_terms.h"

namespace casebook::search {

struct IndexState {
    std::shared_ptr<KnownTerms> terms;
    std::shared_ptr<const UnpackingDictionary> dictionary;
};

// The newest state that a search has seen. Thread-safe.
class IndexStateKeeper {
  public:
    // For a search on a database of an older state: its own, of which nothing is known yet. Throws Xapian::Error.
    IndexState of(const Xapian::Database& database);

  private:
    std::mutex mutex_;
    IndexState newest_;
    std::string database_;  // its uuid: an index in the place of another counts its revisions anew
    Xapian::rev revision_ = 0;
};

}  // namespace casebook::search
