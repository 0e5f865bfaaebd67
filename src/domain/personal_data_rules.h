// What makes a row of digits a number of a kind: prefixes, lengths, dates, check digits. No text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace casebook::personal_data {

using Digits = std::span<const std::int8_t>;

bool is_mainland_mobile(Digits digits);  // 11 digits, 13x to 19x

// The length of the area code that the number starts with ("010", "0731"), 0 when there is none in use.
std::size_t area_code_length(Digits digits);
bool is_mainland_landline(
    Digits digits);  // area code with its 0, then a subscriber's 7 or 8 digits

bool has_identity_check_digit(Digits first_17, char32_t last);  // the last may be 'x'
bool is_identity_start(Digits digits);  // region and birthday of an 18-digit number
bool is_old_identity(Digits digits);    // 15 digits

bool has_luhn_check_digit(Digits digits);
bool is_bank_card(Digits digits);  // prefix and length of an issuer, and the check digit

bool is_taiwan_mobile(Digits digits);    // 09 and eight more
bool is_taiwan_landline(Digits digits);  // area code with its 0

// Country code and length of the countries that most foreign numbers are from.
bool has_known_country(Digits digits);

bool is_hong_kong_identity(std::string_view letters, Digits six, char32_t check);
bool is_taiwan_identity(char32_t letter, Digits nine);

bool is_date(Digits eight);  // yyyymmdd, 1900 to 2099

bool starts_with(Digits digits, std::string_view prefix);

}  // namespace casebook::personal_data
