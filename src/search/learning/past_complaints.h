// Which past complaints are like one that is asked now: by the words that were typed, on both sides.
//
//     likeness = the part of the complaint's typed words, by rarity, that stands in the past one
//                x kLongerThan x length / past length, where the past one is longer than kLongerThan times the complaint
//
// A list of complaints for each term, which only grows: what likeness is depends on the two texts and on nothing else that was ever added. Not
// thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

class PastComplaints {
  public:
    using Number = std::uint32_t;  // whatever its owner counts complaints by

    struct Alike {
        Number number = 0;
        double likeness = 0;  // 0 to 1
    };

    // Requires: a larger number than all before. Of the text's first kLongestLearnt characters.
    void add(Number number, std::string_view text);

    // Those at least `least` like it, by number. `typed`: the terms of the text, with their rarity, also those that no past one has.
    std::vector<Alike> like(std::string_view text, const QueryTerms& typed, double least) const;

    bool empty() const { return all_.empty(); }
    std::size_t memory_bytes() const;

  private:
    static constexpr double kLongerThan = 1.5;

    struct Complaint {
        Number number;
        std::uint32_t length;  // bytes
    };

    using Place = std::uint32_t;                                    // in all_
    std::unordered_map<std::uint64_t, std::vector<Place>> having_;  // by the term's hash
    std::vector<Complaint> all_;
};

}  // namespace casebook::search
