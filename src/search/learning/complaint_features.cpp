#include "search/learning/complaint_features.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/fold.h"
#include "base/hash.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kShortestPiece = 2;  // bytes; Latin words are nearly all ASCII
constexpr std::size_t kLongestPiece = 5;
constexpr std::size_t kNearWords = 8;  // a pair is of a word and one of so many before it

std::uint32_t hash_of(std::string_view kind, std::string_view text) {
    const std::uint64_t hash = fnv1a(text, fnv1a(kind));
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

class Collector {
  public:
    explicit Collector(std::string_view folded) : folded_(folded) {}

    void take(const Token& token) {
        add(FeatureKind::word, "w", token.term);
        if (token.kind == TokenKind::bigram) add_triple(token);
        if (token.kind != TokenKind::word && token.kind != TokenKind::code) return;
        add_pieces(folded_.substr(token.begin, token.end - token.begin));
        if (!is_stop_word(token.term)) add_pairs(std::string(token.term));
    }

    Features finish() {
        std::sort(features_.begin(), features_.end(),
                  [](const Feature& a, const Feature& b) { return a.hash < b.hash; });
        Features distinct;
        for (const Feature& feature : features_) {
            if (distinct.empty() || distinct.back().hash != feature.hash)
                distinct.push_back(feature);
            else
                ++distinct.back().value;
        }
        for (Feature& feature : distinct) feature.value = 1 + std::log(feature.value);
        return distinct;
    }

  private:
    void add(FeatureKind kind, std::string_view name, std::string_view text) {
        features_.push_back({hash_of(name, text), 1, kind});
    }

    // Two Chinese pairs that share a character.
    void add_triple(const Token& pair) {
        if (last_pair_end_ > pair.begin)
            add(FeatureKind::piece, "t",
                folded_.substr(last_pair_begin_, pair.end - last_pair_begin_));
        last_pair_begin_ = pair.begin;
        last_pair_end_ = pair.end;
    }

    void add_pieces(std::string_view word) {
        const std::string marked = ' ' + std::string(word) + ' ';
        for (std::size_t length = kShortestPiece; length <= kLongestPiece; ++length)
            for (std::size_t i = 0; i + length <= marked.size(); ++i)
                add(FeatureKind::piece, "c", std::string_view(marked).substr(i, length));
    }

    void add_pairs(std::string word) {
        const std::size_t first = telling_.size() - std::min(telling_.size(), kNearWords);
        for (std::size_t i = first; i < telling_.size(); ++i)
            add(FeatureKind::pair, "s",
                std::min(telling_[i], word) + '~' + std::max(telling_[i], word));
        telling_.push_back(std::move(word));
    }

    std::string_view folded_;
    Features features_;
    std::vector<std::string> telling_;  // the words so far that are no stop words
    std::size_t last_pair_begin_ = 0;
    std::size_t last_pair_end_ = 0;
};

}  // namespace

Features features_of(std::string_view text) {
    const std::string folded = fold_to_text(first_characters(text, kLongestLearnt));
    Collector collector(folded);
    analyse(folded, [&](const Token& token) { collector.take(token); });
    return collector.finish();
}

}  // namespace casebook::search
