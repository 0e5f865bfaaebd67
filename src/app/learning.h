// What this desk has learnt from reuse, as the workspace owns it: the model and the ways to keep it in line with the log of reuse.
//
// Events are in effect for suggestions when learn() returns. The trained part follows with train(), which takes seconds on a long log and
// runs in the background (jobs) or before a command's first suggestion; it reads the own words of the cases from the index. Nothing is
// stored: all is worked out from the log again. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "app/reuse_listener.h"
#include "base/clock.h"
#include "domain/reuse.h"
#include "search/index.h"
#include "search/learning/learnt_model.h"
#include "store/database.h"

namespace casebook::app {

class Learning {
  public:
    explicit Learning(Timestamp now, search::LearningSettings settings = {});

    // Stays as it is taken even when the log is read again meanwhile, but for what is learnt.
    std::shared_ptr<const search::LearntModel> model() const;

    // From the beginning: all events of the log that count.
    Result<void> read_log(const store::Database& database);

    void learn(const std::vector<ReuseEvent>& events);
    void forget(std::int64_t event_id, Timestamp when);

    // The events of the case that count are no longer those that were learnt.
    Result<void> follow_log(const store::Database& database, EntryId case_id);

    // Trains if something changed since the last time, or a day has passed. One at a time; others wait for it.
    void train(const search::Index& index, Timestamp now);

    // A case may have been edited or withdrawn since it was trained with: if one was, training is wanted.
    void look_again(const search::Index& index);

    // In effect at once; for the trained part with the next train().
    void use_half_life(std::chrono::days half_life);
    std::chrono::days half_life() const;

    bool wants_training() const { return model()->wants_training(); }

  private:
    std::shared_ptr<search::LearntModel> current() const;
    search::LearningSettings settings() const;
    bool take(std::shared_ptr<search::LearntModel> model,
              const search::LearningSettings& made_with);

    // Every suggestion waits for it: held for moments only.
    mutable std::mutex mutex_;  // of the two below
    search::LearningSettings settings_;
    std::shared_ptr<search::LearntModel> model_;
    std::mutex training_;
};

// Tells it what is recorded while the program runs.
class LearningListener final : public ReuseListener {
  public:
    LearningListener(Learning& learning, const store::Database& database)
        : learning_(learning), database_(database) {}

    void recorded(const std::vector<ReuseEvent>& events) override { learning_.learn(events); }
    void changed(EntryId case_id) override;
    std::vector<std::string> strongest_words(EntryId case_id, std::size_t most) const override;

  private:
    Learning& learning_;
    const store::Database& database_;
};

}  // namespace casebook::app
