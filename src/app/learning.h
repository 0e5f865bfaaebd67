// What this desk has learnt from reuse, as the workspace owns it: the model and the way to bring it up to date.
//
// Events are in effect for suggestions when learn() returns. The trained part follows with train(), which takes seconds on a long log and
// runs in the background (jobs) or before a command's first suggestion; it reads the own words of the cases from the index. Nothing is
// stored: all is worked out from the log again. Thread-safe.
#pragma once

#include <mutex>
#include <vector>

#include "base/clock.h"
#include "domain/reuse.h"
#include "search/index.h"
#include "search/learning/learnt_model.h"

namespace casebook::app {

class Learning {
  public:
    explicit Learning(Timestamp now, search::LearningSettings settings = {})
        : model_(std::move(settings), std::chrono::sys_days(now.date())) {}

    const search::LearntModel& model() const { return model_; }

    void learn(const std::vector<ReuseEvent>& events) { model_.learn(events); }
    void forget(std::int64_t event_id, Timestamp when) { model_.forget(event_id, when); }

    // Trains if something changed since the last time, or a day has passed. One at a time; others wait for it.
    void train(const search::Index& index, Timestamp now);

  private:
    search::LearntModel model_;
    std::mutex training_;
};

}  // namespace casebook::app
