// Where the index lies: generations beside each other, and a link that names the one in use.
//
//   <folder>/generation-3/   glass database      <folder>/current -> generation-3
//
// A rebuild fills a new generation and then moves the link, so that there is always a whole index in use; the ones left behind are removed
// once nobody opens them any more.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace casebook::search {

class IndexFolder {
  public:
    explicit IndexFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // The database in use. Error: not_found when none was ever built.
    Result<std::filesystem::path> current() const;

    // A path for a new generation; nothing is there yet. What earlier attempts left is removed.
    Result<std::filesystem::path> begin_generation() const;

    // Puts the generation in use, durably. The one before stays for those that have it open (Xapian opens files again).
    Result<void> publish(const std::filesystem::path& generation) const;

    // All generations but the one in use.
    void remove_unused() const;

  private:
    std::filesystem::path folder_;
};

}  // namespace casebook::search
