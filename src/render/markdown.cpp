#include "render/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/text.h"
#include "render/markdown_work.h"

namespace casebook::render {
namespace {

constexpr int kOptions = CMARK_OPT_SAFE | CMARK_OPT_HARDBREAKS;
constexpr int kSmallestHeading = 6;

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
    void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
    void operator()(char* text) const { std::free(text); }
};
using Node = std::unique_ptr<cmark_node, FreeNode>;
using Iterator = std::unique_ptr<cmark_iter, FreeNode>;

Node parse(std::string_view source) {
    return Node(cmark_parse_document(source.data(), source.size(), kOptions));
}

// Calls visit(node, event) for every step through the tree.
template <class Visit>
void walk(cmark_node* root, Visit visit) {
    const Iterator iterator(cmark_iter_new(root));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;)
        visit(cmark_iter_get_node(iterator.get()), event);
}

struct Reference {
    std::size_t begin;  // of the '#'
    std::size_t end;
};

std::optional<Reference> find_case_reference(std::string_view text, std::size_t from) {
    constexpr std::size_t kMostDigits = 12;
    for (std::size_t begin = text.find('#', from); begin != std::string_view::npos;
         begin = text.find('#', begin + 1)) {
        std::size_t end = begin + 1;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
        const bool word_before =
            begin > 0 && std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0;
        if (end > begin + 1 && end - begin - 1 <= kMostDigits && !word_before)
            return Reference{begin, end};
    }
    return std::nullopt;
}

cmark_node* make_text(std::string_view text) {
    cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, std::string(text).c_str());
    return node;
}

// Splits "see #1042 too" into text, link and text.
void link_case_references(cmark_node* text_node) {
    const std::string text = cmark_node_get_literal(text_node);
    std::size_t done = 0;
    while (const auto reference = find_case_reference(text, done)) {
        const std::string label = text.substr(reference->begin, reference->end - reference->begin);
        cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
        cmark_node_set_url(link, ("/cases/" + label.substr(1)).c_str());
        cmark_node_append_child(link, make_text(label));
        cmark_node_insert_before(text_node, make_text(text.substr(done, reference->begin - done)));
        cmark_node_insert_before(text_node, link);
        done = reference->end;
    }
    if (done > 0) cmark_node_set_literal(text_node, text.substr(done).c_str());
}

void link_all_case_references(cmark_node* root) {
    std::vector<cmark_node*> texts;
    int links = 0;  // that the walk is inside of
    walk(root, [&](cmark_node* node, cmark_event_type event) {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_LINK) links += event == CMARK_EVENT_ENTER ? 1 : -1;
        if (event != CMARK_EVENT_ENTER) return;
        if (type == CMARK_NODE_TEXT && links == 0) texts.push_back(node);
    });
    for (cmark_node* text : texts) link_case_references(text);
}

// Raw HTML would be dropped in safe mode, and with it what staff put into angle brackets: "enter <account>".
void show_raw_html(cmark_node* root) {
    std::vector<cmark_node*> raw;
    walk(root, [&](cmark_node* node, cmark_event_type) {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK) raw.push_back(node);
    });
    for (cmark_node* node : raw) {
        cmark_node* text = make_text(trim(cmark_node_get_literal(node)));
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
            cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
            cmark_node_append_child(paragraph, text);
            text = paragraph;
        }
        cmark_node_replace(node, text);
        cmark_node_free(node);
    }
}

void move_headings_below(cmark_node* root, int top_heading) {
    std::vector<cmark_node*> headings;
    int largest = kSmallestHeading;
    walk(root, [&](cmark_node* node, cmark_event_type event) {
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING) return;
        headings.push_back(node);
        largest = std::min(largest, cmark_node_get_heading_level(node));
    });
    for (cmark_node* heading : headings) {
        const int level = cmark_node_get_heading_level(heading) - largest + top_heading;
        cmark_node_set_heading_level(heading, std::min(level, kSmallestHeading));
    }
}

// Kept at each item, because counting the ones before it again for every item takes time in the square of the list.
std::intptr_t number_of(cmark_node* item, cmark_node* list) {
    cmark_node* before = cmark_node_previous(item);
    const std::intptr_t number =
        before != nullptr ? reinterpret_cast<std::intptr_t>(cmark_node_get_user_data(before)) + 1
                          : std::max(cmark_node_get_list_start(list), 1);
    cmark_node_set_user_data(item, reinterpret_cast<void*>(number));
    return number;
}

std::string list_mark(cmark_node* item) {
    cmark_node* list = cmark_node_parent(item);
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return "- ";
    return std::to_string(number_of(item, list)) + ". ";
}

bool is_in_tight_list(cmark_node* node) {
    cmark_node* item = cmark_node_parent(node);
    cmark_node* list = item != nullptr ? cmark_node_parent(item) : nullptr;
    return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST &&
           cmark_node_get_list_tight(list) != 0;
}

void append_plain_text(std::string& out, cmark_node* node, cmark_event_type event) {
    const bool entering = event == CMARK_EVENT_ENTER;
    switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
            out += cmark_node_get_literal(node);
            break;
        case CMARK_NODE_CODE_BLOCK:
            out += cmark_node_get_literal(node) + std::string("\n");
            break;
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
            out += '\n';
            break;
        case CMARK_NODE_ITEM:
            if (entering) out += list_mark(node);
            break;
        case CMARK_NODE_LIST:
            if (!entering) out += '\n';
            break;
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
            if (!entering) out += is_in_tight_list(node) ? "\n" : "\n\n";
            break;
        default:
            break;
    }
}

}  // namespace

Html markdown(std::string_view source, int top_heading) {
    if (source.size() > kLargestMarkdown || markdown_work(source) > kMostMarkdownWork)
        return HtmlMaker::make("<pre>" + escape_text(source) + "</pre>");
    const Node root = parse(source);
    show_raw_html(root.get());
    move_headings_below(root.get(), top_heading);
    link_all_case_references(root.get());
    const std::unique_ptr<char, FreeNode> html(cmark_render_html(root.get(), kOptions));
    return HtmlMaker::make(html.get());
}

std::string markdown_to_plain_text(std::string_view source) {
    if (source.size() > kLargestMarkdown || markdown_work(source) > kMostMarkdownWork)
        return std::string(source);
    const Node root = parse(source);
    show_raw_html(root.get());
    std::string out;
    walk(root.get(),
         [&](cmark_node* node, cmark_event_type event) { append_plain_text(out, node, event); });
    return std::string(trim(out));
}

}  // namespace casebook::render
