#include "web/connection/message.h"

#include <array>

namespace casebook::web {
namespace {

constexpr std::array kTraits{
    RefusalTraits{RefusalReason::bad_request_line, 400, "malformed request line"},
    RefusalTraits{RefusalReason::bad_version, 505, "unknown HTTP version"},
    RefusalTraits{RefusalReason::bad_header, 400, "malformed header"},
    RefusalTraits{RefusalReason::bad_host, 400, "no Host header, or more than one"},
    RefusalTraits{RefusalReason::bad_length, 400, "unclear length of the body"},
    RefusalTraits{RefusalReason::bad_chunk, 400, "malformed chunk"},
    RefusalTraits{RefusalReason::unknown_coding, 501, "unknown transfer coding"},
    RefusalTraits{RefusalReason::unknown_expectation, 417, "unknown expectation"},
    RefusalTraits{RefusalReason::long_target, 414, "address too long"},
    RefusalTraits{RefusalReason::large_header, 431, "headers too large"},
    RefusalTraits{RefusalReason::large_body, 413, "body too large"},
    RefusalTraits{RefusalReason::slow, 408, "request too slow"},
    RefusalTraits{RefusalReason::no_memory, 503, "buffers full"},
    RefusalTraits{RefusalReason::queue_full, 503, "queue full"},
    RefusalTraits{RefusalReason::no_connection, 503, "too many connections"},
};

}  // namespace

std::string Message::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

const RefusalTraits& traits_of(RefusalReason reason) {
    for (const RefusalTraits& traits : kTraits)
        if (traits.reason == reason) return traits;
    return kTraits.front();
}

}  // namespace casebook::web
