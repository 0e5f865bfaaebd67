#include "domain/personal_data_email.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace casebook::personal_data {
namespace {

constexpr std::size_t kLongestLocal = 64;
constexpr std::size_t kLongestDomain = 128;

// Written with spaces, only these ends tell an address from two words and a mention.
constexpr std::array<std::string_view, 12> kCommonEnds{"com", "cn",  "net", "org", "hk", "tw",
                                                       "edu", "gov", "io",  "me",  "uk", "mo"};
constexpr std::array<std::u32string_view, 6> kAtWords{U"(at)", U"[at]", U"{at}",
                                                      U" at ", U"(a)",  U"艾特"};
constexpr std::array<std::u32string_view, 4> kDotWords{U"(dot)", U"[dot]", U"{dot}", U" dot "};

bool is_word(const Symbol& symbol) {
    const char32_t c = symbol.character;
    return is_latin(c) || (c >= '0' && c <= '9');
}

bool is_local(const Symbol& symbol) {
    const char32_t c = symbol.character;
    return is_word(symbol) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%';
}

bool is_gap(const Symbol& symbol) {
    return is_blank(symbol.character) || symbol.character == '\n';
}

class AddressReader {
  public:
    explicit AddressReader(Symbols symbols) : symbols_(symbols) {}

    // The length of the at sign that starts here, 0 when there is none.
    std::size_t at_sign(std::size_t i) const {
        if (symbols_[i].character == '@') return 1;
        const char32_t next = i + 1 < symbols_.size() ? symbols_[i + 1].character : U' ';
        if (next != 'a' && next != U'特') return 0;
        return length_of(i, kAtWords);
    }

    struct Address {
        std::size_t begin;
        std::size_t end;
    };

    std::optional<Address> address_around(std::size_t at, std::size_t length) {
        spaced_ = length > 1;
        needs_dot_word_ = symbols_[at].character == ' ' && length > 1;
        const auto begin = local_before(at);
        if (!begin) return std::nullopt;
        const auto end = domain_after(at + length);
        if (!end) return std::nullopt;
        return Address{*begin, *end};
    }

  private:
    bool is(std::size_t i, std::u32string_view word) const {
        if (i + word.size() > symbols_.size()) return false;
        return std::equal(word.begin(), word.end(),
                          symbols_.begin() + static_cast<std::ptrdiff_t>(i),
                          [](char32_t c, const Symbol& symbol) { return symbol.character == c; });
    }

    template <std::size_t size>
    std::size_t length_of(std::size_t i, const std::array<std::u32string_view, size>& words) const {
        for (const std::u32string_view word : words)
            if (is(i, word)) return word.size();
        return 0;
    }

    std::optional<std::size_t> local_before(std::size_t at) {
        if (at > 0 && is_gap(symbols_[at - 1])) {
            --at;
            spaced_ = true;
        }
        if (at == 0 || !is_word(symbols_[at - 1])) return std::nullopt;
        std::size_t begin = at;
        while (begin > 0 && at - begin < kLongestLocal && is_local(symbols_[begin - 1])) --begin;
        while (!is_word(symbols_[begin])) ++begin;
        return begin;
    }

    std::size_t dot_at(std::size_t i) {
        if (i >= symbols_.size()) return 0;
        const char32_t c = symbols_[i].character;
        if (c == '.') return needs_dot_word_ ? 0 : 1;
        if (c == U'。' || c == U'点') {
            spaced_ = true;
            return 1;
        }
        if (c != ' ' && c != '(' && c != '[' && c != '{') return 0;
        std::size_t length = length_of(i, kDotWords);
        if (length == 0 && is(i, U" .")) length = is(i, U" . ") ? 3 : 2;
        if (length > 0) spaced_ = true;
        return length;
    }

    std::optional<std::size_t> domain_after(std::size_t next) {
        if (next < symbols_.size() && is_gap(symbols_[next])) {
            ++next;
            spaced_ = true;
        }
        const std::size_t limit = std::min(symbols_.size(), next + kLongestDomain);
        std::optional<std::size_t> end;
        for (bool first = true; next < limit; first = false) {
            const std::size_t label_end = label_after(next, limit);
            if (label_end == next) break;
            if (!first && is_last_label(next, label_end)) end = label_end;
            const std::size_t dot = dot_at(label_end);
            if (dot == 0) break;
            next = label_end + dot;
        }
        return end;
    }

    std::size_t label_after(std::size_t next, std::size_t limit) const {
        std::size_t end = next;
        while (end < limit && (is_word(symbols_[end]) || symbols_[end].character == '-')) ++end;
        while (end > next && !is_word(symbols_[end - 1])) --end;
        return end;
    }

    bool is_last_label(std::size_t begin, std::size_t end) const {
        std::string label;
        for (std::size_t i = begin; i < end; ++i) {
            if (!is_latin(symbols_[i].character)) return false;
            label.push_back(static_cast<char>(symbols_[i].character));
        }
        if (!spaced_) return label.size() >= 2;
        return std::find(kCommonEnds.begin(), kCommonEnds.end(), label) != kCommonEnds.end();
    }

    Symbols symbols_;
    bool spaced_ = false;
    bool needs_dot_word_ = false;  // "published at example.com" is no address
};

}  // namespace

void find_emails(Symbols symbols, std::vector<PersonalDataFinding>& findings) {
    AddressReader reader(symbols);
    for (std::size_t i = 1; i + 1 < symbols.size(); ++i) {
        const std::size_t length = reader.at_sign(i);
        if (length == 0) continue;
        if (const auto address = reader.address_around(i, length); address)
            findings.push_back({PersonalDataKind::email, symbols[address->begin].begin,
                                symbols[address->end - 1].end});
    }
}

std::size_t find_at_sign(Symbols symbols) {
    const AddressReader reader(symbols);
    for (std::size_t i = 0; i < symbols.size(); ++i)
        if (reader.at_sign(i) > 0) return i;
    return symbols.size();
}

}  // namespace casebook::personal_data
