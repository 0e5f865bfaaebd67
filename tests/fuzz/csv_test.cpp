// Tables made of everything that means something in one, at random but always in the same way: nothing may crash or hang, every
// row is taken or refused with a line that the table has, and how the file is cut into pieces changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "app/csv_reader.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::app {
namespace {

constexpr int kRounds = 20'000;

class Pieces final : public TextStream {
  public:
    Pieces(const std::string& text, std::size_t size) : text_(text), size_(size) {}

    Result<bool> read_more(std::string& text) override {
        if (position_ >= text_.size()) return false;
        text += text_.substr(position_, size_);
        position_ += size_;
        return true;
    }

  private:
    const std::string& text_;
    std::size_t size_;
    std::size_t position_ = 0;
};

std::string random_table(std::mt19937& random) {
    static const std::string kParts[] = {"\"", "\"", "\"\"",  ",",    ",",    ";",
                                         "\t", "\n", "\n",    "\r",   "\r\n", "a",
                                         "宽", " ",  "title", "sep=", "\xFF", std::string(1, '\0')};
    std::string table;
    for (std::size_t parts = random() % 40; parts > 0; --parts)
        table += kParts[random() % std::size(kParts)];
    return table;
}

struct Row {
    int line;
    std::vector<std::string> cells;
    bool operator==(const Row&) const = default;
};

std::vector<Row> rows_of(const std::string& table, std::size_t piece) {
    Pieces pieces(table, piece);
    CsvReader reader(pieces);
    std::vector<Row> rows;
    while (auto row = test::value_of(reader.next())) {
        EXPECT_TRUE(row->cells || !row->cells.error().message.empty());
        rows.push_back({row->line, row->cells ? *row->cells : std::vector<std::string>()});
        if (rows.size() > table.size() + 1) ADD_FAILURE() << "more rows than bytes";
        if (testing::Test::HasFailure()) break;
    }
    return rows;
}

TEST(RandomTables, AreReadTheSameHoweverTheyAreCut) {
    std::mt19937 random(1);
    for (int round = 0; round < kRounds && !testing::Test::HasFailure(); ++round) {
        const std::string table = random_table(random);
        const std::vector<Row> rows = rows_of(table, 1 << 16);
        EXPECT_EQ(rows_of(table, 1 + random() % 5), rows) << testing::PrintToString(table);
        const auto line_ends = std::count_if(table.begin(), table.end(),
                                             [](char c) { return c == '\n' || c == '\r'; });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_GE(rows[i].line, i == 0 ? 1 : rows[i - 1].line + 1);
            EXPECT_LE(rows[i].line, line_ends + 1) << testing::PrintToString(table);
        }
    }
}

// What a writer of RFC 4180 writes is read back, whatever the cells hold.
TEST(RandomTables, ThatAreWrittenWellAreReadBack) {
    std::mt19937 random(2);
    for (int round = 0; round < kRounds && !testing::Test::HasFailure(); ++round) {
        std::vector<std::string> cells;
        std::string table = "a,b,c,d\n";
        for (int i = 0; i < 4; ++i) {
            cells.push_back("x" + random_table(random));
            table += i == 0 ? "\"" : ",\"";
            for (const char c : cells.back()) table += c == '"' ? "\"\"" : std::string(1, c);
            table += '"';
        }
        const std::vector<Row> rows = rows_of(table, 7);
        ASSERT_EQ(rows.size(), 2u) << testing::PrintToString(table);
        EXPECT_EQ(rows[1].cells, cells) << testing::PrintToString(table);
    }
}

}  // namespace
}  // namespace casebook::app
