// Which words of past complaints speak most for a case, as people read them: whole words of two characters or more, as customers wrote them.
//
// Words are those of ICU's dictionary. What that has only as single characters (掉, 线) is read in pairs: of pairs that overlap, the one that
// counts most over all complaints stands, and none has a character that only holds a sentence together (了, 又).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/query_terms.h"

namespace casebook::search {

struct LearntWord {
    std::string word;
    std::size_t events = 0;  // how many of the case's complaints have it
    double weight = 0;       // what they count together
};

class LearntWords {
  public:
    // `asked`: in how many cases' past complaints a term is.
    explicit LearntWords(TermStatistics asked) : asked_(std::move(asked)) {}

    void add(std::string_view complaint, double weight);

    std::vector<LearntWord> most_telling_first() const;

  private:
    using Words = std::map<std::string, LearntWord>;  // by the folded word
    using Run = std::vector<
        std::string>;  // the folded pairs of characters in a row, each one overlapping the next

    std::vector<std::string> pairs_that_stand(const Run& run) const;

    TermStatistics asked_;
    Words words_, pairs_;
    std::vector<Run> runs_;
};

}  // namespace casebook::search
