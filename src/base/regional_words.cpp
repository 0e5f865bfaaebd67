#include "base/regional_words.h"

#include <exception>
#include <opencc/DictEntry.hpp>
#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>

#include "base/log.h"

namespace casebook {
namespace {

// The table from Taiwan's words to the mainland's. A word with several meanings there has several values.
std::vector<RegionalWord> read_table() {
    std::vector<RegionalWord> words;
    try {
        const auto table = opencc::SerializableDict::NewFromFile<opencc::MarisaDict>(
            CASEBOOK_OPENCC_TABLES "/TWPhrasesRev.ocd2");
        for (const auto& entry : *table->GetLexicon())
            for (const std::string& value : entry->Values())
                if (entry->Key() != value) words.push_back({entry->Key(), value});
    } catch (const std::exception& exception) {
        log(Severity::warning,
            std::string("OpenCC's table of regional words cannot be read; they are not matched: ") +
                exception.what());
    }
    return words;
}

}  // namespace

const std::vector<RegionalWord>& regional_words() {
    static const std::vector<RegionalWord> words = read_table();
    return words;
}

}  // namespace casebook
