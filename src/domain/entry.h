// What the library holds: cases, dailies (the case of the day) and posts. All three are a header and a list of
// sections, in the order in which their author wrote them; which fields a kind has is said in docs/content-format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "domain/field.h"

namespace casebook {

using EntryId = std::int64_t;  // one sequence over all kinds, from 1; 0 means "none yet"
inline constexpr EntryId kLargestId =
    999'999'999'999;  // twelve digits: exact in a double, readable in an address

enum class Kind { case_, daily, post };
std::string_view to_text(Kind kind);  // case, daily, post
std::optional<Kind> parse_kind(std::string_view text);

// KCS: work in progress, not validated, validated; and two ends.
enum class State { draft, unverified, verified, invalid, archived };
std::string_view to_text(State state);
std::optional<State> parse_state(std::string_view text);

enum class Example { none, bad };  // bad: 反面案例, shown as what not to do

// How it went for the customer.
struct Outcome {
    std::optional<int> satisfaction;  // 1 to 5
    std::optional<int> expectation;   // 1 to 5
    std::optional<int> minutes;
    std::optional<bool> solved;

    bool operator==(const Outcome&) const = default;
    bool is_empty() const { return *this == Outcome{}; }
};

struct Section {
    std::optional<Field> field;  // none: a heading that Casebook does not know, kept as it is
    std::string heading;
    std::string text;  // Markdown, trimmed

    bool operator==(const Section&) const = default;
};

// A front-matter line that Casebook has no use for, kept for the person or program that has.
struct ExtraKey {
    std::string name;
    std::string value;

    bool operator==(const ExtraKey&) const = default;
};

struct Entry {
    Kind kind = Kind::case_;
    EntryId id = 0;
    std::string external_id;
    std::string title;
    State state = State::unverified;
    std::string category;  // a path, a/b/c
    std::string product;
    std::string channel;
    std::string segment;
    std::vector<std::string> tags;
    std::string lang;  // zh or en; empty: not said
    std::string author;
    std::optional<Timestamp> created;
    std::optional<Timestamp> updated;
    std::optional<Date> confirmed;
    std::optional<Date> valid_until;
    Outcome outcome;
    Example example = Example::none;
    std::optional<Date> date;    // of a daily
    std::vector<EntryId> cases;  // of a daily
    std::string host;            // of a daily
    std::string topic;           // of a post
    std::vector<ExtraKey> extra;
    std::vector<Section> sections;

    bool operator==(const Entry&) const = default;

    // The text of a section; empty when there is none.
    const std::string& text(Field section) const;
    void set_text(Field section, std::string text);

    // The title, or the start of the complaint when there is no title.
    std::string display_title() const;
};

// The heading under which a section of this entry is written: English only where the entry says `lang: en`.
std::string_view heading_for(const Entry& entry, Field section);

// Only cases that somebody may act on are suggested: never a draft, an invalid or an archived one.
bool is_suggestable(const Entry& entry);

// Past its `valid_until`, or not confirmed for longer than `shelf_life`.
bool is_stale(const Entry& entry, Date today, std::chrono::days shelf_life);
inline constexpr std::chrono::days kDefaultShelfLife{365};

}  // namespace casebook
