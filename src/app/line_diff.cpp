#include "app/line_diff.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace casebook::app {
namespace {

using Lines = std::vector<std::string_view>;

// An empty text has no line, not an empty one.
Lines lines_of(std::string_view text) {
    return text.empty() ? Lines() : split_lines(text);
}

// The longest common subsequence, by the table of all pairs of endings.
class CommonLines {
  public:
    CommonLines(const Lines& before, const Lines& after)
        : width_(after.size() + 1), lengths_((before.size() + 1) * width_) {
        for (std::size_t i = before.size(); i-- > 0;)
            for (std::size_t j = after.size(); j-- > 0;)
                at(i, j) = before[i] == after[j] ? at(i + 1, j + 1) + 1
                                                 : std::max(at(i + 1, j), at(i, j + 1));
    }

    std::uint32_t& at(std::size_t i, std::size_t j) { return lengths_[i * width_ + j]; }

  private:
    std::size_t width_;
    std::vector<std::uint32_t> lengths_;
};

void append(std::vector<DiffLine>& out, LineChange change, const Lines& lines, std::size_t begin,
            std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) out.push_back({change, std::string(lines[i])});
}

// What lies between the equal beginnings and ends.
void append_changes(std::vector<DiffLine>& out, const Lines& before, const Lines& after) {
    if (before.size() * after.size() > kLargestDiff) {
        append(out, LineChange::removed, before, 0, before.size());
        append(out, LineChange::added, after, 0, after.size());
        return;
    }
    CommonLines common(before, after);
    std::size_t i = 0, j = 0;
    while (i < before.size() && j < after.size()) {
        if (before[i] == after[j]) {
            append(out, LineChange::kept, before, i, i + 1);
            ++i, ++j;
        } else if (common.at(i + 1, j) >= common.at(i, j + 1)) {
            append(out, LineChange::removed, before, i, i + 1);
            ++i;
        } else {
            append(out, LineChange::added, after, j, j + 1);
            ++j;
        }
    }
    append(out, LineChange::removed, before, i, before.size());
    append(out, LineChange::added, after, j, after.size());
}

// Of a run of kept lines, those beside a change stay; the rest becomes one "skipped", if that is shorter.
void append_run(std::vector<DiffLine>& out, const std::vector<DiffLine>& lines, std::size_t begin,
                std::size_t end) {
    const std::size_t head = begin == 0 ? begin : std::min(begin + kLinesAround, end);
    const std::size_t tail =
        end == lines.size() ? end : std::max(head, end - std::min(end, kLinesAround));
    const bool shorter = tail > head + 1;
    const auto copy = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out.push_back(lines[i]);
    };
    copy(begin, shorter ? head : end);
    if (!shorter) return;
    out.push_back({LineChange::skipped, "", tail - head});
    copy(tail, end);
}

std::vector<DiffLine> without_what_stayed(const std::vector<DiffLine>& lines) {
    std::vector<DiffLine> out;
    for (std::size_t i = 0; i < lines.size();) {
        if (lines[i].change != LineChange::kept) {
            out.push_back(lines[i++]);
            continue;
        }
        std::size_t end = i;
        while (end < lines.size() && lines[end].change == LineChange::kept) ++end;
        append_run(out, lines, i, end);
        i = end;
    }
    return out;
}

}  // namespace

std::vector<DiffLine> diff_lines(std::string_view before, std::string_view after) {
    const Lines old_lines = lines_of(before), new_lines = lines_of(after);
    if (old_lines == new_lines) return {};
    const std::size_t shortest = std::min(old_lines.size(), new_lines.size());
    std::size_t begin = 0, end = 0;
    while (begin < shortest && old_lines[begin] == new_lines[begin]) ++begin;
    while (end < shortest - begin &&
           old_lines[old_lines.size() - 1 - end] == new_lines[new_lines.size() - 1 - end])
        ++end;
    const auto middle = [&](const Lines& lines) {
        return Lines(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                     lines.end() - static_cast<std::ptrdiff_t>(end));
    };
    std::vector<DiffLine> out;
    append(out, LineChange::kept, old_lines, 0, begin);
    append_changes(out, middle(old_lines), middle(new_lines));
    append(out, LineChange::kept, old_lines, old_lines.size() - end, old_lines.size());
    return without_what_stayed(out);
}

}  // namespace casebook::app
