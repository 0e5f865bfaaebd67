#include "search/respelling.h"

#include <algorithm>

#include "search/respelling_of_chinese.h"
#include "search/respelling_of_letters.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostCodes = 8;  // of a text that are looked up by their beginning
constexpr std::size_t kMostEndings = 6;
constexpr std::size_t kShortestBeginning = 4;  // of letters and digits
constexpr std::size_t kShortestBeginningDigits =
    5;  // of digits alone: shorter ones are amounts and times
constexpr double kTrustOfBeginning = 0.7;

bool may_be_a_beginning(const TypedToken& token) {
    const bool digits_only = token.term.find_first_not_of("0123456789") == std::string::npos;
    return token.kind == TokenKind::code &&
           token.term.size() >= (digits_only ? kShortestBeginningDigits : kShortestBeginning);
}

QueryTerms complete_codes(const TypedTokens& tokens, const TermStatistics& statistics,
                          const LanguageAids& aids) {
    QueryTerms terms;
    std::size_t looked_up = 0;
    for (const TypedToken& token : tokens) {
        if (!may_be_a_beginning(token) || statistics.documents_with(token.term) > 0) continue;
        if (++looked_up > kMostCodes) break;
        for (std::string& whole : aids.terms_beginning_with(token.term, kMostEndings))
            terms.push_back({std::move(whole), TokenKind::code, 1, kTrustOfBeginning, 0, 0,
                             Origin::prefix, token.term});
    }
    return terms;
}

// A short text is read again when the index does not know all of it; in a long one enough is spelt right.
bool may_need_vocabulary(const TypedTokens& tokens, const TermStatistics& statistics) {
    std::size_t words = 0;
    std::size_t pairs = 0;
    for (const TypedToken& token : tokens) {
        words += token.kind == TokenKind::word ? 1 : 0;
        pairs += token.kind == TokenKind::bigram ? 1 : 0;
    }
    if (words > kMostWordsRespelt || pairs > kMostPairsRespelt) return false;
    return std::any_of(tokens.begin(), tokens.end(), [&](const TypedToken& token) {
        const bool is_word = token.kind == TokenKind::word && !is_stop_word(token.term);
        return (is_word && statistics.documents_with(token.term) == 0) ||
               (token.kind == TokenKind::bigram &&
                statistics.documents_with(token.term) <= kHardlyAny);
    });
}

void append(QueryTerms& terms, QueryTerms more) {
    std::move(more.begin(), more.end(), std::back_inserter(terms));
}

}  // namespace

QueryTerms respell(std::string_view text, const TypedTokens& tokens,
                   const TermStatistics& statistics, const LanguageAids& aids) {
    QueryTerms terms;
    if (aids.terms_beginning_with) append(terms, complete_codes(tokens, statistics, aids));
    if (!aids.vocabulary || !may_need_vocabulary(tokens, statistics)) return terms;
    const auto vocabulary = aids.vocabulary();
    if (!vocabulary) return terms;
    append(terms, respell_chinese(tokens, statistics, *vocabulary));
    append(terms, respell_letters(text, tokens, statistics, *vocabulary));
    return terms;
}

}  // namespace casebook::search
