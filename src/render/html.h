// Html: text that may go to a browser as it is. Only this module makes it, so whatever has this type was escaped,
// rendered by cmark in safe mode, or came out of a template.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::render {

class Html {
  public:
    Html() = default;
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }

  private:
    friend class HtmlMaker;
    explicit Html(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// For the files of this module only.
class HtmlMaker {
  private:
    friend Html escape(std::string_view);
    friend Html mark(std::string_view, const std::vector<struct MarkedRange>&);
    friend Html markdown(std::string_view, int);
    friend class Templates;
    static Html make(std::string text) { return Html(std::move(text)); }
};

// Half-open byte range of a text that is to stand out. Ranges are sorted and do not overlap.
struct MarkedRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::string escape_text(std::string_view text);

Html escape(std::string_view text);

// Escapes the text and puts <mark> around the ranges.
Html mark(std::string_view text, const std::vector<MarkedRange>& ranges);

}  // namespace casebook::render
