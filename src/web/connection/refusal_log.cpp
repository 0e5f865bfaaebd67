#include "web/connection/refusal_log.h"

#include <fmt/format.h>

namespace casebook::web {

std::optional<std::string> RefusalLog::count(RefusalReason reason, Time now) {
    const auto [found, first] = counts_.try_emplace(reason);
    Count& count = found->second;
    ++count.unsaid;
    if (!first && now - count.last_line < std::chrono::seconds(1)) return std::nullopt;
    const RefusalTraits& traits = traits_of(reason);
    std::string line =
        fmt::format("Refused with {}: {} ({} times)", traits.status, traits.words, count.unsaid);
    count = {now, 0};
    return line;
}

}  // namespace casebook::web
