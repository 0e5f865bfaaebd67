// An e-mail (RFC 5322, MIME) as far as a complaint needs it: who wrote, what about, and the words. GMime reads it; whatever the bytes are, the
// answer is a mail or an Error, within the limits below.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace casebook::app {

inline constexpr std::size_t kLargestMail = 25 * 1024 * 1024;  // bytes, attachments included
inline constexpr int kDeepestMailPart = 16;                    // parts within parts
inline constexpr int kMostMailParts = 200;                     // looked at
inline constexpr int kMostMailHeaders = 400;                   // "Content-Type", in all parts
inline constexpr int kMostMailGroups = 200;                    // colons in one list of addresses
inline constexpr std::size_t kLargestMailText = 1024 * 1024;   // bytes of its text that are read

struct Mail {
    std::string message_id;  // without < >; empty: it has none
    std::string subject;
    std::string from;  // "王女士 <wang@example.com>"
    std::string text;  // the plain text, else the words of the HTML
    std::optional<Timestamp> date;
};

// Texts are valid UTF-8. Error: invalid (too large, too many parts, or no mail).
Result<Mail> parse_mail(std::string_view bytes);

// The words of a page of HTML: no tags, scripts and styles; the usual entities read.
std::string words_of_html(std::string_view html);

}  // namespace casebook::app
