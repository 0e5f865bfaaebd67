// Words that Taiwan has for what the mainland calls otherwise (寬頻, 宽带), from OpenCC's phrase tables (Apache 2.0; Debian package
// libopencc-data). Read once, at first use: 518 pairs, 1 to 9 ms and 0.4 MB. None when the tables are not installed.
#pragma once

#include <string>
#include <vector>

namespace casebook {

struct RegionalWord {
    std::string word;      // as Taiwan writes it, in traditional characters
    std::string mainland;  // in traditional characters, too
};

const std::vector<RegionalWord>& regional_words();

}  // namespace casebook
