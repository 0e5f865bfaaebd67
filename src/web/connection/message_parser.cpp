#include "web/connection/message_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace casebook::web {
namespace {

constexpr std::size_t kLongestChunkLine = 16;
constexpr std::size_t kLongestMethod = 20;

// Headers of which two could be understood in two ways.
constexpr std::array<std::string_view, 9> kOnlyOnce{
    "content-length", "content-type", "content-encoding", "transfer-encoding", "authorization",
    "expect",         "host",         "origin",           "sec-fetch-site"};

bool is_token_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// Bytes above ASCII pass: people type addresses with Chinese in them; whether they are UTF-8 is seen by parse_target.
bool is_target_character(char c) {
    return !is_control(c) && c != ' ' && c != '#';
}

bool is_header_character(char c) {
    return !is_control(c) || c == '\t';
}

bool is_target(std::string_view text, std::string_view method) {
    if (text == "*") return method == "OPTIONS";
    return text.starts_with('/') && std::all_of(text.begin(), text.end(), is_target_character);
}

// A byte that no line of a head has, but the end of the line.
bool is_foreign_to_lines(char c) {
    return is_control(c) && c != '\t' && c != '\r';
}

std::string_view without_spaces_around(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool lists(const std::string& header, std::string_view wanted) {
    for (const std::string& element : split(header, ','))
        if (ascii_lower(without_spaces_around(element)) == wanted) return true;
    return false;
}

std::string_view last_element(std::string_view list) {
    const std::size_t comma = list.rfind(',');
    return without_spaces_around(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

template <class Number>
bool parse_whole(std::string_view text, int base, Number& number) {
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), number, base);
    return failure == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::size_t MessageParser::take(std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && stage_ != Stage::complete && stage_ != Stage::refused) {
        begun_ = true;
        const std::string_view rest = bytes.substr(used);
        used += stage_ == Stage::body ? take_body(rest) : take_line(rest);
    }
    return used;
}

bool MessageParser::take_wish_to_continue() {
    return std::exchange(wishes_to_continue_, false) && stage_ == Stage::body;
}

std::size_t MessageParser::line_limit() const {
    switch (stage_) {
        case Stage::request_line:
            return limits_.request_line;
        case Stage::header:
            return limits_.header - std::min(header_bytes_, limits_.header);
        default:
            return kLongestChunkLine;
    }
}

std::size_t MessageParser::take_line(std::string_view bytes) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    const std::size_t room = line_limit() + 1;  // for the CR
    line_ += part.substr(0, room - std::min(line_.size(), room));
    if (line_.size() >= room) {
        refuse(stage_ == Stage::request_line ? RefusalReason::long_target
               : stage_ == Stage::header     ? RefusalReason::large_header
                                             : RefusalReason::bad_chunk);
    } else if (std::any_of(part.begin(), part.end(), is_foreign_to_lines)) {
        refuse(stage_ == Stage::request_line ? RefusalReason::bad_request_line
               : stage_ == Stage::header     ? RefusalReason::bad_header
                                             : RefusalReason::bad_chunk);
    } else if (end != std::string_view::npos) {
        end_line();
        return end + 1;
    }
    return part.size();
}

// A CR is only ever the one before the LF.
void MessageParser::end_line() {
    const std::string whole = std::exchange(line_, {});
    const std::size_t carriage_return = whole.find('\r');
    const bool ends_well = !whole.empty() && carriage_return == whole.size() - 1;
    const std::string_view line =
        std::string_view(whole).substr(0, whole.size() - (ends_well ? 1 : 0));
    switch (stage_) {
        case Stage::request_line:
            return ends_well ? parse_request_line(line) : refuse(RefusalReason::bad_request_line);
        case Stage::header:
            return ends_well ? parse_header_line(line) : refuse(RefusalReason::bad_header);
        default:
            return ends_well ? parse_chunk_size(line) : refuse(RefusalReason::bad_chunk);
    }
}

void MessageParser::parse_request_line(std::string_view line) {
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos) return refuse(RefusalReason::bad_request_line);
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, second - first - 1);
    const std::string_view version = line.substr(second + 1);
    if (!is_token(method) || method.size() > kLongestMethod || target.empty())
        return refuse(RefusalReason::bad_request_line);
    const bool is_version = version.size() == 8 && version.starts_with("HTTP/") &&
                            version[5] >= '0' && version[5] <= '9' && version[6] == '.' &&
                            version[7] >= '0' && version[7] <= '9';
    if (!is_version) return refuse(RefusalReason::bad_request_line);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(RefusalReason::bad_version);
    if (target.size() > limits_.target) return refuse(RefusalReason::long_target);
    if (!is_target(target, method)) return refuse(RefusalReason::bad_request_line);
    message_.method = method;
    message_.target = target;
    minor_version_ = version.back() - '0';
    stage_ = Stage::header;
}

