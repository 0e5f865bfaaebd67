// Whether another complaint is like the one that was asked, so that a person may be told so.
//
//     like  <=>  what both say is at least half of what was asked (by rarity), or at least half of the other's words
//
// Only what was typed counts, and only words: pairs of characters that are no seam (seams.h), English words, codes.
#pragma once

#include <string_view>
#include <unordered_map>

#include "search/query_terms.h"

namespace casebook::search {

class ComplaintLikeness {
  public:
    // Keeps views of the terms: they must live as long as this.
    explicit ComplaintLikeness(const QueryTerms& terms);

    bool is_like(std::string_view other) const;

  private:
    std::unordered_map<std::string_view, double> rarity_;
    double whole_ = 0;
};

}  // namespace casebook::search
