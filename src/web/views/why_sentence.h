// Why a case is suggested, in a sentence for the agent: "Shares 掉线, 红灯 with it; confirmed for 3 complaints like this one".
#pragma once

#include <string>

#include "app/suggest_resolutions.h"
#include "web/page.h"

namespace casebook::web {

// Empty when no words decided and nothing was learnt.
std::string why_sentence(const Visit& visit, const app::Suggestion& suggestion);

// The message with %1 and so on in place of the values.
std::string message_with(const Visit& visit, std::string_view key,
                         const std::vector<std::string>& values);

}  // namespace casebook::web
