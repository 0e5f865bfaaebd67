#include "search/index_writer.h"

#include "search/index_document.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_terms.h"
#include "search/xapian_guard.h"

namespace casebook::search {

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

Result<void> IndexWriter::replace(const StoredEntry& stored) {
    return guarded([&]() -> Result<void> {
        database_->writable.replace_document(path_term(stored.path), make_document(stored));
        return {};
    });
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
