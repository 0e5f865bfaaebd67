#include "search/index_writer.h"

#include "search/facets.h"
#include "search/impact.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_terms.h"
#include "search/searchable_texts.h"
#include "search/xapian_guard.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

void add_text_terms(Xapian::Document& document, const Entry& entry) {
    Impacts impacts;
    for (const SearchableText& text : searchable_texts(entry)) impacts.add(text.group, text.text);
    impacts.for_each(
        [&](const std::string& term, unsigned impact) { document.add_term(term, impact); });
}

void add_exact_term(Xapian::Document& document, const ExactField& field, const std::string& value) {
    if (value.empty()) return;
    if (field.kind == ExactKind::path) {
        for (std::size_t end = value.find('/'); end != std::string::npos;
             end = value.find('/', end + 1))
            document.add_boolean_term(exact_term(field.name, value.substr(0, end)));
    }
    document.add_boolean_term(exact_term(field.name, value));
}

std::string local_seconds(const std::optional<Timestamp>& time) {
    if (!time) return {};
    return Xapian::sortable_serialise(
        static_cast<double>((time->instant + time->offset).time_since_epoch().count()));
}

std::string created_value(const Entry& entry) {
    using std::chrono::sys_days;
    if (!entry.date) return local_seconds(entry.created);
    return Xapian::sortable_serialise(
        static_cast<double>(sys_days{*entry.date}.time_since_epoch().count()) * 86400.0);
}

Xapian::Document make_document(const StoredEntry& stored) {
    Xapian::Document document;
    document.set_data(encode(stored));
    add_text_terms(document, stored.entry);
    for (const ExactField& field : kExactFields)
        for (const std::string& value : exact_values(stored.entry, field.name))
            add_exact_term(document, field, value);
    document.add_boolean_term(id_term(stored.entry.id));
    document.add_boolean_term(path_term(stored.path));
    if (!is_suggestable(stored.entry)) document.add_boolean_term(std::string(kHiddenTerm));
    document.add_value(kCreatedSlot, created_value(stored.entry));
    document.add_value(kIdSlot, Xapian::sortable_serialise(static_cast<double>(stored.entry.id)));
    document.add_value(kPathSlot, stored.path);
    document.add_value(kVersionSlot, stored.version);
    document.add_value(kUpdatedSlot, stored.entry.updated ? local_seconds(stored.entry.updated)
                                                          : created_value(stored.entry));
    document.add_value(kFacetSlot, packed_facets(stored.entry));
    return document;
}

// A new index goes into use only when it opens, has the schema, and holds and gives back every document.
Result<void> verify(const fs::path& generation, Xapian::doccount documents) {
    const Xapian::Database built(generation.string());
    const bool whole = built.get_doccount() == documents && built.get_metadata("schema") == kSchema;
    if (!whole)
        return Error{ErrorKind::corrupt,
                     "The new index is not whole",
                     "Check the disk; the old index stays in use",
                     {generation.string(), 0}};
    for (auto document = built.postlist_begin(""); document != built.postlist_end(""); ++document)
        if (auto stored = decode(built.get_document(*document).get_data()); !stored)
            return stored.error();
    return {};
}

}  // namespace

struct IndexWriter::Database {
    Xapian::WritableDatabase writable;
    IndexFolder folder;
    fs::path generation;
    enum class Purpose { update, rebuild } purpose;
    fs::path building;  // where a rebuild fills it
    std::size_t uncommitted = 0;
};

IndexWriter::IndexWriter(std::unique_ptr<Database> database) : database_(std::move(database)) {}
IndexWriter::~IndexWriter() = default;
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

Result<IndexWriter> IndexWriter::open(const fs::path& folder) {
    const auto current = IndexFolder(folder).current();
    if (!current) return current.error();
    return guarded([&]() -> Result<IndexWriter> {
        return IndexWriter(std::make_unique<Database>(
            Database{Xapian::WritableDatabase(current->string(), Xapian::DB_OPEN),
                     IndexFolder(folder),
                     *current,
                     Database::Purpose::update,
                     {}}));
    });
}

Result<IndexWriter> IndexWriter::create_beside(const fs::path& folder) {
    auto parts = create_parts_beside(folder, 1);
    if (!parts) return parts.error();
    return std::move(parts->front());
}

Result<std::vector<IndexWriter>> IndexWriter::create_parts_beside(const fs::path& folder,
                                                                  std::size_t count) {
    const auto generation = IndexFolder(folder).begin_generation();
    if (!generation) return generation.error();
    return guarded([&]() -> Result<std::vector<IndexWriter>> {
        std::vector<IndexWriter> parts;
        for (std::size_t i = 0; i < count; ++i) {
            fs::path building = *generation;
            building += ".building-" + std::to_string(i);
            parts.push_back(IndexWriter(std::make_unique<Database>(Database{
                Xapian::WritableDatabase(building.string(),
                                         Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC),
                IndexFolder(folder), *generation, Database::Purpose::rebuild, building})));
        }
        return parts;
    });
}

Result<void> IndexWriter::replace(const StoredEntry& stored) {
    constexpr std::size_t kBatchOfRebuild =
        10'000;  // documents held in memory before they are written out
    return guarded([&]() -> Result<void> {
        if (database_->purpose == Database::Purpose::rebuild) {
            database_->writable.add_document(make_document(stored));
            if (++database_->uncommitted % kBatchOfRebuild == 0) database_->writable.commit();
        } else {
            database_->writable.replace_document(path_term(stored.path), make_document(stored));
        }
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
        database_->writable.set_metadata("schema", std::string(kSchema));
        database_->writable.commit();
        return {};
    });
}

Result<void> IndexWriter::publish() {
    std::vector<IndexWriter> parts;
    parts.push_back(std::move(*this));
    return publish_parts(std::move(parts));
}

Result<void> IndexWriter::publish_parts(std::vector<IndexWriter> parts) {
    for (IndexWriter& part : parts)
        if (auto committed = part.commit(); !committed) return committed;
    const IndexFolder folder = parts.front().database_->folder;
    const fs::path generation = parts.front().database_->generation;
    std::vector<fs::path> built;
    const auto compacted = guarded([&]() -> Result<void> {
        Xapian::Database whole;
        for (IndexWriter& part : parts) {
            built.push_back(part.database_->building);
            part.database_->writable.close();
            whole.add_database(Xapian::Database(built.back().string()));
        }
        const Xapian::doccount documents = whole.get_doccount();
        whole.compact(generation.string());
        whole.close();
        return verify(generation, documents);
    });
    for (const fs::path& building : built) {
        std::error_code ignored;
        fs::remove_all(building, ignored);
    }
    if (!compacted) return compacted;
    return folder.publish(generation);
}

}  // namespace casebook::search
