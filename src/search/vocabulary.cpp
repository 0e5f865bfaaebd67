#include "search/vocabulary.h"

#include <xapian.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include "base/text.h"

namespace casebook::search {
namespace {

constexpr std::size_t kMostPairs = 400'000;  // 16 bytes each
constexpr std::size_t kMostWords = 60'000;
constexpr std::size_t kBytesOfPair = 6;  // two characters of the basic plane
constexpr std::size_t kLongestNearWord = 24;
constexpr double kDocumentsARarePair =
    20'000;  // a pair must be in one document of so many, to be kept

std::uint32_t both(Sound first, Sound second) {
    return (static_cast<std::uint32_t>(first) << 16) | second;
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

double word_likeness(const Vocabulary::Pair& pair) {
    return pair.cohesion * std::log(1 + pair.documents);
}

void sort_by_likeness(std::vector<Vocabulary::Pair>& pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const Vocabulary::Pair& a, const Vocabulary::Pair& b) {
        const double of_a = word_likeness(a), of_b = word_likeness(b);
        if (of_a != of_b) return of_a > of_b;
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
}

}  // namespace

std::string Vocabulary::Pair::text() const {
    std::string text;
    append_utf8(text, first);
    append_utf8(text, second);
    return text;
}

Vocabulary::Vocabulary(const Xapian::Database& database) {
    read_words(database);
    read_pairs(database);
}

void Vocabulary::read_words(const Xapian::Database& database) {
    // Text terms have no prefix and are in lower case; ideographs come after all letters.
    auto term = database.allterms_begin();
    for (term.skip_to("a"); term != database.allterms_end() && *term < "{"; ++term)
        if (const std::string stem = *term; is_plain_word(stem))
            words_.push_back({stem, letters_of(stem), term.get_termfreq()});
    if (words_.size() <= kMostWords) return;
    std::stable_sort(words_.begin(), words_.end(), [](const StoredWord& a, const StoredWord& b) {
        return a.documents > b.documents;
    });
    words_.resize(kMostWords);
}

void Vocabulary::read_pairs(const Xapian::Database& database) {
    const auto fewest =
        static_cast<Xapian::doccount>(1 + database.get_doccount() / kDocumentsARarePair);
    std::unordered_map<char32_t, double> characters;  // documents that have it
    auto term = database.allterms_begin();
    for (term.skip_to("\xE3"); term != database.allterms_end(); ++term) {
        const std::string text = *term;
        std::size_t position = 0;
        const char32_t first = next_character(text, position);
        if (position == text.size()) characters[first] = term.get_termfreq();
        if (text.size() != kBytesOfPair || position != kBytesOfPair / 2) continue;
        const char32_t second = next_character(text, position);
        const Xapian::doccount documents = term.get_termfreq();
        if (documents < fewest) continue;
        for (const Sound a : sounds_of(first))
            for (const Sound b : sounds_of(second))
                pairs_.push_back({both(a, b), static_cast<char16_t>(first),
                                  static_cast<char16_t>(second), documents, 0});
    }
    for (StoredPair& pair : pairs_)
        pair.cohesion =
            static_cast<float>(pair.documents / std::sqrt(std::max(1.0, characters[pair.first]) *
                                                          std::max(1.0, characters[pair.second])));
    if (pairs_.size() > kMostPairs) {
        std::nth_element(
            pairs_.begin(), pairs_.begin() + kMostPairs, pairs_.end(),
            [](const StoredPair& a, const StoredPair& b) { return a.documents > b.documents; });
        pairs_.resize(kMostPairs);
    }
    pairs_.shrink_to_fit();
    std::sort(pairs_.begin(), pairs_.end(),
              [](const StoredPair& a, const StoredPair& b) { return a.sounds < b.sounds; });
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
    sort_by_likeness(found);
    return found;
}

std::vector<Vocabulary::Pair> Vocabulary::find_by_initials(char first, char second,
                                                           std::size_t limit) const {
    std::vector<Pair> found;
    for (const StoredPair& pair : pairs_)
        if (initial_of(static_cast<Sound>(pair.sounds >> 16)) == first &&
            initial_of(static_cast<Sound>(pair.sounds & 0xFFFF)) == second)
            found.push_back(opened(pair));
    sort_by_likeness(found);
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<Vocabulary::NearWord> Vocabulary::find_near(std::string_view stem, std::size_t distance,
                                                        std::size_t limit) const {
    std::vector<NearWord> found;
    const std::uint32_t letters = letters_of(stem);
    const auto most_letters_apart = static_cast<int>(2 * distance);
    for (const StoredWord& word : words_) {
        if (word.stem.size() > stem.size() + distance || stem.size() > word.stem.size() + distance)
            continue;
        if (std::popcount(letters ^ word.letters) > most_letters_apart) continue;
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
