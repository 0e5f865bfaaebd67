// docs/search-schema.md says everything that the tables of the program say.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "search/index.h"
#include "search/index_fields.h"
#include "search/query_problems.h"

namespace casebook::search {
namespace {

class SearchSchemaDocument : public testing::Test {
  protected:
    void expect(const std::string& words) const {
        EXPECT_NE(text_.find(words), std::string::npos)
            << words << " is not in docs/search-schema.md";
    }

    static std::string read() {
        std::ifstream file(CASEBOOK_SOURCE_FOLDER "/docs/search-schema.md");
        return {std::istreambuf_iterator<char>(file), {}};
    }
    std::string text_ = read();
};

TEST_F(SearchSchemaDocument, NamesEveryFilterInBothLanguages) {
    for (const ExactField& field : kExactFields) {
        expect("| `" + std::string(field.name) + ":`");
        expect("`" + std::string(field.chinese_name) + "：`");
        expect("`" + std::string(field.example) + "`");
    }
    for (const ExactFieldAlias& alias : kExactFieldAliases) {
        const bool chinese = static_cast<unsigned char>(alias.alias[0]) >= 0x80;
        expect("`" + std::string(alias.alias) + (chinese ? "：`" : ":`"));
    }
}

TEST_F(SearchSchemaDocument, NamesEveryMistakeAndEveryOrder) {
    for (const QueryProblemWords& words : query_problem_words())
        expect("| `" + std::string(words.code) + "` |");
    for (const std::string_view order : kSearchOrderNames) expect("`" + std::string(order) + "`");
}

TEST_F(SearchSchemaDocument, NamesEverySlot) {
    for (const Slot slot :
         {kCreatedSlot, kPathSlot, kVersionSlot, kIdSlot, kUpdatedSlot, kFacetSlot, kToldSlot})
        expect("\n| " + std::to_string(slot) + " |");
}

}  // namespace
}  // namespace casebook::search
