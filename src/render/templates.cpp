#include "render/templates.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/text.h"
#include "render/view_values.h"

namespace casebook::render {

namespace mustache = kainjow::mustache;

// View ------------------------------------------------------------------------------------------------------------

View::View() : values_(std::make_unique<Values>()) {}
View::~View() = default;
View::View(View&&) noexcept = default;
View& View::operator=(View&&) noexcept = default;

void View::text(std::string_view name, std::string_view value) {
    values_->names.emplace(name);
    values_->data.set(std::string(name), std::string(value));
}

void View::number(std::string_view name, long long value) {
    text(name, std::to_string(value));
}

void View::html(std::string_view name, const Html& value) {
    text(fmt::format("html:{}", name), value.text());
}

void View::flag(std::string_view name, bool value) {
    values_->names.emplace(name);
    values_->data.set(std::string(name), value);
}

void View::optional_text(std::string_view name, std::string_view value) {
    flag(fmt::format("has_{}", name), !value.empty());
    text(name, value);
}

void View::optional_html(std::string_view name, const Html& value) {
    flag(fmt::format("has_{}", name), !value.empty());
    html(name, value);
}

void View::add_list(std::string_view name, std::vector<View> elements, const View& shape) {
    mustache::data list{mustache::data::type::list};
    for (View& element : elements) list.push_back(std::move(element.values_->data));
    values_->data.set(std::string(name), std::move(list));
    values_->names.emplace(name);
    values_->names.insert(shape.values_->names.begin(), shape.values_->names.end());
}

std::set<std::string> View::names() const {
    return values_->names;
}

// Templates -------------------------------------------------------------------------------------------------------

namespace {

constexpr std::array kLanguages{Language::chinese, Language::english};
constexpr int kDeepestPartial = 8;

struct Tag {
    std::size_t begin;
    std::size_t end;
    char sigil;  // '#', '^', '/', '>', '!', '{', '&', or ' ' for a plain variable
    std::string name;
};

Error invalid(const std::string& path, std::string message) {
    return {ErrorKind::invalid,
            std::move(message),
            "Mend the template; the program does not start with a broken one",
            {path, 0}};
}

std::optional<Tag> next_tag(std::string_view source, std::size_t from) {
    const std::size_t begin = source.find("{{", from);
    if (begin == std::string_view::npos) return std::nullopt;
    const bool raw = source.substr(begin).starts_with("{{{");
    const std::string_view close = raw ? "}}}" : "}}";
    const std::size_t inner = begin + close.size();
    const std::size_t end = source.find(close, inner);
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view content = trim(source.substr(inner, end - inner));
    char sigil = raw ? '{' : ' ';
    if (!raw && !content.empty() &&
        std::string_view("#^/>!&").find(content.front()) != std::string_view::npos) {
        sigil = content.front();
        content.remove_prefix(1);
    }
    return Tag{begin, end + close.size(), sigil, std::string(trim(content))};
}

std::vector<Tag> tags_of(std::string_view source) {
    std::vector<Tag> tags;
    auto tag = next_tag(source, 0);
    for (; tag; tag = next_tag(source, tags.back().end)) tags.push_back(*tag);
    return tags;
}

Result<void> check_raw(const Tag& tag, const std::string& path) {
    const bool raw = tag.sigil == '&' || tag.sigil == '{';
    if (!raw || (tag.sigil == '{' && tag.name.starts_with("html:"))) return {};
    return invalid(path, fmt::format("“{}” may not go out raw; only html: names may", tag.name));
}

// Puts partials and messages in place of their tags.
class Expander {
  public:
    Expander(const TemplateSources& sources, const Messages& messages)
        : sources_(sources), messages_(messages) {}

