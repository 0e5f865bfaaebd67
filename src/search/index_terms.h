// The names of the index's exact terms; shared by reading and writing.
#pragma once

#include <string>
#include <string_view>

#include "domain/entry.h"

namespace casebook::search {

std::string id_term(EntryId id);
std::string path_term(std::string_view path);  // a hash when the path is too long for a term

// The term of an exact field (index_fields.h), e.g. exact_term("tag", "光猫"). Requires: the field exists.
std::string exact_term(std::string_view field_name, std::string_view value);

}  // namespace casebook::search
