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
#include "search/search_expansion.h"
#include "search/suggest_documents.h"

namespace casebook::search {
namespace {

Result<std::optional<StoredEntry>> find_by_term(const Snapshot& snapshot, const std::string& term) {
    const auto document = snapshot.document_with(term);
    if (!document) return std::optional<StoredEntry>();
    auto stored = snapshot.entry_of(*document);
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
    const auto schema = (*pool)->with_reader([](const Snapshot& snapshot) -> Result<std::string> {
        return snapshot.database().get_metadata("schema");
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

// Something in use. Who took it keeps it until its search is done, whatever is put in its place meanwhile.
template <class T>
class Current {
  public:
    explicit Current(std::shared_ptr<T> value) : value_(std::move(value)) {}

    std::shared_ptr<T> get() const {
        const std::lock_guard lock(mutex_);
        return value_;
    }

    std::shared_ptr<T> operator->() const { return get(); }

    void replace(std::shared_ptr<T> value) {
        const std::lock_guard lock(mutex_);
        value_ = std::move(value);
    }

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<T> value_;
};

std::vector<std::string> terms_beginning_with(const Xapian::Database& database,
                                              const std::string& beginning, std::size_t limit) {
    std::vector<std::string> terms;
    for (auto term = database.allterms_begin(beginning);
         term != database.allterms_end(beginning) && terms.size() < limit; ++term)
        if (const std::string whole = *term; whole.find('_') == std::string::npos)
            terms.push_back(whole);  // a pair of words is none
    return terms;
}

// Valid as long as what it is given.
LanguageAids aids_of(const WordLists* words, VocabularyKeeper& vocabulary,
                     const Xapian::Database& database) {
    return {words, [&] { return vocabulary.get(database); },
            [&](const std::string& beginning, std::size_t limit) {
                return terms_beginning_with(database, beginning, limit);
            }};
}

WiderQuery in_all_words(const ParsedQuery& query, const WordLists* words) {
    return words == nullptr ? WiderQuery{query, {}} : with_other_words(query, *words);
}

// Only when nothing has the words as they were typed, nor what the lists call the same, are they read as others.
Result<SearchHits> search_or_respell(const Snapshot& snapshot, SearchQuery query,
                                     const LanguageAids& aids) {
    WiderQuery wider = in_all_words(query.query, aids.words);
    query.query = std::move(wider.query);
    auto hits = search_in(snapshot, query);
    if (!hits) return hits;
    hits->readings = std::move(wider.readings);
    if (hits->total > 0 || hits->terms.empty()) return hits;
    WiderQuery respelt = with_respellings(query.query, snapshot.statistics(), aids);
    if (respelt.readings.empty()) return hits;
    query.query = std::move(respelt.query);
    auto found = search_in(snapshot, query);
    if (!found || found->total == 0) return hits;
    found->readings = std::move(respelt.readings);
    return found;
}

}  // namespace

struct Index::Readers {
    std::filesystem::path folder;
    std::size_t count;
    Current<ReaderPool> pool;
    Current<const WordLists> words{nullptr};

    // Runs work(const Snapshot&, VocabularyKeeper&). What fails because another index was put in the place of this one is done again there.
    template <class Work>
    auto read(Work work) const {
        while (true) {
            const auto current = pool.get();
            auto result = current->with_reader(
                [&](const Snapshot& snapshot) { return work(snapshot, current->vocabulary()); });
            if (result || current == pool.get()) return result;
        }
    }
};

Index::Index(std::unique_ptr<Readers> readers) : readers_(std::move(readers)) {}
Index::~Index() = default;
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;

Result<Index> Index::open(const std::filesystem::path& folder, std::size_t readers) {
    auto pool = open_pool(folder, readers);
    if (!pool) return pool.error();
    return Index(std::unique_ptr<Readers>(
        new Readers{folder, readers, Current<ReaderPool>(std::move(*pool))}));
}

Result<void> Index::reopen() {
    auto pool = open_pool(readers_->folder, readers_->count);
    if (!pool) return pool.error();
    readers_->pool.replace(std::move(*pool));
    IndexFolder(readers_->folder).remove_unused();
    return {};
}

Result<Precedents> Index::suggest(const SuggestQuery& query) const {
    const auto words = readers_->words.get();
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper& vocabulary) {
        return suggest_in(snapshot, query, aids_of(words.get(), vocabulary, snapshot.database()));
    });
}

Result<std::vector<NearDuplicate>> Index::near_duplicates(const Entry& entry) const {
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) {
        return near_duplicates_in(snapshot, entry);
    });
}

