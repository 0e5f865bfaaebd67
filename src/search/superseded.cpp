#include "search/superseded.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "search/index_metadata.h"

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

Superseded::Superseded(Documents documents) {
    std::sort(documents.begin(), documents.end());
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    documents_ = std::make_shared<const Documents>(std::move(documents));
}

Superseded Superseded::noted_in(const Xapian::Database& database) {
    const std::string bytes = checked_metadata(database, kKey);
    Documents documents;
    for (std::size_t begin = 0; begin + kBytesOfANumber <= bytes.size(); begin += kBytesOfANumber)
        documents.push_back(number_at(bytes, begin));
    const bool makes_sense = bytes.size() % kBytesOfANumber == 0 &&
                             std::adjacent_find(documents.begin(), documents.end(),
                                                std::greater_equal<>()) == documents.end() &&
                             (documents.empty() || documents.back() <= database.get_lastdocid());
    if (!makes_sense)
        throw Xapian::DatabaseCorruptError("what it says of superseded documents makes no sense");
    return Superseded(std::move(documents));
}

void Superseded::note_in(Xapian::WritableDatabase& database) const {
    std::string bytes;
    bytes.reserve(documents_->size() * kBytesOfANumber);
    for (Xapian::docid document : *documents_)
        for (std::size_t i = 0; i < kBytesOfANumber; ++i, document >>= 8)
            bytes.push_back(static_cast<char>(document & 0xFF));
    put_checked(database, kKey, bytes);
}

Superseded Superseded::with(Documents more) const {
    more.insert(more.end(), documents_->begin(), documents_->end());
    return Superseded(std::move(more));
}

bool Superseded::has(Xapian::docid document) const {
    return std::binary_search(documents_->begin(), documents_->end(), document);
}

bool Superseded::are_too_many(Xapian::doccount documents) const {
    return documents_->size() > std::max<std::size_t>(kNeverTooMany, documents / kTooLargeAPart);
}

}  // namespace casebook::search
