#include "web/local_url.h"

#include <algorithm>

namespace casebook::web {

std::string local_url_or_desk(const std::string& url) {
    const bool local =
        url.starts_with('/') && !url.starts_with("//") && url.find('\\') == std::string::npos;
    const bool has_control =
        std::any_of(url.begin(), url.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    return local && !has_control ? url : "/";
}

}  // namespace casebook::web
