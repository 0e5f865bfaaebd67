// POST /desk/first-useful: the desk's script says how long it took from the first keystroke to what was copied or used. No words, no name.
#include <charconv>

#include "store/first_useful_times.h"
#include "web/call_handlers.h"
#include "web/page.h"

namespace casebook::web {
namespace {

constexpr std::int64_t kLongest =
    60 * 60 * 1000;  // milliseconds; a call that lasts longer was left open

std::optional<std::int64_t> milliseconds_in(const std::string& text) {
    std::int64_t milliseconds = 0;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), milliseconds);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    if (!whole || milliseconds < 0 || milliseconds > kLongest) return std::nullopt;
    return milliseconds;
}

}  // namespace

Response note_first_useful(const Visit& visit, const PathArguments&) {
    const auto took = milliseconds_in(visit.request().form_value("milliseconds"));
    const std::string outcome = visit.request().form_value("outcome");
    if (!took || (outcome != "copied" && outcome != "used"))
        return visit.error(400, "error.invalid");
    const auto noted = store::FirstUsefulTimes(visit.workspace().database())
                           .add(visit.workspace().clock().now().date(), outcome, *took);
    return noted ? json(201, "{}\n") : visit.error(noted.error());
}

}  // namespace casebook::web
