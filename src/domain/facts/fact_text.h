// The complaint as the recognisers read it: folded characters that know their bytes, and the few ways of looking at them.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/fold.h"
#include "domain/facts/facts.h"

namespace casebook::facts {

using Words = std::initializer_list<std::u32string_view>;

class FactText {
  public:
    explicit FactText(std::string_view text);

    std::u32string_view characters() const { return characters_; }
    std::size_t size() const { return characters_.size(); }
    FactPlace place(std::size_t begin, std::size_t end) const;  // of characters [begin, end)

    // A stretch of ASCII letters, digits and - . between them, with a digit somewhere.
    struct Run {
        std::size_t begin = 0, end = 0;
        std::size_t digits = 0, letters = 0;
    };
    const std::vector<Run>& runs() const { return runs_; }

    // The first of the words that begins at or after `from` and before `until`; its end.
    std::optional<std::size_t> end_of_any(Words words, std::size_t from, std::size_t until) const;
    bool stands_at(std::u32string_view word, std::size_t position) const;
    bool any_stands_at(Words words, std::size_t position) const;

  private:
    void find_runs();

    std::vector<FoldedCharacter> folded_;
    std::u32string characters_;
    std::vector<Run> runs_;
};

// The fact's own words, folded.
std::u32string folded(std::string_view text);
bool has_any(std::u32string_view text, Words words);

bool is_ascii_digit(char32_t character);
bool is_ascii_letter(char32_t character);
bool is_han(char32_t character);
bool is_chinese_numeral(char32_t character);  // 一 to 十, 两, 百, 千, 万, 几, 半

// A number in digits or in Chinese that begins there: its end.
std::optional<std::size_t> end_of_number(std::u32string_view text, std::size_t begin);

using Found = std::optional<FactPlace>;

// `fact`: its folded words.
Found find_number(const FactText& text, std::u32string_view fact);
Found find_last_digits(const FactText& text, std::u32string_view fact);
Found find_address(const FactText& text, std::u32string_view fact);
Found find_time(const FactText& text, std::u32string_view fact);
Found find_amount(const FactText& text, std::u32string_view fact);
Found find_model(const FactText& text, std::u32string_view fact);
Found find_error_code(const FactText& text, std::u32string_view fact);
Found find_quotation(const FactText& text, std::u32string_view fact);
Found find_quantity(const FactText& text, std::u32string_view fact);
Found find_choice(const FactText& text, std::u32string_view fact);

}  // namespace casebook::facts
