// What a category asks of a complaint: the facts that its back office needs, who that is, and the rules that nudge.
#pragma once

#include <string>

#include "app/workspace.h"
#include "domain/category.h"

namespace casebook::app {

// The category of this path, else that of the nearest path above it (a/b for a/b/c); one without facts and with the usual rules when there is
// none, or categories.yml cannot be read.
Category contract_of(const Workspace& workspace, const std::string& path);

}  // namespace casebook::app
