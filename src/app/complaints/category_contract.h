// What a category asks of a complaint: the facts that its back office needs, who that is, and the rules that nudge.
#pragma once

#include <string>

#include "app/workspace.h"
#include "domain/category.h"

namespace casebook::app {

// The category of this path, else that of the nearest path above it (a/b for a/b/c); one without facts and with the usual rules when there is
// none. As CategoryBook has them: from memory, until the file changes; one that cannot be read leaves the last good ones.
Category contract_of(const Workspace& workspace, const std::string& path);

}  // namespace casebook::app
