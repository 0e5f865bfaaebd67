// Characters that people take for one another by their look, or type for one another so often that both are in use.
#pragma once

#include <string>
#include <vector>

namespace casebook::search {

// Those that look like the character; none for most.
std::u32string look_alikes_of(char32_t character);

}  // namespace casebook::search
