// Small reuse logs for tests: who said what of which case, on the how many-th day.
#pragma once

#include <string>
#include <vector>

#include "domain/reuse.h"

namespace casebook::search {

using namespace std::chrono_literals;

inline constexpr std::chrono::sys_days kFirstDay{std::chrono::year{2026} / 3 / 1};

class LogMaker {
  public:
    // An event by a person of its own.
    LogMaker& used(EntryId case_id, std::string text) {
        return add("person " + std::to_string(log_.size()), case_id, Verdict::used,
                   std::move(text));
    }
    LogMaker& add(std::string who, EntryId case_id, Verdict verdict, std::string text) {
        ReuseEvent event;
        event.id = static_cast<std::int64_t>(log_.size()) + 1;
        event.who = std::move(who);
        event.when.instant = kFirstDay + std::chrono::days(day_) + 9h;
        event.case_id = case_id;
        event.verdict = verdict;
        event.text = std::move(text);
        log_.push_back(std::move(event));
        return *this;
    }
    LogMaker& on_day(int day) {
        day_ = day;
        return *this;
    }
    std::vector<ReuseEvent>& log() { return log_; }
    const std::vector<ReuseEvent>& log() const { return log_; }

  private:
    std::vector<ReuseEvent> log_;
    int day_ = 0;
};

}  // namespace casebook::search
