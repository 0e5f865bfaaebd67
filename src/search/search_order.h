// In which order hits come.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace casebook::search {

enum class SearchOrder { relevance, newest, oldest, updated };

inline constexpr std::array<std::string_view, 4> kSearchOrderNames{"relevance", "newest", "oldest",
                                                                   "updated"};

inline std::string_view to_text(SearchOrder order) {
    return kSearchOrderNames[static_cast<std::size_t>(order)];
}

inline std::optional<SearchOrder> parse_search_order(std::string_view text) {
    for (std::size_t i = 0; i < kSearchOrderNames.size(); ++i)
        if (kSearchOrderNames[i] == text) return static_cast<SearchOrder>(i);
    return std::nullopt;
}

}  // namespace casebook::search
