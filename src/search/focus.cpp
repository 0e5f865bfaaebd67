#include "search/focus.h"

#include <algorithm>
#include <cmath>

namespace casebook::search {
namespace {

constexpr double kOfAnyCase = 0.15;
constexpr double kSharpness = 0.3;

}  // namespace

double focus(unsigned matched, double told) {
    const double share = told < 1 ? 1 : std::min(1.0, matched / told);
    return std::pow(kOfAnyCase + share, kSharpness);
}

}  // namespace casebook::search
