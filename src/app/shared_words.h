// What a complaint and a case both say, in the words of the customer: the longest runs of the complaint that the case has, and what was read
// as something that the case has, with that beside it: 宽带, 断网 (掉线), kuandai (宽带). Nothing that a dictionary would not call a word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/highlight.h"

namespace casebook::app {

struct SharedWord {
    std::string typed;
    std::string read_as;  // what stands in the case, where that is something else; else empty
    search::Origin origin = search::Origin::typed;
    double weight = 0;  // what it says, as the search counts it
};

class ComplaintWords {
  public:
    // Keeps views of both: they must live as long as this. `terms`: those that the complaint was searched with.
    ComplaintWords(std::string_view complaint, const search::QueryTerms& terms);

    // Each once, the most telling first; none that says next to nothing beside the first.
    std::vector<SharedWord> shared_with(const search::Seen& seen) const;

  private:
    struct Place {
        const search::QueryTerm* term;
        std::uint32_t begin, end;  // bytes of the complaint
    };

    void add_runs(const search::Seen& seen, std::vector<SharedWord>& words) const;
    void add_run(const std::vector<Place>& run, std::vector<SharedWord>& words) const;

    std::string_view complaint_;
    std::vector<Place> places_;  // of what was typed, in its order
    std::vector<Place> listed_;  // words that the lists have; without a term
};

}  // namespace casebook::app
