#include "domain/personal_data_row.h"

#include <algorithm>

namespace casebook::personal_data {
namespace {

using Kind = PersonalDataKind;

bool is_usual_grouping(const Row& row,
                       std::initializer_list<std::initializer_list<std::uint8_t>> usual) {
    return std::any_of(usual.begin(), usual.end(),
                       [&](const auto& grouping) { return row.is_grouped(grouping); });
}

bool has_only_phone_joints(const Row& row) {
    return !row.has(Joint::comma) && !row.is_internet_address();
}

bool is_mobile_grouping(const Row& row, const Surroundings& around) {
    if (row.is_single()) return true;
    if (is_usual_grouping(row, {{3, 4, 4}, {3, 3, 5}, {4, 3, 4}})) return true;
    if (row.has(Joint::comma) || (row.has(Joint::bracket) && row.sizes[0] != 3)) return false;
    if (row.is_one_by_one()) return around.alone;
    if (around.phone_near || row.plus) return !row.is_internet_address();
    if (row.has(Joint::dot)) return false;
    if (!row.has(Joint::hyphen) && is_usual_grouping(row, {{5, 6}, {6, 5}})) return true;
    return is_usual_grouping(row, {{3, 8},
                                   {7, 4},
                                   {4, 7},
                                   {4, 4, 3},
                                   {3, 5, 3},
                                   {5, 3, 3},
                                   {3, 2, 2, 2, 2},
                                   {3, 2, 3, 3},
                                   {2, 2, 2, 2, 2, 1},
                                   {1, 2, 2, 2, 2, 2}});
}

bool is_mobile(const Row& row, const Surroundings& around) {
    if (is_mainland_mobile(row.all())) return is_mobile_grouping(row, around);
    // Some dial a 0 before a mobile of another place.
    return row.count == 12 && row.is_single() && row.digits[0] == 0 &&
           is_mainland_mobile(row.all().subspan(1));
}

bool is_landline(const Row& row, const Surroundings& around) {
    if (!is_mainland_landline(row.all()) || !has_only_phone_joints(row)) return false;
    const std::size_t area = area_code_length(row.all());
    if (row.is_single()) {
        const bool likely = row.digits[area] >= 2 && row.digits[area] <= 8;
        return likely && (area + 7 < row.count || area == 4 || around.phone_near || row.plus);
    }
    if (row.is_one_by_one()) return around.alone;
    return (row.sizes[0] == area && row.groups <= 5) || (around.phone_near && row.sizes[0] != 2);
}

// "+86 10 1234 5678": the 0 of the area code is left out.
Row with_area_zero(const Row& row) {
    if (row.digits[0] == 0 || row.count == kLongestRow) return row;
    Row out = row;
    std::copy_backward(row.digits.begin(),
                       row.digits.begin() + static_cast<std::ptrdiff_t>(row.count),
                       out.digits.begin() + static_cast<std::ptrdiff_t>(row.count) + 1);
    out.digits[0] = 0;
    ++out.count;
    ++out.sizes[0];
    return out;
}

bool has_country_sign(const Row& row, std::string_view code) {
    return row.plus || row.digits[0] == 0 || row.sizes[0] == code.size();
}

std::optional<Kind> mainland_kind(const Row& row, const Surroundings& around) {
    if (is_mobile(row, around)) return Kind::mobile;
    if (is_landline(row, around)) return Kind::landline;
    const std::optional<Row> rest = without_country_code(row, "86");
    if (!rest) return std::nullopt;
    if (is_mobile(*rest, around)) return Kind::mobile;
    const bool told = has_country_sign(row, "86") || around.phone_near;
    if (told && is_landline(with_area_zero(*rest), around)) return Kind::landline;
    return std::nullopt;
}

bool is_taiwan_number(const Row& row, const Surroundings& around) {
    if (!has_only_phone_joints(row)) return false;
    if (is_taiwan_mobile(row.all()))
        return around.phone_near || (row.is_one_by_one() && around.alone) ||
               is_usual_grouping(row,
                                 {{10}, {4, 3, 3}, {4, 6}, {4, 2, 2, 2}, {3, 3, 4}, {4, 4, 2}});
    // With an area code of the mainland it is a short service number: 0731-12345.
    return is_taiwan_landline(row.all()) && around.phone_near &&
           (row.sizes[0] == 2 || area_code_length(row.all()) != 4);
}

std::optional<Kind> neighbour_kind(const Row& row, const Surroundings& around) {
    if (is_taiwan_number(row, around)) return Kind::taiwan_phone;
    if (const auto rest = without_country_code(row, "886"); rest) {
        const Row local = with_area_zero(*rest);
        const bool valid = is_taiwan_mobile(local.all()) || is_taiwan_landline(local.all());
        if (valid && (has_country_sign(row, "886") || around.phone_near)) return Kind::taiwan_phone;
    }
    if (const auto rest = without_country_code(row, "852"); rest) {
        const bool valid = rest->count == 8 && rest->digits[0] >= 2;
        if (valid && (has_country_sign(row, "852") || around.phone_near))
            return Kind::hong_kong_phone;
    }
    return std::nullopt;
}

bool is_foreign_phone(const Row& row, const Surroundings& around) {
    const bool phone = row.plus && !row.has(Joint::line) && row.count >= 10 && row.count <= 15 &&
                       row.digits[0] != 0 && row.groups <= 6 && has_only_phone_joints(row);
    return phone && (!row.is_single() || around.phone_near || has_known_country(row.all()));
}

bool are_years(const Row& row) {
    const auto year = [&](std::size_t at) {
        return starts_with(row.all().subspan(at), "19") || starts_with(row.all().subspan(at), "20");
    };
    return row.is_grouped({4, 4}) && year(0) && year(4);
}

// Seven or eight digits are a phone only when a word says so.
std::optional<Kind> local_kind(const Row& row, const Surroundings& around) {
    if ((row.count != 7 && row.count != 8) || !around.phone_near || !around.alone)
        return std::nullopt;
    if (row.has(Joint::comma) || row.has(Joint::bracket)) return std::nullopt;
    if (row.has(Joint::dot) && !row.is_grouped({4, 4})) return std::nullopt;
    if (row.count == 8 && (is_date(row.all()) || are_years(row))) return std::nullopt;
    const bool usual = row.is_single() || row.is_one_by_one() ||
                       is_usual_grouping(row, {{4, 4}, {3, 4}, {3, 2, 2}, {2, 2, 2, 2}, {4, 2, 2}});
    const int first = row.digits[0];
    if (!usual || first < 2 || (first == 9 && row.count == 7)) return std::nullopt;
    const bool hong_kong = row.count == 8 && (first == 9 || first == 5 || first == 6);
    return hong_kong ? Kind::hong_kong_phone : Kind::landline;
}

bool is_card_grouping(const Row& row) {
    if (row.is_single() || row.is_one_by_one() || row.sizes[0] == 6) return true;
    for (std::size_t i = 0; i + 1 < row.groups; ++i)
        if (row.sizes[i] < 3) return false;
    return row.groups <= 6 && !row.has(Joint::comma);
}

bool is_card(const Row& row, const Surroundings& around) {
    if (!is_bank_card(row.all())) return false;
    if (around.telling == Telling::card) return true;
    const bool rare = row.count == 14 || (row.digits[0] == 2 && row.is_single());
    return !rare && is_card_grouping(row) && (!row.is_one_by_one() || around.alone);
}

bool is_identity(const Row& row, const Surroundings& around) {
    const bool told = around.telling == Telling::identity;
    if (row.count == 18 && is_identity_start(row.all()))
        return told || has_identity_check_digit(row.all().first(17),
                                                static_cast<char32_t>('0' + row.digits[17]));
    if (row.count != 15 || around.telling == Telling::not_personal) return false;
    return is_old_identity(row.all()) && (row.is_single() || told);
}

}  // namespace

bool Row::is_grouped(std::initializer_list<std::uint8_t> wanted) const {
    return groups == wanted.size() && std::equal(wanted.begin(), wanted.end(), sizes.begin());
}

bool Row::is_one_by_one() const {
    return groups == count && count > 1;
}

bool Row::is_internet_address() const {
    if (!has(Joint::dot) || groups != 4) return false;
    return std::all_of(sizes.begin(), sizes.begin() + 4,
                       [](std::uint8_t size) { return size <= 3; });
}

std::optional<Row> without_country_code(const Row& row, std::string_view code) {
    std::size_t length = code.size();
    if (starts_with(row.all(), "00") && starts_with(row.all().subspan(2), code))
        length += 2;
    else if (!starts_with(row.all(), code))
        return std::nullopt;
    if (row.count < length + 7) return std::nullopt;
    Row rest = row;
    std::copy(row.digits.begin() + static_cast<std::ptrdiff_t>(length), row.digits.end(),
              rest.digits.begin());
    rest.count = row.count - length;
    std::size_t group = 0;
    while (length >= row.sizes[group]) length -= row.sizes[group++];
    std::copy(row.sizes.begin() + static_cast<std::ptrdiff_t>(group), row.sizes.end(),
              rest.sizes.begin());
    rest.sizes[0] = static_cast<std::uint8_t>(rest.sizes[0] - length);
    rest.groups = row.groups - group;
    return rest;
}

bool may_be_number(const Row& row) {
    const int first = row.digits[0];
    switch (row.count) {
        case 7:
        case 8:
            return first >= 2;
        case 9:
        case 10:
            return first == 0 || row.plus;
        case 11:
        case 12:
        case 13:
            return first <= 1 || first == 8 || row.plus;
        case 14:
            return first == 0 || first == 3 || first == 8 || row.plus;
        default:
            if (first == 1) return row.count == 15 || row.count == 17 || row.count == 18;
            return row.count >= 15 && row.count <= 19;
    }
}

std::optional<PersonalDataKind> kind_of(const Row& row, const Surroundings& around) {
    if (is_identity(row, around)) return Kind::identity_number;
    if (around.telling == Telling::not_personal) return std::nullopt;
    if (const auto kind = mainland_kind(row, around); kind) return kind;
    if (is_card(row, around)) return Kind::bank_card;
    if (const auto kind = neighbour_kind(row, around); kind) return kind;
    if (is_foreign_phone(row, around)) return Kind::foreign_phone;
    return local_kind(row, around);
}

}  // namespace casebook::personal_data
