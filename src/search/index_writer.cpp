#include "search/index_writer.h"

#include "search/index_document.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_terms.h"
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

struct IndexWriter::Database {
    Xapian::WritableDatabase writable;
};

IndexWriter::IndexWriter(std::unique_ptr<Database> database) : database_(std::move(database)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(const std::filesystem::path& folder) {
    const auto current = IndexFolder(folder).current();
    if (!current) return current.error();
    return guarded([&]() -> Result<IndexWriter> {
        return IndexWriter(std::make_unique<Database>(
            Database{Xapian::WritableDatabase(current->string(), Xapian::DB_OPEN)}));
    });
}

Result<void> IndexWriter::replace(const PreparedEntry& prepared) {
    return guarded([&]() -> Result<void> {
        database_->writable.replace_document(path_term(prepared.path_),
                                             prepared.document_->document);
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
        database_->writable.delete_document(path_term(path));
        return {};
    });
}

Result<void> IndexWriter::commit() {
    return guarded([&]() -> Result<void> {
        database_->writable.commit();
        return {};
    });
}

}  // namespace casebook::search
