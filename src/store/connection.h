// The one connection to casebook.db, used by one thread at a time. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <mutex>

#include "base/result.h"
#include "store/database.h"

namespace casebook::store {

// What a failure of the database means for a person.
Error to_error(const std::exception& failure, const std::filesystem::path& file);

struct Database::Connection {
    std::filesystem::path file;
    mutable std::mutex mutex;
    mutable soci::session sql;

    // Runs work(sql) alone and turns what SOCI throws into an Error.
    template <class Work>
    auto run(Work work) const -> decltype(work(sql)) {
        const std::lock_guard lock(mutex);
        try {
            return work(sql);
        } catch (const soci::soci_error& failure) {
            return to_error(failure, file);
        }
    }
};

}  // namespace casebook::store
