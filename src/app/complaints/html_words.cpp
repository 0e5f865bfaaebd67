// The words of an HTML mail. It is shown as plain text and escaped then, so this need not be safe, only readable.
#include <array>
#include <charconv>
#include <utility>

#include "app/complaints/mail.h"
#include "base/text.h"

namespace casebook::app {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEntities{{{"amp", "&"},
                                                                                  {"lt", "<"},
                                                                                  {"gt", ">"},
                                                                                  {"quot", "\""},
                                                                                  {"apos", "'"},
                                                                                  {"nbsp", " "},
                                                                                  {"ensp", " "}}};
constexpr std::size_t kLongestEntity = 10;

bool ends_line(std::string_view tag) {
    for (const std::string_view name : {"br", "p", "/p", "div", "/div", "/tr", "/li", "/h1", "/h2"})
        if (tag == name) return true;
    return false;
}

// "/div" of "</DIV class=x>"
std::string name_of_tag(std::string_view inside) {
    const std::size_t end = inside.find_first_of(" \t\r\n/>", 1);
    return ascii_lower(inside.substr(0, std::min(end, inside.size())));
}

// Past the end of what must not be read: a script, a style, a comment.
std::size_t end_of_hidden(std::string_view html, std::size_t from, std::string_view name) {
    const std::string closing = "</" + std::string(name);
    for (std::size_t at = from; (at = html.find('<', at)) != std::string_view::npos; ++at)
        if (ascii_lower(html.substr(at, closing.size())) == closing) return at;
    return html.size();
}

void append_entity(std::string_view name, std::string& out) {
    for (const auto& [known, text] : kEntities)
        if (known == name) {
            out += text;
            return;
        }
    const bool hexadecimal = name.starts_with("#x") || name.starts_with("#X");
    unsigned code = 0;
    const std::string_view digits = name.substr(std::min(name.size(), hexadecimal ? 2UL : 1UL));
    std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (name.starts_with("#") && code >= 0x20 && code <= 0x10FFFF)
        append_utf8(out, static_cast<char32_t>(code));
}

class Reader {
  public:
    explicit Reader(std::string_view html) : html_(html) {}

    std::string read() {
        while (at_ < html_.size()) {
            if (html_[at_] == '<')
                pass_tag();
            else if (html_[at_] == '&')
                read_entity();
            else
                out_ += html_[at_++];
        }
        return replace_invalid_utf8(out_);
    }

  private:
    void pass_tag() {
        if (html_.substr(at_, 4) == "<!--") {
            const std::size_t end = html_.find("-->", at_);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
            return;
        }
        const std::size_t end = html_.find('>', at_);
        if (end == std::string_view::npos) {
            at_ = html_.size();
            return;
        }
        const std::string name = name_of_tag(html_.substr(at_ + 1, end - at_ - 1));
        at_ = end + 1;
        if (ends_line(name)) out_ += '\n';
        if (name == "script" || name == "style" || name == "head" || name == "title")
            at_ = end_of_hidden(html_, at_, name);
    }

    void read_entity() {
        const std::size_t end = html_.find(';', at_);
        if (end == std::string_view::npos || end - at_ > kLongestEntity) {
            out_ += html_[at_++];
            return;
        }
        append_entity(html_.substr(at_ + 1, end - at_ - 1), out_);
        at_ = end + 1;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string out_;
};

// Lines without the space that HTML has between its tags; no more than one empty line.
std::string tidied(const std::string& text) {
    std::string out;
    int empty = 0;
    for (const std::string_view line : split_lines(text)) {
        const std::string words = collapse_white_space(line);
        empty = words.empty() ? empty + 1 : 0;
        if (empty < 2) out += words + "\n";
    }
    return std::string(trim(out));
}

}  // namespace

std::string words_of_html(std::string_view html) {
    return tidied(Reader(html).read());
}

}  // namespace casebook::app
