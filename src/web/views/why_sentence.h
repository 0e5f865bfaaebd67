// Why a case is suggested, in a sentence for the agent: "Shares 掉线, 红灯; confirmed for 3 complaints like this one".
#pragma once

#include <string>

#include "app/suggest_resolutions.h"
#include "render/messages.h"
#include "web/page.h"

namespace casebook::web {

// Never empty. Said is what carried it: words that both say, reuse for complaints like this one, what training made of reuse, a category that
// the best matches agree on, "not this".
std::string why_sentence(const render::Messages& messages, const app::Suggestion& suggestion);

// The message with %1 and so on in place of the values.
std::string message_with(const render::Messages& messages, std::string_view key,
                         const std::vector<std::string>& values);
std::string message_with(const Visit& visit, std::string_view key,
                         const std::vector<std::string>& values);

}  // namespace casebook::web
