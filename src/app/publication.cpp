#include "app/publication.h"

#include "app/outside_changes.h"
#include "base/fingerprint.h"
#include "base/log.h"

namespace casebook::app {

Result<void> Publication::stage(const std::string& path, std::string text, Entry entry,
                                std::string before) {
    if (auto staged = workspace_.library().stage(path, text, workspace_.writer()); !staged)
        return staged;
    files_.push_back({path, std::move(text), std::move(entry), std::move(before)});
    return {};
}

// A file that was never seen under its present text gets that as a revision first: its words are kept, too.
Result<std::vector<store::Revision>> Publication::revisions(const ChangeNote& note) const {
    const std::string now = workspace_.clock().now().text();
    std::vector<store::Revision> revisions;
    for (const File& file : files_) {
        if (!file.before.empty()) {
            const auto known = workspace_.database().last_fingerprint(file.path);
            if (!known) return known.error();
            const std::string before = fingerprint(file.before);
            if (*known != before)
                revisions.push_back({0, file.path, file.entry.id, now, "",
                                     *known ? store::Origin::outside : store::Origin::found, "",
                                     before, file.before});
        }
        revisions.push_back({0, file.path, file.entry.id, now, note.author, note.origin,
                             note.reason, fingerprint(file.text), file.text});
    }
    return revisions;
}

Result<void> Publication::commit(const ChangeNote& note, Urgency urgency) {
    if (files_.empty()) return {};
    const auto rows = revisions(note);
    if (!rows) return rows.error();
    if (auto committed = workspace_.writer().commit(); !committed) {
        take_in_what_stayed();
        return committed;
    }
    const auto queued = workspace_.database().add_revisions(*rows);
    if (!queued) {
        undo();
        return queued.error();
    }
    for (const File& file : files_)
        workspace_.pending().add(file.entry, file.path, queued->back().sequence);
    workspace_.follower().enqueue(*queued, urgency);
    files_.clear();
    return {};
}

// A batch that failed half way leaves files with their final names. They are whole, so they belong to the library.
void Publication::take_in_what_stayed() {
    std::set<std::string> paths;
    for (const File& file : files_) paths.insert(file.path);
    if (const auto taken = take_in_outside_changes_locked(workspace_, paths); !taken)
        log(taken.error());
}

// The files are there and could not be recorded: the person is told that nothing was saved, so nothing may stay.
void Publication::undo() {
    for (const File& file : files_) {
        const auto path = workspace_.library().folder() / file.path;
        const auto undone = file.before.empty() ? workspace_.writer().remove(path)
                                                : workspace_.writer().write(path, file.before);
        if (!undone) log(undone.error());  // then it is found as a change from outside, and kept
    }
}

}  // namespace casebook::app
