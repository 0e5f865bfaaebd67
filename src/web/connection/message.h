// One HTTP/1.x request as it came over the wire, its framing checked; and why one was refused.
#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace casebook::web {

// Bytes; one over is refused.
struct MessageLimits {
    std::size_t request_line = 8 * 1024;
    std::size_t target = 2048;
    std::size_t header = 16 * 1024;  // all lines together
    std::size_t header_lines = 64;
    std::size_t body = 1024 * 1024;  // decoded
};

// stream: more bytes of the same answer may follow at any time, until the connection ends.
enum class AfterAnswer { keep_open, close, stream };

struct Message {
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers;  // names in lower case; lists joined by ", "
    std::string body;                            // decoded, when it came in chunks
    AfterAnswer after_answer = AfterAnswer::keep_open;
    std::string peer;  // address of the client

    std::string header(const std::string& name) const;  // "" when absent
};

// What was wrong, for the log; its status is what the client is told.
enum class RefusalReason {
    bad_request_line,
    bad_version,
    bad_header,
    bad_host,
    bad_length,
    bad_chunk,
    unknown_coding,
    unknown_expectation,
    long_target,
    large_header,
    large_body,
    slow,           // a deadline passed
    no_memory,      // all buffers together are full
    queue_full,     // more requests than the workers can take
    no_connection,  // more connections than allowed
};

struct RefusalTraits {
    RefusalReason reason;
    int status;
    const char* words;
};
const RefusalTraits& traits_of(RefusalReason reason);

}  // namespace casebook::web
