// An entry made ready for the index: analysed, its terms weighed. That is most of the work of indexing, and any thread may do it; putting it
// into the index is for one at a time (index_writer.h).
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "search/stored_entry.h"

namespace casebook::search {

class PreparedEntry {
  public:
    static Result<PreparedEntry> of(const StoredEntry& stored);

    ~PreparedEntry();
    PreparedEntry(PreparedEntry&&) noexcept;
    PreparedEntry& operator=(PreparedEntry&&) noexcept;

    EntryId id() const { return id_; }

  private:
    friend class IndexWriter;
    struct Document;
    PreparedEntry(EntryId id, std::string path, std::unique_ptr<Document> document);

    EntryId id_;
    std::string path_;
    std::unique_ptr<Document> document_;
};

}  // namespace casebook::search
