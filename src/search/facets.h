// Facets: how many of the hits there are by kind, category, product, tag, state and author.
//
// The counted values of an entry lie packed in one value slot, so that counting reads one short string a hit and no document. Of
// more than kMostCounted hits an even sample of that many is read and the counts are scaled up and said to be estimates; which
// values exist in a small number may then be missed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/entry.h"
#include "search/index_fields.h"

namespace casebook::search {

inline constexpr std::size_t kMostCounted = 5'000;   // hits
inline constexpr std::size_t kMostFacetValues = 12;  // a facet

struct FacetValue {
    std::string value;
    std::size_t count = 0;
};

struct FacetCounts {
    const ExactField* field = nullptr;
    std::vector<FacetValue> values;  // the most frequent first
};

enum class Precision { exact, estimated };

struct Facets {
    std::vector<FacetCounts> fields;  // those that have any value, in the order of the field table
    Precision precision = Precision::exact;
};

std::string packed_facets(const Entry& entry);

// The category in what packed_facets() gave; empty when there is none. A view into it.
std::string_view category_in(std::string_view packed);

// `category`: the chosen one, whose children are counted; empty: the top level is.
class FacetCounter {
  public:
    explicit FacetCounter(std::string category) : category_(std::move(category)) {}

    void add(std::string_view packed);

    // `hits`: how many there are, of which add() was told all or a sample.
    Facets counts(std::size_t hits) const;

  private:
    std::string category_;
    std::unordered_map<std::string, std::size_t> packed_;  // many entries have the same values
    std::size_t added_ = 0;
};

}  // namespace casebook::search
