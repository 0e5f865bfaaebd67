#include "app/import_companions.h"

#include <fmt/format.h>

#include "app/library_files.h"
#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 100;  // files that share their syncs

// The second folder of attachments/<id>/…
bool belongs_to_one_of(const std::string& path, const std::set<EntryId>& ids) {
    const std::vector<std::string> parts = split(path, '/');
    if (parts.size() < 3 || parts.front() != "attachments") return false;
    for (const EntryId id : ids)
        if (parts[1] == std::to_string(id)) return true;
    return false;
}

class Companions {
  public:
    Companions(Workspace& workspace, ImportMode mode, std::vector<std::string>& notes)
        : workspace_(workspace), mode_(mode), notes_(notes) {}

    Result<void> take(const Companion& companion) {
        const auto bytes = read_file(companion.file, kLargestLibraryFile);
        if (!bytes) {
            leave(companion, bytes.error().message);
            return {};
        }
        const fs::path target = workspace_.library().folder() / companion.path;
        std::error_code failure;
        if (fs::exists(target, failure)) {
            const auto own = read_file(target, kLargestLibraryFile);
            if (!own || *own != *bytes) leave(companion, "the library has its own");
            return {};
        }
        ++taken_;
        if (mode_ == ImportMode::dry_run) return {};
        if (auto staged = workspace_.writer().stage(target, *bytes); !staged) return staged;
        return taken_ % kBatch == 0 ? workspace_.writer().commit() : Result<void>();
    }

    void leave(const Companion& companion, std::string_view why) {
        notes_.push_back(fmt::format("{}: not taken over: {}", companion.path, why));
    }

    Result<void> finish() {
        if (taken_ == 0) return {};
        notes_.push_back(fmt::format("files taken over beside the entries: {}", taken_));
        return mode_ == ImportMode::dry_run ? Result<void>() : workspace_.writer().commit();
    }

  private:
    Workspace& workspace_;
    ImportMode mode_;
    std::vector<std::string>& notes_;
    std::size_t taken_ = 0;
};

}  // namespace

Result<void> take_companions(Workspace& workspace, const std::vector<Companion>& companions,
                             const std::set<EntryId>& replaced_ids, ImportMode mode,
                             std::vector<std::string>& notes) {
    Companions import(workspace, mode, notes);
    for (const Companion& companion : companions) {
        if (belongs_to_one_of(companion.path, replaced_ids))
            import.leave(companion, "its entry got another number");
        else if (auto taken = import.take(companion); !taken)
            return taken;
    }
    return import.finish();
}

}  // namespace casebook::app
