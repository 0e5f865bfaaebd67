#include "app/csv_reader.h"

#include "base/text.h"
#include "support/desk.h"
#include "text_pieces.h"

namespace casebook::app {
namespace {

using test::value_of;
using Cells = std::vector<std::string>;

// Every row: its line and its cells, or its line and why it is refused.
struct ReadRow {
    int line;
    Cells cells;
    std::string reason;

    bool operator==(const ReadRow&) const = default;
};

std::ostream& operator<<(std::ostream& out, const ReadRow& row) {
    return out << row.line << ": [" << join(row.cells, "|") << "] " << row.reason;
}

std::vector<ReadRow> rows_of(std::string text, std::size_t piece_size = 1 << 20) {
    TextPieces pieces(std::move(text), piece_size);
    CsvReader reader(pieces);
    std::vector<ReadRow> rows;
    while (auto row = value_of(reader.next()))
        rows.push_back({row->line, row->cells ? *row->cells : Cells(),
                        row->cells ? "" : row->cells.error().message});
    return rows;
}

constexpr const char* kNotClosed = "A quote is opened on this line and never closed";
constexpr const char* kTextAfterQuote = "There is text after a quote that closes a cell";

TEST(CsvReader, ReadsCellsAsRfc4180HasThem) {
    EXPECT_EQ(rows_of("a,b\n1,2\n"),
              (std::vector<ReadRow>{{1, {"a", "b"}, ""}, {2, {"1", "2"}, ""}}));
    EXPECT_EQ(rows_of("a,b\r\n1,2"),
              (std::vector<ReadRow>{{1, {"a", "b"}, ""}, {2, {"1", "2"}, ""}}));
    EXPECT_EQ(rows_of("a,b\r1,2\r"),
              (std::vector<ReadRow>{{1, {"a", "b"}, ""}, {2, {"1", "2"}, ""}}));
    EXPECT_EQ(rows_of("a,\"b,\"\"c\"\"\nd\"\ne,f"),
              (std::vector<ReadRow>{{1, {"a", "b,\"c\"\nd"}, ""}, {3, {"e", "f"}, ""}}));
    EXPECT_EQ(rows_of("\"\",\" x \"\n"), (std::vector<ReadRow>{{1, {"", " x "}, ""}}));
    EXPECT_EQ(rows_of("a,,\n"), (std::vector<ReadRow>{{1, {"a", "", ""}, ""}}));
    EXPECT_EQ(rows_of("5\" screen,a\"b\"\n"),
              (std::vector<ReadRow>{{1, {"5\" screen", "a\"b\""}, ""}}));
    EXPECT_EQ(rows_of(""), std::vector<ReadRow>{});
}

TEST(CsvReader, EmptyRowsAreNoRowsButCountAsLines) {
    EXPECT_EQ(rows_of("\n \r\na,b\n\n,,\n\"\",\"\"\n1,2"),
              (std::vector<ReadRow>{{3, {"a", "b"}, ""}, {7, {"1", "2"}, ""}}));
}

TEST(CsvReader, FindsTheSeparatorInTheFirstRow) {
    const Cells cells{"a", "b"};
    for (const char* text : {"a,b", "a;b", "a\tb", "a|b", "sep=;\na;b", "sep=|\r\na|b"})
        EXPECT_EQ(rows_of(text).back().cells, cells) << text;
    EXPECT_EQ(rows_of("\"a,b,c\";d")[0].cells, (Cells{"a,b,c", "d"}));
    EXPECT_EQ(rows_of("a;b;c\n1,2;3;4")[1].cells, (Cells{"1,2", "3", "4"}));
    EXPECT_EQ(rows_of("one column\nx")[1].cells, Cells{"x"});
}

TEST(CsvReader, LinesInQuotesAreCounted) {
    const auto rows = rows_of("a,b\n\"1\r\n2\r3\n4\",x\n5,6\n");
    EXPECT_EQ(rows[1], (ReadRow{2, {"1\r\n2\r3\n4", "x"}, ""}));
    EXPECT_EQ(rows[2].line, 6);
}

TEST(CsvReader, AQuoteThatIsNotClosedCostsItsLineAndNoOther) {
    EXPECT_EQ(rows_of("a,b\n1,2\n3,\"4\n5,6\n7,8"), (std::vector<ReadRow>{{1, {"a", "b"}, ""},
                                                                          {2, {"1", "2"}, ""},
                                                                          {3, {}, kNotClosed},
                                                                          {4, {"5", "6"}, ""},
                                                                          {5, {"7", "8"}, ""}}));
    EXPECT_EQ(
        rows_of("a,b\n3,\"4\n5,\"6\"\n"),
        (std::vector<ReadRow>{{1, {"a", "b"}, ""}, {2, {}, kTextAfterQuote}, {3, {"5", "6"}, ""}}));
    EXPECT_EQ(rows_of("a,b\n\"x\ny\",\"z\n5,6").at(1), (ReadRow{3, {}, kNotClosed}))
        << "the line where the quote is, not the row";
}

TEST(CsvReader, TextAfterAClosingQuoteIsRefused) {
    EXPECT_EQ(rows_of("a,b\n\"x\"y,2\n\"he said \"hi\"\",2\n1,2"),
              (std::vector<ReadRow>{{1, {"a", "b"}, ""},
                                    {2, {}, kTextAfterQuote},
                                    {3, {}, kTextAfterQuote},
                                    {4, {"1", "2"}, ""}}));
}

TEST(CsvReader, ARowThatIsTooLongIsRefusedAndTheNextIsRead) {
    const std::string much(kLongestRow + 10, 'x');
    auto rows = rows_of("a,b\n1," + much + "\n3,4\n");
    EXPECT_EQ(rows[1], (ReadRow{2, {}, "The row is longer than 4 MiB"}));
    EXPECT_EQ(rows[2], (ReadRow{3, {"3", "4"}, ""}));
    rows = rows_of("a,b\n1,\"" + much + "\"\n3,4\n");
    EXPECT_EQ(rows[1], (ReadRow{2, {}, "The row is longer than 4 MiB; is its quote closed?"}));
    EXPECT_EQ(rows[2], (ReadRow{3, {"3", "4"}, ""}));
}

TEST(CsvReader, PiecesMayEndAnywhere) {
    const std::string text =
        "a;b\r\n\"1\r\n\"\"2\";x\r\n\"open;y\r\n\"z\"q;1\r\n宽带;\"\"\r\n;\r\n\"end\";\"\"";
    const auto whole = rows_of(text);
    EXPECT_EQ(whole.size(), 6u);
    for (std::size_t size = 1; size < 9; ++size) EXPECT_EQ(rows_of(text, size), whole) << size;
}

}  // namespace
}  // namespace casebook::app
