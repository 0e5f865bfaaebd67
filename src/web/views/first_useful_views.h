// How long agents typed until something of the list was useful, day by day, on the page of the state. Without names.
#pragma once

#include <string>
#include <vector>

#include "store/first_useful_times.h"
#include "web/page.h"

namespace casebook::web {

// A day with fewer calls shows no figure: it would tell of a person.
inline constexpr std::size_t kFewestCalls = 5;

struct FirstUsefulDayView {
    std::string day, median, slow;  // seconds: "3.2"; empty: too few calls
    std::size_t calls = 0;

    static FirstUsefulDayView of(const store::FirstUsefulDay& day);
    void fill(render::View& view) const;
};

// The newest 14 days; none when they cannot be read.
std::vector<FirstUsefulDayView> first_useful_days(const Visit& visit);

}  // namespace casebook::web
