// The lists of suggestions of the last hour, by their query_id: the words that each was for, so that somebody who says "this one
// helped" need not send them again, and they stand in no address. Kept in memory only, bounded in number and in bytes; the oldest go
// first, and a restart forgets all. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "domain/entry.h"

namespace casebook::web {

struct ListedComplaint {
    std::string text;
    std::set<EntryId> dismissed;  // "not this": not shown again for this text
};

class SuggestionLists {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::hours kKept{1};
    static constexpr std::size_t kMost = 50'000;
    static constexpr std::size_t kMostBytes = 32 * 1024 * 1024;  // of their texts

    // Returns the query_id.
    std::string remember(std::string text, Time now = std::chrono::steady_clock::now());

    std::optional<ListedComplaint> find(const std::string& query_id,
                                        Time now = std::chrono::steady_clock::now()) const;

    // Does nothing for a list that is forgotten.
    void dismiss(const std::string& query_id, EntryId case_id);
    void bring_back(const std::string& query_id, EntryId case_id);

  private:
    struct Kept {
        ListedComplaint complaint;
        Time until;
    };
    void forget_oldest();

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Kept> kept_;
    std::deque<std::string> oldest_first_;
    std::size_t bytes_ = 0;
};

}  // namespace casebook::web
