#include "base/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 5> kNames{"UTF-8", "GB18030", "Big5", "UTF-16LE",
                                                 "UTF-16BE"};

// A character that no text holds stands for undecodable bytes until they are written as kUndecodable.
constexpr UChar kNoCharacter = 0xFFFF;

// What ICU's Big5 makes of the byte FF, which is none of Big5.
constexpr UChar32 kBig5PrivateUse = 0xF8F8;

void mark_undecodable(const void*, UConverterToUnicodeArgs* arguments, const char*, int32_t,
                      UConverterCallbackReason reason, UErrorCode* failure) {
    if (reason > UCNV_IRREGULAR) return;  // the converter is being reset, cloned or closed
    *failure = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &kNoCharacter, 1, 0, failure);
}

void append_as_utf8(const std::u16string& units, std::string& out) {
    const auto length = static_cast<int32_t>(units.size());
    for (int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U16_NEXT(units.data(), i, length, character);
        if (character == kNoCharacter || character == kBig5PrivateUse)
            out += kUndecodable;
        else
            append_utf8(out, static_cast<char32_t>(character));
    }
}

}  // namespace

std::string_view to_text(Encoding encoding) {
    return kNames[static_cast<std::size_t>(encoding)];
}

std::optional<ByteOrderMark> find_byte_order_mark(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) return ByteOrderMark{Encoding::utf_8, 3};
    if (start.starts_with("\xFF\xFE")) return ByteOrderMark{Encoding::utf_16_little, 2};
    if (start.starts_with("\xFE\xFF")) return ByteOrderMark{Encoding::utf_16_big, 2};
    if (start.starts_with("\x84\x31\x95\x33")) return ByteOrderMark{Encoding::gb18030, 4};
    return std::nullopt;
}

Encoding guess_utf_16_order(std::string_view start) {
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0' ? 1 : 0;
    return zeros[0] > zeros[1] ? Encoding::utf_16_big : Encoding::utf_16_little;
}

// Decoding ---------------------------------------------------------------------------------------------------------

struct Decoder::Converter {
    explicit Converter(Encoding encoding) {
        UErrorCode failure = U_ZERO_ERROR;
        handle = ucnv_open(std::string(to_text(encoding)).c_str(), &failure);
        ucnv_setToUCallBack(handle, mark_undecodable, nullptr, nullptr, nullptr, &failure);
    }
    ~Converter() { ucnv_close(handle); }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    UConverter* handle = nullptr;
};

Decoder::Decoder(Encoding encoding)
    : converter_(encoding == Encoding::utf_8 ? nullptr : std::make_unique<Converter>(encoding)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

void Decoder::decode(std::string_view bytes, Piece piece, std::string& out) {
    if (!converter_) {
        out += bytes;
        return;
    }
    std::u16string units;
    const char* source = bytes.data();
    for (UErrorCode failure = U_BUFFER_OVERFLOW_ERROR; failure == U_BUFFER_OVERFLOW_ERROR;) {
        std::array<UChar, 4096> buffer{};
        UChar* target = buffer.data();
        failure = U_ZERO_ERROR;
        ucnv_toUnicode(converter_->handle, &target, buffer.data() + buffer.size(), &source,
                       bytes.data() + bytes.size(), nullptr,
                       static_cast<UBool>(piece == Piece::last), &failure);
        units.append(buffer.data(), target);
    }
    append_as_utf8(units, out);
}

// Guessing ---------------------------------------------------------------------------------------------------------

namespace {

constexpr std::size_t kSampleBytes = 256 * 1024;

bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Where the last character begins, which may be cut; the end when the last byte is ASCII or cannot be understood.
std::size_t last_character(std::string_view bytes) {
    constexpr std::size_t kLongestCharacter = 4;
    std::size_t begin = bytes.size();
    for (std::size_t i = 1; i <= std::min(kLongestCharacter, bytes.size()); ++i) {
        const char byte = bytes[bytes.size() - i];
        if (is_continuation(byte)) continue;
        if (!is_ascii(byte)) begin = bytes.size() - i;
        break;
    }
    return begin;
}

// How well the encoding explains the sample. ICU knows which characters of each encoding are common.
struct Fit {
    int confidence = 0;      // 0 to 100
    std::size_t errors = 0;  // undecodable bytes
};

int confidence_in(std::string_view name, const std::string& sample) {
    UErrorCode failure = U_ZERO_ERROR;
    UCharsetDetector* detector = ucsdet_open(&failure);
    ucsdet_setText(detector, sample.data(), static_cast<int32_t>(sample.size()), &failure);
    int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector, &count, &failure);
    int confidence = 0;
    for (int32_t i = 0; U_SUCCESS(failure) && i < count; ++i)
        if (name == ucsdet_getName(matches[i], &failure))
            confidence = ucsdet_getConfidence(matches[i], &failure);
    ucsdet_close(detector);
    return confidence;
}

Fit fit_of(Encoding encoding, const std::string& sample) {
    std::string text;
    Decoder(encoding).decode(sample, Piece::last, text);
    return {confidence_in(to_text(encoding), sample),
            static_cast<std::size_t>(std::count(text.begin(), text.end(), kUndecodable))};
}

}  // namespace

void EncodingGuess::count(std::string_view bytes) {
    const auto count_whole = [&](std::string_view good) {
        const auto ascii = std::count_if(good.begin(), good.end(), is_ascii);
        whole_ += count_characters(good) - static_cast<std::size_t>(ascii);
    };
    while (const auto bad = find_invalid_utf8(bytes)) {
        count_whole(bytes.substr(0, *bad));
        std::size_t next = *bad;
        next_character(bytes, next);
        ++broken_;
        bytes.remove_prefix(next);
    }
    count_whole(bytes);
}

void EncodingGuess::look_at(std::string_view piece) {
    const std::string bytes = cut_ + std::string(piece);
    const std::size_t end = last_character(bytes);
    cut_ = bytes.substr(end);
    count(std::string_view(bytes).substr(0, end));
    if (sample_.size() < kSampleBytes && !std::all_of(piece.begin(), piece.end(), is_ascii))
        sample_ += piece.substr(0, kSampleBytes - sample_.size());
}

Encoding EncodingGuess::finish() {
    count(std::exchange(cut_, {}));
    if (broken_ == 0 || whole_ > broken_) return Encoding::utf_8;
    const Fit gb18030 = fit_of(Encoding::gb18030, sample_);
    const Fit big5 = fit_of(Encoding::big5, sample_);
    if (std::min(gb18030.errors, big5.errors) >= broken_) return Encoding::utf_8;
    const bool is_big5 = big5.confidence != gb18030.confidence
                             ? big5.confidence > gb18030.confidence
                             : big5.errors < gb18030.errors;
    return is_big5 ? Encoding::big5 : Encoding::gb18030;
}

}  // namespace casebook
