// The words around a number that tell what it is: 手机, 订单号, "card", "tracking".
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/personal_data_symbols.h"

namespace casebook::personal_data {

enum class Telling : std::uint8_t { nothing, phone, identity, card, plate, passport, not_personal };

class TellingWords {
  public:
    explicit TellingWords(Symbols symbols);

    // What the nearest word says about the number that starts at that symbol.
    Telling before(std::size_t number_begin) const;

    // Whether a word of that kind stands within `distance` symbols before the number. For what is personal only
    // when a word says so.
    bool is_near(Telling telling, std::size_t number_begin, std::size_t distance) const;

    // Whether a word for a phone follows: "9123 4567 is my phone".
    bool phone_follows(std::size_t number_end) const;

    // Whether the Latin letters that touch the number from the left are such a word: "tel13812341234".
    bool touches(std::size_t number_begin) const;

  private:
    struct Hit {
        std::size_t begin;
        std::size_t end;
        Telling telling;
    };

    void find_hits();
    void add_hit_ending_at(std::size_t last);
    std::size_t hits_until(std::size_t symbol) const;

    Symbols symbols_;
    std::vector<Hit> hits_;  // by their end
};

}  // namespace casebook::personal_data
