#include "app/complaints/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/encoding.h"
#include "base/text.h"

namespace casebook::app {
namespace {

template <class Object>
struct Unref {
    void operator()(Object* object) const { g_object_unref(object); }
};
template <class Object>
using Owned = std::unique_ptr<Object, Unref<Object>>;

struct FreeText {
    void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

struct FreeOptions {
    void operator()(GMimeParserOptions* options) const { g_mime_parser_options_free(options); }
};
using Options = std::unique_ptr<GMimeParserOptions, FreeOptions>;

// What is in no encoding that the mail names is tried as these.
Options parser_options() {
    static const char* kFallbacks[] = {"utf-8", "gb18030", nullptr};
    Options options(g_mime_parser_options_new());
    g_mime_parser_options_set_fallback_charsets(options.get(), kFallbacks);
    return options;
}

std::string text_of(const char* text) {
    return text == nullptr ? "" : replace_invalid_utf8(text);
}

std::string decoded(std::string_view bytes, Encoding encoding) {
    std::string text;
    Decoder decoder(encoding);
    decoder.decode(bytes, Piece::last, text);
    return replace_invalid_utf8(text);
}

// Mails say gb2312 and mean all of GB18030; or say nothing and mean what they like.
std::string decoded(std::string_view bytes, const std::string& charset) {
    if (charset.starts_with("gb") || charset == "hz-gb-2312" || charset == "x-gbk")
        return decoded(bytes, Encoding::gb18030);
    if (charset.starts_with("big5")) return decoded(bytes, Encoding::big5);
    if (!find_invalid_utf8(bytes)) return std::string(bytes);
    EncodingGuess guess;
    guess.look_at(bytes);
    return decoded(bytes, guess.finish());
}

bool is_unicode_or_chinese(const std::string& charset) {
    return charset.empty() || charset == "utf-8" || charset == "us-ascii" ||
           charset.starts_with("gb") || charset.starts_with("big5") || charset == "x-gbk";
}

// The part's bytes without their transfer encoding, as many as are read.
std::string bytes_of(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return "";
    const Owned<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    const std::size_t size = std::min<std::size_t>(bytes->len, kLargestMailText);
    return {reinterpret_cast<const char*>(bytes->data), size};
}

std::string text_of(GMimeTextPart* part) {
    const char* named = g_mime_text_part_get_charset(part);
    const std::string charset = ascii_lower(named == nullptr ? "" : named);
    if (is_unicode_or_chinese(charset)) return decoded(bytes_of(GMIME_PART(part)), charset);
    const OwnedText text(g_mime_text_part_get_text(part));
    if (text) return text_of(text.get());
    return decoded(bytes_of(GMIME_PART(part)), "");
}

// The first plain text of a mail, and its first HTML; attachments are passed over.
class TextFinder {
  public:
    void look_at(GMimeObject* object, int depth) {
        if (object == nullptr || depth > kDeepestMailPart || ++parts_ > kMostMailParts) return;
        if (GMIME_IS_MULTIPART(object)) return look_into(GMIME_MULTIPART(object), depth);
        if (GMIME_IS_MESSAGE_PART(object)) {
            GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
            if (inner != nullptr) look_at(g_mime_message_get_mime_part(inner), depth + 1);
            return;
        }
        if (GMIME_IS_TEXT_PART(object)) take(GMIME_TEXT_PART(object));
    }

    std::string text() const { return plain_.empty() ? words_of_html(html_) : plain_; }

  private:
    void look_into(GMimeMultipart* parts, int depth) {
        const int count = std::min(g_mime_multipart_get_count(parts), kMostMailParts);
        for (int i = 0; i < count && plain_.empty(); ++i)
            look_at(g_mime_multipart_get_part(parts, i), depth + 1);
    }

    void take(GMimeTextPart* part) {
        if (g_mime_part_is_attachment(GMIME_PART(part))) return;
        GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(part));
        const bool html = g_mime_content_type_is_type(type, "text", "html");
        std::string& kept = html ? html_ : plain_;
        if (kept.empty()) kept = trim(text_of(part));
    }

