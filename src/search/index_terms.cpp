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
    return bounded(fmt::format("{}{}", kPathPrefix, path));
}

std::string exact_term(std::string_view field_name, std::string_view value) {
    for (const ExactField& field : kExactFields)
        if (field.name == field_name)
            return bounded(std::string(field.prefix) + fold_to_text(trim(value)));
    return {};
}

}  // namespace casebook::search
