#include "app/import_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = 64 * 1024;  // bytes

constexpr std::array<std::pair<std::string_view, EncodingChoice>, 5> kChoices{
    {{"auto", EncodingChoice::automatic},
     {"utf-8", EncodingChoice::utf_8},
     {"gb18030", EncodingChoice::gb18030},
     {"big5", EncodingChoice::big5},
     {"utf-16", EncodingChoice::utf_16}}};

Error read_error(const fs::path& path) {
    return {
        ErrorKind::io, "Cannot read the file", "Check the disk and the rights", {path.string(), 0}};
}

bool is_utf_16(Encoding encoding) {
    return encoding == Encoding::utf_16_little || encoding == Encoding::utf_16_big;
}

// Whether a file that begins with this mark may be read as the person said.
bool fits(EncodingChoice choice, Encoding marked) {
    switch (choice) {
        case EncodingChoice::automatic:
            return true;
        case EncodingChoice::utf_8:
            return marked == Encoding::utf_8;
        case EncodingChoice::gb18030:
            return marked == Encoding::gb18030;
        case EncodingChoice::big5:
            return false;
        case EncodingChoice::utf_16:
            return is_utf_16(marked);
    }
    return false;
}

}  // namespace

std::optional<EncodingChoice> parse_encoding_choice(std::string_view text) {
    for (const auto& [name, choice] : kChoices)
        if (name == text) return choice;
    return std::nullopt;
}

TextFile::TextFile(fs::path path, std::ifstream file, std::uint64_t total)
    : path_(std::move(path)), file_(std::move(file)), total_(total) {}

Result<TextFile> TextFile::open(const fs::path& path, EncodingChoice choice) {
    std::error_code failure;
    if (fs::exists(path, failure) && !fs::is_regular_file(path, failure))
        return Error{ErrorKind::invalid,
                     "Not a regular file",
                     "Give a file, or a folder of Markdown files",
                     {path.string(), 0}};
    std::ifstream file(path, std::ios::binary);
    const std::uint64_t size = fs::file_size(path, failure);
    if (!file || failure)
        return Error{ErrorKind::not_found,
                     "Cannot open the file to import",
                     "Check its name and its rights",
                     {path.string(), 0}};
    TextFile text(path, std::move(file), size);
    if (auto chosen = text.choose_encoding(choice); !chosen) return chosen.error();
    return text;
}

Result<std::string> TextFile::read_piece() {
    std::string piece(kPiece, '\0');
    file_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (file_.bad()) return read_error(path_);
    piece.resize(static_cast<std::size_t>(file_.gcount()));
    done_ += piece.size();
    return piece;
}

Result<void> TextFile::start_at(std::uint64_t offset) {
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    if (!file_) return read_error(path_);
    done_ = offset;
    decoder_ = Decoder(encoding_);
    return {};
}

Result<Encoding> TextFile::guess_encoding() {
    EncodingGuess guess;
    file_.clear();
    file_.seekg(0);
    while (true) {
        const auto piece = read_piece();
        if (!piece) return piece.error();
        if (piece->empty()) return guess.finish();
        guess.look_at(*piece);
    }
}

Result<void> TextFile::choose_encoding(EncodingChoice choice) {
    const auto start = read_piece();
    if (!start) return start.error();
    const auto mark = find_byte_order_mark(*start);
    if (mark && fits(choice, mark->encoding)) {
        encoding_ = mark->encoding;
        return start_at(mark->length);
    }
    switch (choice) {
        case EncodingChoice::automatic: {
            const auto guessed = guess_encoding();
            if (!guessed) return guessed.error();
            encoding_ = *guessed;
            break;
        }
        case EncodingChoice::utf_8:
            encoding_ = Encoding::utf_8;
            break;
        case EncodingChoice::gb18030:
            encoding_ = Encoding::gb18030;
            break;
        case EncodingChoice::big5:
            encoding_ = Encoding::big5;
            break;
        case EncodingChoice::utf_16:
            encoding_ = guess_utf_16_order(*start);
    }
    return start_at(0);
}

Result<bool> TextFile::read_more(std::string& text) {
    if (ended_) return false;
    const auto piece = read_piece();
    if (!piece) return piece.error();
    ended_ = piece->empty();
    decoder_.decode(*piece, ended_ ? Piece::last : Piece::more_follows, text);
    return true;
}

Result<std::optional<Line>> LineReader::next() {
    Line line;
    const auto take = [&](std::size_t end) {
        const std::size_t room = kLongestRow - std::min(kLongestRow, line.text.size());
        line.text += std::string_view(buffer_).substr(position_, std::min(end - position_, room));
        line.length += end - position_;
        position_ = end;
    };
    while (true) {
        const std::size_t end = buffer_.find('\n', position_);
        if (end != std::string::npos) {
            take(end);
            ++position_;
            break;
        }
        take(buffer_.size());
        buffer_.clear();
        position_ = 0;
        const auto more = stream_.read_more(buffer_);
        if (!more) return more.error();
        if (*more) continue;
        if (line.length == 0) return std::optional<Line>();
        break;
    }
    line.number = ++number_;
    if (line.text.ends_with('\r')) line.text.pop_back();
    return std::optional(std::move(line));
}

Result<void> for_each_line(const std::filesystem::path& path,
                           const std::function<Result<void>(const std::string&)>& take) {
    auto file = TextFile::open(path, EncodingChoice::utf_8);
    if (!file) return file.error();
    LineReader lines(*file);
    while (true) {
        const auto line = lines.next();
        if (!line) return line.error();
        if (!*line) return {};
        if (auto taken = take((*line)->text); !taken) return taken;
    }
}

}  // namespace casebook::app
