// A typist errs in one character of a word and hits the rest. So a pair whose one character is the end of a pair that the index
// knows keeps that character, and a pair both of whose characters belong to known neighbours is a mere seam between two words.
#include "search/respelling_of_chinese.h"

#include <algorithm>

#include "base/text.h"
#include "search/look_alikes.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostReadings = 2;  // of one pair
constexpr double kFarMoreFrequent = 20;   // times
constexpr double kTrustOfOneChanged = 0.5;
constexpr double kTrustOfBothChanged = 0.25;
constexpr double kLeastCohesion = 0.02;

struct TypedPair {
    const TypedToken* token;
    char32_t first;
    char32_t second;
    double documents;
    bool first_is_sure = false;  // the end of a pair that the index knows
    bool second_is_sure = false;
};

struct Candidate {
    std::string text;
    Origin origin;
    double trust;
    double documents;
    double likeness;
};

std::vector<TypedPair> pairs_of(const TypedTokens& tokens, const TermStatistics& statistics) {
    std::vector<TypedPair> pairs;
    for (const TypedToken& token : tokens) {
        if (token.kind != TokenKind::bigram) continue;
        std::size_t position = 0;
        const char32_t first = next_character(token.term, position);
        const char32_t second = next_character(token.term, position);
        pairs.push_back({&token, first, second, statistics.documents_with(token.term)});
    }
    for (std::size_t i = 0; i + 1 < pairs.size(); ++i) {
        if (pairs[i].token->end <= pairs[i + 1].token->begin) continue;
        pairs[i].second_is_sure = pairs[i + 1].documents > 0;
        pairs[i + 1].first_is_sure = pairs[i].documents > 0;
    }
    return pairs;
}

class Reader {
  public:
    Reader(const TypedPair& pair, const TermStatistics& statistics, const Vocabulary& vocabulary)
        : pair_(pair), statistics_(statistics), vocabulary_(vocabulary) {}

    std::vector<Candidate> read() {
        read_by_sound();
        read_by_look();
        std::sort(candidates_.begin(), candidates_.end(), [](const auto& a, const auto& b) {
            return a.trust != b.trust ? a.trust > b.trust : a.likeness > b.likeness;
        });
        if (candidates_.size() > kMostReadings) candidates_.resize(kMostReadings);
        return std::move(candidates_);
    }

  private:
    void read_by_sound() {
        for (const Sound first : sounds_of(pair_.first))
            for (const Sound second : sounds_of(pair_.second))
                for (const Vocabulary::Pair& pair : vocabulary_.find_by_sound(first, second))
                    take(pair.first, pair.second, pair.text(), Origin::sound, pair.documents,
                         pair.cohesion);
    }

    void read_by_look() {
        for (const char32_t first : look_alikes_of(pair_.first)) take_look(first, pair_.second);
        for (const char32_t second : look_alikes_of(pair_.second)) take_look(pair_.first, second);
    }

    void take_look(char32_t first, char32_t second) {
        std::string text;
        append_utf8(text, first);
        append_utf8(text, second);
        const double documents = statistics_.documents_with(text);
        take(first, second, text, Origin::look_alike, documents, 1);
    }

    void take(char32_t first, char32_t second, const std::string& text, Origin origin,
              double documents, double cohesion) {
        const bool first_kept = first == pair_.first;
        const bool second_kept = second == pair_.second;
        const bool keeps_what_is_sure =
            (first_kept || !pair_.first_is_sure) && (second_kept || !pair_.second_is_sure);
        const bool is_far_more_frequent =
            documents >= (pair_.documents > 0 ? kFarMoreFrequent * pair_.documents : 1);
        if ((first_kept && second_kept) || !keeps_what_is_sure || !is_far_more_frequent ||
            cohesion < kLeastCohesion)
            return;
        const double trust = first_kept || second_kept ? kTrustOfOneChanged : kTrustOfBothChanged;
        candidates_.push_back({text, origin, trust, documents, cohesion});
    }

    const TypedPair& pair_;
    const TermStatistics& statistics_;
    const Vocabulary& vocabulary_;
    std::vector<Candidate> candidates_;
};

}  // namespace

QueryTerms respell_chinese(const TypedTokens& tokens, const TermStatistics& statistics,
                           const Vocabulary& vocabulary) {
    QueryTerms terms;
    for (const TypedPair& pair : pairs_of(tokens, statistics)) {
        const bool is_seam = pair.first_is_sure && pair.second_is_sure;
        if (is_seam || pair.documents > kHardlyAny) continue;
        for (Candidate& candidate : Reader(pair, statistics, vocabulary).read())
            terms.push_back({std::move(candidate.text), TokenKind::bigram, 1, candidate.trust, 0, 0,
                             candidate.origin, pair.token->term});
    }
    return terms;
}

}  // namespace casebook::search
