#include "search/vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostPairs = 400'000;  // 16 bytes each
constexpr std::size_t kMostWords = 60'000;
constexpr std::size_t kBytesOfPair = 6;  // two characters of the basic plane
constexpr std::size_t kLongestNearWord = 24;
constexpr char32_t kFirstIdeograph = 0x4E00;
constexpr double kDocumentsARarePair =
    20'000;  // a pair must be in one document of so many, to be kept

std::uint32_t both(Sound first, Sound second) {
    return (static_cast<std::uint32_t>(first) << 16) | second;
}

using Initials = std::pair<char, char>;

Initials initials_of(std::uint32_t sounds) {
    return {initial_of(static_cast<Sound>(sounds >> 16)),
            initial_of(static_cast<Sound>(sounds & 0xFFFF))};
}

std::uint32_t letters_of(std::string_view word) {
    std::uint32_t letters = 0;
    for (const char c : word)
        if (c >= 'a' && c <= 'z') letters |= 1u << (c - 'a');
    return letters;
}

bool is_plain_word(const std::string& term) {
    return term.size() >= 3 && term.size() <= kLongestNearWord &&
           term.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
}

// Optimal string alignment; more than `most` counts as most + 1.
std::size_t distance_of(std::string_view a, std::string_view b, std::size_t most) {
    std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({change, previous[j] + 1, current[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
            least = std::min(least, current[j]);
        }
        if (least > most) return most + 1;
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

struct WrittenPair {
    char16_t first;
    char16_t second;
    std::uint32_t documents;
};

std::vector<WrittenPair> written_pairs(const Xapian::Database& database) {
    std::vector<WrittenPair> pairs;
    const auto fewest =
        static_cast<Xapian::doccount>(1 + database.get_doccount() / kDocumentsARarePair);
    auto term = database.allterms_begin();
    for (term.skip_to("\xE3"); term != database.allterms_end(); ++term) {
        const std::string text = *term;
        if (text.size() != kBytesOfPair) continue;
        std::size_t position = 0;
        const char32_t first = next_character(text, position);
        if (position != kBytesOfPair / 2) continue;
        const char32_t second = next_character(text, position);
        const Xapian::doccount documents = term.get_termfreq();
        if (documents >= fewest)
            pairs.push_back(
                {static_cast<char16_t>(first), static_cast<char16_t>(second), documents});
    }
    return pairs;
}

template <class AnyPair>
double word_likeness(const AnyPair& pair) {
    return pair.cohesion * std::log1p(static_cast<double>(pair.documents));
}

// The most word-like first.
template <class AnyPair>
bool is_more_like_a_word(const AnyPair& a, const AnyPair& b) {
    const double of_a = word_likeness(a), of_b = word_likeness(b);
    if (of_a != of_b) return of_a > of_b;
    return a.first != b.first ? a.first < b.first : a.second < b.second;
}

}  // namespace

std::string Vocabulary::Pair::text() const {
    std::string text;
    append_utf8(text, first);
    append_utf8(text, second);
    return text;
}

Vocabulary::Vocabulary(const Xapian::Database& database) {
    sounds_of(
        kFirstIdeograph);  // makes the tables of sounds, which the first search should not have to
    read_words(database);
    read_pairs(database);
}

void Vocabulary::read_words(const Xapian::Database& database) {
    // Text terms have no prefix and are in lower case; ideographs come after all letters.
    auto term = database.allterms_begin();
    for (term.skip_to("a"); term != database.allterms_end() && *term < "{"; ++term)
        if (const std::string stem = *term; is_plain_word(stem))
            words_.push_back({stem, term.get_termfreq()});
    if (words_.size() > kMostWords) {
        std::stable_sort(
            words_.begin(), words_.end(),
            [](const StoredWord& a, const StoredWord& b) { return a.documents > b.documents; });
        words_.resize(kMostWords);
    }
    std::stable_sort(words_.begin(), words_.end(), [](const StoredWord& a, const StoredWord& b) {
        return a.stem.size() < b.stem.size();
    });
    for (const StoredWord& word : words_) letters_.push_back(letters_of(word.stem));
}

void Vocabulary::read_pairs(const Xapian::Database& database) {
    const std::vector<WrittenPair> written = written_pairs(database);
    // Documents of all the pairs that a character begins, and of those that it ends.
    std::unordered_map<char16_t, double> beginnings, endings;
    for (const WrittenPair& pair : written) {
        beginnings[pair.first] += pair.documents;
        endings[pair.second] += pair.documents;
    }
    for (const WrittenPair& pair : written) {
        const double cohesion =
            pair.documents / std::sqrt(beginnings[pair.first] * endings[pair.second]);
        for (const Sound a : sounds_of(pair.first))
            for (const Sound b : sounds_of(pair.second))
                pairs_.push_back({both(a, b), pair.first, pair.second, pair.documents,
                                  static_cast<float>(cohesion)});
    }
    sort_pairs();
}

void Vocabulary::sort_pairs() {
    if (pairs_.size() > kMostPairs) {
        std::nth_element(
            pairs_.begin(), pairs_.begin() + kMostPairs, pairs_.end(),
            [](const StoredPair& a, const StoredPair& b) { return a.documents > b.documents; });
        pairs_.resize(kMostPairs);
    }
    pairs_.shrink_to_fit();
    std::sort(pairs_.begin(), pairs_.end(), [](const StoredPair& a, const StoredPair& b) {
        return a.sounds != b.sounds ? a.sounds < b.sounds : is_more_like_a_word(a, b);
    });
    by_initials_.resize(pairs_.size());
    std::iota(by_initials_.begin(), by_initials_.end(), 0u);
    std::sort(by_initials_.begin(), by_initials_.end(), [this](std::uint32_t a, std::uint32_t b) {
        const auto of_a = initials_of(pairs_[a].sounds), of_b = initials_of(pairs_[b].sounds);
        return of_a != of_b ? of_a < of_b : is_more_like_a_word(pairs_[a], pairs_[b]);
    });
}

Vocabulary::Pair Vocabulary::opened(const StoredPair& pair) {
    return {pair.first, pair.second, static_cast<double>(pair.documents), pair.cohesion};
}

std::vector<Vocabulary::Pair> Vocabulary::find_by_sound(Sound first, Sound second) const {
    std::vector<Pair> found;
    const std::uint32_t wanted = both(first, second);
    auto pair = std::lower_bound(
        pairs_.begin(), pairs_.end(), wanted,
        [](const StoredPair& stored, std::uint32_t sounds) { return stored.sounds < sounds; });
    for (; pair != pairs_.end() && pair->sounds == wanted; ++pair) found.push_back(opened(*pair));
    return found;
}

std::vector<Vocabulary::Pair> Vocabulary::find_by_initials(char first, char second,
                                                           std::size_t limit) const {
    std::vector<Pair> found;
    const Initials wanted{first, second};
    auto place = std::lower_bound(by_initials_.begin(), by_initials_.end(), wanted,
                                  [this](std::uint32_t each, const Initials& initials) {
                                      return initials_of(pairs_[each].sounds) < initials;
                                  });
    for (; place != by_initials_.end() && found.size() < limit; ++place) {
        if (initials_of(pairs_[*place].sounds) != wanted) break;
        found.push_back(opened(pairs_[*place]));
    }
    return found;
}

std::vector<Vocabulary::NearWord> Vocabulary::find_near(std::string_view stem, std::size_t distance,
                                                        std::size_t limit) const {
    std::vector<NearWord> found;
    const std::uint32_t letters = letters_of(stem);
    const auto most_letters_apart = static_cast<int>(2 * distance);
    const std::size_t shortest = stem.size() - std::min(stem.size(), distance);
    auto place =
        static_cast<std::size_t>(std::lower_bound(words_.begin(), words_.end(), shortest,
                                                  [](const StoredWord& word, std::size_t size) {
                                                      return word.stem.size() < size;
                                                  }) -
                                 words_.begin());
    for (; place < words_.size(); ++place) {
        if (std::popcount(letters ^ letters_[place]) > most_letters_apart) continue;
        const StoredWord& word = words_[place];
        if (word.stem.size() > stem.size() + distance) break;
        const std::size_t apart = distance_of(stem, word.stem, distance);
        if (apart <= distance && apart > 0)
            found.push_back({word.stem, apart, static_cast<double>(word.documents)});
    }
    std::sort(found.begin(), found.end(), [](const NearWord& a, const NearWord& b) {
        if (a.distance != b.distance) return a.distance < b.distance;
        return a.documents != b.documents ? a.documents > b.documents : a.stem < b.stem;
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

}  // namespace casebook::search
