#include "search/snapshot.h"

#include "search/index_fields.h"

namespace casebook::search {

TermStatistics Snapshot::statistics() const {
    return {static_cast<double>(count_entries()),
            [this](const std::string& term) { return terms_->documents_with(database_, term); }};
}

std::size_t Snapshot::count_entries() const {
    return database_.get_doccount() - superseded().documents().size();
}

std::size_t Snapshot::count_entries_with(const std::string& term) const {
    return superseded().empty() ? database_.get_termfreq(term)
                                : terms_->entries_of(database_, term)->documents.size();
}

std::optional<Xapian::docid> Snapshot::document_with(const std::string& term) const {
    std::optional<Xapian::docid> first;
    std::string first_path;
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
         ++posting) {
        if (superseded().has(*posting)) continue;
        std::string path = database_.get_document(*posting).get_value(kPathSlot);
        if (first && first_path < path) continue;
        first = *posting;
        first_path = std::move(path);
    }
    return first;
}

Result<StoredEntry> Snapshot::entry_of(Xapian::docid document) const {
    const auto bytes = unpacker_.unpack(database_.get_document(document).get_data());
    if (!bytes) return bytes.error();
    return decode(*bytes);
}

}  // namespace casebook::search
