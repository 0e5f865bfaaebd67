// The moment the product is for: words of a complaint in, precedents with their evidence out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/evidence.h"
#include "app/readings.h"
#include "app/shared_words.h"
#include "app/workspace.h"
#include "domain/reuse.h"
#include "search/category_guess.h"
#include "search/confidence.h"

namespace casebook::app {

struct SuggestRequest {
    std::string text;
    std::size_t limit = 5;
    std::string category;
    std::string product;
    std::optional<EntryId> leave_out;
    // apart: every case at its own place, as the ranking has it; for measuring.
    enum class SameProblem { together, apart } same_problem = SameProblem::together;
};

// Why a case stands among the alternatives of another.
enum class Kinship {
    none,            // it does not
    confirmed,       // somebody said that it is the same problem
    same_complaint,  // the complaints are nearly the same text
};
std::string_view name_of(Kinship kinship);  // none, confirmed, same_complaint

struct Suggestion {
    Entry entry;
    std::string path;
    double score = 0;
    Evidence evidence;
    bool stale = false;
    OutcomeSummary outcome;      // the author's own and those of its reuses
    search::LearntScore learnt;  // what reuse has taught about it, for these words
    std::optional<double>
        confidence;  // that it is the same matter (search/confidence.h); none without an index
    Kinship kinship = Kinship::none;
    bool is_linked = false;            // not found: somebody linked it with a case that was
    std::vector<SharedWord> shared{};  // what it has in common with the complaint
    std::size_t confirmed_alike = 0;   // times that it was used for complaints like this one
    double agreement = 0;              // the share of the best matches that has its category
    double raised = 0;                 // by how much of the score that lifted it
    double by_learning = 0;            // how much of the score was learnt
    std::vector<Suggestion>
        alternatives{};  // competing resolutions of the same problem, the best first
};

enum class SuggestOutcome {
    found,
    nothing_found,  // searched, and no case shares more with it than single characters or words like "the"
    too_little,  // the text held nothing that can be searched
};

struct SuggestionList {
    SuggestOutcome outcome = SuggestOutcome::too_little;
    std::vector<Suggestion> suggestions;
    search::QueryTerms terms;
    std::vector<search::CategoryGuess> categories;  // of the complaint, the likeliest first
    std::vector<Reading> readings;  // what was read as something else than it was typed
    bool degraded =
        false;  // there may be more: the index was not whole, or the files were read instead
    bool clipped = false;  // only the first search::kLongestComplaint characters were used
    double took_ms = 0;

    // Whether anything of it may be taken for a precedent; else it is only what comes nearest.
    bool has_precedent() const;
};

inline constexpr std::size_t kMostSuggestions = 50;

// Thread-safe. Any bytes are taken for the text. Error: corrupt, io.
Result<SuggestionList> suggest_resolutions(const Workspace& workspace,
                                           const SuggestRequest& request);

}  // namespace casebook::app
