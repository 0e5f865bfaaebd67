// Texts of other programs, in whatever encoding they were written, as UTF-8.
//
// Bytes that mean nothing in the encoding are never replaced silently: each becomes kUndecodable, a byte that no UTF-8 text
// holds, so that whoever reads the text finds it with find_invalid_utf8() and can say where.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace casebook {

enum class Encoding { utf_8, gb18030, big5, utf_16_little, utf_16_big };
std::string_view to_text(Encoding encoding);  // UTF-8, GB18030, Big5, UTF-16LE, UTF-16BE

inline constexpr char kUndecodable = '\xFF';

struct ByteOrderMark {
    Encoding encoding;
    std::size_t length;  // bytes
};
std::optional<ByteOrderMark> find_byte_order_mark(std::string_view start);

// Which half of each pair is zero more often; little when neither is.
Encoding guess_utf_16_order(std::string_view start);

// A text in pieces as it is read from a file; what is kept of it is bounded.
// What has more whole UTF-8 characters than broken ones is UTF-8 (with a damaged line or two); else Big5 or GB18030, whichever
// makes more common characters of it, and of equals the one with fewer undecodable bytes.
class EncodingGuess {
  public:
    void look_at(std::string_view piece);
    Encoding finish();

  private:
    void count(std::string_view bytes);

    std::size_t whole_ = 0;   // UTF-8 characters of more than one byte
    std::size_t broken_ = 0;  // places where no UTF-8 character is
    std::string cut_;         // the start of a character whose rest is in the next piece
    std::string sample_;      // the first pieces that are not all ASCII
};

enum class Piece { more_follows, last };

// Decodes piece by piece; a character may be cut between two pieces. Byte order marks are the caller's to skip.
class Decoder {
  public:
    explicit Decoder(Encoding encoding);
    ~Decoder();
    Decoder(Decoder&&) noexcept;
    Decoder& operator=(Decoder&&) noexcept;

    // Appends the piece as UTF-8. UTF-8 itself is copied as it is.
    void decode(std::string_view bytes, Piece piece, std::string& out);

  private:
    struct Converter;
    std::unique_ptr<Converter> converter_;  // none: UTF-8
};

}  // namespace casebook
