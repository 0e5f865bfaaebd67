// For the files of this module that read YAML.
#pragma once

#include <string>
#include <string_view>

namespace casebook::content {

// The text with the mark of a document's end. Without it yaml-cpp takes a quotation that is never closed for one that
// ends with the text, and what stood after it is lost without a word.
inline std::string whole_document(std::string_view yaml) {
    return std::string(yaml) + (yaml.empty() || yaml.ends_with('\n') ? "...\n" : "\n...\n");
}

}  // namespace casebook::content
