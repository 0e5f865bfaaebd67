// Changes that an editor, git or another program made to the files: each becomes a revision.
#pragma once

#include <set>
#include <string>

#include "app/workspace.h"

namespace casebook::app {

// Collects what is seen while files are read, and records, in batches, those whose text is not the last one known.
class OutsideChanges {
  public:
    explicit OutsideChanges(Workspace& workspace) : workspace_(workspace) {}

    void saw(const std::string& path, const std::string& text, EntryId id);
    void saw_removal(const std::string& path);
    FileSeen seen();

    // Records what is left. Error: the first that happened; the files are served all the same.
    Result<std::vector<store::QueuedPath>> record();

  private:
    void note(store::Revision revision);
    void flush();

    Workspace& workspace_;
    std::vector<store::Revision> revisions_;
    std::vector<store::QueuedPath> queued_;
    std::optional<Error> failure_;
};

// Records what changed of these files; the index knows of them already.
Result<void> record_outside_changes(Workspace& workspace, const std::set<std::string>& paths);

// Looks at these files, records what changed and queues it for the index. Paths that are as they were last known are passed over.
Result<void> take_in_outside_changes(Workspace& workspace, const std::set<std::string>& paths);

// The same for a caller who holds the write lock.
Result<void> take_in_outside_changes_locked(Workspace& workspace,
                                            const std::set<std::string>& paths);

}  // namespace casebook::app
