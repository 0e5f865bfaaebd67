// The vocabulary of an index in use, made again when the index changed. Where many search (a server), a thread beside makes it, and
// until it is there searches go without, or with the one before; making it takes at most a twentieth of the time. A program that
// searches by itself (a command) waits for it. Thread-safe.
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
    enum class MadeBy { the_search, a_thread_beside };

    // `folder`: of the database, for the thread beside.
    VocabularyKeeper(std::filesystem::path folder, MadeBy made_by)
        : folder_(std::move(folder)), made_by_(made_by) {}

    // None while a thread makes the first.
    std::shared_ptr<const Vocabulary> get(const Xapian::Database& database);

  private:
    using Clock = std::chrono::steady_clock;

    std::shared_ptr<const Vocabulary> current() const;
    void make(const Xapian::Database& database);
    void make_beside();
    static std::string state_of(const Xapian::Database& database);

    std::filesystem::path folder_;
    MadeBy made_by_;
    std::mutex making_;  // held by who makes one
    mutable std::mutex mutex_;
    std::shared_ptr<const Vocabulary> vocabulary_;  // guarded by mutex_, as the next three
    std::string made_of_;                           // the state of the index
    Clock::time_point made_at_;
    Clock::duration took_{};
    std::future<void> beside_;  // last: ends before the rest goes; guarded by making_
};

}  // namespace casebook::search
