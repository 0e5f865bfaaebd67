#include "search/known_terms.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

namespace casebook::search {
namespace {

// A damaged index names documents that it cannot have.
Xapian::docid checked(Xapian::docid document, Xapian::docid last) {
    if (document > last)
        throw Xapian::DatabaseCorruptError("a list names a document that there is not");
    return document;
}

SharedEntries decode_entries(const Xapian::Database& database, const std::string& term) {
    constexpr Xapian::termcount kMost = std::numeric_limits<std::uint8_t>::max();
    const Xapian::docid last = database.get_lastdocid();
    auto entries = std::make_shared<TermEntries>();
    const auto end = database.postlist_end(term);
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        entries->documents.push_back(checked(*posting, last));
        entries->impacts.push_back(static_cast<std::uint8_t>(std::min(posting.get_wdf(), kMost)));
    }
    entries->documents.shrink_to_fit();
    entries->impacts.shrink_to_fit();
    return entries;
}

std::size_t bytes_of(const std::string& term, const SharedEntries& entries) {
    constexpr std::size_t kNode = 120;  // of the table, the pointers and their counts
    const std::size_t listed = entries == nullptr ? 0 : entries->documents.size();
    return kNode + term.size() + listed * (sizeof(Xapian::docid) + sizeof(std::uint8_t));
}

}  // namespace

KnownTerms::KnownTerms(std::size_t most_bytes) : most_bytes_(most_bytes / shards_.size() / 2) {}

KnownTerms::Shard& KnownTerms::shard_of(const std::string& term) {
    return shards_[std::hash<std::string>{}(term) % shards_.size()];
}

KnownTerms::Known KnownTerms::find(const std::string& term) {
    Shard& shard = shard_of(term);
    const std::lock_guard lock(shard.mutex);
    if (const auto known = shard.recent.find(term); known != shard.recent.end())
        return known->second;
    const auto node = shard.older.extract(term);
    if (!node) return {};
    keep(shard, term, node.mapped());
    return node.mapped();
}

void KnownTerms::put(const std::string& term, const Known& known) {
    Shard& shard = shard_of(term);
    const std::lock_guard lock(shard.mutex);
    keep(shard, term, known);
}

void KnownTerms::keep(Shard& shard, const std::string& term, const Known& known) {
    const auto [kept, is_new] = shard.recent.try_emplace(term);
    if (!is_new) shard.recent_bytes -= bytes_of(term, kept->second.entries);
    if (known.documents) kept->second.documents = known.documents;
    if (known.entries != nullptr) kept->second.entries = known.entries;
    shard.recent_bytes += bytes_of(term, kept->second.entries);
    if (shard.recent_bytes <= most_bytes_) return;
    shard.older = std::exchange(shard.recent, {});
    shard.older_bytes = std::exchange(shard.recent_bytes, 0);
}

double KnownTerms::documents_with(const Xapian::Database& database, const std::string& term) {
    if (const Known known = find(term); known.documents) return *known.documents;
    const auto documents = static_cast<double>(database.get_termfreq(term));
    put(term, {documents, nullptr});
    return documents;
}

SharedEntries KnownTerms::entries_of(const Xapian::Database& database, const std::string& term) {
    if (SharedEntries known = find_entries(term); known != nullptr) return known;
    SharedEntries entries = decode_entries(database, term);
    put(term, {std::nullopt, entries});
    return entries;
}

SharedEntries KnownTerms::find_entries(const std::string& term) {
    return find(term).entries;
}

std::size_t KnownTerms::bytes() const {
    std::size_t all = 0;
    for (const Shard& shard : shards_) {
        const std::lock_guard lock(shard.mutex);
        all += shard.recent_bytes + shard.older_bytes;
    }
    return all;
}

std::shared_ptr<KnownTerms> KnownTermsKeeper::of(const Xapian::Database& database) {
    const Xapian::rev revision = database.get_revision();
    const std::lock_guard lock(mutex_);
    if (newest_ != nullptr && revision == revision_) return newest_;
    auto fresh = std::make_shared<KnownTerms>();
    if (newest_ == nullptr || revision > revision_) {
        newest_ = fresh;
        revision_ = revision;
    }
    return fresh;
}

}  // namespace casebook::search
