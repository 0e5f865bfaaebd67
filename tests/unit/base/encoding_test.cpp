#include "base/encoding.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace casebook {
namespace {

using namespace std::string_view_literals;

// 宽带每晚掉线，报修两次没人上门。客户说 in GB18030, and 寬頻每晚斷線，報修兩次沒有人上門 in Big5, by iconv.
constexpr std::string_view kGb18030 =
    "\xBF\xED\xB4\xF8\xC3\xBF\xCD\xED\xB5\xF4\xCF\xDF\xA3\xAC\xB1\xA8\xD0\xDE\xC1\xBD\xB4\xCE\xC3"
    "\xBB"
    "\xC8\xCB\xC9\xCF\xC3\xC5\xA1\xA3\xBF\xCD\xBB\xA7\xCB\xB5"sv;
constexpr std::string_view kGb18030AsUtf8 = "宽带每晚掉线，报修两次没人上门。客户说";
constexpr std::string_view kBig5 =
    "\xBC\x65\xC0\x57\xA8\x43\xB1\xDF\xC2\x5F\xBD\x75\xA1\x41\xB3\xF8\xAD\xD7\xA8\xE2\xA6\xB8\xA8"
    "\x53"
    "\xA6\xB3\xA4\x48\xA4\x57\xAA\xF9"sv;
constexpr std::string_view kBig5AsUtf8 = "寬頻每晚斷線，報修兩次沒有人上門";

std::string decoded(Encoding encoding, std::string_view bytes, std::size_t piece_size = 1 << 20) {
    Decoder decoder(encoding);
    std::string out;
    for (; bytes.size() > piece_size; bytes.remove_prefix(piece_size))
        decoder.decode(bytes.substr(0, piece_size), Piece::more_follows, out);
    decoder.decode(bytes, Piece::last, out);
    return out;
}

Encoding guessed(std::string_view bytes, std::size_t piece_size = 1 << 20) {
    EncodingGuess guess;
    for (; bytes.size() > piece_size; bytes.remove_prefix(piece_size))
        guess.look_at(bytes.substr(0, piece_size));
    guess.look_at(bytes);
    return guess.finish();
}

TEST(Decoder, MakesUtf8OfEveryEncoding) {
    EXPECT_EQ(decoded(Encoding::utf_8, kGb18030AsUtf8), kGb18030AsUtf8);
    EXPECT_EQ(decoded(Encoding::gb18030, kGb18030), kGb18030AsUtf8);
    EXPECT_EQ(decoded(Encoding::big5, kBig5), kBig5AsUtf8);
    EXPECT_EQ(decoded(Encoding::utf_16_little, "\xBD\x5B\x26\x5E\x3D\xD8\x00\xDE"sv), "宽带😀");
    EXPECT_EQ(decoded(Encoding::utf_16_big, "\x5B\xBD\x5E\x26\xD8\x3D\xDE\x00"sv), "宽带😀");
    EXPECT_EQ(decoded(Encoding::gb18030, "\x95\x32\x82\x36"sv), "𠀀") << "four bytes";
}

TEST(Decoder, PiecesMayCutACharacterAnywhere) {
    for (std::size_t size = 1; size < 6; ++size) {
        EXPECT_EQ(decoded(Encoding::gb18030, kGb18030, size), kGb18030AsUtf8) << size;
        EXPECT_EQ(decoded(Encoding::big5, kBig5, size), kBig5AsUtf8) << size;
        EXPECT_EQ(decoded(Encoding::utf_16_little, "\x3D\xD8\x00\xDE"sv, size), "😀") << size;
    }
}

TEST(Decoder, ALongTextIsDecodedWhole) {
    std::string bytes, text;
    for (int i = 0; i < 5000; ++i) {
        bytes += kGb18030;
        text += kGb18030AsUtf8;
    }
    EXPECT_EQ(decoded(Encoding::gb18030, bytes), text);
}

TEST(Decoder, UndecodableBytesAreMarkedAndNeverReplaced) {
    for (const auto& [encoding, bytes] : {std::pair{Encoding::gb18030,
                                                    "a\xFF"
                                                    "b"sv},
                                          std::pair{Encoding::gb18030, "a\x81"sv},
                                          std::pair{Encoding::big5,
                                                    "a\xFF"
                                                    "b"sv},
                                          std::pair{Encoding::utf_16_little,
                                                    "a\0\x3D\xD8"
                                                    "b\0"sv},
                                          std::pair{Encoding::utf_16_little, "a\0b"sv}}) {
        const std::string text = decoded(encoding, bytes);
        EXPECT_EQ(find_invalid_utf8(text), 1u) << to_text(encoding) << " " << text;
        EXPECT_EQ(text[1], kUndecodable);
    }
}

TEST(EncodingGuess, TellsTheEncodingsApart) {
    EXPECT_EQ(guessed(""), Encoding::utf_8);
    EXPECT_EQ(guessed("only ASCII, 1 2 3"), Encoding::utf_8);
    EXPECT_EQ(guessed(kGb18030AsUtf8), Encoding::utf_8);
    EXPECT_EQ(guessed(kGb18030), Encoding::gb18030);
    EXPECT_EQ(guessed(kBig5), Encoding::big5);
    EXPECT_EQ(guessed("title,complaint\n1," + std::string(kGb18030) + "\n"), Encoding::gb18030);
    EXPECT_EQ(guessed("title,complaint\n1," + std::string(kBig5) + "\n"), Encoding::big5);
    EXPECT_EQ(guessed("\xB1\xEA\xCC\xE2"sv), Encoding::gb18030) << "one short word: 标题";
}

TEST(EncodingGuess, ADamagedLineDoesNotMakeAUtf8FileSomethingElse) {
    std::string damaged(kGb18030AsUtf8);
    damaged.append("\n\xFF\n").append(kBig5AsUtf8);
    EXPECT_EQ(guessed(damaged), Encoding::utf_8);
    EXPECT_EQ(guessed("{\"title\":\"\xFF\"}"), Encoding::utf_8);
}

TEST(EncodingGuess, PiecesMayCutACharacterAnywhere) {
    for (std::size_t size = 1; size < 8; ++size) {
        EXPECT_EQ(guessed(kGb18030AsUtf8, size), Encoding::utf_8) << size;
        EXPECT_EQ(guessed(kGb18030, size), Encoding::gb18030) << size;
    }
}

TEST(ByteOrderMarks, NameTheEncoding) {
    EXPECT_EQ(find_byte_order_mark("\xEF\xBB\xBF{")->encoding, Encoding::utf_8);
    EXPECT_EQ(find_byte_order_mark("\xEF\xBB\xBF{")->length, 3u);
    EXPECT_EQ(find_byte_order_mark("\xFF\xFE")->encoding, Encoding::utf_16_little);
    EXPECT_EQ(find_byte_order_mark("\xFE\xFF")->encoding, Encoding::utf_16_big);
    EXPECT_EQ(find_byte_order_mark("\x84\x31\x95\x33")->encoding, Encoding::gb18030);
    EXPECT_FALSE(find_byte_order_mark("{"));
    EXPECT_EQ(guess_utf_16_order("a\0b\0"sv), Encoding::utf_16_little);
    EXPECT_EQ(guess_utf_16_order("\0a\0b"sv), Encoding::utf_16_big);
}

}  // namespace
}  // namespace casebook
