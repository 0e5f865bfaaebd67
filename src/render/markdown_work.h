// How much work a text could be for cmark, seen before it is parsed. Two forms take cmark 0.30 time in the square of their length:
//
//   ![[]()![[]()…           each link that ends walks back over all pictures that have begun
//   - - - - … a             each empty line that follows walks through all lists that are open
//
// 64 KiB of the second took 12 s. The estimate never is too small for these two, and far from its limit for what people write.
#pragma once

#include <cstdint>
#include <string_view>

namespace casebook::render {

inline constexpr std::uint64_t kMostMarkdownWork = 4'000'000;  // steps; a step takes 5 to 25 ns

std::uint64_t markdown_work(std::string_view source);

}  // namespace casebook::render
