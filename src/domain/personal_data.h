// Personal data in what people write: found, and masked before it is kept.
//
// Found: mainland mobiles and landlines, 18- and 15-digit identity numbers, bank cards, plates, e-mail addresses, Hong
// Kong and Taiwan phones and identity cards, other phones written with "+", passports when a word says so. Written with
// spaces, hyphens, dots, line breaks, full-width or circled digits, Chinese numerals, HTML entities, or cut by
// Markdown, tags, zero-width characters. Numbers of orders, parcels and tickets are left alone as far as
// their form or the word before them tells.
//
// It cannot catch: names, addresses, birthdays, account names (WeChat, QQ); numbers spelled in words ("one three
// eight", 一百三十八) or with letters for digits (l38O); a number told in pieces over several sentences; digits of other
// scripts; pictures, recordings and attachments. A card-long order number with an issuer's prefix and a right
// check digit looks like a card and is masked. A number after the word for an order is taken for one. See
// docs/personal-data.md.
//
// Pure, thread-safe, linear in the length of the text. Any bytes are accepted. Offsets are bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class PersonalDataKind {
    mobile,
    landline,
    identity_number,
    bank_card,
    plate,
    email,
    hong_kong_phone,
    hong_kong_identity,
    taiwan_phone,
    taiwan_identity,
    foreign_phone,
    passport,
};

// "mobile", "identity_number": for messages ("personal_data.<name>"), metrics and tests.
std::string_view to_text(PersonalDataKind kind);

struct PersonalDataFinding {
    PersonalDataKind kind;
    std::size_t begin;  // bytes of the text, [begin, end)
    std::size_t end;

    bool operator==(const PersonalDataFinding&) const = default;
};

// In the order of the text, never overlapping.
std::vector<PersonalDataFinding> find_personal_data(std::string_view text);

// 13812341234 -> 138＊＊＊＊1234. The sign is the full-width U+FF0A: the ASCII one is Markdown and two masked
// numbers in a paragraph would become bold text. Separators and Markdown between the digits stay.
std::string masked_form(PersonalDataKind kind, std::string_view original);

struct MaskedText {
    std::string text;
    std::vector<PersonalDataFinding> findings;  // what was masked, in bytes of the original
};

// Every byte outside of the findings stays; masked text has no findings, so masking again changes nothing.
// `allowed`: words, exactly as written, of which a person said that they are not personal; they stay.
MaskedText mask_personal_data(std::string_view text, const std::vector<std::string>& allowed = {});

}  // namespace casebook
