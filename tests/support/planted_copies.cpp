#include "support/planted_copies.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "base/text.h"
#include "search/analysis.h"
#include "search/index.h"
#include "search/index_builder.h"
#include "support/desk.h"

namespace casebook::test {
namespace {

using Random = std::mt19937;
using Pieces = std::vector<std::string>;  // one after the other they are the text

constexpr std::size_t kFewestUnits = 6;

// The standard's distributions differ between libraries; this does not.
std::size_t below(Random& random, std::size_t limit) {
    return random() % limit;
}

bool chance(Random& random, double probability) {
    return random() / 4294967296.0 < probability;
}

template <class Element>
void shuffle(std::vector<Element>& elements, Random& random) {
    for (std::size_t i = elements.size(); i > 1; --i)
        std::swap(elements[i - 1], elements[below(random, i)]);
}

std::string joined(const Pieces& pieces) {
    return join({pieces.begin(), pieces.end()}, "");
}

bool is_chinese(const std::string& piece) {
    std::size_t at = 0;
    return !piece.empty() && search::is_ideographic(next_character(piece, at));
}

// A Chinese character, or a word with what follows it up to the next.
Pieces units_of(const std::string& text) {
    Pieces units;
    bool open = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        const std::string bytes = text.substr(begin, at - begin);
        if (open && !search::is_ideographic(character))
            units.back() += bytes;
        else
            units.push_back(bytes);
        open = !is_white_space(character) && !search::is_ideographic(character);
    }
    return units;
}

Pieces sentences_of(const std::string& text) {
    constexpr std::u32string_view kEnds = U"。！？；，.!?;,\n";
    Pieces sentences;
    bool ended = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        const bool ends = kEnds.find(character) != std::u32string_view::npos;
        if (ended && !ends && !is_white_space(character)) {
            sentences.emplace_back();
            ended = false;
        }
        if (sentences.empty()) sentences.emplace_back();
        sentences.back() += text.substr(begin, at - begin);
        ended = ended || ends;
    }
    return sentences;
}

std::string edited(const std::string& text, Random& random, const Pieces& vocabulary) {
    Pieces units = units_of(text);
    const std::size_t wanted = (units.size() * 3 + 19) / 20;
    for (std::size_t done = 0; done < wanted && !units.empty();) {
        const std::size_t run = 1 + below(random, 4);
        const std::size_t at = below(random, units.size());
        const std::size_t way = below(random, 3);  // replace, insert, remove
        const auto from = units.begin() + static_cast<std::ptrdiff_t>(at);
        const auto removed = way == 1 ? 0 : std::min(run, units.size() - at);
        auto place = units.erase(from, from + static_cast<std::ptrdiff_t>(removed));
        for (std::size_t i = 0; i < run && way != 2; ++i)
            place = units.insert(place, vocabulary[below(random, vocabulary.size())]);
        done += run;
    }
    return joined(units);
}

