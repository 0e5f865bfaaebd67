// A fixed number of open databases for all threads: a Xapian database may be used by one thread at a time, and opening one
// for every request would cost more than the search.
//
// A reader survives one commit of the writer; after the next it must be reopened, which may fail for a moment while
// commits come fast. with_reader() hides this: it reopens and tries again, and only then gives an Error.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "search/index_state.h"
#include "search/snapshot.h"
#include "search/vocabulary_keeper.h"
#include "search/xapian_guard.h"

namespace casebook::search {

class ReaderPool {
  public:
    // Error: corrupt, not_found.
    static Result<std::unique_ptr<ReaderPool>> open(const std::filesystem::path& database,
                                                    std::size_t readers) {
        return guarded([&]() -> Result<std::unique_ptr<ReaderPool>> {
            auto pool = std::unique_ptr<ReaderPool>(new ReaderPool(database, readers));
            for (std::size_t i = 0; i < readers; ++i)
                pool->free_.push_back({Xapian::Database(database.string()), 0});
            return pool;
        });
    }

    // Runs work(const Snapshot&), which returns a Result, with a reader of its own; waits for a free one.
    template <class Work>
    auto with_reader(Work work) -> decltype(work(std::declval<const Snapshot&>())) {
        constexpr int kTries = 8;
        Borrowed reader(*this);
        const std::uint64_t newest = commits_;
        for (int attempt = 1;; ++attempt) {
            try {
                if (attempt > 1 || reader->commits_seen != newest) reader->database.reopen();
                reader->commits_seen = newest;
                return work(Snapshot(reader->database, states_.of(reader->database)));
            } catch (const Xapian::DatabaseError&) {
                if (attempt == kTries) return current_xapian_error();
            } catch (const Xapian::Error&) {
                return current_xapian_error();
            }
        }
    }

    // From now on every reader sees what was committed before this call.
    void refresh() { ++commits_; }

    VocabularyKeeper& vocabulary() { return vocabulary_; }

  private:
    ReaderPool(const std::filesystem::path& database, std::size_t readers)
        : vocabulary_(database, readers == 1 ? VocabularyKeeper::MadeBy::the_search
                                             : VocabularyKeeper::MadeBy::a_thread_beside) {}

    struct Reader {
        Xapian::Database database;
        std::uint64_t commits_seen = 0;
    };

    // A reader out of the pool, put back when it goes out of scope.
    class Borrowed {
      public:
        explicit Borrowed(ReaderPool& pool) : pool_(pool) {
            std::unique_lock lock(pool_.mutex_);
            pool_.returned_.wait(lock, [&] { return !pool_.free_.empty(); });
            reader_ = std::move(pool_.free_.back());
            pool_.free_.pop_back();
        }
        ~Borrowed() {
            const std::lock_guard lock(pool_.mutex_);
            pool_.free_.push_back(std::move(reader_));
            pool_.returned_.notify_one();
        }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        Reader* operator->() { return &reader_; }

      private:
        ReaderPool& pool_;
        Reader reader_;
    };

    VocabularyKeeper vocabulary_;
    IndexStateKeeper states_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<Reader> free_;
    std::atomic<std::uint64_t> commits_ = 0;
};

}  // namespace casebook::search
