#include "app/reuse_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace casebook::app {

using nlohmann::json;

Error refused_row(std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}};
}

const json* find_member(const json& row, const char* name) {
    const auto found = row.find(name);
    return found == row.end() || found->is_null() ? nullptr : &*found;
}

Result<std::string> read_text_member(const json& row, const char* name) {
    const json* member = find_member(row, name);
    if (member == nullptr) return std::string();
    if (member->is_string()) return member->get<std::string>();
    return refused_row(fmt::format("“{}” is not a text", name), "Put it into quotation marks");
}

Result<std::optional<int>> read_number_member(const json& row, const char* name) {
    constexpr int kLargest = 1'000'000'000;
    const json* member = find_member(row, name);
    if (member == nullptr) return std::optional<int>();
    if (member->is_number_integer() && *member >= -kLargest && *member <= kLargest)
        return std::optional<int>(member->get<int>());
    return refused_row(fmt::format("“{}” is not a whole number", name), "Write digits alone");
}

Result<Verdict> read_verdict(const json& row) {
    const auto text = read_text_member(row, "verdict");
    if (!text) return text.error();
    if (text->empty()) return Verdict::used;
    if (const auto verdict = parse_verdict(*text)) return *verdict;
    return refused_row(fmt::format("There is no verdict “{}”", *text),
                       "Write used, not_this or copied");
}

Result<Outcome> read_outcome(const json& row) {
    Outcome outcome;
    const json* member = find_member(row, "outcome");
    if (member == nullptr) return outcome;
    if (!member->is_object())
        return refused_row("“outcome” is not an object",
                           R"(Write {"satisfaction": 5, "minutes": 12})");
    for (const auto& [name, field] : {std::pair{"satisfaction", &Outcome::satisfaction},
                                      {"expectation", &Outcome::expectation},
                                      {"minutes", &Outcome::minutes}}) {
        const auto number = read_number_member(*member, name);
        if (!number) return number.error();
        outcome.*field = *number;
    }
    const json* solved = find_member(*member, "solved");
    if (solved != nullptr && !solved->is_boolean())
        return refused_row("“solved” is not true or false", "Write it without quotation marks");
    if (solved != nullptr) outcome.solved = solved->get<bool>();
    return outcome;
}

}  // namespace casebook::app
