// Pinyin is read along the whole line: "xinhao ruo" are three syllables, 宽dai a character and a syllable, and each two neighbours
// are looked up as a pair. Two letters that are no syllable are taken for the initials of a pair, three and more for those of pairs
// that share their characters (lyq: 路由, 由器).
#include "search/respelling_of_letters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/fold.h"
#include "base/pinyin.h"
#include "base/text.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostWords = 12;  // unknown ones of a text that are looked at
constexpr std::size_t kMostInitials = 4;
constexpr std::size_t kReadingsOfInitials = 6;
constexpr std::size_t kReadingsOfChain = 3;
constexpr std::size_t kWidthOfChain =
    200;  // pairs looked at for each two initials of a longer chain
constexpr std::array kTrustOfPinyin{0.6, 0.4, 0.3};  // the most word-like pair, the next ...
constexpr double kTrustOfInitials = 0.25;
constexpr double kTrustOfChain = 0.5;
constexpr double kTrustOfNear = 0.5;     // one slip
constexpr double kTrustOfFurther = 0.3;  // two
constexpr std::size_t kLettersForOneSlip = 4;
constexpr std::size_t kLettersForTwoSlips = 8;
constexpr std::size_t kReadingsOfSlip = 2;

// A place of the line that has a sound: a Chinese character, or a syllable typed in letters.
struct Sounding {
    std::vector<Sound> sounds;
    char32_t character = 0;  // of a character
    std::string typed;
    std::uint32_t begin = 0, end = 0;  // of the token
};

class Reader {
  public:
    Reader(std::string_view text, const TermStatistics& statistics, const Vocabulary& vocabulary)
        : text_(text), statistics_(statistics), vocabulary_(vocabulary) {}

    QueryTerms read(const TypedTokens& tokens) {
        for (const TypedToken& unit : units_of(tokens)) {
            if (unit.kind == TokenKind::word)
                read_word(unit);
            else
                read_other(unit);
        }
        read_line();
        return std::move(terms_);
    }

  private:
    void read_other(const TypedToken& unit) {
        std::size_t position = 0;
        const char32_t character = next_character(unit.term, position);
        const auto sounds = sounds_of(character);
        if (unit.kind == TokenKind::code || sounds.empty()) return;
        line_.push_back(
            {{sounds.begin(), sounds.end()}, character, unit.term, unit.begin, unit.end});
    }

    void read_word(const TypedToken& unit) {
        const bool known = is_stop_word(unit.term) || statistics_.documents_with(unit.term) > 0;
        if (known || words_read_ == kMostWords) return;
        ++words_read_;
        const std::string letters = fold_to_text(text_.substr(unit.begin, unit.end - unit.begin));
        if (const auto syllables = split_pinyin(letters))
            add_syllables(*syllables, unit);
        else if (letters.size() >= 2 && letters.size() <= kMostInitials)
            read_initials(letters);
        read_slip(unit.term, letters);
    }

    void add_syllables(const std::vector<std::string>& syllables, const TypedToken& unit) {
        for (const std::string& syllable : syllables)
            line_.push_back({{sound_of_syllable(syllable)}, 0, syllable, unit.begin, unit.end});
    }

    // Letters and characters that belong to one line: nothing but a space between them.
    bool are_neighbours(const Sounding& a, const Sounding& b) const {
        if (b.begin <= a.end) return true;
        return trim(text_.substr(a.end, b.begin - a.end)).empty();
    }

    void read_line() {
        for (std::size_t i = 0; i + 1 < line_.size(); ++i) {
            const Sounding& first = line_[i];
            const Sounding& second = line_[i + 1];
            const bool any_letters = first.character == 0 || second.character == 0;
            if (any_letters && are_neighbours(first, second)) read_pair(first, second);
        }
    }

