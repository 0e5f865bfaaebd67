#include "app/check_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <unordered_map>

#include "app/library_files.h"
#include "app/outside_changes.h"
#include "base/fingerprint.h"
#include "base/log.h"
#include "content/problems.h"
#include "search/index_check.h"
#include "store/audit_log.h"
#include "store/change_log.h"
#include "store/complaints.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using Findings = std::vector<Finding>;

Finding finding(CheckedPart part, std::string_view code, std::string message, std::string hint,
                const std::string& path) {
    Error error{ErrorKind::conflict, std::move(message), std::move(hint), {path, 0}};
    error.code = code;
    return {part, std::move(error)};
}

Finding failed(CheckedPart part, std::string_view code, Error error) {
    error.code = code;
    return {part, std::move(error)};
}

// What is known of one file of the library.
struct FileState {
    std::string version;
    std::string fingerprint;  // empty: it could not be read at all
    bool served = false;      // whether it belongs into the index
};

// One look at everything.
class Look {
  public:
    Look(const fs::path& content, const fs::path& state, const Progress& progress)
        : library_(content), state_(state), progress_(progress) {}

    Result<CheckReport> take() {
        if (auto read = read_content(); !read) return read.error();
        if (auto found = find_leftovers(); !found) return found.error();
        const bool database = exists("casebook.db"), index = exists("index");
        if (!database && !index) return std::move(report_);  // never opened
        if (const auto checked = check_database(); !checked)
            add(failed(CheckedPart::database, database ? "database" : "no_database",
                       checked.error()));
        check_index();
        return std::move(report_);
    }

  private:
    bool exists(const char* name) const {
        std::error_code failure;
        return fs::exists(state_ / name, failure);
    }

    void add(Finding found) { report_.findings.push_back(std::move(found)); }

    Result<void> read_content() {
        const auto stamps = library_.scan();
        if (!stamps) return stamps.error();
        report_.files = stamps->size();
        for (const content::FileStamp& stamp : *stamps) {
            if (progress_)
                progress_(static_cast<std::size_t>(&stamp - stamps->data()), stamps->size());
            read_file_of(stamp);
        }
        check_list(library_.load_categories());
        check_list(library_.load_synonyms());
        check_list(library_.load_stock_phrases());
        check_list(library_.load_half_life());
        return {};
    }

    void read_file_of(const content::FileStamp& stamp) {
        const auto text = library_.load_text(stamp.path);
        if (!text && text.error().kind == ErrorKind::not_found) return;  // removed just now
        FileState& file = files_[stamp.path];
        file.version = stamp.version;
        if (!text) return add({CheckedPart::content, text.error()});
        file.fingerprint = fingerprint(*text);
        const auto entry = library_.parse(stamp.path, *text, stamp.kind);
        if (!entry) return add({CheckedPart::content, entry.error()});
        const auto [owner, first] = path_of_id_.try_emplace(entry->id, stamp.path);
        file.served = first;
        if (!first)
            add({CheckedPart::content,
                 content::make_problem(content::Problem::id_taken,
                                       fmt::format("{}: {}", entry->id, owner->second),
                                       {stamp.path, 0})});
    }

    template <class List>
    void check_list(const Result<List>& list) {
        if (!list) add({CheckedPart::content, list.error()});
    }

    Result<void> find_leftovers() {
        const auto paths = files_below(library_.folder(), Hidden::included);
        if (!paths) return paths.error();
        for (const std::string& path : *paths)
            if (is_leftover(path))
                add(finding(CheckedPart::content, "leftover",
                            "A write that was interrupted left this file",
                            "The next start or --repair removes it", path));
        return {};
    }

    // Nothing mends it: a trail that can be mended proves nothing.
    Result<void> check_audit_trail(const store::Database& database) {
        const auto verdict = store::AuditLog(database).verify();
        if (!verdict) return verdict.error();
        report_.audited = static_cast<std::size_t>(verdict->head.sequence);
        if (verdict->broken_at)
            add(finding(CheckedPart::database, "audit_broken",
                        fmt::format("The audit trail is not as it was recorded, from line {} on",
                                    *verdict->broken_at),
                        "Find out who can write to the database file; restore a backup",
                        (state_ / "casebook.db").string()));
        return {};
    }

