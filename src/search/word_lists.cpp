#include "search/word_lists.h"

#include <algorithm>

#include "base/fold.h"
#include "base/regional_words.h"

namespace casebook::search {
namespace {

// Those that cover each place of the word once.
TypedTokens searched_tokens(std::string_view word) {
    TypedTokens tokens = tokens_of(word);
    std::erase_if(tokens, [](const TypedToken& token) { return !counts_for_length(token.kind); });
    return tokens;
}

}  // namespace

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

TypedTokens WordLists::without_stock_phrases(TypedTokens tokens) const {
    if (stock_phrases_.is_empty()) return tokens;
    const TypedTokens units = units_of(tokens);
    const std::vector<PhraseTable::Found> phrases = stock_phrases_.find_in(units);
    auto phrase = phrases.begin();
    std::erase_if(tokens, [&](const TypedToken& token) {
        // Tokens come in the order of the text but for joined codes, which begin before their last part.
        while (phrase != phrases.end() && units[phrase->last - 1].end <= token.begin) ++phrase;
        return phrase != phrases.end() && units[phrase->first].begin < token.end;
    });
    return tokens;
}

}  // namespace casebook::search
