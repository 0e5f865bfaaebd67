// Phrases of people's lists (synonyms, stock phrases) looked up in what was typed. A text is compared unit by unit: a Chinese
// character, an English stem, a code. So case, width, traditional characters and inflections make no difference, a word never
// matches inside another, and a Chinese phrase is found inside a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "search/analysis.h"

namespace casebook::search {

// A token that outlives its analysis.
struct TypedToken {
    std::string term;
    TokenKind kind;
    std::uint32_t begin;  // bytes of the text, [begin, end)
    std::uint32_t end;
};
using TypedTokens = std::vector<TypedToken>;

TypedTokens tokens_of(std::string_view text);

// Those that cover each place of the text once, in order: characters, words and codes.
TypedTokens units_of(const TypedTokens& tokens);

class PhraseTable {
  public:
    using Value = std::size_t;

    struct Found {
        Value value;
        std::size_t first;  // its units, [first, last)
        std::size_t last;
    };

    // A phrase without any unit is not added. What was added under the same units before: its value stays, and is given back.
    Value add(std::string_view phrase, Value value);

    bool is_empty() const { return values_.empty(); }

    // From left to right the longest phrase at each place; none overlaps another.
    std::vector<Found> find_in(const TypedTokens& units) const;

  private:
    std::optional<Found> longest_at(const TypedTokens& units, std::size_t first) const;

    std::unordered_map<std::string, Value> values_;         // by the units, joined
    std::unordered_map<std::string, std::size_t> longest_;  // first unit -> units of the longest
};

}  // namespace casebook::search
