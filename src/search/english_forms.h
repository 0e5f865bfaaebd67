// Forms of English words that a stemmer cannot join, because they follow no rule: paid is of pay, stolen of steal, colour is color.
// One stem stands for both, in cases and in complaints alike. Words of the same family that mean another thing (delivery and deliver,
// payment and pay) are no forms of each other: they are in synonyms.yml, where they count less.
#pragma once

#include <string>

namespace casebook::search {

// The stem that stands for it; mostly itself. Thread-safe.
std::string joined_stem(std::string stem);

}  // namespace casebook::search
