// The first stage of reading a search: the typed text becomes a flat list of words, phrases, filters and operators. For
// search_language.cpp, which gives them their structure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/search_language.h"

namespace casebook::search {

struct QueryToken {
    enum class What { condition, and_, or_, not_ } what = What::condition;
    Condition condition;
    Presence presence = Presence::wanted;
    Span source;
};

struct QueryTokens {
    std::vector<QueryToken> tokens;
    std::vector<Notice> notices;
};

// `text` is valid UTF-8 of at most kLongestQuery characters. At the end of a text that was cut an open quotation mark is closed.
enum class TextEnd { typed, cut };
Result<QueryTokens> read_query_tokens(std::string_view text, TextEnd end);

}  // namespace casebook::search
