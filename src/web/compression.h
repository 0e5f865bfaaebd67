// gzip of text answers (zlib).
//
// A compressed answer is another representation, so its ETag is another: "abc" becomes "abc-gzip". What comes back in If-Match and
// If-None-Match has the suffix taken off (without_gzip_suffix), so that handlers know one ETag only.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "web/http.h"

namespace casebook::web {

// Whether an Accept-Encoding header takes gzip: "gzip", "*", not "gzip;q=0".
bool accepts_gzip(const std::string& accept_encoding);

// Of If-Match and If-None-Match: "abc-gzip", W/"abc-gzip" -> "abc", W/"abc".
std::string without_gzip_suffix(std::string tags);

std::string gzip(std::string_view bytes, int level);  // 1 quick to 9 small

// Thread-safe; keeps the stamped assets that it compressed.
class Compressor {
  public:
    // The response, compressed when it is text of 1 KiB or more, allows it, and the asker takes it.
    Response compressed(const Request& request, Response response);

  private:
    std::string compressed_asset(const std::string& path, const std::string& body);

    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const std::string>> assets_;  // by stamped path
};

}  // namespace casebook::web
