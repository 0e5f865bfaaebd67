#include "search/search_expansion.h"

#include <algorithm>

#include "base/fold.h"
#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostVariants = 3;  // of one word

bool is_wanted_word(const Clause& clause, const Condition& condition) {
    return clause.presence == Presence::wanted && condition.what == Condition::What::words;
}

Condition variant_of(const Condition& condition, std::string text) {
    Condition variant = condition;
    variant.text = std::move(text);
    return variant;
}

// What the whole of the text is called otherwise.
std::vector<std::string> other_words_of(const std::string& text, const WordLists& words) {
    const TypedTokens units = units_of(tokens_of(text));
    std::vector<std::string> others;
    for (const WordLists::Other& other : words.others_in(units))
        if (other.first == 0 && other.last == units.size())
            for (const OtherWord& word : *other.words) others.push_back(word.text);
    return others;
}

std::string replaced(std::string text, const std::string& typed, const std::string& by) {
    const std::size_t place = text.find(typed);
    return place == std::string::npos ? std::string() : text.replace(place, typed.size(), by);
}

}  // namespace

ParsedQuery with_other_words(ParsedQuery query, const WordLists& words) {
    for (Clause& clause : query.all_of) {
        std::vector<Condition> variants;
        for (const Condition& condition : clause.any_of)
            if (is_wanted_word(clause, condition))
                for (std::string& other : other_words_of(condition.text, words))
                    variants.push_back(variant_of(condition, std::move(other)));
        clause.any_of.insert(clause.any_of.end(), variants.begin(), variants.end());
    }
    return query;
}

RespeltQuery with_respellings(ParsedQuery query, const TermStatistics& statistics,
                              const LanguageAids& aids) {
    RespeltQuery respelt;
    for (Clause& clause : query.all_of) {
        std::vector<Condition> variants;
        for (const Condition& condition : clause.any_of) {
            if (!is_wanted_word(clause, condition)) continue;
            const std::string folded = fold_to_text(condition.text);
            for (QueryTerm& term : respell(folded, tokens_of(folded), statistics, aids)) {
                std::string text = replaced(folded, term.typed, term.term);
                if (text.empty() || variants.size() == kMostVariants) continue;
                variants.push_back(variant_of(condition, std::move(text)));
                respelt.readings.push_back(std::move(term));
            }
        }
        clause.any_of.insert(clause.any_of.end(), variants.begin(), variants.end());
    }
    respelt.query = std::move(query);
    return respelt;
}

}  // namespace casebook::search
