// The words that the index has, held in memory for those who mistype them: its English stems, and its Chinese pairs of characters
// by their sound. Derived from the index's own list of terms; bounded (kMostPairs, kMostWords). Immutable once made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/sound.h"

namespace Xapian {
class Database;
}

namespace casebook::search {

class Vocabulary {
  public:
    explicit Vocabulary(const Xapian::Database& database);

    struct Pair {
        char32_t first;
        char32_t second;
        double documents;  // that have it
        double cohesion;   // 0 to 1: how much its characters keep together; that of a word is high
        std::string text() const;
    };

    // Pairs of these sounds, the most word-like first.
    std::vector<Pair> find_by_sound(Sound first, Sound second) const;

    // Pairs whose syllables begin with these letters, the most word-like first, at most `limit`.
    std::vector<Pair> find_by_initials(char first, char second, std::size_t limit) const;

    struct NearWord {
        std::string stem;
        std::size_t distance;  // letters changed, missing, added, or exchanged with their neighbour
        double documents;
    };

    // English stems at most `distance` away, the nearest and then the most frequent first, at most `limit`.
    std::vector<NearWord> find_near(std::string_view stem, std::size_t distance,
                                    std::size_t limit) const;

  private:
    struct StoredPair {
        std::uint32_t sounds;
        char16_t first;
        char16_t second;
        std::uint32_t documents;
        float cohesion;
    };
    struct StoredWord {
        std::string stem;
        std::uint32_t documents;
    };

    void read_words(const Xapian::Database& database);
    void read_pairs(const Xapian::Database& database);
    void sort_pairs();
    static Pair opened(const StoredPair& pair);

    std::vector<StoredPair> pairs_;  // by sounds, the most word-like first
    std::vector<std::uint32_t>
        by_initials_;                     // places in pairs_; by initials, the most word-like first
    std::vector<StoredWord> words_;       // by length
    std::vector<std::uint32_t> letters_;  // of each word: a bit for each that occurs
};

}  // namespace casebook::search
