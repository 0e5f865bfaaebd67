// Copies of real cases, planted among others of the same set, to measure how many of them the search for near-duplicates finds
// and how often it takes another case for one. Seeded: the same figures every time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entry.h"

namespace casebook::test {

enum class CopyKind {
    edited,     // three units in twenty replaced, inserted or removed, in runs of one to four
    shortened,  // half of the sentences, or six tenths in one piece where there are fewer than three
    reordered,  // the sentences in another order, or the second half before the first
    typos,  // one Chinese character in twelve is another; one English word in seven has two letters swapped, one lost or wrong
};
inline constexpr CopyKind kCopyKinds[] = {CopyKind::edited, CopyKind::shortened,
                                          CopyKind::reordered, CopyKind::typos};
std::string_view to_text(CopyKind kind);

struct CopyScores {
    CopyKind kind = CopyKind::edited;
    std::size_t planted = 0;
    std::size_t found = 0;  // the copied case is the nearest
    std::size_t wrong =
        0;  // another case is the nearest, of a copy or of a text of which there is no copy

    double recall() const { return static_cast<double>(found) / static_cast<double>(planted); }
    double precision() const {
        return static_cast<double>(found) / static_cast<double>(found + wrong);
    }
};

// A library of the set's cases but `copies` held back (at most a quarter), which are asked for as texts without a copy, beside as
// many copies of each kind. Cases of the same text and those of fewer than six units are left out.
std::vector<CopyScores> measure_planted_copies(const std::filesystem::path& cases,
                                               std::size_t copies, unsigned seed);

}  // namespace casebook::test
