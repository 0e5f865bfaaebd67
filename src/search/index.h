// The index, for reading. Thread-safe. index_fields.h describes what is in it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "search/confidence.h"
#include "search/facets.h"
#include "search/learning/learnt_model.h"
#include "search/query_terms.h"
#include "search/search_language.h"
#include "search/search_order.h"
#include "search/stored_entry.h"

namespace casebook::search {

struct SuggestQuery {
    std::string text;
    std::size_t limit = 5;
    std::string category;                 // boosts; empty: none
    std::string product;                  // boosts; empty: none
    std::optional<EntryId> leave_out;     // the case itself, when one looks for cases like it
    const LearntModel* learnt = nullptr;  // what reuse has taught; none: the words alone decide
};

struct Precedent {
    StoredEntry stored;
    double score = 0;  // comparable within one answer only
    double agreement =
        0;  // of a suggestion: the share of the best matches that has its category (rerank.h)
    double by_words = 0;  // the search's own part of the score; the rest was learnt
    LearntScore learnt;   // why it was raised or lowered by what was learnt
    double raised = 0;    // of the score, by that agreement
};

struct Precedents {
    std::vector<Precedent> found;  // best first
    QueryTerms terms;      // what was searched for; empty when the text held nothing searchable
    double documents = 0;  // in the index, as the terms' rarity was worked out
    AskedWords asked{};    // of the text (confidence.h)
};

// A case that says nearly the same as an entry.
struct NearDuplicate {
    StoredEntry stored;
    double likeness = 0;  // from kNearDuplicate to 1 (likeness.h)
};

// From this likeness on a case is a copy, whatever was edited, left out, moved or mistyped: docs/benchmarks.md.
inline constexpr double kNearDuplicate = 0.6;

struct SearchQuery {
    ParsedQuery query;                           // no clauses and nothing asked: everything
    SearchOrder order = SearchOrder::relevance;  // of a query without words: the newest first
    std::size_t first = 0;
    std::size_t limit = 10;
    Facet facets = Facet::none;
};

// Phrases are verified on the text of at most this many entries a query; what was not verified is no hit.
inline constexpr std::size_t kMostVerified = 1'000;

// How far hits can be paged through.
inline constexpr std::size_t kDeepest = 10'000;

enum class Total { exact, at_least };

struct SearchHits {
    std::vector<Precedent> found;
    std::size_t total = 0;
    Total total_is =
        Total::exact;  // at_least: more entries than kMostVerified had all words of a phrase
    Facets facets;
    QueryTerms terms;     // what the hits were found by; empty: by filters alone
    QueryTerms readings;  // what may stand for what was typed (search_expansion.h)
};

class Index {
  public:
    // `readers`: how many searches run at once. Error: not_found; conflict when another version made it; corrupt.
    static Result<Index> open(const std::filesystem::path& folder, std::size_t readers);
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    Result<Precedents> suggest(const SuggestQuery& query) const;

    // Cases whose words are those of the entry, nearest first; the entry itself (by its id) is none of them.
    Result<std::vector<NearDuplicate>> near_duplicates(const Entry& entry) const;

    // Error: invalid when it asks for more than the first kDeepest; corrupt.
    Result<SearchHits> search(const SearchQuery& query) const;

    // The query as the index is asked it, for those who wonder why something is (not) found.
    Result<std::string> explain(const ParsedQuery& query) const;

    Result<std::optional<StoredEntry>> find(EntryId id) const;
    Result<std::optional<StoredEntry>> find_daily(Date date) const;
    Result<std::optional<StoredEntry>> find_by_path(const std::string& path) const;
    Result<std::optional<StoredEntry>> find_by_external_id(const std::string& external_id) const;

    // Path -> version of every indexed file.
    Result<std::unordered_map<std::string, std::string>> versions() const;
    Result<std::size_t> count(std::optional<Kind> kind) const;

    // Whether so much of it has been superseded by changes that it is worth building anew; it answers as before.
    bool is_worn() const;

    // The largest id that is in use; 0 when nothing is.
    Result<EntryId> largest_id() const;

    // From now on texts are understood with these lists. None to begin with.
    void use_words(std::shared_ptr<const WordLists> words);
    std::shared_ptr<const WordLists> words() const;

    // From now on every search sees what was committed before this call.
    void refresh();

    // From now on every search goes to the index that is now in use; those that are running end on the old one. Error: as open().
    Result<void> reopen();

  private:
    struct Readers;
    explicit Index(std::unique_ptr<Readers> readers);
    std::unique_ptr<Readers> readers_;
};

}  // namespace casebook::search