    int parts_ = 0;
    std::string plain_, html_;
};

std::optional<Timestamp> date_of(GMimeMessage* message) {
    GDateTime* date = g_mime_message_get_date(message);
    if (date == nullptr) return std::nullopt;
    const std::chrono::sys_seconds instant{std::chrono::seconds(g_date_time_to_unix(date))};
    const auto offset = g_date_time_get_utc_offset(date) / (60LL * 1'000'000);
    return Timestamp{instant, std::chrono::minutes(offset)};
}

std::string from_of(GMimeMessage* message) {
    InternetAddressList* from = g_mime_message_get_from(message);
    if (from == nullptr || internet_address_list_length(from) == 0) return "";
    const OwnedText text(
        internet_address_to_string(internet_address_list_get_address(from, 0), nullptr, FALSE));
    return collapse_white_space(text_of(text.get()));
}

// Something that is no mail has none of the headers that every mail has.
bool is_mail(GMimeMessage* message) {
    return g_mime_object_get_header(GMIME_OBJECT(message), "From") != nullptr ||
           g_mime_object_get_header(GMIME_OBJECT(message), "Message-ID") != nullptr ||
           g_mime_message_get_subject(message) != nullptr;
}

Error no_mail(std::string why) {
    return {
        ErrorKind::invalid, std::move(why), "Save the mail as a file from the mail program", {}};
}

// Each level of parts needs one, and GMime goes down with a stack of its own making: 300,000 levels end the program.
bool has_too_many_parts(std::string_view bytes) {
    constexpr std::string_view kName = "content-type";
    const auto same = [](char letter, char small) {
        return (letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter) == small;
    };
    int count = 0;
    auto at = bytes.begin();
    while ((at = std::search(at, bytes.end(), kName.begin(), kName.end(), same)) != bytes.end()) {
        if (++count > kMostMailHeaders) return true;
        at += kName.size();
    }
    return false;
}

bool is_address_header(std::string_view line) {
    constexpr std::size_t kLongestName = 20;
    const std::string name = ascii_lower(line.substr(0, std::min(line.find(':'), kLongestName)));
    for (const std::string_view known : {"from", "to", "cc", "bcc", "sender", "reply-to"})
        if (trim(name) == known || trim(name) == "resent-" + std::string(known)) return true;
    return false;
}

// Groups of addresses ("name: a, b;") in groups: GMime goes down with each colon, too.
bool has_too_many_groups(std::string_view bytes) {
    bool in_addresses = false;
    std::ptrdiff_t colons = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const std::string_view line = bytes.substr(at, end - at);
        const bool goes_on = line.starts_with(' ') || line.starts_with('\t');
        if (!goes_on) {
            in_addresses = is_address_header(line);
            colons = 0;
        }
        if (in_addresses) colons += std::count(line.begin(), line.end(), ':');
        if (colons > kMostMailGroups) return true;
        at = end + 1;
    }
    return false;
}

Owned<GMimeMessage> parsed(std::string_view bytes) {
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    const Options options = parser_options();
    return Owned<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

// GMime counts how often it was begun; it is never ended, as its tables are wanted until the program ends.
void begin_gmime() {
    static const bool begun = [] {
        g_mime_init();
        return true;
    }();
    (void)begun;
}

}  // namespace

Result<Mail> parse_mail(std::string_view bytes) {
    if (bytes.size() > kLargestMail) return no_mail("The mail is larger than 25 MiB");
    if (has_too_many_parts(bytes) || has_too_many_groups(bytes))
        return no_mail("The mail has too many parts");
    begin_gmime();
    const Owned<GMimeMessage> message = parsed(bytes);
    if (!message || !is_mail(message.get())) return no_mail("This is no mail");
    Mail mail;
    mail.message_id = text_of(g_mime_message_get_message_id(message.get()));
    mail.subject = collapse_white_space(text_of(g_mime_message_get_subject(message.get())));
    mail.from = from_of(message.get());
    mail.date = date_of(message.get());
    TextFinder finder;
    finder.look_at(g_mime_message_get_mime_part(message.get()), 0);
    mail.text = finder.text();
    return mail;
}

}  // namespace casebook::app
