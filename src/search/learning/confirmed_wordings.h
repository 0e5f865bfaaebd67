// Whether somebody said of these very words that a case solves it: each confirmed complaint of a case by itself, compared with the one that
// is asked now. Knows nothing of other cases, so what it says of one does not move with what others have.
//
//     likeness(a, b) = 2 x words in both / (words of a + words of b)     distinct words, codes, characters and their pairs; no stop words
//     alike(case)    = how many of its confirmations have a likeness above a half
//     support(case)  = sum over these of   weight x (2 likeness - 1)^3
//
// so two people who said it of the same words count 2, and a complaint that shares two thirds of its words counts next to nothing: on
// learn_en_banking77 a gentler slope made confidence tell less well (docs/decisions/0013).
// What people are told of ("confirmed for 3 complaints like this one") and what makes sure (confidence.h) is about the same complaints.
// The weights are those of event_weights.h. Not thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/entry.h"

namespace casebook::search {

// The hashes of a text's words, sorted; of more than kMostOfAWording those with the smallest hashes, which is a fair sample of them.
using Wording = std::vector<std::uint32_t>;
inline constexpr std::size_t kMostOfAWording = 64;

Wording wording_of(std::string_view text);  // of its first kLongestLearnt characters

// From 0 to 1; 0 when either has no words.
double likeness(const Wording& a, const Wording& b);

struct Confirmed {
    std::size_t alike = 0;
    double support = 0;
};

class ConfirmedWordings {
  public:
    // From now on the event counts `weight`, in 1/kWeightUnit; 0: as if it had never been.
    void file(EntryId case_id, std::uint32_t event, std::string_view text, std::int32_t weight);

    // By the newest confirmations of the case; nothing where there is none like it.
    Confirmed confirmed(EntryId case_id, const Wording& asked) const;

    std::size_t memory_bytes() const;

  private:
    struct Confirmation {
        std::uint32_t event;
        std::int32_t weight;
        Wording wording;
    };
    std::unordered_map<EntryId, std::vector<Confirmation>> cases_;  // each by event
};

}  // namespace casebook::search
