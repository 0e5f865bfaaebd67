// Tells people what happened: durable first, then to whoever listens (open pages). How many each person has not seen is kept in memory,
// because every page shows it. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/notice.h"

namespace casebook::store {
class Database;
}

namespace casebook::app {

class NoticeListener {
  public:
    virtual ~NoticeListener() = default;
    // Called by the thread that tells; quick.
    virtual void told(const std::vector<Notice>& notices) = 0;
    // What concerns the whole desk changed.
    virtual void desk_changed() = 0;
};

inline constexpr std::size_t kMostNoticesShown = 100;

class NoticeBoard {
  public:
    using Now = std::function<Timestamp()>;

    // The database outlives it.
    NoticeBoard(const store::Database& database, Now now);

    Result<void> load();

    // Each account once; whoever did it is not told. Error: nobody was told.
    Result<void> tell(const std::vector<std::string>& accounts, const News& news);

    // That what concerns the whole desk changed; nothing is kept.
    void tell_desk() const;

    Result<std::vector<Notice>> latest(const std::string& account) const;
    std::size_t count_unseen(const std::string& account) const;
    Result<void> mark_seen(const std::string& account, NoticeId up_to);

    // nullptr: nobody. The listener outlives the board, or takes itself away.
    void use_listener(NoticeListener* listener);

  private:
    Result<void> count_again();

    const store::Database& database_;
    Now now_;
    std::mutex telling_mutex_;  // one at a time, so that open pages hear in the order of the ids
    mutable std::mutex mutex_;  // of the rest; never held while the database writes
    std::map<std::string, std::size_t> unseen_;
    NoticeListener* listener_ = nullptr;
};

}  // namespace casebook::app
