// Xapian's exceptions become Errors here and nowhere else. For this module's .cpp files only (a heavy header).
#pragma once

#include <xapian.h>

#include <string>
#include <utility>

#include "base/result.h"

namespace casebook::search {

// What the Xapian exception that is being handled means. Requires: called from a catch block.
inline Error current_xapian_error() {
    const auto detail = [](const Xapian::Error& failure) {
        return std::string(failure.get_type()) + ": " + failure.get_msg();
    };
    try {
        throw;
    } catch (const Xapian::DatabaseLockError&) {
        return {ErrorKind::busy,
                "Another process is writing to the index",
                "Stop that process, or wait until it is done",
                {}};
    } catch (const Xapian::DatabaseOpeningError& failure) {
        return {ErrorKind::corrupt,
                "The index cannot be opened (" + detail(failure) + ")",
                "Run “casebook reindex”",
                {}};
    } catch (const Xapian::DatabaseError& failure) {
        return {ErrorKind::corrupt,
                "The index is damaged (" + detail(failure) + ")",
                "Run “casebook reindex”",
                {}};
    } catch (
        const Xapian::DocNotFoundError& failure) {  // one of its tables names what another has not
        return {ErrorKind::corrupt,
                "The index is damaged (" + detail(failure) + ")",
                "Run “casebook reindex”",
                {}};
    } catch (const Xapian::Error& failure) {
        return {ErrorKind::internal,
                "The index failed (" + detail(failure) + ")",
                "Please report this",
                {}};
    }
}

// Runs work() and turns what Xapian throws into an Error. `work` returns a Result.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
    try {
        return work();
    } catch (const Xapian::Error&) {
        return current_xapian_error();
    }
}

}  // namespace casebook::search
