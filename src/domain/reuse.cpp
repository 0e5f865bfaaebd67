#include "domain/reuse.h"

#include <array>
#include <utility>

namespace casebook {
namespace {

constexpr std::array<std::pair<Verdict, std::string_view>, 3> kVerdicts{{
    {Verdict::used, "used"},
    {Verdict::not_this, "not_this"},
    {Verdict::copied, "copied"},
}};

}  // namespace

std::string_view to_text(Verdict verdict) {
    return kVerdicts[static_cast<std::size_t>(verdict)].second;
}

std::optional<Verdict> parse_verdict(std::string_view text) {
    for (const auto& [verdict, name] : kVerdicts)
        if (name == text) return verdict;
    return std::nullopt;
}

}  // namespace casebook
