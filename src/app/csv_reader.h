// Comma-separated values (RFC 4180): rows of cells, with quoted line ends and doubled quotes.
//
// Taken beside the RFC: line ends LF, CRLF and CR; the separators , ; | and tab, found in the first row; a first line "sep=;"
// as Excel writes it; quotes inside a cell that does not begin with one. A row that is broken (a quote that is not closed,
// text after a closing quote, longer than kLongestRow) is an error of that row: reading goes on at the line after the one where
// the quote was opened, so that one bad quote does not swallow the rows behind it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_text.h"
#include "base/result.h"

namespace casebook::app {

struct CsvRow {
    int line = 0;  // where the row begins, from 1; of a broken one, where its quote was opened
    Result<std::vector<std::string>> cells =
        std::vector<std::string>();  // Error: invalid, without a place
};

class CsvReader {
  public:
    explicit CsvReader(TextStream& stream) : stream_(stream) {}

    // The next row that is not empty. Error: io.
    Result<std::optional<CsvRow>> next();

    // Known from the first row on.
    char separator() const { return separator_; }

  private:
    enum class Broken { no, not_closed, text_after_quote, too_long, too_long_in_quotes };

    void find_separator();
    std::string_view first_line();
    bool has(std::size_t position);  // reads more where needed
    char at(std::size_t position);   // a line end where there is no more
    bool ends_line(std::size_t position);
    void pass_line_end();
    CsvRow read_row();
    Broken read_cell(std::string& cell);
    Broken read_quoted(std::string& cell);
    Broken read_plain(std::string& cell);
    bool is_too_long() const { return position_ - row_start_ > kLongestRow; }
    void skip_broken(CsvRow& row, Broken why);
    void skip_line();
    void forget_earlier_rows();

    TextStream& stream_;
    std::optional<Error> failure_;  // of the stream
    std::string buffer_;
    std::size_t row_start_ = 0;
    std::size_t position_ = 0;
    int line_ = 1;
    std::size_t quote_position_ = 0;  // of the quote opened last
    int quote_line_ = 0;
    char separator_ = '\0';
};

}  // namespace casebook::app
