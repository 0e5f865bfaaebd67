// English words that say nothing about a complaint: articles, pronouns, auxiliaries. They are indexed, so that a search for
// one finds it, but a complaint is searched without them.
#pragma once

#include <string_view>

namespace casebook::search {

bool is_stop_word(std::string_view stem);

}  // namespace casebook::search
