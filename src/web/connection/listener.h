// The listening socket.
#pragma once

#include <string>

#include "base/result.h"
#include "web/connection/descriptor.h"

namespace casebook::web {

struct Listener {
    Descriptor socket;  // non-blocking
    int port = 0;
};

// Port 0: any free one. Error: busy (in use), forbidden (not allowed to), io.
Result<Listener> listen_on(const std::string& host, int port);

}  // namespace casebook::web
