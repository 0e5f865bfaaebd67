// A page of hits as JSON: the reply of the API, and what `casebook search --json` prints.
#pragma once

#include <functional>
#include <string>

#include "app/search_library.h"

namespace casebook::web {

std::string search_json(const app::SearchPage& page,
                        const std::function<std::string(const Entry&)>& url_of);

}  // namespace casebook::web
