// The documents of the index that stand for nothing any more: their files were changed or removed since the index was built.
//
// To take a document out Xapian needs the list of its terms, and those lists are a third of an index. So the index has none: a changed
// entry gets a new document, the number of the old one is noted here (in the metadata, committed together with the new one), and whoever
// reads passes over it. What is left lying about goes when the index is built anew, for which there is a bound (are_too_many()).
#pragma once

#include <cstddef>
#include <vector>

#include <xapian.h>

namespace casebook::search {

class Superseded {
  public:
    Superseded() = default;

    // Throws Xapian::Error; DatabaseCorruptError when what is noted makes no sense.
    static Superseded noted_in(const Xapian::Database& database);
    void note_in(Xapian::WritableDatabase& database) const;

    bool has(Xapian::docid document) const;
    void add(Xapian::docid document);

    // Whether the index, of so many documents with these, is worth building anew.
    bool are_too_many(Xapian::doccount documents) const;

    const std::vector<Xapian::docid>& documents() const {
        return documents_;
    }  // in ascending order

  private:
    std::vector<Xapian::docid> documents_;
};

}  // namespace casebook::search
