// What changed between two texts, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook::app {

enum class LineChange {
    kept,
    removed,
    added,
    skipped,  // lines that stayed, away from any change; `text` is empty
};

struct DiffLine {
    LineChange change = LineChange::kept;
    std::string text;
    std::size_t skipped = 0;  // how many lines

    bool operator==(const DiffLine&) const = default;
};

inline constexpr std::size_t kLargestDiff =
    1'000'000;                                  // lines of one side times lines of the other
inline constexpr std::size_t kLinesAround = 2;  // of a change, that are shown

// The fewest removed and added lines; texts beyond kLargestDiff, once equal beginnings and ends are taken away, are removed and
// added whole, so that no pair of texts takes long. Empty when the texts have the same lines.
std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after);

}  // namespace casebook::app
