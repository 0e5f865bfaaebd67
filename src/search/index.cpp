#include "search/index.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/text.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_terms.h"
#include "search/near_duplicates.h"
#include "search/reader_pool.h"
#include "search/search_documents.h"
#include "search/suggest_documents.h"

namespace casebook::search {
namespace {

Result<std::optional<StoredEntry>> find_by_term(const Xapian::Database& database,
                                                const std::string& term) {
    const Xapian::PostingIterator posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return std::optional<StoredEntry>();
    auto stored = decode(database.get_document(*posting).get_data());
    if (!stored) return stored.error();
    return std::optional(std::move(*stored));
}

}  // namespace

namespace {

// Opens the readers of the index in use, if it is one of ours.
Result<std::shared_ptr<ReaderPool>> open_pool(const std::filesystem::path& folder,
                                              std::size_t readers) {
    const auto database = IndexFolder(folder).current();
    if (!database) return database.error();
    auto pool = ReaderPool::open(*database, readers);
    if (!pool) return pool.error();
    const auto schema = (*pool)->with_reader([](Xapian::Database& reader) -> Result<std::string> {
        return reader.get_metadata("schema");
    });
    if (!schema) return schema.error();
    if (*schema != kSchema)
        return Error{
            ErrorKind::conflict,
            fmt::format("The index has schema “{}”; this program needs “{}”", *schema, kSchema),
            "Run “casebook reindex”",
            {folder.string(), 0}};
    return std::shared_ptr<ReaderPool>(std::move(*pool));
}

// The pool in use. Who took it keeps it until its search is done, whatever is put in its place meanwhile.
class CurrentPool {
  public:
    explicit CurrentPool(std::shared_ptr<ReaderPool> pool) : pool_(std::move(pool)) {}

    std::shared_ptr<ReaderPool> operator->() const {
        const std::lock_guard lock(mutex_);
        return pool_;
    }

    void replace(std::shared_ptr<ReaderPool> pool) {
        const std::lock_guard lock(mutex_);
        pool_ = std::move(pool);
    }

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<ReaderPool> pool_;
};

}  // namespace

struct Index::Readers {
    std::filesystem::path folder;
    std::size_t count;
    CurrentPool pool;
};

Index::Index(std::unique_ptr<Readers> readers) : readers_(std::move(readers)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Result<Index> Index::open(const std::filesystem::path& folder, std::size_t readers) {
    auto pool = open_pool(folder, readers);
    if (!pool) return pool.error();
    return Index(
        std::unique_ptr<Readers>(new Readers{folder, readers, CurrentPool(std::move(*pool))}));
}

Result<void> Index::reopen() {
    auto pool = open_pool(readers_->folder, readers_->count);
    if (!pool) return pool.error();
    readers_->pool.replace(std::move(*pool));
    return {};
}

Result<Precedents> Index::suggest(const SuggestQuery& query) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return suggest_in(reader, query); });
}

Result<std::vector<NearDuplicate>> Index::near_duplicates(const Entry& entry) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return near_duplicates_in(reader, entry); });
}

Result<SearchHits> Index::search(const SearchQuery& query) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return search_in(reader, query); });
}

Result<std::string> Index::explain(const ParsedQuery& query) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return explain_in(reader, query); });
}

Result<std::optional<StoredEntry>> Index::find(EntryId id) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return find_by_term(reader, id_term(id)); });
}

Result<std::optional<StoredEntry>> Index::find_by_path(const std::string& path) const {
    return readers_->pool->with_reader(
        [&](Xapian::Database& reader) { return find_by_term(reader, path_term(path)); });
}

Result<std::optional<StoredEntry>> Index::find_by_external_id(
    const std::string& external_id) const {
    // The term is folded; other systems may tell “a1” from “A1”.
    using Found = Result<std::optional<StoredEntry>>;
    return readers_->pool->with_reader([&](Xapian::Database& reader) -> Found {
        const std::string term = exact_term("external_id", external_id);
        for (auto posting = reader.postlist_begin(term); posting != reader.postlist_end(term);
             ++posting) {
            auto stored = decode(reader.get_document(*posting).get_data());
            if (!stored) return stored.error();
            if (stored->entry.external_id == external_id) return std::optional(std::move(*stored));
        }
        return std::optional<StoredEntry>();
    });
}

Result<std::optional<StoredEntry>> Index::find_daily(Date date) const {
    return readers_->pool->with_reader([&](Xapian::Database& reader) {
        return find_by_term(reader, exact_term("date", to_text(date)));
    });
}

Result<EntryId> Index::largest_id() const {
    return readers_->pool->with_reader([](Xapian::Database& reader) -> Result<EntryId> {
        const std::string largest = reader.get_value_upper_bound(kIdSlot);
        return largest.empty() ? 0 : static_cast<EntryId>(Xapian::sortable_unserialise(largest));
    });
}

void Index::refresh() {
    readers_->pool->refresh();
}

Result<std::unordered_map<std::string, std::string>> Index::versions() const {
    return readers_->pool->with_reader(
        [](Xapian::Database& reader) -> Result<std::unordered_map<std::string, std::string>> {
            std::unordered_map<std::string, std::string> versions;
            auto version = reader.valuestream_begin(kVersionSlot);
            for (auto path = reader.valuestream_begin(kPathSlot);
                 path != reader.valuestream_end(kPathSlot); ++path) {
                version.skip_to(path.get_docid());
                versions.emplace(*path, *version);
            }
            return versions;
        });
}

Result<std::size_t> Index::count(std::optional<Kind> kind) const {
    return readers_->pool->with_reader([&](Xapian::Database& reader) -> Result<std::size_t> {
        if (!kind) return static_cast<std::size_t>(reader.get_doccount());
        return static_cast<std::size_t>(reader.get_termfreq(exact_term("kind", to_text(*kind))));
    });
}

}  // namespace casebook::search
