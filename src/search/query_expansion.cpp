#include "search/query_expansion.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/fold.h"
#include "base/text.h"
#include "search/respelling.h"

namespace casebook::search {
namespace {

constexpr double kTrustOfSynonym = 0.7;
constexpr double kTrustOfRegion = 0.4;
constexpr std::size_t kMostExpansions = 24;  // terms; beside the typed ones

double trust_of(Origin origin) {
    return origin == Origin::region ? kTrustOfRegion : kTrustOfSynonym;
}

// The place of a term among those that are sorted by it, if it is there.
const QueryTerm* find_term(const QueryTerms& sorted, const std::string& term) {
    const auto place = std::lower_bound(
        sorted.begin(), sorted.end(), term,
        [](const QueryTerm& each, const std::string& wanted) { return each.term < wanted; });
    return place != sorted.end() && place->term == term ? &*place : nullptr;
}

// Gathers the terms of other words, and leaves out what was typed itself.
class Expansion {
  public:
    explicit Expansion(const QueryTerms& typed) : typed_(typed) {}

    void add_word(const std::shared_ptr<const WholeWord>& word, double typed_entries) {
        for (const TypedToken& token : word->parts) {
            QueryTerm term{token.term, token.kind,   1,           trust_of(word->origin), 0,
                           0,          word->origin, word->typed, typed_entries};
            term.parts_of = {word};
            add(std::move(term));
        }
    }

    void add(QueryTerm term) {
        if (find_term(typed_, term.term) != nullptr) return;
        const auto same = std::find_if(terms_.begin(), terms_.end(), [&](const QueryTerm& other) {
            return other.term == term.term;
        });
        if (same == terms_.end()) {
            if (terms_.size() < kMostExpansions) terms_.push_back(std::move(term));
        } else {
            unite(*same, std::move(term));
        }
    }

    QueryTerms take() { return std::move(terms_); }

  private:
    // The more trusted one, in all words that either stands for; one that stands for itself needs no word.
    static void unite(QueryTerm& known, QueryTerm term) {
        WholeWords words;
        if (!known.parts_of.empty() && !term.parts_of.empty()) {
            words = std::move(known.parts_of);
            for (auto& word : term.parts_of)
                if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
        }
        if (known.trust < term.trust) known = std::move(term);
        known.parts_of = std::move(words);
    }

    const QueryTerms& typed_;
    QueryTerms terms_;
};

// 不能用 is not 可以使用 but 不可以使用.
bool negates(const TypedToken& unit) {
    constexpr std::string_view kNegations[] = {"不", "没", "未", "无"};
    return std::ranges::find(kNegations, unit.term) != std::end(kNegations);
}

// 能不能用 asks, and denies nothing. `negation`: the place of the unit that may be the one of such a question.
bool asks_whether(const TypedTokens& units, std::size_t negation) {
    return negation > 0 && negation + 1 < units.size() && negates(units[negation]) &&
           units[negation - 1].term == units[negation + 1].term &&
           units[negation - 1].end == units[negation].begin;
}

// Where what is read otherwise begins: with what negates it, if that stands right before it.
std::size_t with_negation(const TypedTokens& units, std::size_t first) {
    const bool is_negated = first > 0 && negates(units[first - 1]) &&
                            units[first - 1].end == units[first].begin &&
                            !asks_whether(units, first - 1);
    return is_negated ? first - 1 : first;
}

// Finds what respelling gives, which is folded, as it was typed.
class FoldedText {
  public:
    explicit FoldedText(std::string_view text) : text_(text) {
        for (const FoldedCharacter& each : fold(text)) {
            if (is_white_space(each.character)) continue;
            append_utf8(all_, each.character);
            characters_.resize(all_.size(), each);
        }
    }

    std::string as_typed(const std::string& folded) const {
        const std::size_t place = all_.find(folded);
        if (folded.empty() || place == std::string::npos) return folded;
        const std::uint32_t begin = characters_[place].begin;
        const std::uint32_t end = characters_[place + folded.size() - 1].end;
        return std::string(text_.substr(begin, end - begin));
    }

  private:
    std::string_view text_;
    std::string all_;
    std::vector<FoldedCharacter> characters_;  // of each byte of all_
};

// The index is not asked again for what was looked up.
TermStatistics remembered(const QueryTerms& looked_up, const TermStatistics& index) {
    return {index.documents, [&looked_up, &index](const std::string& term) {
                const QueryTerm* known = find_term(looked_up, term);
                return known != nullptr ? known->entries : index.documents_with(term);
            }};
}

// How many entries have what was typed from `begin` to `end`, as far as its terms tell: as many as have the rarest of them.
double entries_of(const TypedText& typed, std::uint32_t begin, std::uint32_t end) {
    double entries = 0;
    for (const TypedToken& token : typed.tokens) {
        if (token.begin < begin || token.end > end || !counts_for_length(token.kind)) continue;
        const QueryTerm* term = find_term(typed.looked_up, token.term);
        if (term != nullptr && term->entries > 0)
            entries = entries == 0 ? term->entries : std::min(entries, term->entries);
    }
    return entries;
}

std::shared_ptr<const WholeWord> whole_word(const OtherWord& word, const std::string& negation,
                                            std::string typed) {
    if (negation.empty())
        return std::make_shared<WholeWord>(
            WholeWord{word.text, std::move(typed), word.origin, word.tokens});
    const std::string negated = negation + word.text;
    return std::make_shared<WholeWord>(
        WholeWord{negated, std::move(typed), word.origin, searched_tokens(negated)});
}

void add_other_words(const TypedText& typed, const WordLists& words, Expansion& expansion) {
    const TypedTokens units = units_of(typed.tokens);
    // What is said again is the same word: what follows takes as long as there are words.
    std::set<std::pair<const std::vector<OtherWord>*, std::string>> said;
    for (const WordLists::Other& other : words.others_in(units)) {
        if (asks_whether(units, other.first)) continue;  // 能不能打开 is not 不能打开
        const std::size_t first = with_negation(units, other.first);
        const std::string negation = first < other.first ? units[first].term : "";
        const std::uint32_t begin = units[first].begin;
        const std::uint32_t end = units[other.last - 1].end;
        const std::string text(typed.text.substr(begin, end - begin));
        if (!said.emplace(other.words, text).second) continue;
        const double entries = entries_of(typed, begin, end);
        for (const OtherWord& word : *other.words)
            expansion.add_word(whole_word(word, negation, text), entries);
    }
}

}  // namespace

QueryTerms expand(const TypedText& typed, const TermStatistics& index, const LanguageAids& aids) {
    Expansion expansion(typed.looked_up);
    if (aids.words != nullptr) add_other_words(typed, *aids.words, expansion);
    const TermStatistics statistics = remembered(typed.looked_up, index);
    std::optional<FoldedText> folded;  // most complaints have nothing to respell
    for (QueryTerm& term : respell(typed.text, typed.tokens, statistics, aids)) {
        if (!folded) folded.emplace(typed.text);
        term.typed = folded->as_typed(term.typed);
        expansion.add(std::move(term));
    }
    return expansion.take();
}

}  // namespace casebook::search