    // Each has a step for each of its versions: what somebody changed by hand in the database shows.
    Result<void> check_complaints(const store::Database& database) {
        const auto counts = store::Complaints(database).counts();
        if (!counts) return counts.error();
        report_.complaints = counts->complaints;
        if (counts->without_all_steps > 0)
            add(finding(
                CheckedPart::database, "complaint_steps",
                fmt::format("{} complaints lack some of their steps", counts->without_all_steps),
                "Find out who can write to the database file; restore a backup",
                (state_ / "casebook.db").string()));
        return {};
    }

    Result<void> check_database() {
        const auto database = store::Database::open_for_reading(state_ / "casebook.db");
        if (!database) return database.error();
        if (auto whole = database->check(); !whole) return whole;
        if (auto checked = check_audit_trail(*database); !checked) return checked;
        const auto count = database->revision_count();
        if (!count) return count.error();
        report_.revisions = static_cast<std::size_t>(*count);
        const auto reuses = database->reuse_event_count();
        if (!reuses) return reuses.error();
        report_.reuses = static_cast<std::size_t>(*reuses);
        const auto changes = store::ChangeLog(*database).count();
        if (!changes) return changes.error();
        report_.changes = static_cast<std::size_t>(*changes);
        if (auto counted = check_complaints(*database); !counted) return counted;
        const auto known = database->last_fingerprints();
        if (!known) return known.error();
        const auto queued = database->queued_paths();
        if (!queued) return queued.error();
        for (const store::QueuedPath& waiting : *queued) queued_.insert(waiting.path);
        report_.waiting = queued_.size();
        compare_with(*known);
        return {};
    }

    void compare_with(const std::map<std::string, std::string>& known) {
        for (const auto& [path, file] : files_) {
            const auto last = known.find(path);
            const bool same = last != known.end() && last->second == file.fingerprint;
            if (!file.fingerprint.empty() && !same)
                add(finding(CheckedPart::database, "unrecorded",
                            "Changed outside of Casebook, and not yet recorded",
                            "The next start or --repair records it", path));
        }
        for (const auto& [path, last] : known)
            if (!last.empty() && !files_.contains(path))
                add(finding(CheckedPart::database, "unrecorded_removal",
                            "Removed outside of Casebook, and not yet recorded",
                            "The next start or --repair records it", path));
    }

    void check_index() {
        const fs::path folder = state_ / "index";
        const std::string before = search::index_file_state(folder);
        auto checked = search::check_index(folder);
        if (checked) checked = compare_with_index(folder);
        if (checked) return;
        const bool written_meanwhile = search::index_file_state(folder) != before;
        if (checked.error().kind == ErrorKind::not_found && !written_meanwhile)
            add(failed(CheckedPart::index, "no_index", checked.error()));
        else if (written_meanwhile)
            add(finding(CheckedPart::index, "index_busy",
                        "The index cannot be checked while so much is written to it",
                        "Check again later", folder.string()));
        else
            add(finding(CheckedPart::index, "index_damaged", checked.error().message,
                        "--repair rebuilds it from the files; nothing is lost", folder.string()));
    }

    Result<void> compare_with_index(const fs::path& folder) {
        const auto index = search::Index::open(folder, 1);
        if (!index) return index.error();
        const auto versions = index->versions();
        if (!versions) return versions.error();
        report_.indexed = versions->size();
        for (const auto& [path, file] : files_) compare_with_index(path, file, *versions);
        for (const auto& [path, version] : *versions)
            if (!files_.contains(path))
                add_index_finding("index_surplus", "Is in the index, and no file any more", path);
        return {};
    }

    void compare_with_index(const std::string& path, const FileState& file,
                            const std::unordered_map<std::string, std::string>& versions) {
        const auto indexed = versions.find(path);
        if (file.served && indexed == versions.end())
            add_index_finding("not_indexed", "Is not in the index", path);
        else if (indexed != versions.end() && (!file.served || indexed->second != file.version))
            add_index_finding("index_outdated", "The index has an earlier state of the file", path);
    }

