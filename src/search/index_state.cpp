#include "search/index_state.h"

#include "search/index_fields.h"
#include "search/index_metadata.h"

namespace casebook::search {

IndexState IndexStateKeeper::of(const Xapian::Database& database) {
    const Xapian::rev revision = database.get_revision();
    const std::string uuid = database.get_uuid();
    const std::lock_guard lock(mutex_);
    const bool is_other = newest_.terms == nullptr || uuid != database_;
    if (!is_other && revision == revision_) return newest_;
    // A dictionary stays what it is as long as its index.
    IndexState fresh{std::make_shared<KnownTerms>(Superseded::noted_in(database)),
                     is_other ? std::make_shared<const UnpackingDictionary>(
                                    checked_metadata(database, std::string(kDictionaryKey)))
                              : newest_.dictionary};
    if (is_other || revision > revision_) {
        newest_ = fresh;
        database_ = uuid;
        revision_ = revision;
    }
    return fresh;
}

}  // namespace casebook::search