Result<SearchHits> Index::search(const SearchQuery& query) const {
    const auto words = readers_->words.get();
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper& vocabulary) {
        return search_or_respell(snapshot, query,
                                 aids_of(words.get(), vocabulary, snapshot.database()));
    });
}

Result<std::string> Index::explain(const ParsedQuery& query) const {
    const auto words = readers_->words.get();
    const ParsedQuery expanded = in_all_words(query, words.get()).query;
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) {
        return explain_in(snapshot, expanded);
    });
}

Result<std::optional<StoredEntry>> Index::find(EntryId id) const {
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) {
        return find_by_term(snapshot, id_term(id));
    });
}

Result<std::optional<StoredEntry>> Index::find_by_path(const std::string& path) const {
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) {
        return find_by_term(snapshot, path_term(path));
    });
}

Result<std::optional<StoredEntry>> Index::find_by_external_id(
    const std::string& external_id) const {
    // The term is folded; other systems may tell “a1” from “A1”.
    using Found = Result<std::optional<StoredEntry>>;
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) -> Found {
        const Xapian::Database& database = snapshot.database();
        const std::string term = exact_term("external_id", external_id);
        for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
             ++posting) {
            if (snapshot.superseded().has(*posting)) continue;
            auto stored = snapshot.entry_of(*posting);
            if (!stored) return stored.error();
            if (stored->entry.external_id == external_id) return std::optional(std::move(*stored));
        }
        return std::optional<StoredEntry>();
    });
}

Result<std::optional<StoredEntry>> Index::find_daily(Date date) const {
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) {
        return find_by_term(snapshot, exact_term("date", to_text(date)));
    });
}

Result<EntryId> Index::largest_id() const {
    return readers_->read([](const Snapshot& snapshot, VocabularyKeeper&) -> Result<EntryId> {
        const std::string largest = snapshot.database().get_value_upper_bound(kIdSlot);
        return largest.empty() ? 0 : static_cast<EntryId>(Xapian::sortable_unserialise(largest));
    });
}

void Index::use_words(std::shared_ptr<const WordLists> words) {
    readers_->words.replace(std::move(words));
}

std::shared_ptr<const WordLists> Index::words() const {
    return readers_->words.get();
}

void Index::refresh() {
    readers_->pool->refresh();
}

Result<std::unordered_map<std::string, std::string>> Index::versions() const {
    return readers_->read(
        [](const Snapshot& snapshot,
           VocabularyKeeper&) -> Result<std::unordered_map<std::string, std::string>> {
            const Xapian::Database& database = snapshot.database();
            std::unordered_map<std::string, std::string> versions;
            auto version = database.valuestream_begin(kVersionSlot);
            for (auto path = database.valuestream_begin(kPathSlot);
                 path != database.valuestream_end(kPathSlot); ++path) {
                if (snapshot.superseded().has(path.get_docid())) continue;
                version.skip_to(path.get_docid());
                if (version == database.valuestream_end(kVersionSlot) ||
                    version.get_docid() != path.get_docid())
                    throw Xapian::DatabaseCorruptError("a document has no version");
                versions.emplace(*path, *version);
            }
            return versions;
        });
}

bool Index::is_worn() const {
    const auto worn =
        readers_->read([](const Snapshot& snapshot, VocabularyKeeper&) -> Result<bool> {
            return snapshot.superseded().are_too_many(snapshot.database().get_doccount());
        });
    return worn && *worn;
}

Result<std::size_t> Index::count(std::optional<Kind> kind) const {
    return readers_->read([&](const Snapshot& snapshot, VocabularyKeeper&) -> Result<std::size_t> {
        return kind ? snapshot.count_entries_with(exact_term("kind", to_text(*kind)))
                    : snapshot.count_entries();
    });
}

}  // namespace casebook::search
