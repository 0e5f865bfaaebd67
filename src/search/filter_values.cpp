#include "search/filter_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/clock.h"
#include "base/fold.h"
#include "base/text.h"
#include "domain/entry.h"

namespace casebook::search {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

struct ValueName {
    std::string_view typed;  // folded
    std::string_view value;
};

// The Chinese names are those that the pages show, and others in use.
constexpr std::array kKindNames{
    ValueName{"案例", "case"},        ValueName{"每日一案例", "daily"},
    ValueName{"每日案例", "daily"},   ValueName{"心得", "post"},
    ValueName{"帖子", "post"},        ValueName{"cases", "case"},
    ValueName{"daily case", "daily"}, ValueName{"dailies", "daily"},
    ValueName{"posts", "post"},
};
constexpr std::array kStateNames{
    ValueName{"草稿", "draft"},        ValueName{"待确认", "unverified"},
    ValueName{"未验证", "unverified"}, ValueName{"已确认", "verified"},
    ValueName{"已验证", "verified"},   ValueName{"已作废", "invalid"},
    ValueName{"失效", "invalid"},      ValueName{"已归档", "archived"},
};

template <std::size_t N>
std::string named(const std::array<ValueName, N>& names, const std::string& typed) {
    for (const ValueName& name : names)
        if (name.typed == typed) return std::string(name.value);
    return typed;
}

// 2026-03-02, 2026/3, 2026.3.2, 2026年3月2日: one to three numbers.
std::optional<std::vector<unsigned>> numbers_of_date(std::string_view text) {
    std::vector<unsigned> numbers;
    bool inside = false;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t c = next_character(text, position);
        if (c >= U'0' && c <= U'9') {
            if (!inside) numbers.push_back(0);
            inside = true;
            numbers.back() =
                std::min(numbers.back() * 10 + static_cast<unsigned>(c - U'0'), 99'999u);
        } else {
            const bool separator =
                std::u32string_view(U"-/.年月日").find(c) != std::u32string::npos;
            if (!separator || !inside) return std::nullopt;
            inside = false;
        }
    }
    if (numbers.empty() || numbers.size() > 3) return std::nullopt;
    return numbers;
}

// The days of the year, the month or the day that the text names.
std::optional<Days> period_of(std::string_view text) {
    const auto numbers = numbers_of_date(text);
    if (!numbers || numbers->front() < 1000 || numbers->front() > 9999) return std::nullopt;
    const year named_year(static_cast<int>(numbers->front()));
    const bool has_month = numbers->size() > 1, has_day = numbers->size() > 2;
    const month first_month(has_month ? (*numbers)[1] : 1u);
    const month last_month(has_month ? (*numbers)[1] : 12u);
    if (!first_month.ok()) return std::nullopt;
    const Date first = named_year / first_month / day(has_day ? (*numbers)[2] : 1u);
    if (!first.ok()) return std::nullopt;
    const Date last = has_day ? first : Date(named_year / last_month / std::chrono::last);
    return Days{sys_days{first}, sys_days{last}};
}

std::string text_of(const Days& days, ExactKind kind) {
    if (kind == ExactKind::first_day) return to_text(Date(*days.first));
    if (kind == ExactKind::last_day) return to_text(Date(*days.last));
    const std::string first = to_text(Date(*days.first));
    if (days.first == days.last) return first;
    const bool whole_year = *days.last - *days.first > std::chrono::days(31);
    return first.substr(0, whole_year ? 4 : 7);
}

std::variant<Condition, QueryProblem> read_days(Condition filter, std::string_view value) {
    const auto days = period_of(fold_to_text(value));
    if (!days) return QueryProblem::not_a_date;
    filter.text = text_of(*days, filter.field->kind);
    filter.days = *days;
    if (filter.field->kind == ExactKind::first_day) filter.days.last.reset();
    if (filter.field->kind == ExactKind::last_day) filter.days.first.reset();
    return filter;
}

std::variant<Condition, QueryProblem> read_number(Condition filter, std::string_view value) {
    const std::string text = fold_to_text(value);
    const std::string_view digits = std::string_view(text).substr(text.starts_with('#') ? 1 : 0);
    EntryId id = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const bool whole = failure == std::errc{} && end == digits.data() + digits.size();
    if (!whole || id < 1 || id > kLargestId) return QueryProblem::not_a_number;
    filter.text = std::to_string(id);
    return filter;
}

std::string without_slashes(std::string_view path) {
    while (path.starts_with('/')) path.remove_prefix(1);
    while (path.ends_with('/')) path.remove_suffix(1);
    return std::string(path);
}

std::variant<Condition, QueryProblem> read_value(Condition filter, std::string_view value) {
    filter.text = filter.field->kind == ExactKind::path ? without_slashes(value) : value;
    if (filter.text.empty()) return QueryProblem::empty_value;
    if (filter.field->name == "kind") {
        filter.text = named(kKindNames, fold_to_text(value));
        if (!parse_kind(filter.text)) return QueryProblem::unknown_kind;
    }
    if (filter.field->name == "state") {
        filter.text = named(kStateNames, fold_to_text(value));
        if (!parse_state(filter.text)) return QueryProblem::unknown_state;
    }
    return filter;
}

}  // namespace

std::variant<Condition, QueryProblem> read_filter(const ExactField& field, std::string_view value) {
    value = trim(value);
    if (value.empty()) return QueryProblem::empty_value;
    Condition filter;
    filter.what = Condition::What::filter;
    filter.field = &field;
    switch (field.kind) {
        case ExactKind::period:
        case ExactKind::first_day:
        case ExactKind::last_day:
            return read_days(std::move(filter), value);
        case ExactKind::number:
            return read_number(std::move(filter), value);
        case ExactKind::value:
        case ExactKind::path:
            break;
    }
    return read_value(std::move(filter), value);
}

}  // namespace casebook::search
