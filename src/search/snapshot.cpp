#include "search/snapshot.h"

namespace casebook::search {

TermStatistics Snapshot::statistics() const {
    return {static_cast<double>(database_.get_doccount()),
            [this](const std::string& term) { return terms_->documents_with(database_, term); }};
}

std::size_t Snapshot::count_entries() const {
    return database_.get_doccount() - superseded().documents().size();
}

std::size_t Snapshot::count_entries_with(const std::string& term) const {
    std::size_t entries = database_.get_termfreq(term);
    auto posting = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (const Xapian::docid document : superseded().documents()) {
        if (posting == end) break;
        posting.skip_to(document);
        if (posting != end && *posting == document) --entries;
    }
    return entries;
}

std::optional<Xapian::docid> Snapshot::document_with(const std::string& term) const {
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
         ++posting)
        if (!superseded().has(*posting)) return *posting;
    return std::nullopt;
}

Result<StoredEntry> Snapshot::entry_of(Xapian::docid document) const {
    const auto bytes = unpacker_.unpack(database_.get_document(document).get_data());
    if (!bytes) return bytes.error();
    return decode(*bytes);
}

}  // namespace casebook::search
