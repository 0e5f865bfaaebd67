// CommonMark by cmark in its safe mode: raw HTML is shown as text, links to javascript: and data: become empty.
#pragma once

#include <string>
#include <string_view>

#include "render/html.h"

namespace casebook::render {

// Longer Markdown is shown as plain text, and so is what would take long at any length (markdown_work.h).
inline constexpr std::size_t kLargestMarkdown = 64 * 1024;  // bytes

// Single line ends are kept as line breaks: staff type them and mean them. Raw HTML is shown as the text that it is. The largest
// heading of the text becomes `top_heading` (1 to 6, below the page's own), the others follow; "#1042" becomes a link to case 1042.
Html markdown(std::string_view source, int top_heading = 4);

// The words alone, without Markdown's marks, for the clipboard and for excerpts. Paragraphs are set apart by an empty
// line, list items keep a dash or their number.
std::string markdown_to_plain_text(std::string_view source);

}  // namespace casebook::render
