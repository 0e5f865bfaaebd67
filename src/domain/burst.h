// "The 7th similar since 09:10": complaints that gather on one case faster than usual, so that twenty agents do not find out the same thing
// twenty times.
//
// What an agent said (this complaint is this case) counts first; a likeness is a guess, needs more callers, and is shown as one. How
// many come by chance is a Poisson count with the case's own rate of the days before, so that what is asked every day is no news: with h
// complaints in d days, (h + 1/2) / d a day are expected (Jeffreys' prior for a rate, so that a new case has one, too).
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/entry.h"

namespace casebook {

enum class LinkStrength { guessed, confirmed };

struct LinkedComplaint {
    std::int64_t complaint = 0;
    std::string caller;  // tells callers apart, no more; empty: not known, one of their own
    EntryId case_id = 0;
    LinkStrength strength = LinkStrength::guessed;
    std::chrono::sys_seconds at{};
};

struct BurstRules {
    std::chrono::hours window{4};
    std::size_t confirmed_callers = 3;
    std::size_t guessed_callers = 4;
    std::chrono::days usual{14};        // before the window; what is usual is worked out from them
    std::chrono::hours working_day{8};  // in which a day's complaints come
    double confirmed_chance = 1e-3;     // at most so likely to be a coincidence
    double guessed_chance = 1e-5;       // stricter: many cases are tried, and a guess may be wrong
};

struct Burst {
    EntryId case_id = 0;
    std::size_t complaints = 0;
    std::size_t callers = 0;
    LinkStrength strength = LinkStrength::guessed;
    std::chrono::sys_seconds since{};  // the first of them
};

// `complaints` in any order, one row each; those outside the window and the usual days before it are passed over. The strongest burst of
// a case only; most callers first.
std::vector<Burst> find_bursts(std::span<const LinkedComplaint> complaints,
                               std::chrono::sys_seconds now, const BurstRules& rules = {});

// P(N >= count) for a Poisson count with this mean.
double chance_of_at_least(std::size_t count, double mean);

}  // namespace casebook
