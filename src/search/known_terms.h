// What was lately asked of one state of an index: in how many documents a term is, and the list of the entries that have it, decoded. While somebody
// types, each text asks nearly the same as the one before, and all calls ask for the same common words: a tree is walked, and a list
// decoded, once for all of them, until the index changes. Thread-safe; which database is given is for the caller to keep the same.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "search/superseded.h"

namespace casebook::search {

// In the order of the index; as long as each other.
struct TermEntries {
    std::vector<Xapian::docid> documents;
    std::vector<std::uint8_t> impacts;  // impact.h
};
using SharedEntries = std::shared_ptr<const TermEntries>;

inline constexpr std::size_t kMostBytesOfKnownTerms = 64 << 20;

class KnownTerms {
  public:
    explicit KnownTerms(Superseded superseded = {},
                        std::size_t most_bytes = kMostBytesOfKnownTerms);

    const Superseded& superseded() const { return superseded_; }

    // Superseded ones count only where so many have the term that they hardly matter. Throws Xapian::Error, as the next.
    double documents_with(const Xapian::Database& database, const std::string& term);

    // Without superseded ones. A list that would fill a quarter of a generation is given and not kept.
    SharedEntries entries_of(const Xapian::Database& database, const std::string& term);

    // None where nobody asked for them lately.
    SharedEntries find_entries(const std::string& term);

    std::size_t bytes() const;  // at most most_bytes

  private:
    struct Known {
        std::optional<double> documents;
        SharedEntries entries;
    };
    using Terms = std::unordered_map<std::string, Known>;

    double count_documents(const Xapian::Database& database, const std::string& term);
    Known find(const std::string& term);
    void put(const std::string& term, const Known& known);
    void keep(const std::string& term, const Known& known);

    Superseded superseded_;
    std::size_t most_of_a_generation_;  // bytes
    mutable std::mutex mutex_;          // of the rest
    // When the recent ones have used up half of the memory, those before them go and they become the older ones.
    Terms recent_, older_;
    std::size_t recent_bytes_ = 0, older_bytes_ = 0;
};

}  // namespace casebook::search
