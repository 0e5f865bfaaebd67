#include "jobs/library_watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/outside_changes.h"
#include "base/log.h"

namespace casebook::jobs {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                  IN_CREATE | IN_DELETE_SELF | IN_ONLYDIR;
constexpr auto kBetweenComparisons = 60s;  // when the system gives no notice

std::string joined(const std::string& folder, const std::string& name) {
    return folder.empty() ? name : folder + "/" + name;
}

bool is_entry_file(const std::string& path) {
    const std::string name = fs::path(path).filename().string();
    return path.ends_with(".md") && !name.starts_with('.') && content::kind_of_path(path);
}

}  // namespace

LibraryWatch::LibraryWatch(app::Workspace& workspace, std::chrono::milliseconds quiet)
    : workspace_(workspace),
      quiet_(quiet),
      inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      stop_event_(::eventfd(0, EFD_CLOEXEC)) {
    if (inotify_ < 0)
        log(Severity::warning,
            "The system gives no notice of changed files; they are looked for once a minute");
    thread_ = std::thread([this] { run(); });
}

LibraryWatch::~LibraryWatch() {
    const std::uint64_t one = 1;
    if (::write(stop_event_, &one, sizeof one) != sizeof one)
        log(Severity::warning, "The watch of the library cannot be stopped");
    thread_.join();
    if (inotify_ >= 0) ::close(inotify_);
    ::close(stop_event_);
}

// Files that came into a new folder before it was watched are taken for changed.
void LibraryWatch::watch_folder(const std::string& below) {
    const fs::path folder = workspace_.library().folder() / below;
    const int watch = ::inotify_add_watch(inotify_, folder.c_str(), kEvents);
    if (watch < 0) {
        log(Severity::warning, fmt::format("{} is not watched: {}; its changes are looked for "
                                           "once a minute",
                                           folder.string(), std::strerror(errno)));
        lost_sight_ = true;
        return;
    }
    folders_[watch] = below;
    std::error_code failure;
    for (fs::directory_iterator file(folder, failure), end; !failure && file != end;
         file.increment(failure)) {
        const std::string name = file->path().filename().string();
        const std::string path = joined(below, name);
        if (name.starts_with('.')) continue;
        if (is_entry_file(path))
            changed_.insert(path);
        else if (file->is_directory(failure) && content::kind_of_path(path))
            watch_folder(path);
    }
}

void LibraryWatch::handle(int watch, std::uint32_t mask, const std::string& name) {
    if ((mask & IN_Q_OVERFLOW) != 0) {
        lost_sight_ = true;
        return;
    }
    const auto folder = folders_.find(watch);
    if (folder == folders_.end()) return;
    if ((mask & (IN_DELETE_SELF | IN_IGNORED)) != 0) {
        folders_.erase(folder);
        return;
    }
    const std::string path = joined(folder->second, name);
    if (app::is_list_or_setting(path)) words_changed_ = true;
    if ((mask & IN_ISDIR) != 0) {
        if ((mask & (IN_MOVED_FROM | IN_DELETE)) != 0) lost_sight_ = true;  // with all in it
        if ((mask & (IN_MOVED_TO | IN_CREATE)) != 0 && !name.starts_with('.') &&
            content::kind_of_path(path))
            watch_folder(path);
        return;
    }
    const bool only_created = (mask & IN_CREATE) != 0;  // its text comes with IN_CLOSE_WRITE
    if (!only_created && is_entry_file(path)) changed_.insert(path);
}

LibraryWatch::Sight LibraryWatch::read_events() {
    alignas(inotify_event) std::array<char, 64 * 1024> buffer;
    const ssize_t got = ::read(inotify_, buffer.data(), buffer.size());
    if (got <= 0) return Sight::nothing_new;
    for (ssize_t at = 0; at < got;) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof event);
        const char* name = buffer.data() + at + sizeof event;
        handle(event.wd, event.mask, event.len > 0 ? name : "");
        at += static_cast<ssize_t>(sizeof event + event.len);
    }
    return Sight::of_changes;
}

void LibraryWatch::compare_everything() {
    lost_sight_ = false;
    const auto changes = app::find_changes(workspace_.library(), workspace_.index());
    if (!changes) {
        log(changes.error());
        return;
    }
    for (const content::FileStamp& stamp : changes->changed) changed_.insert(stamp.path);
    changed_.insert(changes->gone.begin(), changes->gone.end());
}

void LibraryWatch::take_in() {
    if (words_changed_ || lost_sight_) workspace_.load_words();
    words_changed_ = false;
    if (lost_sight_) compare_everything();
    if (changed_.empty()) return;
    if (const auto taken = app::take_in_outside_changes(workspace_, changed_); !taken)
        log(taken.error());
    changed_.clear();
}

// Nobody who starts the program waits for this. What changed after the workspace compared the files and before the folders were
// watched is found by comparing once more.
void LibraryWatch::begin() {
    if (inotify_ >= 0) watch_folder("");
    changed_.clear();
    lost_sight_ = true;
    take_in();
}

void LibraryWatch::run() {
    begin();
    std::array<pollfd, 2> waiting{{{stop_event_, POLLIN, 0}, {inotify_, POLLIN, 0}}};
    const auto slow = std::chrono::milliseconds(kBetweenComparisons).count();
    while (true) {
        const bool gathering = !changed_.empty() || lost_sight_ || words_changed_;
        const int ready = ::poll(waiting.data(), inotify_ >= 0 ? 2 : 1,
                                 static_cast<int>(gathering ? quiet_.count() : slow));
        if ((waiting[0].revents & POLLIN) != 0) return;
        if (ready > 0 && read_events() == Sight::of_changes) continue;
        if (ready == 0 && inotify_ < 0) lost_sight_ = true;
        take_in();
    }
}

}  // namespace casebook::jobs
