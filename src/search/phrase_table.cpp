#include "search/phrase_table.h"

#include <algorithm>

namespace casebook::search {
namespace {

constexpr char kBetween = '\x1f';

bool is_unit(TokenKind kind) {
    switch (kind) {
        case TokenKind::character:
        case TokenKind::lone_character:
        case TokenKind::word:
        case TokenKind::code:
            return true;
        default:
            return false;
    }
}

}  // namespace

TypedTokens tokens_of(std::string_view text) {
    TypedTokens tokens;
    tokens.reserve(text.size() / 2);
    analyse(text, [&](const Token& token) {
        tokens.push_back({std::string(token.term), token.kind, token.begin, token.end});
    });
    return tokens;
}

TypedTokens units_of(const TypedTokens& tokens) {
    TypedTokens units;
    units.reserve(tokens.size());
    for (const TypedToken& token : tokens) {
        // A joined code comes after its parts, which cover it already.
        const bool covered = !units.empty() && token.begin < units.back().end;
        if (is_unit(token.kind) && !covered) units.push_back(token);
    }
    return units;
}

PhraseTable::Value PhraseTable::add(std::string_view phrase, Value value) {
    const TypedTokens units = units_of(tokens_of(phrase));
    if (units.empty()) return value;
    std::string key;
    for (const TypedToken& unit : units) key += unit.term + kBetween;
    std::size_t& longest = longest_[units.front().term];
    longest = std::max(longest, units.size());
    return values_.emplace(std::move(key), value).first->second;
}

std::vector<PhraseTable::Found> PhraseTable::find_in(const TypedTokens& units) const {
    std::vector<Found> found;
    for (std::size_t first = 0; first < units.size();) {
        const std::optional<Found> phrase = longest_at(units, first);
        if (phrase) found.push_back(*phrase);
        first = phrase ? phrase->last : first + 1;
    }
    return found;
}

std::optional<PhraseTable::Found> PhraseTable::longest_at(const TypedTokens& units,
                                                          std::size_t first) const {
    const auto longest = longest_.find(units[first].term);
    if (longest == longest_.end()) return std::nullopt;
    std::optional<Found> found;
    std::string key;
    const std::size_t end = std::min(units.size(), first + longest->second);
    for (std::size_t last = first; last < end; ++last) {
        key += units[last].term + kBetween;
        if (const auto value = values_.find(key); value != values_.end())
            found = Found{value->second, first, last + 1};
    }
    return found;
}

}  // namespace casebook::search
