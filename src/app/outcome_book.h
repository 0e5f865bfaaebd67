// How each case went where it was reused, in memory: every card shows it, and no card waits for the database. Loaded when the
// workspace is opened, kept up to date by record_reuse. Thread-safe.
#pragma once

#include <map>
#include <mutex>

#include "domain/reuse.h"

namespace casebook::app {

class OutcomeBook {
  public:
    void replace_all(std::map<EntryId, OutcomeSummary> summaries) {
        const std::lock_guard lock(mutex_);
        summaries_ = std::move(summaries);
    }

    void replace(EntryId case_id, const OutcomeSummary& summary) {
        const std::lock_guard lock(mutex_);
        summaries_[case_id] = summary;
    }

    void add(const ReuseEvent& event) {
        if (event.verdict != Verdict::used) return;
        const std::lock_guard lock(mutex_);
        OutcomeSummary& summary = summaries_[event.case_id];
        ++summary.uses;
        summary.add(event.outcome);
    }

    // Of the reuses alone; the author's own outcome stands in the case.
    OutcomeSummary find(EntryId case_id) const {
        const std::lock_guard lock(mutex_);
        const auto found = summaries_.find(case_id);
        return found == summaries_.end() ? OutcomeSummary{} : found->second;
    }

    // What people are shown of an entry: with the author's own outcome, which counts as one.
    OutcomeSummary shown(const Entry& entry) const {
        OutcomeSummary summary = find(entry.id);
        if (entry.outcome.is_empty()) return summary;
        ++summary.uses;
        summary.add(entry.outcome);
        return summary;
    }

  private:
    mutable std::mutex mutex_;
    std::map<EntryId, OutcomeSummary> summaries_;
};

}  // namespace casebook::app
