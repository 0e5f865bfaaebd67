// How Chinese characters are read: pinyin without tones, from ICU, with further readings of common characters that ICU does not
// give (行 is xing and hang). Good for finding, not for teaching: which reading a word has is not known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

// The character's readings, the usual one first; none when it is not Chinese. ü is v. Thread-safe; the first call makes
// the table of all characters.
const std::vector<std::string>& pinyin_of(char32_t character);

bool is_pinyin_syllable(std::string_view letters);

// The letters as whole syllables, as few as possible: "kuandai" -> kuan dai. None when something is left over.
std::optional<std::vector<std::string>> split_pinyin(std::string_view letters);

}  // namespace casebook
