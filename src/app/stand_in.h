// An index of the newest entries alone, which answers suggestions and searches while that of a large library is damaged or not there
// yet. It is made within seconds and asked for nothing else: who has to know what there is asks the files. Thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "app/index_library.h"
#include "search/index.h"

namespace casebook::app {

class Workspace;

class StandIn {
  public:
    explicit StandIn(const Workspace& workspace) : workspace_(workspace) {}

    // Of the newest entries, cases before all else; nothing where there are few: those are rebuilt as quickly. Error: io; busy when
    // given up.
    Result<void> build(const GoesOn& goes_on);

    // The whole index answers again; also removes what a program that died has left.
    void remove();

    // None while there is none.
    std::shared_ptr<const search::Index> index() const;

  private:
    std::filesystem::path folder() const;

    const Workspace& workspace_;
    mutable std::mutex mutex_;
    std::shared_ptr<search::Index> index_;
};

}  // namespace casebook::app
