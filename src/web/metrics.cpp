#include "web/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace casebook::web {

void Metrics::count_answer(int status) {
    ++answers_[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
}

void Metrics::count_suggestion(double milliseconds) {
    for (std::size_t i = 0; i < kUpTo.size(); ++i)
        if (milliseconds <= kUpTo[i]) ++suggestions_[i];
    ++suggestion_count_;
    suggestion_microseconds_ += static_cast<std::uint64_t>(milliseconds * 1000);
}

std::string Metrics::text() const {
    std::string out =
        "# HELP casebook_http_answers_total Answers by class of status.\n"
        "# TYPE casebook_http_answers_total counter\n";
    for (std::size_t i = 1; i < answers_.size(); ++i)
        out += fmt::format("casebook_http_answers_total{{class=\"{}xx\"}} {}\n", i,
                           answers_[i].load());
    out +=
        "# HELP casebook_suggest_seconds Time of a suggestion with its evidence.\n"
        "# TYPE casebook_suggest_seconds histogram\n";
    for (std::size_t i = 0; i < kUpTo.size(); ++i)
        out += fmt::format("casebook_suggest_seconds_bucket{{le=\"{}\"}} {}\n", kUpTo[i] / 1000,
                           suggestions_[i].load());
    const std::uint64_t count = suggestion_count_.load();
    out += fmt::format("casebook_suggest_seconds_bucket{{le=\"+Inf\"}} {}\n", count);
    out += fmt::format("casebook_suggest_seconds_sum {}\n",
                       static_cast<double>(suggestion_microseconds_.load()) / 1e6);
    out += fmt::format("casebook_suggest_seconds_count {}\n", count);
    return out;
}

}  // namespace casebook::web