    void add_index_finding(std::string_view code, std::string message, const std::string& path) {
        if (queued_.contains(path)) return;
        add(finding(CheckedPart::index, code, std::move(message),
                    "The next start or --repair takes it in", path));
    }

    content::Library library_;
    fs::path state_;
    const Progress& progress_;
    CheckReport report_;
    std::map<std::string, FileState> files_;
    std::map<EntryId, std::string> path_of_id_;
    std::set<std::string> queued_;
};

// What a server that is at work may be about to put right.
bool may_pass(const Finding& found) {
    constexpr std::string_view kPassing[] = {"leftover",           "unrecorded",   "index_busy",
                                             "unrecorded_removal", "not_indexed",  "index_outdated",
                                             "index_surplus",      "index_damaged"};
    return std::find(std::begin(kPassing), std::end(kPassing), found.error.code) !=
           std::end(kPassing);
}

std::string name_of(const Finding& found) {
    return fmt::format("{} {}", found.error.code, found.error.place.text());
}

std::set<std::string> names_of(const Findings& findings) {
    std::set<std::string> names;
    for (const Finding& found : findings) names.insert(name_of(found));
    return names;
}

// Of what was found the first time, and may pass, only what is found again counts.
void keep_what_stayed(CheckReport& report, const Findings& again) {
    const std::set<std::string> still = names_of(again);
    std::erase_if(report.findings, [&](const Finding& found) {
        return may_pass(found) && !still.contains(name_of(found));
    });
}

std::set<std::string> paths_to_take_in(const Findings& findings) {
    std::set<std::string> paths;
    for (const Finding& found : findings)
        if (found.error.code.starts_with("unrecorded") || found.error.code == "not_indexed" ||
            found.error.code == "index_outdated" || found.error.code == "index_surplus")
            paths.insert(found.error.place.path);
    return paths;
}

bool has(const Findings& findings, std::string_view code) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& found) { return found.error.code == code; });
}

Result<void> take_in(Workspace& workspace, const std::set<std::string>& paths) {
    if (paths.empty()) return {};
    if (auto recorded = take_in_outside_changes(workspace, paths); !recorded) return recorded;
    std::vector<store::QueuedPath> queued;
    for (const std::string& path : paths) queued.push_back({0, path});
    workspace.follower().enqueue(queued, Urgency::at_once);
    return workspace.follower().catch_up();
}

Result<void> mend(Workspace& workspace, const Findings& findings, const Progress& progress) {
    if (has(findings, "leftover")) {
        const auto writing = workspace.write_lock();
        remove_leftovers(workspace.library().folder());
    }
    if (has(findings, "index_damaged") || has(findings, "no_index"))
        if (const auto rebuilt = workspace.follower().rebuild(progress); !rebuilt)
            return rebuilt.error();
    return take_in(workspace, paths_to_take_in(findings));
}

}  // namespace

std::string_view to_text(CheckedPart part) {
    constexpr std::string_view kNames[] = {"content", "database", "index"};
    return kNames[static_cast<std::size_t>(part)];
}

Result<CheckReport> check_library(const fs::path& content, const fs::path& state,
                                  const Progress& progress, const CheckSettings& settings) {
    auto report = Look(content, state, progress).take();
    for (int look = 1; report && look < settings.looks; ++look) {
        if (std::none_of(report->findings.begin(), report->findings.end(), may_pass)) break;
        std::this_thread::sleep_for(settings.between_looks);
        const auto again = Look(content, state, progress).take();
        if (!again) return again.error();
        keep_what_stayed(*report, again->findings);
    }
    return report;
}

Result<RepairReport> repair_library(Workspace& workspace, const CheckReport& before,
                                    const Progress& progress) {
    const WorkspaceOptions& folders = workspace.options();
    const auto opened = check_library(folders.content, folders.state, progress);
    if (!opened) return opened.error();
    if (const auto mended = mend(workspace, opened->findings, progress); !mended)
        log(mended.error());
    auto after = check_library(folders.content, folders.state, progress);
    if (!after) return after.error();
    RepairReport report{{}, std::move(*after)};
    const std::set<std::string> left = names_of(report.after.findings);
    for (const Finding& found : before.findings)
        if (!left.contains(name_of(found))) report.repaired.push_back(found);
    return report;
}

}  // namespace casebook::app
