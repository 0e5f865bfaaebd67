// A row of neighbouring digit groups that may be one number, and what kind it is by its form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "domain/personal_data.h"
#include "domain/personal_data_groups.h"
#include "domain/personal_data_rules.h"

namespace casebook::personal_data {

constexpr std::size_t kLongestRow = 20;  // digits

// The digits and how they were grouped on the page. Groups that only markup or a line end parts count as one.
struct Row {
    std::array<std::int8_t, kLongestRow + 1> digits{};
    std::size_t count = 0;
    std::array<std::uint8_t, kLongestRow + 1> sizes{};
    std::size_t groups = 0;
    unsigned joints = 0;  // a bit for each Joint inside
    bool plus = false;    // "+" before the first digit

    Digits all() const { return {digits.data(), count}; }
    bool has(Joint joint) const { return (joints & (1U << static_cast<unsigned>(joint))) != 0; }
    bool is_grouped(std::initializer_list<std::uint8_t> wanted) const;
    bool is_single() const { return groups == 1; }
    bool is_one_by_one() const;  // 1 3 8 0 0 ...
    bool is_internet_address() const;
};

// Without the country code, if the row has it: "+86", "0086", "86".
std::optional<Row> without_country_code(const Row& row, std::string_view code);

// What stands around the row.
struct Surroundings {
    Telling telling = Telling::nothing;
    bool phone_near = false;  // a word for a phone just before or after
    bool alone = true;        // no other digits are joined to the row
};

std::optional<PersonalDataKind> kind_of(const Row& row, const Surroundings& around);

// Whether any kind could have that many digits, so that the surroundings are worth a look.
bool may_be_number(const Row& row);

}  // namespace casebook::personal_data
