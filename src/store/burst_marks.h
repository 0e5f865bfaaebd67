// The tables "likely_cases" (which case an open complaint seems to be about) and "burst_mutes" (bursts that people do not want to hear of).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/burst.h"

namespace casebook::store {

class Database;

struct BurstMute {
    EntryId case_id = 0;
    std::chrono::sys_seconds until{};
    std::string who;
};

class BurstMarks {
  public:
    // The database outlives it.
    explicit BurstMarks(const Database& database) : database_(database) {}

    // One for each complaint.
    Result<void> add_likely(const LinkedComplaint& likely);
    Result<void> remove_likely(std::int64_t complaint);
    Result<std::vector<LinkedComplaint>> likely_since(std::chrono::sys_seconds since) const;

    Result<void> mute(const BurstMute& mute);
    Result<std::vector<BurstMute>> mutes_after(std::chrono::sys_seconds now) const;

  private:
    const Database& database_;
};

}  // namespace casebook::store
