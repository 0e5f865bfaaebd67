// Who is at the other end of a request, as far as it can be believed: what a proxy says about its own clients counts only from the
// proxies that were named.
#pragma once

#include <string>
#include <vector>

#include "web/http.h"

namespace casebook::web {

struct ProxyTrust {
    std::vector<std::string> addresses;  // of the proxies
    std::string person_header;  // in lower case; names who signed in at the proxy; empty: none does
};

bool is_trusted_proxy(const Request& request, const ProxyTrust& trust);

// Of the browser or program itself: the last address of X-Forwarded-For that is no trusted proxy, else the peer.
std::string address_of(const Request& request, const ProxyTrust& trust);

// Over TLS, to us or to a trusted proxy that says so.
bool is_secure(const Request& request, const ProxyTrust& trust);

// A program on this machine, and no proxy passed it on.
bool is_local_program(const Request& request);

bool is_loopback_address(const std::string& address);

}  // namespace casebook::web
