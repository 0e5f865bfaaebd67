// How long what was learnt takes to speak, and what it costs to keep. usage: learning_bench EVENTS < texts, one a line
// Each text becomes an event; one in ten goes to a case of its own, the others to cases that have some. Every 50th text is asked as well.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "search/learning/learnt_model.h"

namespace {

using namespace casebook;
using SteadyClock = std::chrono::steady_clock;

double milliseconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

std::vector<ReuseEvent> read_events(std::size_t most) {
    std::vector<ReuseEvent> events;
    for (std::string line; events.size() < most && std::getline(std::cin, line);) {
        ReuseEvent event;
        event.id = static_cast<std::int64_t>(events.size()) + 1;
        event.who = "person " + std::to_string(event.id % 50);
        event.when.instant = std::chrono::sys_days{std::chrono::year{2025} / 3 / 1} +
                             std::chrono::minutes(event.id * 10);
        event.case_id = event.id % 10 == 0 ? 1'000'000 + event.id : event.id * 7919 % 5000 + 1;
        event.text = std::move(line);
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace

int main(int count, char** arguments) {
    const auto events = read_events(count > 1 ? std::stoul(arguments[1]) : 50'000);
    search::LearntModel model({}, std::chrono::sys_days{std::chrono::year{2026} / 3 / 1});
    auto start = SteadyClock::now();
    model.learn(events);
    const double learning = milliseconds_since(start);
    start = SteadyClock::now();
    model.train([](EntryId) { return std::optional<search::CaseWords>(); });
    fmt::print(
        "events {}: learnt at {:.0f} events/s, trained in {:.1f} s, {} bytes an event, of it "
        "linear {} MB\n",
        events.size(), 1000.0 * static_cast<double>(events.size()) / learning,
        milliseconds_since(start) / 1000,
        model.memory_bytes() / std::max<std::size_t>(1, events.size()),
        model.linear()->memory_bytes() >> 20);
    std::vector<double> times;
    std::vector<EntryId> candidates;
    for (EntryId id = 1; id <= 100; ++id) candidates.push_back(id * 37);
    for (std::size_t i = 0; i < events.size(); i += 50) {
        const auto terms = search::choose_query_terms(
            events[i].text, {100'000, [&](const std::string& term) {
                                 return std::max(1.0, model.cases_asked_with(term));
                             }});
        start = SteadyClock::now();
        model.scores({events[i].text, terms, terms}, candidates, 64);
        times.push_back(milliseconds_since(start));
    }
    std::sort(times.begin(), times.end());
    fmt::print("scores p50 {:.3f} ms, p95 {:.3f} ms\n", times[times.size() / 2],
               times[times.size() * 95 / 100]);
}
