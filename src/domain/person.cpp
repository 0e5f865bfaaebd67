#include "domain/person.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/fold.h"
#include "base/text.h"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 4> kRoleNames{"agent", "author", "lead", "admin"};
constexpr std::array<std::string_view, 4> kScopeNames{"read", "write", "reuse", "admin"};
constexpr std::array<std::string_view, 4> kNotPersons{"api", "cli", "desk", "casebook"};

bool joins_letters(char32_t character) {
    return std::u32string_view(U"._-@").find(character) != std::u32string_view::npos;
}

}  // namespace

std::string_view to_text(Role role) {
    return kRoleNames[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : kRoles)
        if (to_text(role) == text) return role;
    return std::nullopt;
}

std::string_view to_text(Scope scope) {
    return kScopeNames[static_cast<std::size_t>(scope)];
}

Scopes Scopes::all() {
    Scopes scopes;
    for (const Scope scope : kScopes) scopes.add(scope);
    return scopes;
}

std::optional<Scopes> Scopes::parse(std::string_view list) {
    Scopes scopes;
    for (const std::string& name : split(list, ',')) {
        const auto* found = std::find_if(std::begin(kScopes), std::end(kScopes),
                                         [&](Scope scope) { return to_text(scope) == trim(name); });
        if (found == std::end(kScopes)) return std::nullopt;
        scopes.add(*found);
    }
    return scopes == Scopes() ? std::nullopt : std::optional(scopes);
}

std::string Scopes::text() const {
    std::vector<std::string> names;
    for (const Scope scope : kScopes)
        if (has(scope)) names.emplace_back(to_text(scope));
    return join(names, ",");
}

bool is_account_name(std::string_view name) {
    const std::size_t length = count_characters(name);
    if (length == 0 || length > kLongestAccountName || find_invalid_utf8(name)) return false;
    bool first = true, after_joint = false;
    for (std::size_t position = 0; position < name.size(); first = false) {
        const char32_t character = next_character(name, position);
        const bool joint = joins_letters(character);
        if (joint && (first || position == name.size())) return false;
        if (!joint && !is_letter(character) && !is_digit(character)) return false;
        after_joint = joint;
    }
    const std::string folded = fold_to_text(name);
    return !after_joint &&
           std::find(kNotPersons.begin(), kNotPersons.end(), folded) == kNotPersons.end();
}

bool is_same_account(std::string_view one, std::string_view other) {
    return one == other || fold_to_text(one) == fold_to_text(other);
}

}  // namespace casebook
