// Pages of a list: which one an address asks for, and the addresses beside it.
#pragma once

#include <cstddef>
#include <string>

namespace casebook::web {

class Paging {
  public:
    // `asked` is the value of ?page=; anything that is no page number means the first.
    Paging(const std::string& asked, std::size_t per_page);

    std::size_t first() const { return (page_ - 1) * per_page_; }
    std::size_t per_page() const { return per_page_; }
    std::size_t page() const { return page_; }
    std::size_t pages(std::size_t total) const;  // that can be reached (search::kDeepest)

    // The last page that can be reached, and there is more.
    bool ends_early(std::size_t total) const;

    // `base` ends with "?" or "&". Empty when there is no such page.
    std::string previous_url(const std::string& base) const;
    std::string next_url(const std::string& base, std::size_t total) const;

  private:
    std::size_t per_page_;
    std::size_t page_ = 1;
};

}  // namespace casebook::web
