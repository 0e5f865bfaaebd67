#include "search/learning/dismissal.h"

#include <algorithm>
#include <functional>

namespace casebook::search {
namespace {

constexpr double kSurely = 0.9;

double strength(double likeness, double least) {
    return std::clamp((likeness - least) / (kSurely - least), 0.0, 1.0);
}

}  // namespace

void Support::add(const std::string& who, double strength, Voice voice) {
    if (voice == Voice::many_people)
        of_many_ += strength;
    else
        of_person_[who].push_back(strength);
}

double Support::total() const {
    double sum = of_many_;
    for (auto [who, sayings] : of_person_) {
        std::sort(sayings.begin(), sayings.end(), std::greater<>());
        double number = 0;
        for (const double saying : sayings) sum += saying / ++number;
    }
    return sum;
}

double dismissal(double against, double confirming) {
    if (against <= 0) return 0;
    return std::min(1.0, against) * against / (against + confirming);
}

double strength_of_dismissal(double likeness) {
    return strength(likeness, kLeastDismissed);
}

double strength_of_confirmation(double likeness) {
    return strength(likeness, kLeastConfirmed);
}

}  // namespace casebook::search
