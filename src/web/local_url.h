// Addresses of this site that come in from outside, to be led back to.
#pragma once

#include <string>

namespace casebook::web {

// `url` when it is a path of our own, else "/". "//elsewhere" and "/\elsewhere" leave the site, and so does "/<tab>/elsewhere", because
// browsers take tabs and line ends out of an address.
std::string local_url_or_desk(const std::string& url);

}  // namespace casebook::web
