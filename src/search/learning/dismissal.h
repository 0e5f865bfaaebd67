// "Not this" against "used": how far a case is dismissed for a complaint, when some said so of complaints like it and others confirmed it.
//
//     dismissed = min(1, against) x against / (against + confirming)
//
// Both are sums over people: of one person's sayings the k-th strongest counts 1/k, so that nobody alone outweighs many. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace casebook::search {

enum class Voice {
    one_person,
    many_people,  // a bulk import, a program: each saying counts by itself
};

class Support {
  public:
    // `strength`: the event's weight x how far it is about such complaints.
    void add(const std::string& who, double strength, Voice voice);
    double total() const;

  private:
    std::map<std::string, std::vector<double>> of_person_;
    double of_many_ = 0;
};

double dismissal(double against, double confirming);

// How far an event is about a complaint, by their likeness (past_complaints.h). A dismissal is about complaints like its own only; whoever
// confirmed a case is heard from a little farther.
double strength_of_dismissal(double likeness);
double strength_of_confirmation(double likeness);

inline constexpr double kLeastDismissed = 0.55;  // below, an event is not about the complaint
inline constexpr double kLeastConfirmed = 0.3;

}  // namespace casebook::search