void MessageParser::parse_header_line(std::string_view line) {
    if (line.empty()) return end_header();
    header_bytes_ += line.size() + 2;
    if (++header_lines_ > limits_.header_lines || header_bytes_ > limits_.header)
        return refuse(RefusalReason::large_header);
    const std::size_t colon = line.find(':');
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
    if (colon == std::string_view::npos || !is_token(name) ||
        !std::all_of(value.begin(), value.end(), is_header_character))
        return refuse(RefusalReason::bad_header);
    add_header(ascii_lower(name), without_spaces_around(value));
}

// A name with an underscore is dropped: behind a gateway it could pass for another one ("X_Forwarded_For", "REMOTE_ADDR").
void MessageParser::add_header(std::string name, std::string_view value) {
    if (name.find('_') != std::string::npos) return;
    const auto found = message_.headers.find(name);
    if (found == message_.headers.end()) {
        message_.headers.emplace(std::move(name), value);
        return;
    }
    if (std::find(kOnlyOnce.begin(), kOnlyOnce.end(), name) != kOnlyOnce.end())
        return refuse(name == "host"             ? RefusalReason::bad_host
                      : name == "content-length" ? RefusalReason::bad_length
                                                 : RefusalReason::bad_header);
    found->second += name == "cookie" ? "; " : ", ";
    found->second += value;
}

void MessageParser::end_header() {
    const std::string host = message_.header("host");
    if ((host.empty() && minor_version_ == 1) || host.find_first_of(" \t,/@") != std::string::npos)
        return refuse(RefusalReason::bad_host);
    choose_connection();
    choose_body();
}

void MessageParser::choose_connection() {
    const bool closes = minor_version_ == 0 || lists(message_.header("connection"), "close");
    message_.after_answer = closes ? AfterAnswer::close : AfterAnswer::keep_open;
}

void MessageParser::choose_body() {
    const auto length = message_.headers.find("content-length");
    const bool has_length = length != message_.headers.end();
    const bool has_coding = message_.headers.contains("transfer-encoding");
    if (has_length && has_coding) return refuse(RefusalReason::bad_length);
    const std::string expectation = ascii_lower(message_.header("expect"));
    if (message_.headers.contains("expect") && expectation != "100-continue")
        return refuse(RefusalReason::unknown_expectation);
    stage_ = Stage::body;
    wishes_to_continue_ = expectation == "100-continue" && minor_version_ == 1;
    if (has_coding) return choose_chunked_body();
    if (has_length) return choose_sized_body(length->second);
    stage_ = Stage::complete;
}

void MessageParser::choose_sized_body(const std::string& length) {
    const bool digits = !length.empty() && std::all_of(length.begin(), length.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return refuse(RefusalReason::bad_length);
    if (!parse_whole(length, 10, content_left_) || content_left_ > limits_.body)
        return refuse(RefusalReason::large_body);
    part_ = BodyPart::sized;
    if (content_left_ == 0) stage_ = Stage::complete;
}

// A coding that is not chunked in the end leaves the length unknown; one below the chunks is merely not understood.
void MessageParser::choose_chunked_body() {
    const std::string coding = ascii_lower(message_.header("transfer-encoding"));
    if (last_element(coding) != "chunked" || minor_version_ == 0)
        return refuse(RefusalReason::bad_length);
    if (coding != "chunked") return refuse(RefusalReason::unknown_coding);
    part_ = BodyPart::chunk_size;
}

std::size_t MessageParser::take_body(std::string_view bytes) {
    const bool content = part_ == BodyPart::sized || part_ == BodyPart::chunk;
    return content ? take_content(bytes) : take_line(bytes);
}

std::size_t MessageParser::take_content(std::string_view bytes) {
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), content_left_));
    message_.body.append(bytes.substr(0, count));
    content_left_ -= count;
    if (content_left_ == 0) end_content();
    return count;
}

void MessageParser::end_content() {
    if (part_ == BodyPart::sized)
        stage_ = Stage::complete;
    else
        part_ = BodyPart::chunk_end;
}

// The line of a chunk's size, the empty one after a chunk, and the empty one after the last.
void MessageParser::parse_chunk_size(std::string_view line) {
    if (part_ != BodyPart::chunk_size) {
        if (!line.empty()) return refuse(RefusalReason::bad_chunk);
        if (part_ == BodyPart::last_line) stage_ = Stage::complete;
        part_ = BodyPart::chunk_size;
        return;
    }
    std::uint64_t size = 0;  // unsigned, so that from_chars takes no sign
    if (line.size() > 8 || !parse_whole(line, 16, size)) return refuse(RefusalReason::bad_chunk);
    if (size > limits_.body - message_.body.size()) return refuse(RefusalReason::large_body);
    content_left_ = size;
    part_ = size == 0 ? BodyPart::last_line : BodyPart::chunk;
}

void MessageParser::refuse(RefusalReason reason) {
    stage_ = Stage::refused;
    refusal_ = reason;
}

}  // namespace casebook::web
