// Sees changes that an editor, git or another program makes to the library while the program runs (inotify), and has them taken in.
// One thread. Where the system gives no notice (too many folders, a network share) the library is compared as a whole now and then.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "app/workspace.h"

namespace casebook::jobs {

class LibraryWatch {
  public:
    // `quiet`: changes are taken in when nothing more came for this long, so that a git checkout is one batch.
    explicit LibraryWatch(app::Workspace& workspace,
                          std::chrono::milliseconds quiet = std::chrono::milliseconds(100));
    ~LibraryWatch();
    LibraryWatch(const LibraryWatch&) = delete;
    LibraryWatch& operator=(const LibraryWatch&) = delete;

  private:
    enum class Sight { of_changes, nothing_new };

    void run();
    void begin();
    void watch_folder(const std::string& below);  // and all folders in it
    Sight read_events();
    void handle(int watch, std::uint32_t mask, const std::string& name);
    void compare_everything();
    void take_in();

    app::Workspace& workspace_;
    std::chrono::milliseconds quiet_;
    int inotify_ = -1;
    int stop_event_ = -1;
    std::map<int, std::string>
        folders_;  // watch -> path below the library folder, "" for that itself
    std::set<std::string> changed_;
    bool lost_sight_ = false;     // events were dropped
    bool words_changed_ = false;  // one of the lists of words
    std::thread thread_;
};

}  // namespace casebook::jobs
