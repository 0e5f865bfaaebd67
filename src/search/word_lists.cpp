#include "search/word_lists.h"

#include <algorithm>
#include <iterator>

#include "base/fold.h"
#include "base/regional_words.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

// In a text of fewer units stock phrases drown nothing, and 这个 may be a part of the question: they are left out only where there
// is nothing else.
constexpr std::size_t kDrowning = 20;

bool says_something(const TypedTokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const TypedToken& token) {
        return counts_for_length(token.kind) && token.kind != TokenKind::lone_character;
    });
}

}  // namespace

TypedTokens searched_tokens(std::string_view word) {
    TypedTokens tokens = tokens_of(word);
    std::erase_if(tokens, [](const TypedToken& token) {
        const bool is_stop = token.kind == TokenKind::word && is_stop_word(token.term);
        return is_stop || !counts_for_length(token.kind);
    });
    return tokens;
}

std::shared_ptr<const WordLists> WordLists::make(const Groups& synonyms,
                                                 const std::vector<std::string>& stock_phrases) {
    auto lists = std::make_shared<WordLists>();
    for (const std::vector<std::string>& group : synonyms) lists->add_group(group, Origin::synonym);
    for (const RegionalWord& pair : regional_words())
        lists->add_group({pair.word, pair.mainland}, Origin::region);
    for (const std::string& phrase : stock_phrases) lists->stock_phrases_.add(phrase, 0);
    return lists;
}

void WordLists::add_group(const std::vector<std::string>& words, Origin origin) {
    for (const std::string& word : words)
        for (const std::string& other : words)
            if (fold_to_text(word) != fold_to_text(other)) add_other(word, other, origin);
}

void WordLists::add_other(const std::string& word, const std::string& other, Origin origin) {
    const std::size_t place = words_.add(word, others_.size());
    if (place == others_.size()) others_.emplace_back();
    others_[place].push_back({other, origin, searched_tokens(other)});
}

std::vector<WordLists::Other> WordLists::others_in(const TypedTokens& units) const {
    std::vector<Other> others;
    for (const PhraseTable::Found& found : words_.find_in(units))
        others.push_back({found.first, found.last, &others_[found.value]});
    return others;
}

// Stretches of the text that are stock phrases, one touching the next or not.
std::vector<WordLists::Stretch> WordLists::stock_stretches(const TypedTokens& units) const {
    std::vector<Stretch> stretches;
    for (const PhraseTable::Found& phrase : stock_phrases_.find_in(units)) {
        const std::uint32_t begin = units[phrase.first].begin;
        const std::uint32_t end = units[phrase.last - 1].end;
        if (!stretches.empty() && stretches.back().end == begin)
            stretches.back().end = end;
        else
            stretches.push_back({begin, end});
    }
    return stretches;
}

TypedTokens WordLists::without_stock_phrases(TypedTokens tokens) const {
    const TypedTokens units = units_of(tokens);
    const std::vector<Stretch> stretches = stock_stretches(units);
    if (stretches.empty()) return tokens;
    auto stretch = stretches.begin();
    const auto covered = [&](const TypedToken& token) {
        // Tokens come in the order of the text but for joined codes, which begin before their last part.
        while (stretch != stretches.end() && stretch->end <= token.begin) ++stretch;
        return stretch != stretches.end() && stretch->begin <= token.begin &&
               token.end <= stretch->end;
    };
    TypedTokens left;
    std::ranges::remove_copy_if(tokens, std::back_inserter(left), covered);
    const bool is_short = units.size() < kDrowning;
    return is_short && says_something(left) ? tokens : left;
}

}  // namespace casebook::search
