#include "domain/facts/fact_text.h"

#include <algorithm>

namespace casebook::facts {
namespace {

bool joins_a_run(char32_t character) {
    return character == U'-' || character == U'.' || character == U'_';
}

bool belongs_to_a_run(char32_t character) {
    return is_ascii_digit(character) || is_ascii_letter(character);
}

}  // namespace

FactText::FactText(std::string_view text) : folded_(fold(text)) {
    characters_.reserve(folded_.size());
    for (const FoldedCharacter& one : folded_) characters_ += one.character;
    find_runs();
}

void FactText::find_runs() {
    for (std::size_t i = 0; i < characters_.size();) {
        if (!belongs_to_a_run(characters_[i])) {
            ++i;
            continue;
        }
        Run run{i, i, 0, 0};
        for (; i < characters_.size(); ++i) {
            const char32_t character = characters_[i];
            if (is_ascii_digit(character))
                ++run.digits;
            else if (is_ascii_letter(character))
                ++run.letters;
            else if (!joins_a_run(character))
                break;
        }
        run.end = i;
        while (joins_a_run(characters_[run.end - 1])) --run.end;
        if (run.digits > 0) runs_.push_back(run);
    }
}

FactPlace FactText::place(std::size_t begin, std::size_t end) const {
    return {folded_[begin].begin, folded_[end - 1].end};
}

bool FactText::stands_at(std::u32string_view word, std::size_t position) const {
    return characters().substr(std::min(position, size())).starts_with(word);
}

bool FactText::any_stands_at(Words words, std::size_t position) const {
    return std::any_of(words.begin(), words.end(),
                       [&](std::u32string_view word) { return stands_at(word, position); });
}

std::optional<std::size_t> FactText::end_of_any(Words words, std::size_t from,
                                                std::size_t until) const {
    for (std::size_t i = from; i < std::min(until, size()); ++i)
        for (const std::u32string_view word : words)
            if (stands_at(word, i)) return i + word.size();
    return std::nullopt;
}

std::u32string folded(std::string_view text) {
    std::u32string characters;
    for (const FoldedCharacter& one : fold(text)) characters += one.character;
    return characters;
}

bool has_any(std::u32string_view text, Words words) {
    return std::any_of(words.begin(), words.end(), [&](std::u32string_view word) {
        return text.find(word) != std::u32string_view::npos;
    });
}

bool is_ascii_digit(char32_t character) {
    return character >= U'0' && character <= U'9';
}

bool is_ascii_letter(char32_t character) {
    return character >= U'a' && character <= U'z';
}

bool is_han(char32_t character) {
    return character >= U'\u4e00' && character <= U'\u9fff';
}

bool is_chinese_numeral(char32_t character) {
    constexpr std::u32string_view kNumerals = U"零一二三四五六七八九十两百千万几半";
    return kNumerals.find(character) != std::u32string_view::npos;
}

std::optional<std::size_t> end_of_number(std::u32string_view text, std::size_t begin) {
    std::size_t end = begin;
    if (end < text.size() && is_ascii_digit(text[end])) {
        while (end < text.size() && (is_ascii_digit(text[end]) ||
                                     ((text[end] == U'.' || text[end] == U',') &&
                                      end + 1 < text.size() && is_ascii_digit(text[end + 1]))))
            ++end;
        while (end < text.size() && (text[end] == U'万' || text[end] == U'千')) ++end;
        return end;
    }
    while (end < text.size() && is_chinese_numeral(text[end])) ++end;
    return end > begin ? std::optional(end) : std::nullopt;
}

}  // namespace casebook::facts
