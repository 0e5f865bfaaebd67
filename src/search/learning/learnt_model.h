// What a desk learns from its reuse log, and what that says about a complaint.
//
// Two parts. "Asked as" (asked_as.h) is exact and in effect when learn() returns. The linear model (linear_model.h) is trained on demand by
// train(), from scratch on the newest kMostExamples events, in the background; until then the last one is used. Both are a function of the log, of
// the day (older events count less) and of the cases' own words: learning event by event, a rebuild from the log, and a log from which an
// event was undone give the same model, bit by bit, as a log without it.
//
//     score(case) = (by words + kAskedAs x asked as) / the highest of these + kTrained x trained - kDismissed x dismissed
//
// "As one more field": by words and asked as are in the same units and make one score; to an event-free case nothing is added and nothing is
// held against it. The trained part grows by itself with what was seen. "Not this" lowers a case for complaints like the dismissed one only, and is
// weighed against those who confirmed it for such (dismissal.h).
// Constants: docs/decisions/0011-learning.md. Thread-safe; scores() waits only for the moments in which an event is filed.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/reuse.h"
#include "search/learning/asked_as.h"
#include "search/learning/confirmed_wordings.h"
#include "search/learning/event_weights.h"
#include "search/learning/learning_settings.h"
#include "search/learning/learnt_words.h"
#include "search/learning/linear_model.h"
#include "search/learning/past_complaints.h"

namespace casebook::search {

// Why a case is ranked as it is. All parts are 0 for a case that nothing was learnt of.
struct LearntScore {
    EntryId case_id = 0;
    double asked_as = 0;  // BM25 of its past complaints, in units of the search's scores
    double likeness = 0;  // 0 to 1: how far it was asked for in these words
    Confirmed confirmed;  // by complaints like this one; of cases that are shown only
    double trained = 0;   // a logit of the linear model
    double dismissed =
        0;  // 0 to 1: how far those who said "not this" for such complaints outweigh those who used it
    std::size_t confirmations = 0;  // how many say that it solved a complaint: is_confirmation()
};

// That the case was used, and not that it left the complaint unsolved.
bool is_confirmation(const ReuseEvent& event);

// A complaint as it is asked now.
struct AskedNow {
    std::string_view text;  // personal data masked, as it is in the events that it is compared with
    const QueryTerms&
        searched;  // its terms and what they were read as; rarity as the search has it
    const QueryTerms&
        typed;  // its own terms, also those that no case has; for has_dismissals() only
};

inline constexpr double kAskedAs = 1.5;
inline constexpr double kTrained = 0.5;
inline constexpr double kDismissed = 2;

// What a case says of its problem.
struct CaseWords {
    std::string problem;   // its title and its complaint
    std::string category;  // what the desk calls it; may be empty
};

CaseWords words_of(const Entry& entry);

// What was learnt of one case, for its page "why it is found".
struct LearntOfCase {
    std::vector<LearntWord>
        words;  // of those of the events that confirm it; the most telling first
    std::vector<ReuseEvent> events;  // the newest of those not undone, newest first
    std::vector<double> weights;     // of each event
};

inline constexpr std::size_t kMostExamples = 30'000;  // of the linear model: bounds time and memory
inline constexpr std::size_t kMostExamplesOfACase = 100;  // the newest

class LearntModel {
  public:
    LearntModel(LearningSettings settings, std::chrono::sys_days today);

    // In effect at once. Events come in the order of the log, each once.
    void learn(std::span<const ReuseEvent> events);
    void learn(const ReuseEvent& event) { learn({&event, 1}); }

    // As if it had never been; unknown ids are passed over. The linear model knows after the next train().
    void forget(std::int64_t event_id, Timestamp when);

    // Of what was said of the case these events count from now on (sorted ids), and no others. False, and nothing is changed: one of them was
    // never learnt. Takes as long for one event as for all of the case.
    bool count_only(EntryId case_id, std::span<const std::int64_t> counting);

    // Until the next train(): what another model of the same desk was trained to.
    void keep_trained(const LearntModel& former);

    // In effect at once; for the linear model after the next train().
    void use_half_life(std::chrono::days half_life);

    // Events grow older. In effect at once; for the linear model after the next train().
    void move_to(std::chrono::sys_days today);

    // The words of a case itself, with which it is trained, too; none for cases that are gone. Called without a lock held.
    using OwnWords = std::function<std::optional<CaseWords>(EntryId)>;

    // Trains the linear model on all that is known when it is called. Takes seconds for many events; one call at a time.
    void train(const OwnWords& own_words);

    // Wants training from now on, if the cases it was trained with say otherwise by now.
    void look_again(const OwnWords& own_words);

    // Whether something changed since the last train().
    bool wants_training() const;

    // In how many cases' past complaints a term is: what customers say that no case says.
    double cases_asked_with(const std::string& term) const;

    // What is known about `candidates` and about the `most` cases that are asked for in these words, but for `confirmed`; nothing of other
    // cases. By case id.
    std::vector<LearntScore> scores(const AskedNow& asked, std::span<const EntryId> candidates,
                                    std::size_t most) const;

    // By what complaints like this one the case was confirmed (is_confirmation()). `asked`: of the text as in AskedNow.
    Confirmed confirmed(EntryId case_id, const Wording& asked) const;

    // The day on which events are as old as they count now.
    std::chrono::sys_days today() const;

    // Of the case's newest `most` events.
    LearntOfCase explain(EntryId case_id, std::size_t most) const;

    // What each of these events counts today; 0 for one that is undone or unknown.
    std::vector<double> weights_of(std::span<const std::int64_t> event_ids) const;

    bool has_dismissals() const;

    bool empty() const;
    std::size_t events() const;  // not undone
    std::size_t memory_bytes() const;
    std::shared_ptr<const LinearModel> linear() const;

  private:
    struct CaseRecord {
        std::vector<std::uint32_t> events;  // indexes into log_
        std::size_t confirmations = 0;      // that solved it, not undone
        std::size_t teaching = 0;           // "used" and "copied", not undone
    };

    void file(std::uint32_t index,
              std::int32_t weight);  // counts the event as `weight` from now on
    void weigh_again();
    void add_dismissals(const AskedNow& asked,
                        std::unordered_map<EntryId, LearntScore>& scores) const;
    LearntOfCase newest_events(EntryId case_id, std::size_t most) const;  // without the words
    TermStatistics statistics_of_asked() const;
    double weight_of(std::uint32_t index) const;
    double strength_of(const PastComplaints::Alike& alike, double of_likeness) const;
    struct Lessons;
    Lessons lessons() const;

    LearningSettings settings_;
    std::mutex writing_;               // held by who changes anything, for as long as that takes
    mutable std::shared_mutex mutex_;  // of all below; held alone for moments only
    std::chrono::sys_days today_;
    EventWeigher weigher_;
    std::vector<ReuseEvent> log_;
    std::vector<std::int32_t> weights_;                       // of log_
    std::unordered_map<std::int64_t, std::uint32_t> places_;  // event id -> index into log_
    std::unordered_map<EntryId, CaseRecord> cases_;
    AskedAs asked_;
    PastComplaints confirmed_, dismissed_;  // by index into log_
    ConfirmedWordings wordings_;
    std::shared_ptr<const LinearModel> linear_ = std::make_shared<LinearModel>();
    std::uint64_t changes_ = 0;
    std::uint64_t trained_changes_ = 0;
    std::vector<EntryId> trained_cases_;
    std::uint64_t trained_words_;  // a hash of what those said
};

}  // namespace casebook::search
