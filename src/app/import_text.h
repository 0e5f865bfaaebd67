// The text of a file to import, piece by piece as UTF-8, so that a file of any size needs little memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

#include "base/encoding.h"
#include "base/result.h"

namespace casebook::app {

// A row that needs more is refused.
inline constexpr std::size_t kLongestRow = 4 * 1024 * 1024;  // bytes

class TextStream {
  public:
    virtual ~TextStream() = default;

    // Appends the next piece; false when there is none. Undecodable bytes are invalid UTF-8 in it. Error: io.
    virtual Result<bool> read_more(std::string& text) = 0;
};

enum class EncodingChoice { automatic, utf_8, gb18030, big5, utf_16 };
std::optional<EncodingChoice> parse_encoding_choice(std::string_view text);

class TextFile final : public TextStream {
  public:
    // Automatic: the byte order mark says it, else the whole file is looked at. Error: not_found, invalid, io.
    static Result<TextFile> open(const std::filesystem::path& path, EncodingChoice choice);

    Result<bool> read_more(std::string& text) override;

    Encoding encoding() const { return encoding_; }
    std::uint64_t bytes_done() const { return done_; }
    std::uint64_t bytes_total() const { return total_; }

  private:
    TextFile(std::filesystem::path path, std::ifstream file, std::uint64_t total);
    Result<std::string> read_piece();
    Result<void> choose_encoding(EncodingChoice choice);
    Result<Encoding> guess_encoding();
    Result<void> start_at(std::uint64_t offset);

    std::filesystem::path path_;
    std::ifstream file_;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
    bool ended_ = false;
    Encoding encoding_ = Encoding::utf_8;
    Decoder decoder_{Encoding::utf_8};
};

struct Line {
    std::string text;  // without its end; what exceeds kLongestRow is left out
    int number = 0;    // from 1
    std::size_t length = 0;

    bool is_too_long() const { return length > kLongestRow; }
};

class LineReader {
  public:
    explicit LineReader(TextStream& stream) : stream_(stream) {}

    // The next line, the last one also without an end. Error: io.
    Result<std::optional<Line>> next();

  private:
    TextStream& stream_;
    std::string buffer_;
    std::size_t position_ = 0;
    int number_ = 0;
};

// Gives every line of a UTF-8 file to `take`, until that fails. Error: as TextFile::open(), and what `take` gave.
Result<void> for_each_line(const std::filesystem::path& path,
                           const std::function<Result<void>(const std::string&)>& take);

}  // namespace casebook::app
