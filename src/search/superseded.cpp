#include "search/superseded.h"

#include <algorithm>
#include <string>

namespace casebook::search {
namespace {

constexpr const char* kKey = "superseded";
constexpr std::size_t kBytesOfANumber = 4;

// Below this many a small library would be built anew for a morning's edits.
constexpr std::size_t kNeverTooMany = 2'000;
constexpr std::size_t kTooLargeAPart = 10;  // one document in so many

Xapian::docid number_at(const std::string& bytes, std::size_t begin) {
    Xapian::docid number = 0;
    for (std::size_t i = kBytesOfANumber; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(bytes[begin + i]);
    return number;
}

}  // namespace

Superseded Superseded::noted_in(const Xapian::Database& database) {
    const std::string bytes = database.get_metadata(kKey);
    Superseded superseded;
    for (std::size_t begin = 0; begin + kBytesOfANumber <= bytes.size(); begin += kBytesOfANumber)
        superseded.documents_.push_back(number_at(bytes, begin));
    const std::vector<Xapian::docid>& documents = superseded.documents_;
    const bool makes_sense =
        bytes.size() % kBytesOfANumber == 0 &&
        std::is_sorted(documents.begin(), documents.end(), std::less_equal<>()) &&
        (documents.empty() || documents.back() <= database.get_lastdocid());
    if (!makes_sense)
        throw Xapian::DatabaseCorruptError("what it says of superseded documents makes no sense");
    return superseded;
}

void Superseded::note_in(Xapian::WritableDatabase& database) const {
    std::string bytes;
    bytes.reserve(documents_.size() * kBytesOfANumber);
    for (Xapian::docid document : documents_)
        for (std::size_t i = 0; i < kBytesOfANumber; ++i, document >>= 8)
            bytes.push_back(static_cast<char>(document & 0xFF));
    database.set_metadata(kKey, bytes);
}

bool Superseded::has(Xapian::docid document) const {
    return std::binary_search(documents_.begin(), documents_.end(), document);
}

void Superseded::add(Xapian::docid document) {
    const auto place = std::lower_bound(documents_.begin(), documents_.end(), document);
    if (place == documents_.end() || *place != document) documents_.insert(place, document);
}

bool Superseded::are_too_many(Xapian::doccount documents) const {
    return documents_.size() > std::max<std::size_t>(kNeverTooMany, documents / kTooLargeAPart);
}

}  // namespace casebook::search
