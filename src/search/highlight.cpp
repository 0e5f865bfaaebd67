#include "search/highlight.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

bool ends_clause(char32_t character) {
    switch (character) {
        case U'，':
        case U'。':
        case U'！':
        case U'？':
        case U'；':
        case U'：':
        case U'\n':
        case U',':
        case U'.':
        case U'!':
        case U'?':
        case U';':
            return true;
        default:
            return false;
    }
}

std::size_t skip_white_space(std::string_view text, std::size_t offset) {
    for (std::size_t position = offset; position < text.size(); offset = position)
        if (!is_white_space(next_character(text, position))) break;
    return offset;
}

// The start of the clause that `offset` lies in, but not further back than `reach` characters.
std::size_t clause_start(std::string_view text, std::size_t offset, std::size_t reach) {
    std::size_t start = offset;
    for (std::size_t steps = 0; start > 0 && steps < reach; ++steps) {
        const std::size_t before = character_start(text, start - 1);
        std::size_t position = before;
        if (ends_clause(next_character(text, position))) return start;
        start = before;
    }
    return start;
}

std::size_t advance(std::string_view text, std::size_t offset, std::size_t characters) {
    return offset + first_characters(text.substr(offset), characters).size();
}

// "and the": it helps to rank, and nobody wants to see it marked.
bool is_pair_of_stop_words(const QueryTerm& term) {
    if (term.kind != TokenKind::word_pair) return false;
    const std::string_view pair = term.term;
    const std::size_t joint = pair.find('_');
    return joint != std::string_view::npos && is_stop_word(pair.substr(0, joint)) &&
           is_stop_word(pair.substr(joint + 1));
}

}  // namespace

Matcher::Matcher(const QueryTerms& terms) {
    const auto is_longer = [](const QueryTerm& term) { return term.kind != TokenKind::character; };
    const bool any_longer = std::any_of(terms.begin(), terms.end(), is_longer);
    for (const QueryTerm& term : terms)
        if ((!any_longer || is_longer(term)) && !is_pair_of_stop_words(term))
            rarity_.emplace(term.term, term.rarity);
    for (const auto& [term, rarity] : rarity_) bits_.set(bit_of(term));
}

std::size_t Matcher::bit_of(std::string_view term) {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    const std::size_t bytes = std::min(term.size(), sizeof start);
    std::memcpy(&start, term.data(), bytes);
    std::memcpy(&end, term.data() + term.size() - bytes, bytes);
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
    return ((start ^ (end << 7) ^ term.size()) * kSpread) >> 52;
}

std::vector<Match> Matcher::matches_in(std::string_view text) const {
    std::vector<Match> matches;
    if (is_empty()) return matches;
    analyse(text, [&](const Token& token) {
        if (!bits_[bit_of(token.term)]) return;
        const auto term = rarity_.find(token.term);
        if (term == rarity_.end()) return;
        // A code in its whole comes after its parts and covers more than one match.
        Match match{token.begin, token.end, term->second};
        while (!matches.empty() && match.begin <= matches.back().end) {
            match.begin = std::min(match.begin, matches.back().begin);
            match.end = std::max(match.end, matches.back().end);
            match.rarity += matches.back().rarity;
            matches.pop_back();
        }
        matches.push_back(match);
    });
    return matches;
}

Passage best_passage(std::string_view text, const std::vector<Match>& matches,
                     std::size_t characters) {
    if (matches.empty()) return {0, advance(text, 0, characters), 0};
    const std::size_t lead = characters / 4;
    Passage best;
    for (std::size_t first = 0; first < matches.size(); ++first) {
        Passage candidate{skip_white_space(text, clause_start(text, matches[first].begin, lead)), 0,
                          0};
        candidate.end = advance(text, candidate.begin, characters);
        for (std::size_t i = first; i < matches.size() && matches[i].begin < candidate.end; ++i)
            candidate.rarity += matches[i].rarity;
        if (candidate.rarity > best.rarity) best = candidate;
    }
    return best.end == 0 ? Passage{0, advance(text, 0, characters), 0} : best;
}

}  // namespace casebook::search
