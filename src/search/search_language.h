// The language of the search: what a person typed becomes conditions, and an error has its place.
//
//   宽带 掉线              words; all of them must be there        "没人上门"  “…” 「…」   word for word
//   -退款  -"…"  -tag:x  NOT x   must not be there                退款 OR 换货           one of them is enough
//   tag:光猫 类别:网络/宽带 state:已确认 from:2026-01-01           filters; the table is in index_fields.h
//
// Lenient where people paste what a customer wrote: a name before a colon that is no filter is a word (10:30, https://…), so is a
// dash between spaces, a quotation mark inside a word, and any punctuation. Filters of one field mean any of them, tags all of
// them. What holds nothing that can be searched for (punctuation) is left out of the result.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "search/index_fields.h"

namespace casebook::search {

using casebook::to_text;  // of dates and kinds, beside those below

inline constexpr std::size_t kLongestQuery =
    500;  // characters; what is longer is cut, and that is said
inline constexpr std::size_t kMostPhrases = 8;

// Half-open, in characters of the query.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool operator==(const Span&) const = default;
};

// Both included; a missing one is open.
struct Days {
    std::optional<std::chrono::sys_days> first;
    std::optional<std::chrono::sys_days> last;
    bool operator==(const Days&) const = default;
};

struct Condition {
    enum class What { words, phrase, filter } what = What::words;
    std::string
        text;  // the words, the phrase, or the filter's value in the form that the index has
    const ExactField* field = nullptr;  // of a filter
    Days days;                          // of a filter by day
    Span source;                        // with its minus; empty for a chosen filter
    std::optional<std::size_t> chosen;  // of a chosen filter: its place among them
};

enum class Presence { wanted, excluded };
enum class Joined { by_itself, by_or, by_field };

// One of its conditions must hold, or none of them. Where one of `unless` holds, the clause counts as if none of its conditions did;
// nobody can type that: it is for what a visitor may not see.
struct Clause {
    Presence presence = Presence::wanted;
    Joined joined = Joined::by_itself;
    std::vector<Condition> any_of;
    std::vector<Condition> unless{};
};

// Something to tell although the search went on. The message is "query.notice.<code>".
inline constexpr std::string_view kCutNotice = "cut";  // detail: kLongestQuery
inline constexpr std::string_view kUnknownFilterNotice =
    "unknown_filter";  // detail: "stat: → state:"

struct Notice {
    std::string_view code;
    std::string detail;
};

struct ParsedQuery {
    std::vector<Clause> all_of;
    std::vector<Notice> notices;
    bool asked =
        false;  // there was something besides white space; with no clauses it held nothing that can be searched for
};

// A filter that was chosen and not typed: a name of kExactFields and a value as it would be typed.
struct ChosenFilter {
    std::string field;
    std::string value;
    bool operator==(const ChosenFilter&) const = default;
};

// Any bytes are taken. Error: invalid, with code, detail and place (query_problems.h).
Result<ParsedQuery> parse_query(std::string_view text,
                                const std::vector<ChosenFilter>& chosen = {});

// The query as it was understood; parsing that again gives the same.
std::string to_text(const ParsedQuery& query);
std::string to_text(const Condition& condition);

}  // namespace casebook::search
