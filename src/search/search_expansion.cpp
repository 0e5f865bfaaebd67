#include "search/search_expansion.h"

#include <algorithm>
#include <functional>

#include "base/fold.h"
#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostVariants = 6;  // of one clause

struct Variant {
    std::string text;  // the whole condition's
    QueryTerm reading;
};
using VariantsOf = std::function<std::vector<Variant>(const std::string& text)>;

bool is_wanted_word(const Clause& clause, const Condition& condition) {
    return clause.presence == Presence::wanted && condition.what == Condition::What::words;
}

// Each word of the query, or one of its variants.
WiderQuery widened(const ParsedQuery& query, const VariantsOf& variants_of) {
    WiderQuery wider{query, {}};
    for (Clause& clause : wider.query.all_of) {
        std::vector<Condition> more;
        for (const Condition& condition : clause.any_of) {
            if (!is_wanted_word(clause, condition)) continue;
            for (Variant& variant : variants_of(condition.text)) {
                if (more.size() == kMostVariants) break;
                more.push_back(condition);
                more.back().text = std::move(variant.text);
                wider.readings.push_back(std::move(variant.reading));
            }
        }
        std::move(more.begin(), more.end(), std::back_inserter(clause.any_of));
    }
    return wider;
}

std::vector<Variant> other_words_in(const std::string& text, const WordLists& words) {
    const TypedTokens units = units_of(tokens_of(text));
    std::vector<Variant> variants;
    for (const WordLists::Other& other : words.others_in(units)) {
        const std::size_t begin = units[other.first].begin;
        const std::string typed = text.substr(begin, units[other.last - 1].end - begin);
        for (const OtherWord& word : *other.words) {
            std::string whole = text;
            whole.replace(begin, typed.size(), word.text);
            variants.push_back(
                {std::move(whole), {word.text, TokenKind::word, 1, 1, 0, 0, word.origin, typed}});
        }
    }
    return variants;
}

std::vector<Variant> respellings_of(const std::string& text, const TermStatistics& statistics,
                                    const LanguageAids& aids) {
    const std::string folded = fold_to_text(text);
    std::vector<Variant> variants;
    for (QueryTerm& term : respell(folded, tokens_of(folded), statistics, aids)) {
        std::string whole = folded;
        const std::size_t place = whole.find(term.typed);
        if (place == std::string::npos) continue;
        whole.replace(place, term.typed.size(), term.term);
        variants.push_back({std::move(whole), std::move(term)});
    }
    return variants;
}

}  // namespace

WiderQuery with_other_words(const ParsedQuery& query, const WordLists& words) {
    return widened(query, [&](const std::string& text) { return other_words_in(text, words); });
}

WiderQuery with_respellings(const ParsedQuery& query, const TermStatistics& statistics,
                            const LanguageAids& aids) {
    return widened(query,
                   [&](const std::string& text) { return respellings_of(text, statistics, aids); });
}

}  // namespace casebook::search
