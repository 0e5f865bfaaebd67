#include "search/word_pieces.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "base/text.h"
#include "search/analysis.h"

namespace casebook::search {
namespace {

constexpr std::size_t kLetters = 4;   // of a piece
constexpr std::size_t kShortest = 3;  // letters of a word
constexpr double kUsualPieces = 6;    // of a word
constexpr double kUsualLength = 60;   // pieces of a case
constexpr double kLengthPenalty = 0.75;
constexpr double kSaturation = 1.2;    // BM25's k1
constexpr double kWeight = 3;          // of all pieces, in the units of the scores by words
constexpr double kSmallLibrary = 500;  // entries
constexpr std::size_t kMostRead =
    8 * 1024;  // bytes of a text: what a matter is about is said by then

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
}

char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

// take(word) for each run of letters and digits that is long enough.
template <class Take>
void for_each_word(std::string_view text, Take take) {
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && is_letter(text[end])) ++end;
        if (end - begin >= kShortest) take(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

std::uint32_t followed_by(std::uint32_t letters, char next) {
    return letters << 8 | static_cast<unsigned char>(next);
}

// take(letters) for each piece of ^word$.
template <class Take>
void for_each_piece(std::string_view word, Take take) {
    std::uint32_t letters = followed_by(0, '^');
    std::size_t length = 1;
    const auto add = [&](char next) {
        letters = followed_by(letters, next);
        if (++length >= kLetters) take(letters);
    };
    for (const char character : word) add(lower(character));
    add('$');
}

std::size_t count_pieces(std::string_view word) {
    return word.size() + 2 - kLetters + 1;
}

std::string_view beginning_of(std::string_view text) {
    return text.substr(0, character_start(text, kMostRead));
}

// Above 0 however common the word is: whether a customer asks how or why says something, too. Few entries cannot tell how common a
// word is.
double rarity_of(double documents, double with) {
    return std::log1p(std::max(0.0, documents - with + 0.5) / (with + 0.5)) * documents /
           (documents + kSmallLibrary);
}

std::string stem_of(std::string_view word) {
    std::string stem;
    analyse(word, [&](const Token& token) { stem = token.term; });
    return stem;
}

// The complaint's words of letters with their stems; none where they are the smaller part of it.
std::vector<std::pair<std::string_view, std::string>> words_of(std::string_view complaint) {
    std::vector<std::pair<std::string_view, std::string>> words;
    std::size_t places = 0;
    std::size_t of_letters = 0;
    analyse(complaint, [&](const Token& token) {
        if (!counts_for_length(token.kind)) return;
        ++places;
        if (token.kind != TokenKind::word && token.kind != TokenKind::code) return;
        of_letters += token.kind == TokenKind::word ? 1 : 0;
        words.emplace_back(complaint.substr(token.begin, token.end - token.begin),
                           std::string(token.term));
    });
    if (2 * of_letters < places) words.clear();
    return words;
}

}  // namespace

WordPieces::WordPieces(std::string_view complaint, const TermStatistics& statistics) {
    for (const auto& [typed, term] : words_of(complaint)) {
        const double whole = statistics.documents_with(term);
        for_each_word(typed, [&](std::string_view word) {
            // Of can't, can is a word by itself; of haven't, haven is none.
            const double part =
                word.size() < typed.size() ? statistics.documents_with(stem_of(word)) : 0;
            add(word, rarity_of(statistics.documents, std::max({1.0, whole, part})));
        });
    }
    keep_the_least_of_each();
}

std::size_t WordPieces::slot_of(std::uint32_t letters) {
    return letters * 2654435761u >> 20;
}

void WordPieces::add(std::string_view word, double rarity) {
    const double weight =
        rarity / std::sqrt(static_cast<double>(count_pieces(word)) / kUsualPieces);
    for_each_piece(word, [&](std::uint32_t letters) {
        pieces_.push_back({letters, weight});
        maybe_.set(slot_of(letters));
    });
}

void WordPieces::keep_the_least_of_each() {
    std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
        return a.letters != b.letters ? a.letters < b.letters : a.weight < b.weight;
    });
    pieces_.erase(
        std::unique(pieces_.begin(), pieces_.end(),
                    [](const Piece& a, const Piece& b) { return a.letters == b.letters; }),
        pieces_.end());
}

double WordPieces::score_of(std::string_view title, std::string_view complaint) const {
    if (empty()) return 0;
    std::vector<unsigned> found(pieces_.size());
    std::size_t length = 0;
    const auto count = [&](std::uint32_t letters) {
        ++length;
        if (!maybe_[slot_of(letters)]) return;
        const auto piece = std::lower_bound(
            pieces_.begin(), pieces_.end(), letters,
            [](const Piece& each, std::uint32_t wanted) { return each.letters < wanted; });
        if (piece != pieces_.end() && piece->letters == letters)
            ++found[static_cast<std::size_t>(piece - pieces_.begin())];
    };
    for (const std::string_view text : {beginning_of(title), beginning_of(complaint)})
        for_each_word(text, [&](std::string_view word) { for_each_piece(word, count); });
    if (length == 0) return 0;
    const double longer = std::pow(static_cast<double>(length) / kUsualLength, kLengthPenalty);
    double score = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        const double u = found[i] / longer;
        score += pieces_[i].weight * (kSaturation + 1) * u / (kSaturation + u);
    }
    return kWeight * score;
}

}  // namespace casebook::search
