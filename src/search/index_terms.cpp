#include "search/index_terms.h"

#include <fmt/format.h>

#include "base/fold.h"
#include "base/hash.h"
#include "base/text.h"
#include "search/index_fields.h"

namespace casebook::search {
namespace {

constexpr std::size_t kLongestExactTerm =
    200;  // bytes; zero bytes, which count twice, cannot occur in valid text

// Long values keep their start and are told apart by a hash of the whole.
std::string bounded(std::string term) {
    if (term.size() <= kLongestExactTerm) return term;
    const std::size_t cut = character_start(term, kLongestExactTerm - 16);
    return fmt::format("{}{:016x}", term.substr(0, cut), fnv1a(term));
}

}  // namespace

std::string id_term(EntryId id) {
    return fmt::format("{}{}", kIdPrefix, id);
}

std::string path_term(std::string_view path) {
    return fmt::format("{}{:016x}", kPathPrefix, fnv1a(path));
}

std::string exact_term(const ExactField& field, std::string_view value) {
    return bounded(std::string(field.prefix) + fold_to_text(trim(value)));
}

std::string exact_term(std::string_view field_name, std::string_view value) {
    const ExactField* field = find_exact_field(field_name);
    return field == nullptr ? std::string() : exact_term(*field, value);
}

std::vector<std::string> exact_values(const Entry& entry, std::string_view name) {
    if (name == "kind") return {std::string(to_text(entry.kind))};
    if (name == "category") return {entry.category};
    if (name == "product") return {entry.product};
    if (name == "tag") return entry.tags;
    if (name == "author") return {entry.author};
    if (name == "external_id") return {entry.external_id};
    if (name == "state" && entry.kind == Kind::case_) return {std::string(to_text(entry.state))};
    if (name == "date" && entry.date && entry.kind == Kind::daily) return {to_text(*entry.date)};
    return {};
}

const ExactField* find_exact_field(std::string_view name) {
    std::string wanted = ascii_lower(name);
    for (const ExactFieldAlias& alias : kExactFieldAliases)
        if (alias.alias == wanted) wanted = alias.name;
    for (const ExactField& field : kExactFields)
        if (field.name == wanted || field.chinese_name == wanted) return &field;
    return nullptr;
}

}  // namespace casebook::search
