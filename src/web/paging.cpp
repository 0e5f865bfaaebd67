#include "web/paging.h"

#include <algorithm>
#include <charconv>

#include "search/index.h"

namespace casebook::web {
Paging::Paging(const std::string& asked, std::size_t per_page) : per_page_(per_page) {
    std::from_chars(asked.data(), asked.data() + asked.size(), page_);
    page_ = std::clamp<std::size_t>(page_, 1, search::kDeepest / per_page_);
}

std::size_t Paging::pages(std::size_t total) const {
    const std::size_t reachable = std::min(total, search::kDeepest);
    return std::max<std::size_t>(1, (reachable + per_page_ - 1) / per_page_);
}

bool Paging::ends_early(std::size_t total) const {
    return total > search::kDeepest && page_ == pages(total);
}

std::string Paging::previous_url(const std::string& base) const {
    return page_ > 1 ? base + "page=" + std::to_string(page_ - 1) : "";
}

std::string Paging::next_url(const std::string& base, std::size_t total) const {
    return page_ < pages(total) ? base + "page=" + std::to_string(page_ + 1) : "";
}

}  // namespace casebook::web
