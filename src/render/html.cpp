#include "render/html.h"

#include <algorithm>

namespace casebook::render {
namespace {

std::string_view entity_for(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

}  // namespace

std::string escape_text(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        const std::string_view entity = entity_for(c);
        if (entity.empty())
            out += c;
        else
            out += entity;
    }
    return out;
}

Html escape(std::string_view text) {
    return HtmlMaker::make(escape_text(text));
}

Html mark(std::string_view text, const std::vector<MarkedRange>& ranges) {
    std::string out;
    std::size_t done = 0;
    for (const MarkedRange& range : ranges) {
        const std::size_t begin = std::clamp(range.begin, done, text.size());
        const std::size_t end = std::clamp(range.end, begin, text.size());
        out += escape_text(text.substr(done, begin - done));
        if (end > begin) out += "<mark>" + escape_text(text.substr(begin, end - begin)) + "</mark>";
        done = end;
    }
    return HtmlMaker::make(out + escape_text(text.substr(done)));
}

}  // namespace casebook::render
