// The tables "complaint_links" (which case a complaint is about, as it seems or as its owner said) and "burst_mutes" (bursts that people
// do not want to hear of).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/burst.h"

namespace casebook::store {

class Database;

struct ComplaintLink {
    LinkedComplaint complaint;
    std::uint64_t words = 0;  // a hash of what was said
};

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
    Result<void> put_link(const ComplaintLink& link);
    Result<void> remove_link(std::int64_t complaint);
    Result<void> remove_links_before(std::chrono::sys_seconds when);
    Result<std::vector<ComplaintLink>> links_since(std::chrono::sys_seconds since) const;

    Result<void> mute(const BurstMute& mute);
    Result<std::vector<BurstMute>> mutes() const;  // the last of each case, over or not

  private:
    const Database& database_;
};

}  // namespace casebook::store
