// How people are called on pages; accounts are for files, logs and programs.
#pragma once

#include <string>

#include "web/page.h"

namespace casebook::web {

// The display name of the account; of a name that is no account, itself (a command, somebody of another time); empty for nobody.
std::string shown_name_of(const Visit& visit, const std::string& account);

}  // namespace casebook::web
