#include "search/index_writer.h"

#include "search/index_document.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_metadata.h"
#include "search/index_terms.h"
#include "search/superseded.h"
#include "search/xapian_guard.h"

namespace casebook::search {

struct PreparedEntry::Document {
    Xapian::Document document;
};

PreparedEntry::PreparedEntry(EntryId id, std::string path, std::unique_ptr<Document> document)
    : id_(id), path_(std::move(path)), document_(std::move(document)) {}
PreparedEntry::~PreparedEntry() = default;
PreparedEntry::PreparedEntry(PreparedEntry&&) noexcept = default;
PreparedEntry& PreparedEntry::operator=(PreparedEntry&&) noexcept = default;

Result<PreparedEntry> PreparedEntry::of(const StoredEntry& stored) {
    return guarded([&]() -> Result<PreparedEntry> {
        return PreparedEntry(stored.entry.id, stored.path,
                             std::make_unique<Document>(Document{make_document(stored)}));
    });
}

// All between two commits is one transaction: else Xapian would commit by itself in between, a new document and not yet what it supersedes.
class IndexWriter::Database {
  public:
    explicit Database(const std::filesystem::path& path)
        : writable_(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST),
          superseded_(Superseded::noted_in(writable_)),
          packer_(checked_metadata(writable_, std::string(kDictionaryKey)), Packing::quick) {
        writable_.begin_transaction();
    }

    void add(Xapian::Document document) {
        pack_data(document, packer_);
        writable_.add_document(document);
    }

    void supersede(const std::string& term) {
        const auto end = writable_.postlist_end(term);
        for (auto posting = writable_.postlist_begin(term); posting != end; ++posting)
            changed_.push_back(*posting);
    }

    void commit() {
        if (!changed_.empty()) {
            superseded_ = superseded_.with(std::move(changed_));
            changed_.clear();
            superseded_.note_in(writable_);
        }
        writable_.commit_transaction();
        writable_.begin_transaction();
    }

  private:
    Xapian::WritableDatabase writable_;
    Superseded superseded_;
    Superseded::Documents changed_;  // since the last commit; some may be superseded already
    EntryPacker packer_;
};

IndexWriter::IndexWriter(std::unique_ptr<Database> database) : database_(std::move(database)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& folder) {
    const auto current = IndexFolder(folder).current();
    if (!current) return current.error();
    return guarded(
        [&]() -> Result<IndexWriter> { return IndexWriter(std::make_unique<Database>(*current)); });
}

Result<void> IndexWriter::replace(const PreparedEntry& prepared) {
    return guarded([&]() -> Result<void> {
        database_->supersede(path_term(prepared.path_));
        database_->add(prepared.document_->document);
        return {};
    });
}

Result<void> IndexWriter::replace(const StoredEntry& stored) {
    const auto prepared = PreparedEntry::of(stored);
    if (!prepared) return prepared.error();
    return replace(*prepared);
}

Result<void> IndexWriter::remove_path(const std::string& path) {
    return guarded([&]() -> Result<void> {
        database_->supersede(path_term(path));
        return {};
    });
}

Result<void> IndexWriter::commit() {
    return guarded([&]() -> Result<void> {
        database_->commit();
        return {};
    });
}

}  // namespace casebook::search
