// The first stage of suggesting: the entries that share the most telling words with a complaint.
//
//     score(entry) = sum over the query's terms of   own * rarity * 2 f / (1 + f) * impact
//
// f: occurrences in the complaint (BM25's k3 = 1), rarity: idf * trust (query_terms.h), own: what the other terms do not say anyway
// (own_share.h), impact: what the index holds (impact.h). With own = 1 it is
// Xapian's BM25 with the weighting of search_documents.h, summed up here, list by list, into one number an entry: for some fifty rare
// terms that takes half the time of a tree of fifty merged lists. The rarest term's list comes first. Once the lists that are left can
// lift no new entry into the best `count`, only those entries are looked up in them that still can be: the result is exact.
//
// Memory: five bytes an entry of the index while it runs.
#pragma once

#include <cstdint>
#include <vector>

#include <xapian.h>

#include "search/known_terms.h"
#include "search/query_terms.h"

namespace casebook::search {

struct ScoredDocument {
    Xapian::docid document = 0;
    double score = 0;
    unsigned matched = 0;  // of the query's terms, those typed that count for length
};

// Added to every found entry that has the term.
struct Bonus {
    std::string term;
    double score = 0;
};

struct WordQuery {
    const QueryTerms& terms;
    std::vector<std::string> left_out;  // entries that have one of these terms are not found
    std::vector<Bonus> bonuses;
};

// The best `count`, best first; equals in the order of the index. Throws Xapian::Error.
std::vector<ScoredDocument> best_by_words(const Xapian::Database& database, KnownTerms& known,
                                          const WordQuery& query, std::size_t count);

// Those of these documents that are not left out, whatever they share with the query (it may be nothing), in the order of the index.
std::vector<ScoredDocument> scores_by_words(const Xapian::Database& database, KnownTerms& known,
                                            const WordQuery& query,
                                            std::vector<Xapian::docid> documents);

}  // namespace casebook::search
