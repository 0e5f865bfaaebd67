#include "search/learning/learnt_model.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/hash.h"
#include "search/learning/contradicted.h"
#include "search/learning/dismissal.h"
#include "search/learning/linear_trainer.h"

namespace casebook::search {
namespace {

constexpr std::size_t kRivals = 10;

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

using OwnTexts = std::vector<std::pair<EntryId, CaseWords>>;

// Of those cases that there are.
OwnTexts own_texts(const std::vector<EntryId>& cases, const LearntModel::OwnWords& own_words) {
    OwnTexts texts;
    for (const EntryId id : cases)
        if (auto words = own_words(id)) texts.emplace_back(id, std::move(*words));
    return texts;
}

std::uint64_t hash_of(const OwnTexts& texts) {
    std::uint64_t hash = kHashStart;
    for (const auto& [id, words] : texts)
        for (const std::string& part : {std::to_string(id), words.problem, words.category})
            hash = fnv1a({"\0", 1}, fnv1a(part, hash));
    return hash;
}

}  // namespace

CaseWords words_of(const Entry& entry) {
    return {entry.title + '\n' + entry.text(Field::complaint), entry.category};
}

bool is_confirmation(const ReuseEvent& event) {
    return event.verdict == Verdict::used && event.outcome.solved != false;
}

LearntModel::LearntModel(LearningSettings settings, std::chrono::sys_days today)
    : settings_(std::move(settings)),
      today_(today),
      weigher_(today, settings_),
      trained_words_(hash_of({})) {}

void LearntModel::learn(std::span<const ReuseEvent> events) {
    const std::lock_guard writing(writing_);
    for (const ReuseEvent& event : events) {
        const std::unique_lock lock(mutex_);
        const auto index = static_cast<std::uint32_t>(log_.size());
        log_.push_back(event);
        weights_.push_back(0);
        places_[event.id] = index;
        cases_[event.case_id].events.push_back(index);
        (is_positive(event) ? confirmed_ : dismissed_).add(index, event.text);
        file(index, weigher_.weigh(event));
        ++changes_;
    }
}

void LearntModel::file(std::uint32_t index, std::int32_t weight) {
    const ReuseEvent& event = log_[index];
    const std::int32_t difference = weight - weights_[index];
    if (difference == 0) return;
    if (is_positive(event)) asked_.add(event.case_id, event.text, difference);
    CaseRecord& record = cases_[event.case_id];
    const auto count = [&](std::size_t& events) {
        if (weights_[index] == 0) ++events;
        if (weight == 0) --events;
    };
    if (is_confirmation(event)) {
        wordings_.file(event.case_id, index, event.text, weight);
        count(record.confirmations);
    }
    if (is_positive(event)) count(record.teaching);
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

bool LearntModel::count_only(EntryId case_id, std::span<const std::int64_t> counting) {
    const std::lock_guard writing(writing_);
    for (const std::int64_t id : counting)
        if (places_.count(id) == 0) return false;
    {
        const std::unique_lock lock(mutex_);
        for (const std::uint32_t index : cases_[case_id].events) {
            ReuseEvent& event = log_[index];
            if (std::binary_search(counting.begin(), counting.end(), event.id))
                event.undone.reset();
            else if (!event.undone)
                event.undone = event.when;
        }
    }
    weigh_again();
    return true;
}

void LearntModel::keep_trained(const LearntModel& former) {
    auto linear = former.linear();
    const std::unique_lock lock(mutex_);
    linear_ = std::move(linear);
}

void LearntModel::use_half_life(std::chrono::days half_life) {
    const std::lock_guard writing(writing_);
    if (half_life == settings_.half_life) return;
    {
        const std::unique_lock lock(mutex_);
        settings_.half_life = half_life;
    }
    weigh_again();
}

void LearntModel::move_to(std::chrono::sys_days today) {
    const std::lock_guard writing(writing_);
    if (today == today_) return;
    {
        const std::unique_lock lock(mutex_);
        today_ = today;
    }
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
    OwnTexts own;

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
    std::vector<TrainingExample> examples_of_own() const {
        std::vector<TrainingExample> examples;
        std::map<std::string, std::vector<EntryId>> having;
        for (const auto& [id, words] : own) {
            examples.push_back(example_of({id, words.problem, 1}));
            if (!words.category.empty()) having[words.category].push_back(id);
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
    Lessons taken{{}, {}, asked_, changes_, {}};
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
    Lessons taken = lessons();
    taken.own = own_texts(taken.cases, own_words);
    std::vector<TrainingExample> examples = taken.examples_of_own();
    const std::size_t own = examples.size();
    for (const Lessons::Lesson& lesson : taken.lessons)
        examples.push_back(taken.example_of(lesson));
    doubt_contradicted(examples, own);
    auto linear = std::make_shared<const LinearModel>(train_linear_model(std::move(examples)));
    const std::unique_lock lock(mutex_);
    linear_ = std::move(linear);
    trained_changes_ = taken.changes;
    trained_cases_ = std::move(taken.cases);
    trained_words_ = hash_of(taken.own);
}

void LearntModel::look_again(const OwnWords& own_words) {
    std::vector<EntryId> cases;
    {
        const std::shared_lock lock(mutex_);
        cases = trained_cases_;
    }
    const std::uint64_t words = hash_of(own_texts(cases, own_words));
    const std::unique_lock lock(mutex_);
    if (cases == trained_cases_ && words != trained_words_) ++changes_;
}

bool LearntModel::wants_training() const {
    const std::shared_lock lock(mutex_);
    return changes_ != trained_changes_;
}

double LearntModel::strength_of(const PastComplaints::Alike& alike, double of_likeness) const {
    return of_likeness * weight_of(alike.number);
}

void LearntModel::add_dismissals(const AskedNow& asked,
                                 std::unordered_map<EntryId, LearntScore>& scores) const {
    struct Sides {
        Support against, confirming;
    };
    std::map<EntryId, Sides> sides;
    const auto voice_of = [this](const ReuseEvent& event) {
        return is_many_people(event.who, settings_) ? Voice::many_people : Voice::one_person;
    };
    for (const auto& alike : dismissed_.like(asked.text, asked.typed, kLeastDismissed)) {
        const ReuseEvent& event = log_[alike.number];
        const double strength = strength_of(alike, strength_of_dismissal(alike.likeness));
        if (strength > 0) sides[event.case_id].against.add(event.who, strength, voice_of(event));
    }
    if (sides.empty()) return;
    for (const auto& alike : confirmed_.like(asked.text, asked.typed, kLeastConfirmed)) {
        const ReuseEvent& event = log_[alike.number];
        const auto dismissed = sides.find(event.case_id);
        if (dismissed == sides.end() || event.outcome.solved == false) continue;
        const double strength = strength_of(alike, strength_of_confirmation(alike.likeness));
        dismissed->second.confirming.add(event.who, strength, voice_of(event));
    }
    for (const auto& [id, of_case] : sides)
        scores[id].dismissed = dismissal(of_case.against.total(), of_case.confirming.total());
}

double LearntModel::cases_asked_with(const std::string& term) const {
    const std::shared_lock lock(mutex_);
    return asked_.cases_with(term);
}

std::vector<LearntScore> LearntModel::scores(const AskedNow& asked,
                                             std::span<const EntryId> candidates,
                                             std::size_t most) const {
    const Features features = features_of(asked.text);
    const std::shared_lock lock(mutex_);
    std::unordered_map<EntryId, LearntScore> scores;
    for (const Likeness& like : asked_.most_like(asked.searched, most)) {
        scores[like.id].asked_as = like.score;
        scores[like.id].likeness = like.value;
    }
    add_dismissals(asked, scores);
    for (const EntryId id : candidates)
        if (cases_.count(id) != 0) scores.try_emplace(id);
    const Features weighed = linear_->weigh(features);
    std::vector<LearntScore> found;
    for (auto& [id, score] : scores) {
        score.case_id = id;
        score.confirmations = cases_.at(id).confirmations;
        if (cases_.at(id).teaching > 0) score.trained = linear_->score(weighed, id);
        found.push_back(score);
    }
    std::sort(found.begin(), found.end(),
              [](const LearntScore& a, const LearntScore& b) { return a.case_id < b.case_id; });
    return found;
}

Confirmed LearntModel::confirmed(EntryId case_id, const Wording& asked) const {
    const std::shared_lock lock(mutex_);
    return wordings_.confirmed(case_id, asked);
}

std::chrono::sys_days LearntModel::today() const {
    const std::shared_lock lock(mutex_);
    return today_;
}

LearntOfCase LearntModel::newest_events(EntryId case_id, std::size_t most) const {
    const std::shared_lock lock(mutex_);
    LearntOfCase learnt;
    const auto record = cases_.find(case_id);
    if (record == cases_.end()) return learnt;
    const auto& events = record->second.events;
    for (auto index = events.rbegin(); index != events.rend(); ++index) {
        const ReuseEvent& event = log_[*index];
        if (event.undone) continue;
        if (learnt.events.size() == most) break;
        learnt.events.push_back(event);
        learnt.weights.push_back(weight_of(*index));
    }
    return learnt;
}

TermStatistics LearntModel::statistics_of_asked() const {
    const std::shared_lock lock(mutex_);
    return {static_cast<double>(asked_.cases()),
            [this](const std::string& term) { return cases_asked_with(term); }};
}

// Reading the texts takes long; nobody who learns waits for it.
LearntOfCase LearntModel::explain(EntryId case_id, std::size_t most) const {
    LearntOfCase learnt = newest_events(case_id, most);
    LearntWords words(statistics_of_asked());
    for (std::size_t i = 0; i < learnt.events.size(); ++i)
        if (is_positive(learnt.events[i])) words.add(learnt.events[i].text, learnt.weights[i]);
    learnt.words = words.most_telling_first();
    return learnt;
}

double LearntModel::weight_of(std::uint32_t index) const {
    return static_cast<double>(weights_[index]) / kWeightUnit;
}

std::vector<double> LearntModel::weights_of(std::span<const std::int64_t> event_ids) const {
    const std::shared_lock lock(mutex_);
    std::vector<double> weights;
    for (const std::int64_t id : event_ids) {
        const auto place = places_.find(id);
        weights.push_back(place == places_.end() ? 0 : weight_of(place->second));
    }
    return weights;
}

bool LearntModel::has_dismissals() const {
    const std::shared_lock lock(mutex_);
    return !dismissed_.empty();
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
    std::size_t bytes = asked_.memory_bytes() + confirmed_.memory_bytes() +
                        dismissed_.memory_bytes() + wordings_.memory_bytes() +
                        linear_->memory_bytes();
    for (const ReuseEvent& event : log_)
        bytes += sizeof(ReuseEvent) + event.text.capacity() + event.query_id.capacity();
    return bytes;
}

std::shared_ptr<const LinearModel> LearntModel::linear() const {
    const std::shared_lock lock(mutex_);
    return linear_;
}

}  // namespace casebook::search
