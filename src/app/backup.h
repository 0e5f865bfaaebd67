// The library and the database in one file, and back. The index is left out: it is made from the files.
//
//   content/…                every file of the content folder, hidden ones too; links are not followed
//   state/casebook.db        a consistent copy
//   manifest.json            format, program, time; size and fingerprint (base/fingerprint.h) of every file
//   manifest.json.blake2b    the fingerprint of the manifest
//
// A backup is made while others write: nobody is kept waiting. The database is copied first, then the files, each of them whole;
// so a file is never older than what the database says of it, and what was acknowledged before the backup began is in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "app/index_library.h"
#include "base/clock.h"
#include "base/result.h"

namespace casebook::app {

struct LibraryFolders {
    std::filesystem::path content;
    std::filesystem::path state;
};

struct ArchivedFile {
    std::uint64_t size = 0;
    std::string fingerprint;
    bool operator==(const ArchivedFile&) const = default;
};

struct BackupContents {
    std::string program;                        // the version that made it
    std::string made;                           // 2026-03-02T09:14:00+08:00
    std::map<std::string, ArchivedFile> files;  // by name in the archive
    std::uint64_t bytes() const;
};

struct BackupMaker {
    std::string program;
    const Clock& clock;
};

// Says that it is done only after the file was made durable, read back and found to be what was put in. An interrupted one leaves
// a hidden folder beside the file, which the next one of that name replaces. Error: not_found (no library); conflict (the file is
// there); invalid (inside the library); busy; corrupt (the database); io.
Result<BackupContents> back_up(const LibraryFolders& folders, const std::filesystem::path& file,
                               const BackupMaker& maker, const Progress& progress);

// Reads all of it and compares it with its manifest; writes nothing. Error: corrupt; conflict (a newer program's).
Result<BackupContents> verify_backup(const std::filesystem::path& file);

enum class Existing { refuse, move_aside };

struct Restored {
    BackupContents contents;
    LibraryFolders moved_aside;  // empty where nothing was moved
};

// Into folders that are empty or missing, or, with move_aside, made so by giving them the name <folder>.before-restore-<time>.
// Nothing is touched before all of the backup is verified and written beside. Error: as verify_backup; conflict (the folders are
// not empty); busy (a server runs on them); io.
Result<Restored> restore_backup(const std::filesystem::path& file, const LibraryFolders& folders,
                                Existing existing, const Clock& clock, const Progress& progress);

}  // namespace casebook::app
