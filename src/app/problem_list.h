// Which files of the library are left out, and why. Kept up to date while files come and go. Thread-safe.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace casebook::app {

// Each with its place, reason and hint.
using Problems = std::vector<Error>;

class ProblemList {
  public:
    // What is known of these files from now on: the problems found, none for the others.
    void replace(const std::vector<std::string>& paths, const Problems& found) {
        const std::lock_guard lock(mutex_);
        for (const std::string& path : paths) problems_.erase(path);
        for (const Error& problem : found) problems_.insert_or_assign(problem.place.path, problem);
    }

    // The same of all entries; those of the library's lists (categories.yml and the like) stay.
    void replace_all(const Problems& found) {
        const std::lock_guard lock(mutex_);
        std::erase_if(problems_,
                      [](const auto& problem) { return problem.first.ends_with(".md"); });
        for (const Error& problem : found) problems_.insert_or_assign(problem.place.path, problem);
    }

    Problems all() const {
        const std::lock_guard lock(mutex_);
        Problems all;
        for (const auto& [path, problem] : problems_) all.push_back(problem);
        return all;
    }

    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return problems_.size();
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, Error> problems_;  // by path
};

}  // namespace casebook::app
