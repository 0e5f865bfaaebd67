// Impact: how much a term says about one entry, worked out once, when the entry is indexed.
//
// For each group of fields that has the term f times in a text of length l:
//
//     u = f / (l / usual_length) ^ length_penalty          share = weight * (k1 + 1) * u / (k1 + u)
//
// which is BM25's own formula with a fixed usual length in the place of the collection's average, so that adding an entry
// never changes the others. The shares are summed and stored as a whole number from 1 to kLargestImpact in place of the
// within-document frequency. Source of the constants: docs/decisions/0001.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "search/index_fields.h"

namespace casebook::search {

struct GroupWeight {
    TextGroup group;
    double weight;
    double length_penalty;
    double usual_length;  // tokens that count for length: a Chinese character pair, a word, a code
};

inline constexpr std::array kGroupWeights{
    GroupWeight{TextGroup::title, 2.0, 0.50, 20},
    GroupWeight{TextGroup::complaint, 1.0, 0.75, 40},
    GroupWeight{TextGroup::resolution, 0.5, 0.75, 80},
    GroupWeight{TextGroup::labels, 0.5, 0.50, 10},
};

inline constexpr unsigned kLargestImpact = 64;
inline constexpr double kImpactOfAShare = 16;  // stored units a share of 1

class Impacts {
  public:
    void add(TextGroup group, std::string_view text);

    // How many different tokens that count for length title and complaint have together.
    std::size_t told() const;

    // visit(term, impact) for every term.
    template <class Visit>
    void for_each(Visit visit) const {
        for (const auto& [term, counts] : counts_) visit(term, impact_of(counts));
    }

  private:
    struct Counts {
        std::array<unsigned, kGroupWeights.size()> of_group{};
        bool counts_for_length = false;

        unsigned of(TextGroup group) const { return of_group[static_cast<std::size_t>(group)]; }
    };
    unsigned impact_of(const Counts& counts) const;

    std::unordered_map<std::string, Counts> counts_;
    std::array<double, kGroupWeights.size()> lengths_{};
};

}  // namespace casebook::search