    void read_pair(const Sounding& first, const Sounding& second) {
        std::size_t rank = 0;
        for (const Sound a : first.sounds)
            for (const Sound b : second.sounds)
                for (const Vocabulary::Pair& pair : vocabulary_.find_by_sound(a, b)) {
                    const bool keeps = (first.character == 0 || first.character == pair.first) &&
                                       (second.character == 0 || second.character == pair.second);
                    if (!keeps || rank == kTrustOfPinyin.size()) continue;
                    add_pair(pair, kTrustOfPinyin[rank++], Origin::pinyin,
                             first.typed + second.typed);
                }
    }

    void add_pair(const Vocabulary::Pair& pair, double trust, Origin origin,
                  const std::string& typed) {
        terms_.push_back({pair.text(), TokenKind::bigram, 1, trust, 0, 0, origin, typed});
    }

    void read_initials(const std::string& letters) {
        if (letters.size() == 2) return read_two_initials(letters);
        const std::vector<Chain> chains = chains_of(letters);
        for (const Chain& chain : chains)
            for (const Vocabulary::Pair& pair : chain.pairs)
                add_pair(pair, kTrustOfChain, Origin::initials, letters);
        if (!chains.empty() || letters.size() % 2 != 0) return;
        for (std::size_t i = 0; i < letters.size(); i += 2) read_two_initials(letters.substr(i, 2));
    }

    void read_two_initials(const std::string& letters) {
        for (const Vocabulary::Pair& pair :
             vocabulary_.find_by_initials(letters[0], letters[1], kReadingsOfInitials))
            add_pair(pair, kTrustOfInitials, Origin::initials, letters);
    }

    struct Chain {
        std::vector<Vocabulary::Pair> pairs;
        double cohesion;  // of its loosest pair
    };

    // The best ways to read the letters as pairs each of which begins with the character that the one before it ends with.
    std::vector<Chain> chains_of(const std::string& letters) const {
        std::vector<Chain> chains;
        for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
            const auto pairs =
                vocabulary_.find_by_initials(letters[i], letters[i + 1], kWidthOfChain);
            std::vector<Chain> longer;
            for (const Vocabulary::Pair& pair : pairs) {
                if (i == 0) longer.push_back({{pair}, pair.cohesion});
                for (const Chain& chain : chains)
                    if (chain.pairs.back().second == pair.first)
                        longer.push_back(joined(chain, pair));
            }
            chains = std::move(longer);
        }
        std::sort(chains.begin(), chains.end(),
                  [](const Chain& a, const Chain& b) { return a.cohesion > b.cohesion; });
        if (chains.size() > kReadingsOfChain) chains.resize(kReadingsOfChain);
        return chains;
    }

    static Chain joined(Chain chain, const Vocabulary::Pair& pair) {
        chain.pairs.push_back(pair);
        chain.cohesion = std::min(chain.cohesion, pair.cohesion);
        return chain;
    }

    void read_slip(const std::string& stem, const std::string& typed) {
        if (stem.size() < kLettersForOneSlip) return;
        const std::size_t slips = stem.size() >= kLettersForTwoSlips ? 2 : 1;
        for (const Vocabulary::NearWord& near : vocabulary_.find_near(stem, slips, kReadingsOfSlip))
            terms_.push_back({near.stem, TokenKind::word, 1,
                              near.distance == 1 ? kTrustOfNear : kTrustOfFurther, 0, 0,
                              Origin::spelling, typed});
    }

    std::string_view text_;
    const TermStatistics& statistics_;
    const Vocabulary& vocabulary_;
    std::vector<Sounding> line_;
    std::size_t words_read_ = 0;
    QueryTerms terms_;
};

}  // namespace

QueryTerms respell_letters(std::string_view text, const TypedTokens& tokens,
                           const TermStatistics& statistics, const Vocabulary& vocabulary) {
    const bool any_words = std::any_of(tokens.begin(), tokens.end(), [](const TypedToken& token) {
        return token.kind == TokenKind::word;
    });
    if (!any_words) return {};
    return Reader(text, statistics, vocabulary).read(tokens);
}

}  // namespace casebook::search