std::string shortened(const std::string& text, Random& random) {
    const Pieces sentences = sentences_of(text);
    if (sentences.size() < 3) {
        const Pieces units = units_of(text);
        const std::size_t kept = (units.size() * 6 + 9) / 10;
        const auto from =
            units.begin() + static_cast<std::ptrdiff_t>(below(random, units.size() - kept + 1));
        return joined(Pieces(from, from + static_cast<std::ptrdiff_t>(kept)));
    }
    std::vector<std::size_t> places(sentences.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    shuffle(places, random);
    places.resize((places.size() + 1) / 2);
    std::sort(places.begin(), places.end());
    std::string kept;
    for (const std::size_t place : places) kept += sentences[place];
    return kept;
}

std::string reordered(const std::string& text, Random& random) {
    Pieces sentences = sentences_of(text);
    if (std::set(sentences.begin(), sentences.end()).size() < 2) {
        Pieces units = units_of(text);
        std::rotate(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(units.size() / 2),
                    units.end());
        return joined(units);
    }
    const Pieces before = sentences;
    while (sentences == before) shuffle(sentences, random);
    return joined(sentences);
}

std::string mistyped(std::string word, Random& random) {
    const std::size_t at = below(random, word.size() - 1);
    switch (below(random, 3)) {
        case 0:
            std::swap(word[at], word[at + 1]);
            break;
        case 1:
            word.erase(at, 1);
            break;
        default:
            word[at] = static_cast<char>('a' + below(random, 26));
    }
    return word;
}

std::string with_typos(const std::string& text, Random& random, const Pieces& vocabulary) {
    Pieces units = units_of(text);
    for (std::string& unit : units) {
        if (is_chinese(unit)) {
            if (chance(random, 1.0 / 12)) unit = vocabulary[below(random, vocabulary.size())];
            continue;
        }
        const bool is_word = unit.size() > 3 && std::all_of(unit.begin(), unit.end(), [](char c) {
                                 return static_cast<unsigned char>(c) < 0x80;
                             });
        if (is_word && chance(random, 1.0 / 7)) unit = mistyped(unit, random);
    }
    return joined(units);
}

std::string copy_of(const std::string& text, CopyKind kind, Random& random,
                    const Pieces& vocabulary) {
    switch (kind) {
        case CopyKind::edited:
            return edited(text, random, vocabulary);
        case CopyKind::shortened:
            return shortened(text, random);
        case CopyKind::reordered:
            return reordered(text, random);
        case CopyKind::typos:
            return with_typos(text, random, vocabulary);
    }
    return text;
}

struct Case {
    Entry entry;
    std::string text;
};

std::size_t count_units(const std::string& text) {
    std::size_t units = 0;
    search::analyse(
        text, [&](const search::Token& token) { units += search::counts_for_length(token.kind); });
    return units;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::set<std::string> texts;
    std::ifstream input(path, std::ios::binary);
    for (std::string line; std::getline(input, line);) {
        const auto row = nlohmann::json::parse(line);
        Case read;
        read.entry.id = static_cast<EntryId>(cases.size()) + 1;
        read.entry.state = State::verified;
        read.entry.title = row.at("title").get<std::string>();
        read.entry.set_text(Field::complaint, row.at("complaint").get<std::string>());
        read.entry.set_text(Field::resolution, row.at("resolution").get<std::string>());
        for (const std::string& part : {read.entry.title, read.entry.text(Field::complaint),
                                        read.entry.text(Field::resolution)})
            if (!part.empty()) read.text += part + "\n";
        if (count_units(read.text) >= kFewestUnits && texts.insert(read.text).second)
            cases.push_back(std::move(read));
    }
    return cases;
}

Pieces vocabulary_of(const std::vector<Case>& cases) {
    std::set<std::string> units;
    for (const Case& one : cases)
        for (const std::string& unit : units_of(one.text))
            if (search::has_words(unit) || is_chinese(unit)) units.insert(unit);
    return {units.begin(), units.end()};
}

// The id of the nearest; 0 when none is near enough.
EntryId nearest(const search::Index& index, const std::string& text) {
    Entry entry;
    entry.set_text(Field::complaint, text);
    const auto duplicates = value_of(index.near_duplicates(entry));
    return duplicates.empty() ? 0 : duplicates.front().stored.entry.id;
}

search::Index index_of(const std::vector<Case>& cases, const std::filesystem::path& folder) {
    auto builders = value_of(search::IndexBuilder::begin(folder, 1));
    for (const Case& one : cases)
        expect_done(
            builders.front().add({one.entry, "cases/" + std::to_string(one.entry.id) + ".md", ""}));
    expect_done(search::IndexBuilder::publish(std::move(builders)));
    return value_of(search::Index::open(folder, 1));
}

}  // namespace

std::string_view to_text(CopyKind kind) {
    constexpr std::string_view kNames[] = {"edited", "shortened", "reordered", "typos"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<CopyScores> measure_planted_copies(const std::filesystem::path& path,
                                               std::size_t copies, unsigned seed) {
    Random random(seed);
    std::vector<Case> library = read_cases(path);
    shuffle(library, random);
    const std::size_t held_back = std::min(copies, library.size() / 4);
    const std::vector<Case> others(library.end() - static_cast<std::ptrdiff_t>(held_back),
                                   library.end());
    library.resize(library.size() - held_back);
    const TemporaryFolder folder;
    const search::Index index = index_of(library, folder.path() / "index");
    const Pieces vocabulary = vocabulary_of(library);
    std::size_t taken_for_copies = 0;
    for (const Case& other : others) taken_for_copies += nearest(index, other.text) != 0;
    std::vector<CopyScores> scores;
    for (const CopyKind kind : kCopyKinds) {
        CopyScores score{kind, held_back, 0, taken_for_copies};
        for (std::size_t i = 0; i < held_back; ++i) {
            const Case& copied = library[i];
            const EntryId found = nearest(index, copy_of(copied.text, kind, random, vocabulary));
            score.found += found == copied.entry.id;
            score.wrong += found != 0 && found != copied.entry.id;
        }
        scores.push_back(score);
    }
    return scores;
}

}  // namespace casebook::test
