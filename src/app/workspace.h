// Everything that one running program works on: the library folder, the state folder with its lock, the database and the
// index. Opened once by each command; the use cases of this module take it as their first argument.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/category_book.h"
#include "app/change_book.h"
#include "app/index_follower.h"
#include "app/index_health.h"
#include "app/index_library.h"
#include "app/learning.h"
#include "app/library_words.h"
#include "app/outcome_book.h"
#include "app/pending_entries.h"
#include "app/problem_list.h"
#include "app/reuse_listener.h"
#include "app/stand_in.h"
#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "content/library.h"
#include "search/index.h"
#include "store/database.h"

namespace casebook::app {

class Accounts;       // people/accounts.h
class BurstWatch;     // burst_watch.h
class ComplaintDesk;  // complaints/complaint_desk.h
class NoticeBoard;    // notice_board.h

enum class Access {
    write,  // holds the lock of the state folder
    read_or_write,  // as write, or, while another process holds the lock, reading what that one keeps up to date
};

// What happens when there is no whole index. A server answers at once, from the files themselves, and says so.
enum class MissingIndex { build_before_opening, build_later };

struct WorkspaceOptions {
    std::filesystem::path content = "content";
    std::filesystem::path state = "var";
    Access access = Access::write;
    std::size_t readers = 4;  // searches at once
    MissingIndex missing_index = MissingIndex::build_before_opening;
    Durability durability = Durability::survives_power_cut;
    std::chrono::days shelf_life = kDefaultShelfLife;  // a case unconfirmed for longer is stale
    std::chrono::days recall{14};  // who used a case that long ago is told when it is withdrawn
    // So many files are indexed before anybody notices; of a larger library the newest so many stand in until its index is there.
    std::size_t few_files = 3000;
};

class Workspace {
  public:
    // Makes the state folder where missing, and an index where there is none or another version made it; takes in what
    // changed in the library since, each change as a revision. A file that cannot be read is a problem, not an error.
    static Result<std::unique_ptr<Workspace>> open(const WorkspaceOptions& options,
                                                   const Progress& progress);
    ~Workspace();

    const content::Library& library() const { return library_; }
    const search::Index& index() const { return *index_; }
    search::Index& index() { return *index_; }
    store::Database& database() { return *database_; }
    const store::Database& database() const { return *database_; }
    const Clock& clock() const { return *clock_; }
    Problems problems() const { return problems_.all(); }
    const ProblemList& problem_list() const { return problems_; }
    ProblemList& problem_list() { return problems_; }
    PendingEntries& pending() { return pending_; }
    const PendingEntries& pending() const { return pending_; }
    IndexFollower& follower() { return follower_; }
    IndexHealth& health() const { return health_; }  // a search that meets damage reports it
    StandIn& stand_in() { return stand_in_; }
    const StandIn& stand_in() const { return stand_in_; }
    FileWriter& writer() { return *writer_; }
    OutcomeBook& outcomes() { return outcomes_; }
    const OutcomeBook& outcomes() const { return outcomes_; }
    // Requires: opened for writing; people come in through the one process that holds the state.
    Accounts& accounts() const { return *accounts_; }
    NoticeBoard& notices() const { return *notices_; }  // the same
    BurstWatch& bursts() const { return *bursts_; }     // the same
    // Requires: opened for writing.
    ComplaintDesk& complaint_desk() const { return *complaint_desk_; }
    Learning& learning() { return learning_; }
    const Learning& learning() const { return learning_; }
    const CategoryBook& categories() const { return categories_; }
    ChangeBook& changes() { return changes_; }
    const ChangeBook& changes() const { return changes_; }
    std::filesystem::path index_folder() const { return options_.state / "index"; }
    const WorkspaceOptions& options() const { return options_; }

    // Held by who changes files, from before it reads what it changes until the change is published.
    std::unique_lock<std::mutex> write_lock() { return std::unique_lock(write_mutex_); }

    // Held by who searches the files themselves: a desk full of people who do so at once would leave no time to rebuild the index. Not
    // locked: somebody else went on for too long.
    std::unique_lock<std::timed_mutex> scan_lock() const {
        constexpr std::chrono::milliseconds kPatience{100};
        return std::unique_lock(scan_mutex_, kPatience);
    }

    // Takes the library's lists of words and learning.yml into use, again when they changed.
    void load_words();

    // Held while reuse is recorded or taken back, so that all hear of it in one order.
    std::unique_lock<std::mutex> reuse_lock() { return std::unique_lock(reuse_mutex_); }

    // Nobody listens until one is set; before anything is recorded.
    void use_reuse_listener(std::unique_ptr<ReuseListener> listener) {
        reuse_listener_ = std::move(listener);
    }
    ReuseListener* reuse_listener() const { return reuse_listener_.get(); }

    // For tests: another clock, another way of writing files.
    void use_clock(std::unique_ptr<Clock> clock) { clock_ = std::move(clock); }
    void use_writer(std::unique_ptr<FileWriter> writer) { writer_ = std::move(writer); }

  private:
    explicit Workspace(const WorkspaceOptions& options);
    Result<void> open_for_writing(const Progress& progress);
    Result<void> load_what_reuse_says();
    Result<void> load_accounts();
    Result<void> open_index(const Progress& progress);
    Result<void> build_index(const Progress& progress);
    Result<void> update_index(const Progress& progress);
    Result<void> reopen_index();
    Result<void> replace_index(const Error& reason, const Progress& progress);

    WorkspaceOptions options_;
    content::Library library_;
    std::optional<FolderLock> lock_;
    std::optional<store::Database> database_;
    std::optional<search::Index> index_;
    std::unique_ptr<Clock> clock_;
    Learning learning_;
    std::unique_ptr<FileWriter> writer_;
    std::mutex write_mutex_;
    std::mutex reuse_mutex_;
    mutable std::timed_mutex scan_mutex_;
    CategoryBook categories_{library_};
    ChangeBook changes_;
    OutcomeBook outcomes_;
    std::unique_ptr<ReuseListener> reuse_listener_;
    std::unique_ptr<Accounts> accounts_;
    std::unique_ptr<NoticeBoard> notices_;
    std::unique_ptr<BurstWatch> bursts_;
    std::unique_ptr<ComplaintDesk> complaint_desk_;
    ProblemList problems_;
    LibraryWords words_;
    PendingEntries pending_;
    mutable IndexHealth health_;
    StandIn stand_in_{*this};
    IndexFollower follower_{*this};
};

}  // namespace casebook::app
