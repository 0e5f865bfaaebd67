#include "domain/personal_data.h"

#include <algorithm>
#include <array>

#include "domain/personal_data_codes.h"
#include "domain/personal_data_email.h"
#include "domain/personal_data_numbers.h"
#include "domain/personal_data_symbols.h"
#include "domain/personal_data_words.h"

namespace casebook {
namespace {

using namespace personal_data;

constexpr std::string_view kMaskSign = "＊";
constexpr std::string_view kHiddenName = "＊＊＊";

// The first of those that overlap stays, the longer of those that start together.
std::vector<PersonalDataFinding> without_overlaps(std::vector<PersonalDataFinding> findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const PersonalDataFinding& a, const PersonalDataFinding& b) {
                         return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
                     });
    std::vector<PersonalDataFinding> kept;
    for (const PersonalDataFinding& finding : findings)
        if (kept.empty() || finding.begin >= kept.back().end) kept.push_back(finding);
    return kept;
}

struct Shown {
    std::size_t first;  // letters and digits shown at the start
    std::size_t last;   // and at the end
};

Shown shown_of(PersonalDataKind kind, std::size_t length) {
    const auto all_but = [length](std::size_t end) { return length > end ? length - end : 0; };
    switch (kind) {
        case PersonalDataKind::identity_number:
            return {3, 4};
        case PersonalDataKind::bank_card:
            return {0, 4};
        case PersonalDataKind::plate:
        case PersonalDataKind::passport:
        case PersonalDataKind::hong_kong_identity:
        case PersonalDataKind::taiwan_identity:
            return {1, 2};
        case PersonalDataKind::taiwan_phone:
            return {all_but(7), 3};
        default:
            return {all_but(8), 4};
    }
}

std::vector<Symbol> letters_and_digits(std::string_view original) {
    std::vector<Symbol> symbols = read_symbols(original);
    std::erase_if(symbols, [](const Symbol& symbol) {
        return !is_digit(symbol) && !is_latin(symbol.character);
    });
    return symbols;
}

std::string masked_email(std::string_view original) {
    const std::vector<Symbol> symbols = read_symbols(original);
    const std::size_t at = find_at_sign(symbols);
    if (at == 0 || at == symbols.size()) return std::string(kHiddenName);
    std::string out;
    if (at > 1) out = original.substr(symbols[0].begin, symbols[0].end - symbols[0].begin);
    out += kHiddenName;
    out += original.substr(symbols[at].begin);
    return out;
}

bool is_allowed(std::string_view original, const std::vector<std::string>& allowed) {
    return std::find(allowed.begin(), allowed.end(), original) != allowed.end();
}

}  // namespace

std::string_view to_text(PersonalDataKind kind) {
    constexpr std::array<std::string_view, 12> kNames{
        "mobile",       "landline",        "identity_number", "bank_card",
        "plate",        "email",           "hong_kong_phone", "hong_kong_identity",
        "taiwan_phone", "taiwan_identity", "foreign_phone",   "passport"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<PersonalDataFinding> find_personal_data(std::string_view text) {
    const std::vector<Symbol> symbols = read_symbols(text);
    const TellingWords words(symbols);
    std::vector<PersonalDataFinding> findings;
    find_emails(symbols, findings);
    find_codes(symbols, words, findings);
    find_numbers(symbols, words, findings);
    return without_overlaps(std::move(findings));
}

std::string masked_form(PersonalDataKind kind, std::string_view original) {
    if (kind == PersonalDataKind::email) return masked_email(original);
    const std::vector<Symbol> signs = letters_and_digits(original);
    const Shown shown = shown_of(kind, signs.size());
    std::string out;
    std::size_t copied = 0;
    for (std::size_t i = shown.first; i + shown.last < signs.size(); ++i) {
        if (signs[i].begin < copied) continue;  // one character that stands for two digits
        out += original.substr(copied, signs[i].begin - copied);
        out += kMaskSign;
        copied = signs[i].end;
    }
    out += original.substr(copied);
    return out;
}

MaskedText mask_personal_data(std::string_view text, const std::vector<std::string>& allowed) {
    MaskedText masked;
    std::size_t copied = 0;
    for (const PersonalDataFinding& finding : find_personal_data(text)) {
        const std::string_view original = text.substr(finding.begin, finding.end - finding.begin);
        if (is_allowed(original, allowed)) continue;
        masked.text += text.substr(copied, finding.begin - copied);
        masked.text += masked_form(finding.kind, original);
        masked.findings.push_back(finding);
        copied = finding.end;
    }
    masked.text += text.substr(copied);
    return masked;
}

}  // namespace casebook
