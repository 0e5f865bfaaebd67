// The files of a library that are not entries (attachments, categories.yml, synonyms.yml), taken into another library.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/import_cases.h"
#include "app/import_source.h"
#include "app/workspace.h"

namespace casebook::app {

// Copies what the library does not have. A file that it has with other bytes stays, and so do attachments of an entry that got
// another id; notes say which. Error: io.
Result<void> take_companions(Workspace& workspace, const std::vector<Companion>& companions,
                             const std::set<EntryId>& replaced_ids, ImportMode mode,
                             std::vector<std::string>& notes);

}  // namespace casebook::app
