#include "search/known_terms.h"

#include <algorithm>
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

SharedEntries decode_entries(const Xapian::Database& database, const std::string& term,
                             const Superseded& superseded) {
    constexpr Xapian::termcount kMost = std::numeric_limits<std::uint8_t>::max();
    const Xapian::docid last = database.get_lastdocid();
    auto entries = std::make_shared<TermEntries>();
    const auto end = database.postlist_end(term);
    auto gone = superseded.documents().begin();
    for (auto posting = database.postlist_begin(term); posting != end; ++posting) {
        gone = std::find_if(gone, superseded.documents().end(),
                            [&](Xapian::docid document) { return document >= *posting; });
        if (gone != superseded.documents().end() && *gone == *posting) continue;
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

KnownTerms::KnownTerms(Superseded superseded, std::size_t most_bytes)
    : superseded_(std::move(superseded)), most_of_a_generation_(most_bytes / 2) {}

KnownTerms::Known KnownTerms::find(const std::string& term) {
    const std::lock_guard lock(mutex_);
    if (const auto known = recent_.find(term); known != recent_.end()) return known->second;
    const auto node = older_.extract(term);
    if (!node) return {};
    older_bytes_ -= bytes_of(term, node.mapped().entries);
    keep(term, node.mapped());
    return node.mapped();
}

void KnownTerms::put(const std::string& term, const Known& known) {
    if (bytes_of(term, known.entries) > most_of_a_generation_ / 4) return;
    const std::lock_guard lock(mutex_);
    keep(term, known);
}

void KnownTerms::keep(const std::string& term, const Known& known) {
    const auto [kept, is_new] = recent_.try_emplace(term);
    if (!is_new) recent_bytes_ -= bytes_of(term, kept->second.entries);
    if (known.documents) kept->second.documents = known.documents;
    if (known.entries != nullptr) kept->second.entries = known.entries;
    recent_bytes_ += bytes_of(term, kept->second.entries);
    if (recent_bytes_ <= most_of_a_generation_) return;
    // The one that was one too many begins the next generation.
    Known last = std::move(kept->second);
    recent_bytes_ -= bytes_of(term, last.entries);
    recent_.erase(kept);
    older_ = std::exchange(recent_, {});
    older_bytes_ = std::exchange(recent_bytes_, bytes_of(term, last.entries));
    recent_.emplace(term, std::move(last));
}

double KnownTerms::documents_with(const Xapian::Database& database, const std::string& term) {
    if (const Known known = find(term); known.documents) return *known.documents;
    const double documents = count_documents(database, term);
    put(term, {documents, nullptr});
    return documents;
}

double KnownTerms::count_documents(const Xapian::Database& database, const std::string& term) {
    // Of more it is not worth to read the list: one tenth at most is superseded.
    constexpr Xapian::doccount kCountedOneByOne = 256;
    const Xapian::doccount all = database.get_termfreq(term);
    if (superseded_.empty() || all == 0) return all;
    if (all <= kCountedOneByOne)
        return static_cast<double>(entries_of(database, term)->documents.size());
    const std::size_t entries = database.get_doccount() - superseded_.documents().size();
    return static_cast<double>(std::min<std::size_t>(all, entries));
}

SharedEntries KnownTerms::entries_of(const Xapian::Database& database, const std::string& term) {
    if (SharedEntries known = find_entries(term); known != nullptr) return known;
    SharedEntries entries = decode_entries(database, term, superseded_);
    put(term, {std::nullopt, entries});
    return entries;
}

SharedEntries KnownTerms::find_entries(const std::string& term) {
    return find(term).entries;
}

std::size_t KnownTerms::bytes() const {
    const std::lock_guard lock(mutex_);
    return recent_bytes_ + older_bytes_;
}

}  // namespace casebook::search
