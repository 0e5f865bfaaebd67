// The names of the index's exact terms; shared by reading and writing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/entry.h"
#include "search/index_fields.h"

namespace casebook::search {

std::string id_term(EntryId id);
std::string path_term(
    std::string_view path);  // by its hash: paths are long, and each entry has one

// The term of an exact field (index_fields.h), e.g. exact_term("tag", "光猫"). Requires: the field exists.
std::string exact_term(std::string_view field_name, std::string_view value);
std::string exact_term(const ExactField& field, std::string_view value);

// What the entry has of an exact field; fields that no term is made of (id, from, to) have nothing.
std::vector<std::string> exact_values(const Entry& entry, std::string_view field_name);

}  // namespace casebook::search
