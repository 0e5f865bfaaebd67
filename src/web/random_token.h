// A name that nobody can guess, for something that is kept in memory for a while.
#pragma once

#include <string>

namespace casebook::web {

std::string random_token();  // 32 hexadecimal digits

}  // namespace casebook::web
