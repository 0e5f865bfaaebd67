#include "search/index_builder.h"

#include <fmt/format.h>

#include <utility>

#include "search/index_document.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_metadata.h"
#include "search/index_terms.h"
#include "search/snapshot.h"
#include "search/xapian_guard.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

void remove_folder(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
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
    const Snapshot snapshot(built, IndexStateKeeper().of(built));
    for (auto document = built.postlist_begin(""); document != built.postlist_end(""); ++document)
        if (auto stored = snapshot.entry_of(*document); !stored) return stored.error();
    return {};
}

std::string dictionary_of(const std::vector<StoredEntry>& samples) {
    std::vector<std::string> encoded;
    for (const StoredEntry& sample : samples) encoded.push_back(encode(sample));
    return make_dictionary(encoded);
}

}  // namespace

// One database that is being filled. Throws Xapian::Error.
class IndexBuilder::Part {
  public:
    Part(IndexFolder folder, fs::path generation, std::size_t number, const std::string& dictionary)
        : folder_(std::move(folder)),
          generation_(std::move(generation)),
          path_(generation_.string() + fmt::format(".building-{}", number)),
          database_(path_.string(),
                    Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST),
          packer_(dictionary, Packing::tight) {
        if (!dictionary.empty()) put_checked(database_, std::string(kDictionaryKey), dictionary);
    }
    ~Part() { remove_folder(path_); }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    const IndexFolder& folder() const { return folder_; }
    const fs::path& generation() const { return generation_; }

    void add(Xapian::Document document) {
        pack_data(document, packer_);
        database_.add_document(document);
        if (++unwritten_ < kWrittenAtOnce) return;
        database_.commit();
        unwritten_ = 0;
    }

    void remove(const std::string& term) {
        const auto end = database_.postlist_end(term);
        for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
            removed_.push_back(*posting);
    }

    // By the numbers that they have within this part.
    const std::vector<Xapian::docid>& removed() const { return removed_; }

    Xapian::docid last_document() const { return database_.get_lastdocid(); }

    const Xapian::Database& finish() {
        database_.set_metadata("schema", std::string(kSchema));
        database_.commit();
        return database_;
    }

  private:
    static constexpr std::size_t kWrittenAtOnce = 2'000;  // entries

    IndexFolder folder_;
    fs::path generation_;
    fs::path path_;
    Xapian::WritableDatabase database_;
    EntryPacker packer_;
    std::vector<Xapian::docid> removed_;
    std::size_t unwritten_ = 0;
};

IndexBuilder::IndexBuilder(std::unique_ptr<Part> part) : part_(std::move(part)) {}
IndexBuilder::~IndexBuilder() = default;
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;

Result<std::vector<IndexBuilder>> IndexBuilder::begin(const fs::path& folder, std::size_t parts,
                                                      const std::vector<StoredEntry>& samples) {
    const auto generation = IndexFolder(folder).begin_generation();
    if (!generation) return generation.error();
    const std::string dictionary = dictionary_of(samples);
    return guarded([&]() -> Result<std::vector<IndexBuilder>> {
        std::vector<IndexBuilder> builders;
        for (std::size_t part = 0; part < parts; ++part)
            builders.push_back(IndexBuilder(
                std::make_unique<Part>(IndexFolder(folder), *generation, part, dictionary)));
        return builders;
    });
}

Result<void> IndexBuilder::add(const StoredEntry& stored) {
    return guarded([&]() -> Result<void> {
        part_->add(make_document(stored));
        return {};
    });
}

Result<void> IndexBuilder::remove_path(const std::string& path) {
    return guarded([&]() -> Result<void> {
        part_->remove(path_term(path));
        return {};
    });
}

// A merge numbers the documents of each part on from those of the part before.
void IndexBuilder::note_removed(const std::vector<IndexBuilder>& parts,
                                const fs::path& generation) {
    Superseded::Documents removed;
    Xapian::docid before = 0;
    for (const IndexBuilder& part : parts) {
        for (const Xapian::docid document : part.part_->removed())
            removed.push_back(before + document);
        before += part.part_->last_document();
    }
    if (removed.empty()) return;
    Xapian::WritableDatabase built(generation.string(), Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
    Superseded(std::move(removed)).note_in(built);
    built.commit();
}

Result<void> IndexBuilder::publish(std::vector<IndexBuilder> parts) {
    const IndexFolder folder = parts.front().part_->folder();
    const fs::path generation = parts.front().part_->generation();
    const auto merged = guarded([&]() -> Result<void> {
        Xapian::Database whole;
        for (IndexBuilder& part : parts) whole.add_database(part.part_->finish());
        whole.compact(generation.string());
        note_removed(parts, generation);
        return verify(generation, whole.get_doccount());
    });
    if (!merged) {
        remove_folder(generation);
        return merged;
    }
    return folder.publish(generation);
}

}  // namespace casebook::search
