#include "render/markdown_work.h"

#include <algorithm>

namespace casebook::render {
namespace {

std::uint64_t count(std::string_view text, std::string_view part) {
    std::uint64_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size()))
        ++found;
    return found;
}

// How many quotes and lists may be open at this line: what its indentation continues and what its marks begin.
std::uint64_t nesting_of(std::string_view line) {
    constexpr std::string_view kMarks = "->*+.)";
    constexpr std::string_view kBlank = " \t\r\n";
    constexpr std::uint64_t kColumnsOfTab = 4, kColumnsOfList = 2;
    std::uint64_t columns = 0, marks = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char letter = line[i];
        const bool ends_a_word = i + 1 == line.size() || kBlank.find(line[i + 1]) != kBlank.npos;
        if (letter == ' ')
            ++columns;
        else if (letter == '\t')
            columns += kColumnsOfTab;
        else if (kMarks.find(letter) != kMarks.npos)
            marks += letter == '>' || ends_a_word ? 1 : 0;
        else if (letter < '0' || letter > '9')
            break;
    }
    return marks + columns / kColumnsOfList;
}

std::uint64_t work_of_lists(std::string_view source) {
    std::uint64_t lines = 0, deepest = 0;
    while (!source.empty()) {
        const std::size_t end = std::min(source.find_first_of("\r\n"), source.size() - 1);
        ++lines;
        deepest = std::max(deepest, nesting_of(source.substr(0, end + 1)));
        source.remove_prefix(end + 1);
    }
    return std::max(lines, deepest) * deepest;
}

}  // namespace

std::uint64_t markdown_work(std::string_view source) {
    return std::max(count(source, "![") * count(source, "]"), work_of_lists(source));
}

}  // namespace casebook::render
