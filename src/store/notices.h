// The table "notices": what each person was told, and up to where they have seen it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/notice.h"

namespace casebook::store {

class Database;

class Notices {
  public:
    // The database outlives it.
    explicit Notices(const Database& database) : database_(database) {}

    // All in one transaction; gives them with their ids.
    Result<std::vector<Notice>> add(std::vector<Notice> notices);

    // Newest first.
    Result<std::vector<Notice>> latest(const std::string& account, std::size_t limit) const;
    // Account -> how many it has not seen; accounts without any are left out.
    Result<std::map<std::string, std::size_t>> count_unseen() const;

    Result<void> mark_seen(const std::string& account, NoticeId up_to);
    // Those that were seen and are older.
    Result<void> remove_seen_before(const Timestamp& when);

  private:
    const Database& database_;
};

}  // namespace casebook::store
