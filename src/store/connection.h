// The one connection to casebook.db, used by one thread at a time. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "store/database.h"

namespace casebook::store {

// How long a statement waits for another process that holds the file.
inline constexpr int kBusySeconds = 5;

// What a failure of the database means for a person.
Error to_error(const std::exception& failure, const std::filesystem::path& file);

// Case -> those that it is linked with.
using LinkMap = std::unordered_map<EntryId, std::vector<EntryId>>;
using SharedLinks = std::shared_ptr<const LinkMap>;

struct Database::Connection {
    std::filesystem::path file;
    mutable std::mutex mutex;
    mutable soci::session sql;
    mutable std::optional<Error> failed_sync;  // the first; nothing is written after it

    // Runs work(sql) alone and turns what SOCI throws into an Error.
    template <class Work>
    auto run(Work work) const -> decltype(work(sql)) {
        const std::lock_guard lock(mutex);
        return attempt(work);
    }

    // The same for what writes. The system reports a failed sync once; who goes on after it acknowledges what may be lost.
    template <class Work>
    auto run_write(Work work) const -> decltype(work(sql)) {
        const std::lock_guard lock(mutex);
        if (failed_sync) return *failed_sync;
        auto result = attempt(work);
        if (!result && result.error().code == kSyncFailed) failed_sync = result.error();
        return result;
    }

    // The links that count; read(sql) makes them when a change made those in memory useless.
    template <class Read>
    Result<SharedLinks> links(Read read) const {
        const std::lock_guard lock(links_mutex_);
        if (links_) return links_;
        auto fresh = run([&](soci::session& session) -> Result<SharedLinks> {
            return SharedLinks(read(session));
        });
        if (fresh) links_ = *fresh;
        return fresh;
    }

    void forget_links() const {
        const std::lock_guard lock(links_mutex_);
        links_.reset();
    }

  private:
    mutable std::mutex links_mutex_;
    mutable SharedLinks links_;

    template <class Work>
    auto attempt(Work& work) const -> decltype(work(sql)) {
        try {
            return work(sql);
        } catch (const soci::soci_error& failure) {
            return to_error(failure, file);
        }
    }
};

}  // namespace casebook::store
