#include "search/learning/complaint_likeness.h"

#include <set>
#include <string>

#include "base/text.h"
#include "search/learning/complaint_features.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr double kMostOfIt = 0.5;

bool is_a_word(std::string_view term, TokenKind kind) {
    if (kind == TokenKind::word) return !is_stop_word(term);
    return kind == TokenKind::bigram || kind == TokenKind::code;
}

}  // namespace

ComplaintLikeness::ComplaintLikeness(const QueryTerms& terms) {
    for (const QueryTerm& term : terms) {
        if (term.origin != Origin::typed || term.is_seam || !is_a_word(term.term, term.kind))
            continue;
        rarity_.emplace(term.term, term.rarity);
        whole_ += term.rarity;
    }
}

bool ComplaintLikeness::is_like(std::string_view other) const {
    std::set<std::string, std::less<>> said;
    double both = 0;
    double of_both = 0;
    analyse(first_characters(other, kLongestLearnt), [&](const Token& token) {
        if (!is_a_word(token.term, token.kind) || !said.emplace(token.term).second) return;
        const auto asked = rarity_.find(token.term);
        if (asked == rarity_.end()) return;
        both += asked->second;
        ++of_both;
    });
    if (of_both == 0) return false;
    return both >= kMostOfIt * whole_ || of_both >= kMostOfIt * static_cast<double>(said.size());
}

}  // namespace casebook::search
