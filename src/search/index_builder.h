// A whole index, made beside the one in use, in parts that are merged in the end.
//
// Xapian keeps what is not yet written in search trees, a node a posting. As long as they fit into the processor's cache they are
// quick; beyond, nearly half of the time goes into waiting for memory. So a part is written out every two thousand entries. It stays
// one database, because a merge leaves the pieces of a posting list as they are: many small parts make a large, slow index
// (docs/benchmarks.md).
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/stored_entry.h"

namespace casebook::search {

// Of so much text it is learnt how to pack entries (entry_packing.h); more makes them hardly smaller.
inline constexpr std::size_t kBytesOfSamples = 1'000'000;

class IndexBuilder {
  public:
    // Parts of one new index, each to be filled by one thread at a time. `samples`: some of the entries that will be added, best from all over
    // the library, up to kBytesOfSamples of text; the better they are, the smaller is the index. Error: io, corrupt.
    static Result<std::vector<IndexBuilder>> begin(const std::filesystem::path& folder,
                                                   std::size_t parts,
                                                   const std::vector<StoredEntry>& samples = {});

    // Makes one index of the parts, verifies it and puts it in use. Error: corrupt, io; the old index stays in use then.
    static Result<void> publish(std::vector<IndexBuilder> parts);

    // What was not published is removed.
    ~IndexBuilder();
    IndexBuilder(IndexBuilder&&) noexcept;
    IndexBuilder& operator=(IndexBuilder&&) noexcept;

    // Requires: nothing was added for this file.
    Result<void> add(const StoredEntry& stored);

    // Requires: it was added, or another file has taken its place since.
    Result<void> remove_path(const std::string& path);

  private:
    class Part;
    explicit IndexBuilder(std::unique_ptr<Part> part);
    static void note_removed(const std::vector<IndexBuilder>& parts,
                             const std::filesystem::path& generation);
    std::unique_ptr<Part> part_;
};

}  // namespace casebook::search
