// UTF-8 text without domain words: validity, characters, trimming, cutting at character borders.
// A "character" is a Unicode code point. Functions that take text expect valid UTF-8 unless they say otherwise.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

// Byte offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), if any.
std::optional<std::size_t> find_invalid_utf8(std::string_view bytes);

// Every ill-formed sequence becomes U+FFFD (maximal subparts, as browsers do); NUL too.
std::string replace_invalid_utf8(std::string_view bytes);

// Decodes the character at `position` and moves `position` past it. An ill-formed byte yields U+FFFD.
char32_t next_character(std::string_view text, std::size_t& position);

void append_utf8(std::string& out, char32_t character);

std::size_t count_characters(std::string_view text);

// The longest prefix of at most `limit` characters.
std::string_view first_characters(std::string_view text, std::size_t limit);

// Moves an offset back to the start of the character that it lies in.
std::size_t character_start(std::string_view text, std::size_t offset);

// White space as Unicode has it, the ideographic space U+3000 included.
bool is_white_space(char32_t character);

// Letters of any script and the marks that belong to them; digits of any script. ASCII is quick, the rest asks ICU.
bool is_letter(char32_t character);
bool is_digit(char32_t character);

std::string_view trim(std::string_view text);

// Runs of white space, line ends included, become one space; trimmed.
std::string collapse_white_space(std::string_view text);

// Lines without their ends; "\r\n" and "\n" both end a line.
std::vector<std::string_view> split_lines(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

std::string ascii_lower(std::string_view text);

}  // namespace casebook
