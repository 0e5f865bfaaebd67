#include "app/learning.h"

#include "base/log.h"

namespace casebook::app {
namespace {

constexpr std::size_t kEventsOfWords = 200;  // the newest tell which words speak for a case

std::optional<search::CaseWords> own_words_of(const search::Index& index, EntryId id) {
    const auto stored = index.find(id);
    if (!stored || !*stored || !is_suggestable((*stored)->entry)) return std::nullopt;
    return search::words_of((*stored)->entry);
}

}  // namespace

Learning::Learning(Timestamp now, search::LearningSettings settings)
    : settings_(std::move(settings)),
      model_(std::make_shared<search::LearntModel>(settings_, std::chrono::sys_days(now.date()))) {}

std::shared_ptr<search::LearntModel> Learning::current() const {
    const std::lock_guard lock(mutex_);
    return model_;
}

std::shared_ptr<const search::LearntModel> Learning::model() const {
    return current();
}

Result<void> Learning::read_log(const store::Database& database) {
    std::vector<ReuseEvent> events;
    const auto read = database.for_each_reuse_event(0, store::EventChoice::counting,
                                                    [&](const ReuseEvent& event) -> Result<void> {
                                                        events.push_back(event);
                                                        return {};
                                                    });
    if (!read) return read;
    const auto former = current();
    search::LearningSettings settings = this->settings();
    const auto model = std::make_shared<search::LearntModel>(settings, former->today());
    model->learn(events);
    model->keep_trained(*former);
    while (!take(model, settings)) {
        settings = this->settings();
        model->use_half_life(settings.half_life);
    }
    return {};
}

// Not, if another half-life was set meanwhile.
bool Learning::take(std::shared_ptr<search::LearntModel> model,
                    const search::LearningSettings& made_with) {
    const std::lock_guard lock(mutex_);
    if (settings_.half_life != made_with.half_life) return false;
    model_ = std::move(model);
    return true;
}

void Learning::learn(const std::vector<ReuseEvent>& events) {
    current()->learn(events);
}

void Learning::forget(std::int64_t event_id, Timestamp when) {
    current()->forget(event_id, when);
}

// What was passed over when the log was read, and counts again, comes before later events: the whole log is read anew.
Result<void> Learning::follow_log(const store::Database& database, EntryId case_id) {
    const auto counting = database.counting_reuse_events_of(case_id);
    if (!counting) return counting.error();
    return current()->count_only(case_id, *counting) ? Result<void>() : read_log(database);
}

void Learning::look_again(const search::Index& index) {
    current()->look_again([&index](EntryId id) { return own_words_of(index, id); });
}

void Learning::use_half_life(std::chrono::days half_life) {
    std::shared_ptr<search::LearntModel> model;
    {
        const std::lock_guard lock(mutex_);
        settings_.half_life = half_life;
        model = model_;
    }
    model->use_half_life(half_life);
}

void Learning::train(const search::Index& index, Timestamp now) {
    const std::lock_guard training(training_);
    const auto model = current();
    model->move_to(std::chrono::sys_days(now.date()));
    if (!model->wants_training()) return;
    model->train([&index](EntryId id) { return own_words_of(index, id); });
}

std::chrono::days Learning::half_life() const {
    return settings().half_life;
}

search::LearningSettings Learning::settings() const {
    const std::lock_guard lock(mutex_);
    return settings_;
}

void LearningListener::changed(EntryId case_id) {
    if (const auto followed = learning_.follow_log(database_, case_id); !followed)
        log(followed.error());  // the next start reads the log again
}

std::vector<std::string> LearningListener::strongest_words(EntryId case_id,
                                                           std::size_t most) const {
    std::vector<std::string> words;
    for (search::LearntWord& word : learning_.model()->explain(case_id, kEventsOfWords).words)
        if (words.size() < most) words.push_back(std::move(word.word));
    return words;
}

}  // namespace casebook::app
