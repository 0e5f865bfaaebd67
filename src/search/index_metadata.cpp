#include "search/index_metadata.h"

#include "base/hash.h"

namespace casebook::search {
namespace {

constexpr std::size_t kChecksumBytes = 8;

std::string checksum_of(std::string_view bytes) {
    std::uint64_t hash = fnv1a(bytes);
    std::string checksum;
    for (std::size_t i = 0; i < kChecksumBytes; ++i, hash >>= 8)
        checksum.push_back(static_cast<char>(hash & 0xFF));
    return checksum;
}

}  // namespace

void put_checked(Xapian::WritableDatabase& database, const std::string& key,
                 std::string_view bytes) {
    database.set_metadata(key, checksum_of(bytes) + std::string(bytes));
}

std::string checked_metadata(const Xapian::Database& database, const std::string& key) {
    const std::string kept = database.get_metadata(key);
    if (kept.empty()) return {};
    const std::string_view bytes =
        std::string_view(kept).substr(std::min(kept.size(), kChecksumBytes));
    if (checksum_of(bytes) != kept.substr(0, kChecksumBytes))
        throw Xapian::DatabaseCorruptError("its metadata is not what was written: " + key);
    return std::string(bytes);
}

}  // namespace casebook::search
