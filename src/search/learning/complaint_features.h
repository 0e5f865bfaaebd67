// What the learnt model sees of a complaint: hashed pieces of its words.
//
//   words   stems (stop words too), neighbouring words, single Chinese characters and their pairs
//   pieces  of 2 to 5 characters of each Latin word, its ends marked: inflections and typing errors; three Chinese characters in a row
//   pairs   of telling words that stand near each other, in either order ("card … arrive")
//
// A piece that occurs n times counts 1 + ln n. Each of the three kinds is brought to the length 1 by itself (weigh_features), so that the
// many pieces do not outvote the few words. All hashes are FNV-1a (base/hash.h): the same everywhere.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook::search {

enum class FeatureKind : std::uint8_t { word, piece, pair };

struct Feature {
    std::uint32_t hash = 0;
    float value = 0;
    FeatureKind kind = FeatureKind::word;
};

using Features = std::vector<Feature>;  // by hash; each hash once

// Of the text's first kLongestLearnt characters. Any bytes are taken. Thread-safe.
Features features_of(std::string_view text);

inline constexpr std::size_t kLongestLearnt = 1000;  // characters

}  // namespace casebook::search