    Result<std::string> expand(const std::string& path, int depth = 0) const {
        const auto source = sources_.find(path);
        if (source == sources_.end()) return invalid(path, "There is no such template");
        if (depth > kDeepestPartial)
            return invalid(path, "Partials include each other without end");
        std::string out;
        std::size_t done = 0;
        for (const Tag& tag : tags_of(source->second)) {
            const auto replacement = replacement_for(tag, path, depth);
            if (!replacement) return replacement.error();
            out += source->second.substr(done, tag.begin - done);
            out += *replacement ? **replacement
                                : source->second.substr(tag.begin, tag.end - tag.begin);
            done = tag.end;
        }
        return out + source->second.substr(done);
    }

  private:
    // nullopt: the tag stays.
    Result<std::optional<std::string>> replacement_for(const Tag& tag, const std::string& path,
                                                       int depth) const {
        if (tag.sigil == '>') {
            auto partial = expand("partials/" + tag.name + ".html", depth + 1);
            if (!partial) return partial.error();
            return std::optional(std::move(*partial));
        }
        if (tag.sigil == ' ' && tag.name.starts_with("t.")) {
            const std::string* message = messages_.find(tag.name.substr(2));
            if (message == nullptr)
                return invalid(path, fmt::format("There is no message “{}”", tag.name.substr(2)));
            for (const Tag& inner : tags_of(*message))
                if (auto checked = check_raw(inner, path); !checked) return checked.error();
            return std::optional(*message);
        }
        if (auto checked = check_raw(tag, path); !checked) return checked.error();
        return std::optional<std::string>();
    }

    const TemplateSources& sources_;
    const Messages& messages_;
};

}  // namespace

struct Templates::Compiled {
    struct InLanguage {
        Messages messages;
        std::map<std::string, std::unique_ptr<mustache::mustache>> pages;
    };
    std::map<Language, InLanguage> languages;
    std::map<std::string, std::set<std::string>> variables;  // by template, over all languages
};

Templates::Templates() : compiled_(std::make_unique<Compiled>()) {}
Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;
Templates& Templates::operator=(Templates&&) noexcept = default;

Result<Templates> Templates::load(const TemplateSources& sources) {
    Templates templates;
    for (const Language language : kLanguages) {
        const std::string path = fmt::format("messages/{}.json", tag_of(language));
        const auto json = sources.find(path);
        if (json == sources.end()) return invalid(path, "There is no such file");
        auto messages = Messages::parse(json->second, path);
        if (!messages) return messages.error();
        Compiled::InLanguage& target = templates.compiled_->languages[language];
        target.messages = std::move(*messages);
        const Expander expander(sources, target.messages);
        for (const auto& [name, source] : sources) {
            if (!name.ends_with(".html")) continue;
            const auto expanded = expander.expand(name);
            if (!expanded) return expanded.error();
            const std::string key = name.substr(0, name.size() - 5);
            auto compiled = std::make_unique<mustache::mustache>(*expanded);
            if (!compiled->is_valid()) return invalid(name, compiled->error_message());
            compiled->set_custom_escape([](const std::string& text) { return escape_text(text); });
            target.pages[key] = std::move(compiled);
            for (const Tag& tag : tags_of(*expanded))
                if (tag.sigil != '!') templates.compiled_->variables[key].insert(tag.name);
        }
    }
    return templates;
}

Result<void> Templates::check(const std::string& name, const View& view) const {
    const auto variables = compiled_->variables.find(name);
    const std::string path = name + ".html";
    const bool exists = compiled_->languages.begin()->second.pages.contains(name);
    if (!exists) return invalid(path, "There is no such template");
    if (variables == compiled_->variables.end()) return {};
    const std::set<std::string> known = view.names();
    for (const std::string& variable : variables->second)
        if (!known.contains(variable))
            return invalid(path, fmt::format("The page has no variable “{}”", variable));
    return {};
}

Html Templates::render(const std::string& name, Language language, const View& view) const {
    mustache::mustache& page = *compiled_->languages.at(language).pages.at(name);
    return HtmlMaker::make(page.render(view.values_->data));
}

const Messages& Templates::messages(Language language) const {
    return compiled_->languages.at(language).messages;
}

}  // namespace casebook::render
