#include "domain/personal_data_rules.h"

#include <algorithm>
#include <array>

namespace casebook::personal_data {
namespace {

struct Range {
    int first;
    int last;
};

template <std::size_t size>
bool is_in(const std::array<Range, size>& ranges, int number) {
    return std::any_of(ranges.begin(), ranges.end(), [number](const Range& range) {
        return number >= range.first && number <= range.last;
    });
}

int number(Digits digits) {
    int value = 0;
    for (const std::int8_t digit : digits) value = value * 10 + digit;
    return value;
}

// Area codes of four digits, without their 0.
constexpr std::array kAreaCodes{
    Range{310, 319}, Range{335, 335}, Range{349, 359}, Range{370, 379}, Range{391, 398},
    Range{410, 419}, Range{421, 421}, Range{427, 429}, Range{431, 439}, Range{440, 440},
    Range{448, 448}, Range{451, 459}, Range{464, 464}, Range{467, 479}, Range{482, 483},
    Range{510, 527}, Range{530, 539}, Range{543, 543}, Range{546, 546}, Range{550, 566},
    Range{570, 580}, Range{591, 599}, Range{631, 635}, Range{660, 663}, Range{668, 668},
    Range{691, 692}, Range{701, 701}, Range{710, 719}, Range{722, 722}, Range{724, 724},
    Range{728, 728}, Range{730, 739}, Range{743, 746}, Range{750, 760}, Range{762, 763},
    Range{766, 766}, Range{768, 769}, Range{770, 779}, Range{790, 799}, Range{812, 813},
    Range{816, 818}, Range{825, 827}, Range{830, 839}, Range{851, 859}, Range{870, 879},
    Range{881, 888}, Range{891, 899}, Range{901, 903}, Range{906, 906}, Range{908, 919},
    Range{930, 939}, Range{941, 943}, Range{951, 955}, Range{970, 977}, Range{979, 979},
    Range{990, 999},
};

constexpr std::array kProvinces{
    Range{11, 15}, Range{21, 23}, Range{31, 37}, Range{41, 46}, Range{50, 54},
    Range{61, 65}, Range{71, 71}, Range{81, 83}, Range{91, 91},
};

// The issuer's first four digits and the length of its cards. Visa, Mastercard, JCB, American Express, Diners, UnionPay
// and the prefixes of mainland banks from before UnionPay.
struct Issuer {
    Range prefix;
    Range length;
};
constexpr std::array kIssuers{
    Issuer{{6200, 6299}, {16, 19}}, Issuer{{4000, 4999}, {16, 16}}, Issuer{{5100, 5599}, {16, 16}},
    Issuer{{2221, 2720}, {16, 16}}, Issuer{{3528, 3589}, {16, 16}}, Issuer{{3400, 3499}, {15, 15}},
    Issuer{{3700, 3799}, {15, 15}}, Issuer{{3000, 3059}, {14, 14}}, Issuer{{3600, 3699}, {14, 14}},
    Issuer{{3800, 3999}, {14, 14}}, Issuer{{6011, 6011}, {16, 16}}, Issuer{{6440, 6599}, {16, 16}},
    Issuer{{9558, 9559}, {16, 19}}, Issuer{{6013, 6013}, {19, 19}}, Issuer{{6858, 6858}, {17, 17}},
    Issuer{{9400, 9400}, {16, 19}}, Issuer{{9843, 9843}, {16, 19}}, Issuer{{5021, 5021}, {16, 16}},
    Issuer{{5610, 5610}, {16, 19}}, Issuer{{6091, 6091}, {16, 19}},
};

bool is_calendar_day(int month, int day) {
    constexpr std::array kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= kDays[static_cast<std::size_t>(month - 1)];
}

bool is_region(Digits digits) {
    return is_in(kProvinces, number(digits.first(2))) && number(digits.subspan(2, 2)) <= 90;
}

}  // namespace

bool starts_with(Digits digits, std::string_view prefix) {
    return digits.size() >= prefix.size() &&
           std::equal(prefix.begin(), prefix.end(), digits.begin(),
                      [](char wanted, std::int8_t digit) { return wanted - '0' == digit; });
}

bool is_mainland_mobile(Digits digits) {
    return digits.size() == 11 && digits[0] == 1 && digits[1] >= 3;
}

std::size_t area_code_length(Digits digits) {
    if (digits.size() < 4 || digits[0] != 0) return 0;
    if (digits[1] == 1) return digits[2] == 0 ? 3 : 0;
    if (digits[1] == 2) return digits[2] != 6 ? 3 : 0;
    return is_in(kAreaCodes, number(digits.subspan(1, 3))) ? 4 : 0;
}

bool is_mainland_landline(Digits digits) {
    const std::size_t area = area_code_length(digits);
    if (area == 0 || digits.size() < area + 7 || digits.size() > area + 8) return false;
    return digits[area] != 0;
}

bool has_identity_check_digit(Digits first_17, char32_t last) {
    constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kChecks = "10x98765432";
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * first_17[i];
    return static_cast<char32_t>(kChecks[static_cast<std::size_t>(sum % 11)]) == last;
}

bool is_date(Digits eight) {
    const int year = number(eight.first(4));
    return year >= 1900 && year < 2100 &&
           is_calendar_day(number(eight.subspan(4, 2)), number(eight.subspan(6, 2)));
}

bool is_identity_start(Digits digits) {
    return digits.size() >= 17 && is_region(digits) && is_date(digits.subspan(6, 8));
}

// Those were given until 1999, the youngest to children.
bool is_old_identity(Digits digits) {
    return digits.size() == 15 && is_region(digits) && number(digits.subspan(6, 2)) >= 10 &&
           is_calendar_day(number(digits.subspan(8, 2)), number(digits.subspan(10, 2)));
}

bool has_luhn_check_digit(Digits digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int doubled = digits[digits.size() - 1 - i] * (i % 2 == 1 ? 2 : 1);
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

bool is_bank_card(Digits digits) {
    if (digits.size() < 14 || digits.size() > 19) return false;
    const int prefix = number(digits.first(4));
    const int length = static_cast<int>(digits.size());
    const bool issued = std::any_of(kIssuers.begin(), kIssuers.end(), [&](const Issuer& issuer) {
        return prefix >= issuer.prefix.first && prefix <= issuer.prefix.last &&
               length >= issuer.length.first && length <= issuer.length.last;
    });
    return issued && has_luhn_check_digit(digits);
}

bool is_taiwan_mobile(Digits digits) {
    return digits.size() == 10 && starts_with(digits, "09");
}

bool is_taiwan_landline(Digits digits) {
    if (digits.size() < 9 || digits.size() > 10) return false;
    return digits[0] == 0 && digits[1] >= 2 && digits[1] <= 8 && digits[2] >= 2;
}

bool has_known_country(Digits digits) {
    struct Country {
        std::string_view code;
        Range length;
    };
    constexpr std::array kCountries{
        Country{"1", {11, 11}},  Country{"44", {12, 12}}, Country{"81", {11, 12}},
        Country{"82", {11, 12}}, Country{"65", {10, 10}}, Country{"60", {11, 12}},
        Country{"61", {11, 11}}, Country{"49", {11, 13}}, Country{"33", {11, 11}},
        Country{"66", {11, 11}}, Country{"84", {11, 12}}, Country{"7", {11, 11}},
        Country{"91", {12, 12}}, Country{"853", {11, 11}}};
    const int length = static_cast<int>(digits.size());
    return std::any_of(kCountries.begin(), kCountries.end(), [&](const Country& country) {
        return starts_with(digits, country.code) && length >= country.length.first &&
               length <= country.length.last;
    });
}

bool is_hong_kong_identity(std::string_view letters, Digits six, char32_t check) {
    constexpr int kBlank = 36;
    const auto value = [](char letter) { return letter - 'a' + 10; };
    int sum = letters.size() == 2 ? 9 * value(letters[0]) : 9 * kBlank;
    sum += 8 * value(letters.back());
    for (std::size_t i = 0; i < 6; ++i) sum += (7 - static_cast<int>(i)) * six[i];
    const int wanted = (11 - sum % 11) % 11;
    return check == (wanted == 10 ? U'a' : static_cast<char32_t>('0' + wanted));
}

bool is_taiwan_identity(char32_t letter, Digits nine) {
    // Each letter stands for a place and two digits, in an order of its own.
    constexpr std::string_view kPlaces = "abcdefghjklmnpqrstuvxywzio";
    const std::size_t place = kPlaces.find(static_cast<char>(letter));
    if (place == std::string_view::npos) return false;
    const int code = static_cast<int>(place) + 10;
    int sum = code / 10 + 9 * (code % 10) + nine[8];
    for (std::size_t i = 0; i < 8; ++i) sum += (8 - static_cast<int>(i)) * nine[i];
    return (nine[0] == 1 || nine[0] == 2 || nine[0] == 8 || nine[0] == 9) && sum % 10 == 0;
}

}  // namespace casebook::personal_data
