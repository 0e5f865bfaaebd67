// What people wrote about their words (synonyms.yml, stock_phrases.yml) and what OpenCC knows of Taiwan's words, ready for use.
// Immutable once made: the index swaps one for the next while searches run.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/phrase_table.h"

namespace casebook::search {

// Where a term of a query comes from.
enum class Origin {
    typed,
    synonym,     // synonyms.yml
    region,      // the same thing in another region's words
    sound,       // other characters of the same sound
    look_alike,  // characters that look alike
    pinyin,      // typed in letters
    initials,    // typed as the first letters of its syllables
    spelling,    // an English word with a slip
    prefix,      // the beginning of a code
};

struct OtherWord {
    std::string text;
    Origin origin;
    TypedTokens tokens;  // that are searched for
};

// Of a word of a list, those that cover each of its places once. A stop word is not searched for when typed either (out of stock).
TypedTokens searched_tokens(std::string_view word);

class WordLists {
  public:
    using Groups = std::vector<std::vector<std::string>>;

    // Words of one group can be exchanged. `stock_phrases` say nothing of the matter.
    static std::shared_ptr<const WordLists> make(const Groups& synonyms,
                                                 const std::vector<std::string>& stock_phrases);

    // What else the words of a text are called.
    struct Other {
        std::size_t first;  // the units that were typed, [first, last)
        std::size_t last;
        const std::vector<OtherWord>* words;
    };
    std::vector<Other> others_in(const TypedTokens& units) const;

    // The tokens without those that stock phrases cover. What a phrase covers in part may be a word of the matter: 这|个人.
    TypedTokens without_stock_phrases(TypedTokens tokens) const;

  private:
    struct Stretch {
        std::uint32_t begin;  // bytes of the text, [begin, end)
        std::uint32_t end;
    };

    std::vector<Stretch> stock_stretches(const TypedTokens& units) const;
    void add_group(const std::vector<std::string>& words, Origin origin);
    void add_other(const std::string& word, const std::string& other, Origin origin);

    PhraseTable words_;
    std::vector<std::vector<OtherWord>> others_;  // by the value in words_
    PhraseTable stock_phrases_;
};

}  // namespace casebook::search
