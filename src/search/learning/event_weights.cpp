#include "search/learning/event_weights.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"

namespace casebook::search {
namespace {

using std::chrono::sys_days;

sys_days day_of(const ReuseEvent& event) {
    return sys_days(event.when.date());
}

std::uint64_t with(std::uint64_t hash, std::int64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
        const char piece = static_cast<char>(number >> (8 * byte));
        hash = fnv1a({&piece, 1}, hash);
    }
    return hash;
}

// What was said of which case.
std::uint64_t saying(const ReuseEvent& event) {
    return with(fnv1a(to_text(event.verdict)), event.case_id);
}

}  // namespace

bool is_many_people(const std::string& who, const LearningSettings& settings) {
    const auto& names = settings.not_one_person;
    return std::find(names.begin(), names.end(), who) != names.end();
}

double EventWeigher::share_of_person(const ReuseEvent& event) {
    const bool many = is_many_people(event.who, *settings_);
    const std::uint64_t person = many ? kHashStart : fnv1a(event.who);
    const double again =
        ++same_words_[fnv1a(event.text, with(person, static_cast<std::int64_t>(saying(event))))];
    if (many) return 1 / again;
    const std::uint64_t day = with(person, day_of(event).time_since_epoch().count());
    const double on_case = ++same_case_[with(day, static_cast<std::int64_t>(saying(event)))];
    const std::size_t on_day = ++same_day_[day];
    const std::size_t limit = settings_->full_events_a_day;
    const double beyond = on_day <= limit ? 1 : static_cast<double>(on_day - limit + 1);
    return 1 / (std::max(again, on_case) * beyond);
}

double EventWeigher::decay(const ReuseEvent& event) const {
    const auto age = std::max(std::chrono::days(0), today_ - day_of(event));
    return std::exp2(-static_cast<double>(age.count()) /
                     static_cast<double>(settings_->half_life.count()));
}

std::int32_t EventWeigher::weigh(const ReuseEvent& event) {
    if (event.undone) return 0;
    const double verdict = event.verdict == Verdict::copied ? settings_->weight_of_copied : 1;
    return static_cast<std::int32_t>(
        std::lround(verdict * share_of_person(event) * decay(event) * kWeightUnit));
}

}  // namespace casebook::search
