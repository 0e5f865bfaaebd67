#include "web/client.h"

#include <algorithm>

#include "base/text.h"

namespace casebook::web {
namespace {

bool contains(const std::vector<std::string>& addresses, const std::string& address) {
    return std::find(addresses.begin(), addresses.end(), address) != addresses.end();
}

}  // namespace

bool is_trusted_proxy(const Request& request, const ProxyTrust& trust) {
    return contains(trust.addresses, request.peer);
}

std::string address_of(const Request& request, const ProxyTrust& trust) {
    if (!is_trusted_proxy(request, trust)) return request.peer;
    const std::vector<std::string> passed_on = split(request.header("x-forwarded-for"), ',');
    for (auto address = passed_on.rbegin(); address != passed_on.rend(); ++address) {
        const std::string one(trim(*address));
        if (!one.empty() && !contains(trust.addresses, one)) return one;
    }
    return request.peer;
}

bool is_secure(const Request& request, const ProxyTrust& trust) {
    if (request.transport == Transport::tls) return true;
    return is_trusted_proxy(request, trust) && request.header("x-forwarded-proto") == "https";
}

bool is_loopback_address(const std::string& address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

bool is_local_program(const Request& request) {
    for (const char* header : {"x-forwarded-for", "forwarded", "x-real-ip", "via"})
        if (!request.header(header).empty()) return false;
    return is_loopback_address(request.peer);
}

}  // namespace casebook::web
