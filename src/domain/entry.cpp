#include "domain/entry.h"

#include <array>

#include "base/text.h"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 3> kKindNames{"case", "daily", "post"};
constexpr std::array<std::string_view, 5> kStateNames{"draft", "unverified", "verified", "invalid",
                                                      "archived"};
constexpr std::size_t kTitleCharacters = 40;

template <class Enum, std::size_t N>
std::optional<Enum> parse_name(const std::array<std::string_view, N>& names,
                               std::string_view text) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == text) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_text(Kind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parse_kind(std::string_view text) {
    return parse_name<Kind>(kKindNames, text);
}

std::string_view to_text(State state) {
    return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<State> parse_state(std::string_view text) {
    return parse_name<State>(kStateNames, text);
}

const std::string& Entry::text(Field section) const {
    static const std::string none;
    for (const Section& candidate : sections)
        if (candidate.field == section) return candidate.text;
    return none;
}

void Entry::set_text(Field section, std::string text) {
    for (Section& candidate : sections) {
        if (candidate.field != section) continue;
        candidate.text = std::move(text);
        return;
    }
    if (!text.empty())
        sections.push_back({section, std::string(heading_for(*this, section)), std::move(text)});
}

std::string Entry::display_title() const {
    if (!title.empty()) return title;
    const std::string& source = text(kind == Kind::post ? Field::body : Field::complaint);
    const std::string line =
        collapse_white_space(source.empty() ? text(Field::resolution) : source);
    const std::string_view start = first_characters(line, kTitleCharacters);
    return start.size() < line.size() ? std::string(start) + "…" : line;
}

std::string_view heading_for(const Entry& entry, Field section) {
    const FieldName& name = name_of(section);
    return entry.lang == "en" ? name.english_heading : name.chinese_heading;
}

bool is_suggestable(const Entry& entry) {
    return entry.kind == Kind::case_ &&
           (entry.state == State::verified || entry.state == State::unverified);
}

bool is_stale(const Entry& entry, Date today, std::chrono::days shelf_life) {
    using std::chrono::sys_days;
    if (entry.valid_until && sys_days{*entry.valid_until} < sys_days{today}) return true;
    if (!entry.confirmed) return false;
    return sys_days{today} - sys_days{*entry.confirmed} > shelf_life;
}

}  // namespace casebook
