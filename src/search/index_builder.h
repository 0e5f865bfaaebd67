// A whole index, made beside the one in use from runs: small indexes of some thousand entries each, merged in the end.
//
// Xapian keeps what is not yet written in search trees, a node a posting. As long as they fit into the processor's cache they are
// quick; beyond, nearly half of the time went into waiting for memory (docs/benchmarks.md).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/stored_entry.h"

namespace casebook::search {

struct RunLimits {
    std::size_t entries = 2'000;  // of a run
    // Of a part; more are merged. A merge holds all of its runs open, six files each, and many systems let a process open 1,024.
    std::size_t runs = 48;
};

class IndexBuilder {
  public:
    // Parts of one new index, each to be filled by one thread at a time. Error: io, corrupt.
    static Result<std::vector<IndexBuilder>> begin(const std::filesystem::path& folder,
                                                   std::size_t parts, RunLimits limits = {});

    // Makes one index of the parts, verifies it and puts it in use. Error: corrupt, io; the old index stays in use then.
    static Result<void> publish(std::vector<IndexBuilder> parts);

    // What was not published is removed.
    ~IndexBuilder();
    IndexBuilder(IndexBuilder&&) noexcept;
    IndexBuilder& operator=(IndexBuilder&&) noexcept;

    // Requires: nothing was added for this file.
    Result<void> add(const StoredEntry& stored);
    Result<void> remove_path(const std::string& path);

  private:
    class Runs;
    explicit IndexBuilder(std::unique_ptr<Runs> runs);
    std::unique_ptr<Runs> runs_;
};

}  // namespace casebook::search
