// The one way in which files of the library are written: durable files first, then a revision and a queue row for each in one
// transaction, then the index is told. What commit() acknowledged survives a power cut.
#pragma once

#include <string>
#include <vector>

#include "app/workspace.h"

namespace casebook::app {

struct ChangeNote {
    std::string
        author;  // who made the change; an account's name, or what the person calls themselves
    store::Origin origin = store::Origin::page;
    std::string reason;  // may be empty
};

// Not thread-safe: the caller holds Workspace::write_lock() from before it read what it changes.
class Publication {
  public:
    explicit Publication(Workspace& workspace) : workspace_(workspace) {}
    ~Publication() { workspace_.writer().discard(); }
    Publication(const Publication&) = delete;
    Publication& operator=(const Publication&) = delete;

    // `entry` as it will be in the file; `before` the file's text until now, empty for a new one.
    Result<void> stage(const std::string& path, std::string text, Entry entry, std::string before);

    // All or nothing. Error: io; then nothing was changed, as far as the disk lets us.
    Result<void> commit(const ChangeNote& note, Urgency urgency);

    std::size_t size() const { return files_.size(); }

  private:
    struct File {
        std::string path;
        std::string text;
        Entry entry;
        std::string before;
    };
    Result<std::vector<store::Revision>> revisions(const ChangeNote& note) const;
    void take_in_what_stayed();
    void undo();

    Workspace& workspace_;
    std::vector<File> files_;
};

}  // namespace casebook::app
