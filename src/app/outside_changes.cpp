#include "app/outside_changes.h"

#include "base/fingerprint.h"
#include "base/text.h"

namespace casebook::app {
namespace {

constexpr std::size_t kRevisionsAtOnce = 1000;  // that share a transaction

// Only text goes into the database; the file itself is left as it is.
std::string storable(const std::string& text) {
    const bool is_text = !find_invalid_utf8(text) && text.find('\0') == std::string::npos;
    return is_text ? text : std::string();
}

}  // namespace

void OutsideChanges::saw(const std::string& path, const std::string& text, EntryId id) {
    const auto known = workspace_.database().last_fingerprint(path);
    if (!known) {
        failure_ = known.error();
        return;
    }
    const std::string now = fingerprint(text);
    if (*known == now) return;
    note({0, path, id, workspace_.clock().now().text(), "",
          *known ? store::Origin::outside : store::Origin::found, "", now, storable(text)});
}

void OutsideChanges::saw_removal(const std::string& path) {
    const auto known = workspace_.database().last_fingerprint(path);
    if (!known) failure_ = known.error();
    if (!known || !*known || (*known)->empty()) return;
    const auto stored = workspace_.index().find_by_path(path);
    const EntryId id = stored && *stored ? (*stored)->entry.id : 0;
    note({0, path, id, workspace_.clock().now().text(), "", store::Origin::outside, "", "", ""});
}

FileSeen OutsideChanges::seen() {
    return [this](const std::string& path, const std::string& text, EntryId id) {
        saw(path, text, id);
    };
}

void OutsideChanges::note(store::Revision revision) {
    revisions_.push_back(std::move(revision));
    if (revisions_.size() >= kRevisionsAtOnce) flush();
}

void OutsideChanges::flush() {
    if (revisions_.empty()) return;
    const auto queued = workspace_.database().add_revisions(revisions_);
    revisions_.clear();
    if (queued)
        queued_.insert(queued_.end(), queued->begin(), queued->end());
    else
        failure_ = queued.error();
}

Result<std::vector<store::QueuedPath>> OutsideChanges::record() {
    flush();
    if (failure_) return *failure_;
    return std::move(queued_);
}

Result<void> take_in_outside_changes(Workspace& workspace, const std::set<std::string>& paths) {
    const auto writing =
        workspace
            .write_lock();  // so that a file that is being saved is not taken for one from outside
    return take_in_outside_changes_locked(workspace, paths);
}

Result<void> record_outside_changes(Workspace& workspace, const std::set<std::string>& paths) {
    const auto writing = workspace.write_lock();
    OutsideChanges outside(workspace);
    for (const std::string& path : paths) {
        const auto text = workspace.library().load_text(path);
        if (!text) continue;
        const auto entry = workspace.library().parse(path, *text, *content::kind_of_path(path));
        outside.saw(path, *text, entry ? entry->id : 0);
    }
    const auto recorded = outside.record();
    return recorded ? Result<void>() : recorded.error();
}

Result<void> take_in_outside_changes_locked(Workspace& workspace,
                                            const std::set<std::string>& paths) {
    OutsideChanges outside(workspace);
    std::vector<store::QueuedPath> unreadable;
    for (const std::string& path : paths) {
        const auto text = workspace.library().load_text(path);
        if (text) {
            const auto entry = workspace.library().parse(path, *text, *content::kind_of_path(path));
            outside.saw(path, *text, entry ? entry->id : 0);
        } else if (text.error().kind == ErrorKind::not_found) {
            outside.saw_removal(path);
        } else {
            unreadable.push_back(
                {0, path});  // too large, or not readable: to be listed as a problem
        }
    }
    const auto recorded = outside.record();
    if (recorded) workspace.follower().enqueue(*recorded, Urgency::at_once);
    workspace.follower().enqueue(unreadable, Urgency::at_once);
    return recorded ? Result<void>() : recorded.error();
}

}  // namespace casebook::app
