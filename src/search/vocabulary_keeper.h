// The vocabulary of an index in use. A small one is made by the search that first needs it, again when the index changed; a large one
// by a thread beside, and until it is there searches go without, or with the one before. Making it takes at most a twentieth of
// the time. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <string>

#include "search/vocabulary.h"

namespace casebook::search {

class VocabularyKeeper {
  public:
    // `folder`: of the database, for the thread beside.
    explicit VocabularyKeeper(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // None while the first is being made.
    std::shared_ptr<const Vocabulary> get(const Xapian::Database& database);

  private:
    using Clock = std::chrono::steady_clock;

    std::shared_ptr<const Vocabulary> current() const;
    void make(const Xapian::Database& database);
    void make_beside();
    static std::string state_of(const Xapian::Database& database);

    std::filesystem::path folder_;
    std::mutex making_;  // held by who makes one
    mutable std::mutex mutex_;
    std::shared_ptr<const Vocabulary> vocabulary_;  // guarded by mutex_, as the next three
    std::string made_of_;                           // the state of the index
    Clock::time_point made_at_;
    Clock::duration took_{};
    std::future<void> beside_;  // last: ends before the rest goes; guarded by making_
};

}  // namespace casebook::search
