#include "base/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

namespace casebook {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Sequence {
    char32_t character = kReplacement;
    std::size_t length = 1;  // bytes used, also when ill-formed
    bool well_formed = false;
};

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// The allowed range of the second byte depends on the first: no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_second_byte(unsigned char lead, unsigned char byte) {
    switch (lead) {
        case 0xE0:
            return byte >= 0xA0 && byte <= 0xBF;
        case 0xED:
            return byte >= 0x80 && byte <= 0x9F;
        case 0xF0:
            return byte >= 0x90 && byte <= 0xBF;
        case 0xF4:
            return byte >= 0x80 && byte <= 0x8F;
        default:
            return is_continuation(byte);
    }
}

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

Sequence decode(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
    const std::size_t length = sequence_length(byte(0));
    if (length == 1) return {byte(0), 1, true};
    if (length == 0) return {};
    char32_t character = byte(0) & (0xFF >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const bool inside = position + i < text.size();
        const bool fits =
            inside && (i == 1 ? is_second_byte(byte(0), byte(1)) : is_continuation(byte(i)));
        if (!fits) return {kReplacement, i, false};
        character = (character << 6) | (byte(i) & 0x3F);
    }
    return {character, length, true};
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
    for (std::size_t position = 0; position < bytes.size();) {
        const Sequence sequence = decode(bytes, position);
        if (!sequence.well_formed) return position;
        position += sequence.length;
    }
    return std::nullopt;
}

std::string replace_invalid_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t position = 0; position < bytes.size();) {
        const Sequence sequence = decode(bytes, position);
        const bool keep = sequence.well_formed && sequence.character != 0;
        append_utf8(out, keep ? sequence.character : kReplacement);
        position += sequence.length;
    }
    return out;
}

char32_t next_character(std::string_view text, std::size_t& position) {
    const Sequence sequence = decode(text, position);
    position += sequence.length;
    return sequence.character;
}

void append_utf8(std::string& out, char32_t character) {
    char bytes[4];
    std::size_t count = 0;
    const auto push = [&](char32_t byte) { bytes[count++] = static_cast<char>(byte); };
    if (character < 0x80) {
        push(character);
    } else if (character < 0x800) {
        push(0xC0 | (character >> 6));
        push(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        push(0xE0 | (character >> 12));
        push(0x80 | ((character >> 6) & 0x3F));
        push(0x80 | (character & 0x3F));
    } else {
        push(0xF0 | (character >> 18));
        push(0x80 | ((character >> 12) & 0x3F));
        push(0x80 | ((character >> 6) & 0x3F));
        push(0x80 | (character & 0x3F));
    }
    out.append(bytes, count);
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return !is_continuation(static_cast<unsigned char>(byte));
    }));
}

std::string_view first_characters(std::string_view text, std::size_t limit) {
    std::size_t position = 0;
    for (std::size_t count = 0; count < limit && position < text.size(); ++count)
        next_character(text, position);
    return text.substr(0, position);
}

std::size_t character_start(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    while (offset > 0 && offset < text.size() &&
           is_continuation(static_cast<unsigned char>(text[offset])))
        --offset;
    return offset;
}

bool is_white_space(char32_t character) {
    constexpr char32_t kLast = 0x3000;  // the ideographic space; nothing behind it is one
    if (character < 0x80) return character == ' ' || (character >= '\t' && character <= '\r');
    return character <= kLast && u_isUWhiteSpace(static_cast<UChar32>(character)) != 0;
}

bool is_letter(char32_t character) {
    if (character < 0x80) return (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
    const auto c = static_cast<UChar32>(character);
    return u_isalpha(c) != 0 || u_getCombiningClass(c) != 0;
}

bool is_digit(char32_t character) {
    if (character < 0x80) return character >= '0' && character <= '9';
    return u_isdigit(static_cast<UChar32>(character)) != 0;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    for (std::size_t position = 0; position < text.size();) {
        if (!is_white_space(next_character(text, position))) break;
        begin = position;
    }
    std::size_t end = text.size();
    while (end > begin) {
        const std::size_t start = character_start(text, end - 1);
        std::size_t position = start;
        if (!is_white_space(next_character(text, position))) break;
        end = start;
    }
    return text.substr(begin, end - begin);
}

std::string collapse_white_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    for (std::size_t position = 0; position < text.size();) {
        const char32_t character = next_character(text, position);
        if (is_white_space(character)) {
            pending = true;
            continue;
        }
        if (pending && !out.empty()) out.push_back(' ');
        pending = false;
        append_utf8(out, character);
    }
    return out;
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        lines.push_back(line);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.emplace_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace casebook
