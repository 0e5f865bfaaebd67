#include "search/learning/learnt_model.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.h"
#include "search/analysis.h"
#include "search/learning/complaint_likeness.h"
#include "search/learning/contradicted.h"
#include "search/learning/linear_trainer.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

constexpr std::size_t kRivals = 10;
constexpr std::size_t kDismissalsLookedAt = 32;

// A dismissal is about complaints like that one only: below half of the words in common it says nothing.
constexpr AskedAs::Shape kDismissalShape{0.1, 0.25};
double strength_of_dismissal(double likeness) {
    constexpr double kNothing = 0.5, kSurely = 0.85;
    return std::clamp((likeness - kNothing) / (kSurely - kNothing), 0.0, 1.0);
}

// A category's name is half an example, which the cases that have it share; among more it says of none what is its own.
constexpr float kExampleOfACategory = 0.5F;
constexpr std::size_t kMostOfACategory = 50;

// "Refund_not_showing_up" is five words.
std::string spelt_out(std::string name) {
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::string_view("-_./@:").find(c) != std::string_view::npos; }, ' ');
    return name;
}

bool is_positive(const ReuseEvent& event) {
    return event.verdict != Verdict::not_this;
}

}  // namespace

CaseWords words_of(const Entry& entry) {
    return {entry.title + '\n' + entry.text(Field::complaint), entry.category};
}

LearntModel::LearntModel(LearningSettings settings, std::chrono::sys_days today)
    : settings_(std::move(settings)),
      today_(today),
      weigher_(today, settings_),
      dismissed_(kDismissalShape) {}

void LearntModel::learn(std::span<const ReuseEvent> events) {
    const std::lock_guard writing(writing_);
    for (const ReuseEvent& event : events) {
        const std::unique_lock lock(mutex_);
        const auto index = static_cast<std::uint32_t>(log_.size());
        log_.push_back(event);
        weights_.push_back(0);
        places_[event.id] = index;
        cases_[event.case_id].events.push_back(index);
        file(index, weigher_.weigh(event));
        ++changes_;
    }
}

void LearntModel::file(std::uint32_t index, std::int32_t weight) {
    const ReuseEvent& event = log_[index];
    const std::int32_t difference = weight - weights_[index];
    if (difference == 0) return;
    if (is_positive(event))
        asked_.add(event.case_id, event.text, difference);
    else
        dismissed_.add(event.id, event.text, difference);
    if (event.verdict == Verdict::used) {
        CaseRecord& record = cases_[event.case_id];
        if (weights_[index] == 0) ++record.confirmations;
        if (weight == 0) --record.confirmations;
    }
    weights_[index] = weight;
}

void LearntModel::forget(std::int64_t event_id, Timestamp when) {
    const std::lock_guard writing(writing_);
    const auto place = places_.find(event_id);
    if (place == places_.end() || log_[place->second].undone) return;
    {
        const std::unique_lock lock(mutex_);
        log_[place->second].undone = when;
    }
    weigh_again();
}

void LearntModel::move_to(std::chrono::sys_days today) {
    const std::lock_guard writing(writing_);
    if (today == today_) return;
    today_ = today;
    weigh_again();
}

// What one event counts can depend on those before it, so all are weighed; only those that now count otherwise are filed again.
void LearntModel::weigh_again() {
    EventWeigher weigher(today_, settings_);
    std::vector<std::int32_t> weights;
    weights.reserve(log_.size());
    for (const ReuseEvent& event : log_) weights.push_back(weigher.weigh(event));
    for (std::uint32_t index = 0; index < log_.size(); ++index) {
        if (weights[index] == weights_[index]) continue;
        const std::unique_lock lock(mutex_);
        file(index, weights[index]);
        ++changes_;
    }
    const std::unique_lock lock(mutex_);
    weigher_ = std::move(weigher);
}

