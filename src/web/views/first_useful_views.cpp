#include "web/views/first_useful_views.h"

#include <fmt/format.h>

#include "base/log.h"

namespace casebook::web {
namespace {

constexpr std::size_t kDaysShown = 14;

// The smallest time that at least `percent` of the calls do not exceed; in seconds.
std::string percentile(const std::vector<std::int64_t>& ascending, std::size_t percent) {
    const std::size_t place = (ascending.size() * percent + 99) / 100;
    return fmt::format("{:.1f}", static_cast<double>(ascending[place - 1]) / 1000);
}

}  // namespace

FirstUsefulDayView FirstUsefulDayView::of(const store::FirstUsefulDay& day) {
    FirstUsefulDayView view;
    view.day = to_text(day.day);
    view.calls = day.milliseconds.size();
    if (view.calls < kFewestCalls) return view;
    view.median = percentile(day.milliseconds, 50);
    view.slow = percentile(day.milliseconds, 95);
    return view;
}

void FirstUsefulDayView::fill(render::View& view) const {
    view.text("useful_day", day);
    view.number("useful_calls", static_cast<long long>(calls));
    view.flag("has_figures", !median.empty());
    view.text("useful_median", median);
    view.text("useful_slow", slow);
}

std::vector<FirstUsefulDayView> first_useful_days(const Visit& visit) {
    std::vector<FirstUsefulDayView> views;
    const auto days = store::FirstUsefulTimes(visit.workspace().database()).latest(kDaysShown);
    if (!days) {
        log(days.error());
        return views;
    }
    for (const store::FirstUsefulDay& day : *days) views.push_back(FirstUsefulDayView::of(day));
    return views;
}

}  // namespace casebook::web
