#include "app/csv_reader.h"

#include <algorithm>

#include "base/text.h"

namespace casebook::app {
namespace {

constexpr std::size_t kForgetFrom = 256 * 1024;    // bytes of rows that were read
constexpr std::size_t kLongestHeader = 64 * 1024;  // bytes looked at for the separator
constexpr std::string_view kSeparators = ",;\t|";  // the first wins where none is more frequent
constexpr std::string_view kSeparatorLine = "sep=";

Error broken_row(std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}};
}

bool is_empty(const std::vector<std::string>& cells) {
    return std::all_of(cells.begin(), cells.end(),
                       [](const std::string& cell) { return trim(cell).empty(); });
}

char most_frequent_separator(std::string_view header) {
    char best = kSeparators.front();
    std::ptrdiff_t most = 0;
    for (const char candidate : kSeparators) {
        std::ptrdiff_t count = 0;
        bool in_quotes = false;
        for (const char c : header) {
            if (c == '"') in_quotes = !in_quotes;
            if (c == candidate && !in_quotes) ++count;
        }
        if (count > most) best = candidate;
        most = std::max(most, count);
    }
    return best;
}

bool is_separator_line(std::string_view line) {
    return line.size() == kSeparatorLine.size() + 1 && line.starts_with(kSeparatorLine) &&
           kSeparators.find(line.back()) != std::string_view::npos;
}

}  // namespace

bool CsvReader::has(std::size_t position) {
    while (position >= buffer_.size()) {
        if (failure_) return false;
        const auto more = stream_.read_more(buffer_);
        if (!more) failure_ = more.error();
        if (!more || !*more) return false;
    }
    return true;
}

char CsvReader::at(std::size_t position) {
    return has(position) ? buffer_[position] : '\n';
}

bool CsvReader::ends_line(std::size_t position) {
    return at(position) == '\n' || at(position) == '\r';
}

void CsvReader::pass_line_end() {
    if (!has(position_)) return;
    if (buffer_[position_] == '\r' && has(position_ + 1) && buffer_[position_ + 1] == '\n')
        ++position_;
    ++position_;
    ++line_;
}

// The first line that is not empty; line ends in quotes are inside of it.
std::string_view CsvReader::first_line() {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool in_quotes = false;
    for (; has(end) && end < kLongestHeader; ++end) {
        if (buffer_[end] == '"') in_quotes = !in_quotes;
        if (in_quotes || !ends_line(end)) continue;
        if (!trim(std::string_view(buffer_).substr(begin, end - begin)).empty()) break;
        begin = end;
    }
    return std::string_view(buffer_).substr(begin, end - begin);
}

void CsvReader::find_separator() {
    const std::string_view line = first_line();
    if (!is_separator_line(line)) {
        separator_ = most_frequent_separator(line);
        return;
    }
    separator_ = line.back();
    position_ = kSeparatorLine.size() + 1;
    pass_line_end();
}

void CsvReader::forget_earlier_rows() {
    if (position_ > kForgetFrom) {
        buffer_.erase(0, position_);
        position_ = 0;
    }
    row_start_ = position_;
}

CsvReader::Broken CsvReader::read_quoted(std::string& cell) {
    quote_position_ = position_;
    quote_line_ = line_;
    ++position_;
    while (has(position_)) {
        if (is_too_long()) return Broken::too_long_in_quotes;
        if (buffer_[position_] == '"') {
            ++position_;
            if (at(position_) != '"') {
                const bool ends = at(position_) == separator_ || ends_line(position_);
                return ends ? Broken::no : Broken::text_after_quote;
            }
        } else if (buffer_[position_] == '\n' ||
                   (buffer_[position_] == '\r' && at(position_ + 1) != '\n')) {
            ++line_;
        }
        cell += buffer_[position_++];
    }
    return Broken::not_closed;
}

CsvReader::Broken CsvReader::read_plain(std::string& cell) {
    while (!ends_line(position_) && buffer_[position_] != separator_) {
        if (is_too_long()) return Broken::too_long;
        cell += buffer_[position_++];
    }
    return Broken::no;
}

CsvReader::Broken CsvReader::read_cell(std::string& cell) {
    return at(position_) == '"' ? read_quoted(cell) : read_plain(cell);
}

void CsvReader::skip_line() {
    while (has(position_) && !ends_line(position_)) {
        ++position_;
        forget_earlier_rows();
    }
    pass_line_end();
}

void CsvReader::skip_broken(CsvRow& row, Broken why) {
    if (why == Broken::too_long) {
        row.cells = broken_row("The row is longer than 4 MiB", "Shorten its texts");
        skip_line();
        return;
    }
    row.line = quote_line_;
    if (why == Broken::text_after_quote)
        row.cells = broken_row("There is text after a quote that closes a cell",
                               "Double the quotes inside of a cell: \"\"");
    else
        row.cells = broken_row(why == Broken::not_closed
                                   ? "A quote is opened on this line and never closed"
                                   : "The row is longer than 4 MiB; is its quote closed?",
                               "Close the quote, or double it where it belongs to the text");
    // Every quote behind this one was doubled up to here, so none of the lines read again opens one: no line is read thrice.
    position_ = quote_position_;
    line_ = quote_line_;
    skip_line();
}

CsvRow CsvReader::read_row() {
    CsvRow row;
    row.line = line_;
    std::vector<std::string> cells;
    while (true) {
        if (const Broken why = read_cell(cells.emplace_back()); why != Broken::no) {
            skip_broken(row, why);
            return row;
        }
        if (!has(position_) || buffer_[position_] != separator_) break;
        ++position_;
    }
    pass_line_end();
    row.cells = std::move(cells);
    return row;
}

Result<std::optional<CsvRow>> CsvReader::next() {
    if (separator_ == '\0') find_separator();
    std::optional<CsvRow> row;
    while (has(position_)) {
        forget_earlier_rows();
        row.emplace(read_row());
        if (!row->cells || !is_empty(*row->cells)) break;
        row.reset();
    }
    if (failure_) return *failure_;
    return row;
}

}  // namespace casebook::app
