// The documents of the index that stand for nothing any more: their files were changed or removed since the index was built.
//
// To take a document out Xapian needs the list of its terms, and those lists are a third of an index. So the index has none: a changed
// entry gets a new document, the number of the old one is noted here (in the metadata, committed together with the new one), and whoever
// reads passes over it. What is left lying about goes when the index is built anew, for which there is a bound (are_too_many()).
#pragma once

#include <memory>
#include <vector>

#include <xapian.h>

namespace casebook::search {

class Superseded {
  public:
    using Documents = std::vector<Xapian::docid>;  // in ascending order, each once

    Superseded() = default;
    explicit Superseded(Documents documents);  // in any order

    // Throws Xapian::Error; DatabaseCorruptError when what is noted makes no sense.
    static Superseded noted_in(const Xapian::Database& database);
    void note_in(Xapian::WritableDatabase& database) const;

    // These and those.
    Superseded with(Documents more) const;

    bool has(Xapian::docid document) const;
    bool empty() const { return documents_->empty(); }
    const Documents& documents() const { return *documents_; }
    std::shared_ptr<const Documents> shared() const { return documents_; }

    // Whether an index of so many documents, these among them, is worth building anew.
    bool are_too_many(Xapian::doccount documents) const;

  private:
    std::shared_ptr<const Documents> documents_ = std::make_shared<const Documents>();
};

}  // namespace casebook::search