// What train() needs, copied while nothing changes.
struct LearntModel::Lessons {
    struct Lesson {
        EntryId case_id;
        std::string text;
        float weight;
    };
    std::vector<Lesson> lessons;
    std::vector<EntryId> cases;  // sorted
    AskedAs asked;
    std::uint64_t changes = 0;

    std::vector<EntryId> rivals_of(const Lesson& lesson) const {
        std::vector<EntryId> rivals;
        for (const Likeness& like : asked.most_like(lesson.text, kRivals + 1))
            if (like.id != lesson.case_id) rivals.push_back(like.id);
        if (rivals.size() > kRivals) rivals.pop_back();
        return rivals;
    }
    TrainingExample example_of(const Lesson& lesson) const {
        return {lesson.case_id, lesson.weight, features_of(lesson.text), rivals_of(lesson)};
    }

    // Of the problem each has, then of their categories.
    std::vector<TrainingExample> examples_of_own(const OwnWords& own_words) const {
        std::vector<TrainingExample> examples;
        std::map<std::string, std::vector<EntryId>> having;
        for (const EntryId id : cases)
            if (const auto words = own_words(id)) {
                examples.push_back(example_of({id, words->problem, 1}));
                if (!words->category.empty()) having[words->category].push_back(id);
            }
        for (const auto& [category, ids] : having)
            if (ids.size() <= kMostOfACategory)
                for (const EntryId id : ids)
                    examples.push_back(
                        example_of({id, spelt_out(category),
                                    kExampleOfACategory / static_cast<float>(ids.size())}));
        return examples;
    }
};

// The newest events of each case, in the order of the log.
LearntModel::Lessons LearntModel::lessons() const {
    const std::shared_lock lock(mutex_);
    Lessons taken{{}, {}, asked_, changes_};
    std::unordered_map<EntryId, std::size_t> of_case;
    for (std::size_t i = log_.size(); i-- > 0 && taken.lessons.size() < kMostExamples;) {
        const ReuseEvent& event = log_[i];
        if (weights_[i] == 0 || !is_positive(event)) continue;
        if (++of_case[event.case_id] > kMostExamplesOfACase) continue;
        taken.lessons.push_back(
            {event.case_id, event.text, static_cast<float>(weights_[i]) / kWeightUnit});
    }
    std::reverse(taken.lessons.begin(), taken.lessons.end());
    for (const auto& [id, count] : of_case) taken.cases.push_back(id);
    std::sort(taken.cases.begin(), taken.cases.end());
    return taken;
}

void LearntModel::train(const OwnWords& own_words) {
    const Lessons taken = lessons();
    std::vector<TrainingExample> examples = taken.examples_of_own(own_words);
    const std::size_t own = examples.size();
    for (const Lessons::Lesson& lesson : taken.lessons)
        examples.push_back(taken.example_of(lesson));
    doubt_contradicted(examples, own);
    auto linear = std::make_shared<const LinearModel>(train_linear_model(std::move(examples)));
    const std::unique_lock lock(mutex_);
    linear_ = std::move(linear);
    trained_changes_ = taken.changes;
}

bool LearntModel::wants_training() const {
    const std::shared_lock lock(mutex_);
    return changes_ != trained_changes_;
}

void LearntModel::add_dismissals(const QueryTerms& terms,
                                 std::unordered_map<EntryId, LearntScore>& scores) const {
    for (const Likeness& like : dismissed_.most_like(terms, kDismissalsLookedAt)) {
        const std::uint32_t index = places_.at(like.id);
        const double strength = strength_of_dismissal(like.value) *
                                std::min(1.0, static_cast<double>(weights_[index]) / kWeightUnit);
        if (strength == 0) continue;
        LearntScore& score = scores[log_[index].case_id];
        score.dismissed = std::max(score.dismissed, strength);
    }
}

double LearntModel::cases_asked_with(const std::string& term) const {
    const std::shared_lock lock(mutex_);
    return asked_.cases_with(term);
}

