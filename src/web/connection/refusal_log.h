// What was refused, in the log: of each reason one line a second at most, with how often. Never a body, a query or a header.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "web/connection/message.h"

namespace casebook::web {

class RefusalLog {
  public:
    using Time = std::chrono::steady_clock::time_point;

    // The line to log now, if it is time for one.
    std::optional<std::string> count(RefusalReason reason, Time now);

  private:
    struct Count {
        Time last_line;
        std::size_t unsaid = 0;
    };
    std::map<RefusalReason, Count> counts_;
};

}  // namespace casebook::web
