// Entries as JSON, the same names as in the files (domain/field.h): what the API gives and takes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/read_entry.h"
#include "domain/entry.h"

namespace casebook::web {

// The whole entry with its version and address.
nlohmann::ordered_json entry_json(const app::ReadEntry& read);
nlohmann::ordered_json entry_json(const Entry& entry);

// The line of a list.
nlohmann::ordered_json summary_json(const Entry& entry);

// A member of the body that cannot be taken: its name, and what is expected.
struct BadMember {
    std::string name;
    std::string expected;
};

// Puts the members of `body` into the entry. What the body leaves out stays as it is, null and "" clear it; "id", "url" and other
// members that only answers have are passed over. Requires: body is an object.
std::vector<BadMember> read_entry_json(const nlohmann::json& body, Entry& entry);

}  // namespace casebook::web
