// What was changed around the customers lately (domain/recent_change.h), kept in memory: the desk looks at it with every keystroke.
// Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/recent_change.h"

namespace casebook::store {
class Database;
}

namespace casebook::app {

using Changes = std::vector<RecentChange>;

inline constexpr std::size_t kMostChanges = 500;            // are kept in mind, the newest
inline constexpr std::size_t kLongestChange = 200;          // characters of each text
inline constexpr std::chrono::days kChangesOnDesk{7};       // how long one is shown beside the desk
inline constexpr const char* kNoTitle = "change_no_title";  // codes of errors
inline constexpr const char* kBadChange = "change_bad";

class ChangeBook {
  public:
    // Newest day first; read from the database when it is asked for the first time. Never null.
    Result<std::shared_ptr<const Changes>> all(const store::Database& database) const;

    // Texts are cut, personal data in the title is masked. Durable when it returns. Error: invalid (kNoTitle; kBadChange: it ends
    // before it begins), io.
    Result<RecentChange> add(const store::Database& database, RecentChange change);

    // Error: not_found, io.
    Result<void> remove(const store::Database& database, std::int64_t id, const Timestamp& when,
                        const std::string& who);

    // Those of the last days that may have to do with a complaint of this category and product.
    Result<Changes> concerning(const store::Database& database, Date today,
                               std::string_view category, std::string_view product) const;

  private:
    void forget() const;

    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Changes> changes_;  // null: to be read
};

}  // namespace casebook::app
