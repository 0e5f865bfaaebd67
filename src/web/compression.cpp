#include "web/compression.h"

#include <zlib.h>

#include <charconv>
#include <stdexcept>

#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::size_t kSmallest = 1024;  // bytes; below, the header costs more than it saves
constexpr std::size_t kMostAssets = 200;
constexpr int kQuick = 1;  // a page is made anew each time
constexpr int kSmall = 9;  // an asset is compressed once
constexpr int kGzipWindow = 15 + 16;
constexpr std::string_view kSuffix = "-gzip";

bool is_text(std::string_view content_type) {
    const std::string type = ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
    return type.starts_with("text/") || type == "application/json" || type.ends_with("+json") ||
           type == "image/svg+xml";
}

bool refuses(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    return q != std::string_view::npos &&
           trim(parameters.substr(q + 2)).find_first_not_of("0.") == std::string_view::npos;
}

void add_vary(Values& headers) {
    const auto vary = headers.find("Vary");
    if (vary == headers.end())
        headers.emplace("Vary", "Accept-Encoding");
    else
        vary->second += ", Accept-Encoding";
}

void mark_tag(Values& headers) {
    const auto tag = headers.find("ETag");
    if (tag != headers.end() && tag->second.ends_with('"'))
        tag->second.insert(tag->second.size() - 1, kSuffix);
}

bool is_compressible(const Response& response) {
    return response.compression == Compression::allowed &&
           response.kind != ResponseKind::stream && is_text(response.content_type) &&
           !response.headers.contains("Content-Encoding");
}

}  // namespace

bool accepts_gzip(const std::string& accept_encoding) {
    bool any = false;
    for (const std::string& element : split(ascii_lower(accept_encoding), ',')) {
        const std::size_t semicolon = element.find(';');
        const std::string_view coding = trim(std::string_view(element).substr(0, semicolon));
        const bool taken =
            semicolon == std::string::npos || !refuses(std::string_view(element).substr(semicolon));
        if (coding == "gzip") return taken;
        if (coding == "*") any = taken;
    }
    return any;
}

std::string without_gzip_suffix(std::string tags) {
    const std::string marked = std::string(kSuffix) + '"';
    for (std::size_t at = 0; (at = tags.find(marked, at)) != std::string::npos;)
        tags.erase(at, kSuffix.size());
    return tags;
}

std::string gzip(std::string_view bytes, int level) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) throw std::runtime_error("deflate did not end");
    return out;
}

Response Compressor::compressed(const Request& request, Response response) {
    if (!is_compressible(response)) return response;
    add_vary(response.headers);
    const bool taken = accepts_gzip(request.header("accept-encoding"));
    if (response.status == 304 &&
        request.header("if-none-match").find("-gzip\"") != std::string::npos)
        mark_tag(response.headers);  // what the asker has is the compressed one
    if (!taken || response.body.size() < kSmallest) return response;
    response.body = response.kind == ResponseKind::asset
                        ? compressed_asset(request.path, response.body)
                        : gzip(response.body, kQuick);
    response.headers.emplace("Content-Encoding", "gzip");
    mark_tag(response.headers);
    return response;
}

std::string Compressor::compressed_asset(const std::string& path, const std::string& body) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto found = assets_.find(path); found != assets_.end()) return *found->second;
    }
    const auto made = std::make_shared<const std::string>(gzip(body, kSmall));
    const std::lock_guard lock(mutex_);
    if (assets_.size() >= kMostAssets) assets_.clear();  // old stamps, while files are edited
    assets_.emplace(path, made);
    return *made;
}

}  // namespace casebook::web
