// Looks whether an index is whole. A damaged one often opens and answers, only with less than there is: of twenty kinds of damage
// tried, eight raised no error, so damage has to be looked for.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace casebook::search {

// Reads every table and every document of the index in use; seconds for a hundred thousand entries. Other threads may search
// meanwhile, none may write. Error: corrupt, naming what is wrong; not_found.
Result<void> check_index(const std::filesystem::path& folder);

// Which files the index in use has, and their sizes, times and inodes: differs after any write, so also after damage. Empty when
// there is none.
std::string index_file_state(const std::filesystem::path& folder);

}  // namespace casebook::search