std::vector<LearntScore> LearntModel::scores(std::string_view text, const QueryTerms& terms,
                                             std::span<const EntryId> candidates,
                                             std::size_t most) const {
    const Features features = features_of(text);
    const std::shared_lock lock(mutex_);
    std::unordered_map<EntryId, LearntScore> scores;
    for (const Likeness& like : asked_.most_like(terms, most)) {
        scores[like.id].asked_as = like.score;
        scores[like.id].likeness = like.value;
    }
    add_dismissals(terms, scores);
    for (const EntryId id : candidates)
        if (cases_.count(id) != 0) scores.try_emplace(id);
    const Features weighed = linear_->weigh(features);
    std::vector<LearntScore> found;
    for (auto& [id, score] : scores) {
        score.case_id = id;
        score.confirmations = cases_.at(id).confirmations;
        score.trained = linear_->score(weighed, id);
        found.push_back(score);
    }
    std::sort(found.begin(), found.end(),
              [](const LearntScore& a, const LearntScore& b) { return a.case_id < b.case_id; });
    return found;
}

std::size_t LearntModel::confirmed_alike(EntryId case_id, const QueryTerms& terms) const {
    const ComplaintLikeness likeness(terms);
    const std::shared_lock lock(mutex_);
    const auto record = cases_.find(case_id);
    if (record == cases_.end()) return 0;
    const auto& events = record->second.events;
    std::size_t compared = 0;
    std::size_t alike = 0;
    for (auto index = events.rbegin(); index != events.rend() && compared < kMostCompared;
         ++index) {
        const ReuseEvent& event = log_[*index];
        if (event.verdict != Verdict::used || event.undone || weights_[*index] == 0) continue;
        ++compared;
        if (event.outcome.solved != false && likeness.is_like(event.text)) ++alike;
    }
    return alike;
}

LearntOfCase LearntModel::explain(EntryId case_id) const {
    const std::shared_lock lock(mutex_);
    LearntOfCase learnt;
    const auto record = cases_.find(case_id);
    if (record == cases_.end()) return learnt;
    std::map<std::string, LearntWord> words;
    const auto& events = record->second.events;
    for (auto index = events.rbegin(); index != events.rend(); ++index) {
        const ReuseEvent& event = log_[*index];
        if (event.undone) continue;
        const double weight = static_cast<double>(weights_[*index]) / kWeightUnit;
        learnt.events.push_back(event);
        learnt.weights.push_back(weight);
        if (!is_positive(event)) continue;
        for (const QueryTerm& term : asked_.telling_terms(event.text)) {
            LearntWord& word = words[term.term];
            word.word = term.term;
            ++word.events;
            word.weight += weight * term.rarity;
        }
    }
    for (auto& [term, word] : words) learnt.words.push_back(std::move(word));
    std::stable_sort(learnt.words.begin(), learnt.words.end(),
                     [](const LearntWord& a, const LearntWord& b) { return a.weight > b.weight; });
    return learnt;
}

bool LearntModel::empty() const {
    const std::shared_lock lock(mutex_);
    return log_.empty();
}

std::size_t LearntModel::events() const {
    const std::shared_lock lock(mutex_);
    return static_cast<std::size_t>(std::count_if(
        log_.begin(), log_.end(), [](const ReuseEvent& event) { return !event.undone; }));
}

std::size_t LearntModel::memory_bytes() const {
    const std::shared_lock lock(mutex_);
    std::size_t bytes = asked_.memory_bytes() + dismissed_.memory_bytes() + linear_->memory_bytes();
    for (const ReuseEvent& event : log_)
        bytes += sizeof(ReuseEvent) + event.text.capacity() + event.query_id.capacity();
    return bytes;
}

std::shared_ptr<const LinearModel> LearntModel::linear() const {
    const std::shared_lock lock(mutex_);
    return linear_;
}

}  // namespace casebook::search
