#include "search/index_builder.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "search/index_document.h"
#include "search/index_fields.h"
#include "search/index_folder.h"
#include "search/index_terms.h"
#include "search/xapian_guard.h"

namespace casebook::search {
namespace {

namespace fs = std::filesystem;

void remove_folder(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

// Makes one database of several.
void merge(const std::vector<fs::path>& runs, const fs::path& target) {
    Xapian::Database whole;
    for (const fs::path& run : runs) whole.add_database(Xapian::Database(run.string()));
    whole.compact(target.string());
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

// The runs of one part. Throws Xapian::Error.
class IndexBuilder::Runs {
  public:
    Runs(IndexFolder folder, fs::path generation, std::size_t part, RunLimits limits)
        : folder_(std::move(folder)),
          generation_(std::move(generation)),
          part_(part),
          limits_(limits) {}
    ~Runs() {
        open_run_.reset();
        remove_runs();
    }
    Runs(const Runs&) = delete;
    Runs& operator=(const Runs&) = delete;

    const IndexFolder& folder() const { return folder_; }
    const fs::path& generation() const { return generation_; }

    void add(const Xapian::Document& document) {
        if (!open_run_) begin_run();
        open_run_->add_document(document);
        if (++entries_in_run_ == limits_.entries) end_run();
    }

    void remove(const std::string& term) {
        end_run();
        for (const fs::path& run : paths_) {
            Xapian::WritableDatabase database(run.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
            database.delete_document(term);
            database.commit();
        }
    }

    // Closes the last run. There is at least one.
    const std::vector<fs::path>& finish() {
        if (paths_.empty()) begin_run();
        end_run();
        return paths_;
    }

  private:
    fs::path next_path() {
        fs::path path = generation_;
        path += fmt::format(".building-{}-{}", part_, count_++);
        return path;
    }

    void begin_run() {
        paths_.push_back(next_path());
        open_run_.emplace(paths_.back().string(),
                          Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
        entries_in_run_ = 0;
    }

    void end_run() {
        if (!open_run_) return;
        open_run_->set_metadata("schema", std::string(kSchema));
        open_run_->commit();
        open_run_.reset();
        if (paths_.size() == limits_.runs) merge_runs();
    }

    void merge_runs() {
        const fs::path merged = next_path();
        merge(paths_, merged);
        remove_runs();
        paths_.push_back(merged);
    }

    void remove_runs() {
        for (const fs::path& run : paths_) remove_folder(run);
        paths_.clear();
    }

    IndexFolder folder_;
    fs::path generation_;
    std::size_t part_;
    RunLimits limits_;
    std::size_t count_ = 0;
    std::vector<fs::path> paths_;
    std::optional<Xapian::WritableDatabase> open_run_;
    std::size_t entries_in_run_ = 0;
};

IndexBuilder::IndexBuilder(std::unique_ptr<Runs> runs) : runs_(std::move(runs)) {}
IndexBuilder::~IndexBuilder() = default;
IndexBuilder::IndexBuilder(IndexBuilder&&) noexcept = default;
IndexBuilder& IndexBuilder::operator=(IndexBuilder&&) noexcept = default;

Result<std::vector<IndexBuilder>> IndexBuilder::begin(const fs::path& folder, std::size_t parts,
                                                      RunLimits limits) {
    const auto generation = IndexFolder(folder).begin_generation();
    if (!generation) return generation.error();
    std::vector<IndexBuilder> builders;
    for (std::size_t part = 0; part < parts; ++part)
        builders.push_back(
            IndexBuilder(std::make_unique<Runs>(IndexFolder(folder), *generation, part, limits)));
    return builders;
}

Result<void> IndexBuilder::add(const StoredEntry& stored) {
    return guarded([&]() -> Result<void> {
        runs_->add(make_document(stored));
        return {};
    });
}

Result<void> IndexBuilder::remove_path(const std::string& path) {
    return guarded([&]() -> Result<void> {
        runs_->remove(path_term(path));
        return {};
    });
}

Result<void> IndexBuilder::publish(std::vector<IndexBuilder> parts) {
    const IndexFolder folder = parts.front().runs_->folder();
    const fs::path generation = parts.front().runs_->generation();
    const auto merged = guarded([&]() -> Result<void> {
        std::vector<fs::path> runs;
        Xapian::doccount documents = 0;
        for (IndexBuilder& part : parts)
            for (const fs::path& run : part.runs_->finish()) {
                documents += Xapian::Database(run.string()).get_doccount();
                runs.push_back(run);
            }
        merge(runs, generation);
        return verify(generation, documents);
    });
    if (!merged) return merged;
    return folder.publish(generation);
}

}  // namespace casebook::search
