// The sound of a character as far as a hurried typist or a speech recogniser keeps it: zh and z, ch and c, sh and s are one, so are
// -ang and -an, -eng and -en, -ing and -in; tones do not matter.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace casebook::search {

using Sound = std::uint16_t;  // 0: none

// The character's sounds, the usual one first.
std::span<const Sound> sounds_of(char32_t character);

// Of a syllable of pinyin in letters; 0 when no character sounds so.
Sound sound_of_syllable(std::string_view syllable);

// The first letter of the sound's syllables.
char initial_of(Sound sound);

}  // namespace casebook::search
