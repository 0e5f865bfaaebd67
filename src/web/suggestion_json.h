// A list of suggestions as JSON: the reply of the API, and what `casebook suggest --json` prints.
#pragma once

#include <functional>
#include <string>

#include "app/suggest_resolutions.h"
#include "render/messages.h"

namespace casebook::web {

// `messages`: of the language in which `why` is told.
std::string suggestions_json(const app::SuggestionList& list, const std::string& query_id,
                             const render::Messages& messages,
                             const std::function<std::string(const Entry&)>& url_of);

}  // namespace casebook::web
