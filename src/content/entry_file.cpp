#include "content/entry_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "content/front_matter.h"
#include "content/problems.h"

namespace casebook::content {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Half-open byte range of the source.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::string_view of(std::string_view source) const { return source.substr(begin, end - begin); }
};

struct SectionRange {
    std::optional<Field> field;
    std::string_view heading;
    Range text;  // what follows the heading line, up to the next heading
};

// Where the parts of a file lie. Line ends belong to the line before them.
struct Layout {
    Range yaml;  // between the two "---" lines
    std::vector<SectionRange> sections;
};

std::size_t line_end(std::string_view source, std::size_t begin) {
    const std::size_t end = source.find('\n', begin);
    return end == std::string_view::npos ? source.size() : end + 1;
}

bool is_delimiter(std::string_view line) {
    return line == "---" || line == "---\n" || line == "---\r\n";
}

Error problem_at(int line, Problem problem) {
    return make_problem(problem, {}, {"", line});
}

Result<Range> find_front_matter(std::string_view source) {
    const std::size_t start = source.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    const std::size_t yaml_begin = line_end(source, start);
    if (!is_delimiter(source.substr(start, yaml_begin - start)))
        return problem_at(1, Problem::no_front_matter);
    for (std::size_t line = yaml_begin; line < source.size(); line = line_end(source, line))
        if (is_delimiter(source.substr(line, line_end(source, line) - line)))
            return Range{yaml_begin, line};
    return problem_at(1, Problem::open_front_matter);
}

// "## heading" outside of a fenced code block. A fence ends with one of its own kind that is at least as long.
class HeadingFinder {
  public:
    std::optional<std::string_view> heading_in(std::string_view line) {
        follow_fence(trim(line));
        if (in_code() || !line.starts_with("## ")) return std::nullopt;
        return trim(line.substr(3));
    }

    bool in_code() const { return !fence_.empty(); }
    const std::string& fence() const { return fence_; }

  private:
    void follow_fence(std::string_view text) {
        const char mark = text.empty() ? ' ' : text.front();
        const std::size_t length = std::min(text.find_first_not_of(mark), text.size());
        if ((mark != '`' && mark != '~') || length < 3) return;
        const std::string_view rest = text.substr(length);
        if (in_code()) {
            if (mark == fence_.front() && length >= fence_.size() && rest.empty()) fence_.clear();
        } else if (mark == '~' || rest.find('`') == std::string_view::npos) {
            fence_.assign(length, mark);
        }
    }

    std::string fence_;  // empty: not in code
};

std::vector<SectionRange> find_sections(std::string_view source, std::size_t begin, Kind kind) {
    if (kind == Kind::post) return {{Field::body, "", {begin, source.size()}}};
    std::vector<SectionRange> sections{
        {std::nullopt, "", {begin, begin}}};  // before the first heading
    HeadingFinder finder;
    for (std::size_t line = begin; line < source.size(); line = line_end(source, line)) {
        const std::size_t end = line_end(source, line);
        if (const auto heading = finder.heading_in(source.substr(line, end - line)))
            sections.push_back({find_field_by_heading(*heading), *heading, {end, end}});
        else
            sections.back().text.end = end;
    }
    return sections;
}

Result<Layout> find_layout(std::string_view source, Kind kind) {
    const auto yaml = find_front_matter(source);
    if (!yaml) return yaml.error();
    return Layout{*yaml, find_sections(source, line_end(source, yaml->end), kind)};
}

int line_number(std::string_view source, std::size_t offset) {
    return 1 + static_cast<int>(std::count(
                   source.begin(), source.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

// Trimmed, and every line ends with "\n" wherever the file was written.
std::string as_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const std::string_view line : split_lines(trim(text))) out.append(line).append("\n");
    if (!out.empty()) out.pop_back();
    return out;
}

std::string print_section(std::string_view heading, std::string_view text) {
    const std::string start = heading.empty() ? std::string() : fmt::format("## {}\n\n", heading);
    return start + as_section_text(text) + "\n";
}

// The lines of a front-matter key and its value; an empty range at the end when it is not there. Comments and empty
// lines between two keys belong to neither.
Range find_key_lines(std::string_view source, Range yaml, std::string_view name) {
    const std::vector<KeyLine> keys = key_lines(yaml.of(source));
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const KeyLine& candidate) { return candidate.name == name; });
    if (key == keys.end()) return {yaml.end, yaml.end};
    const auto next = key + 1;
    Range range{yaml.end, yaml.end};
    int number = 0;
    for (std::size_t line = yaml.begin; line < yaml.end; line = line_end(source, line), ++number) {
        if (number == key->line) range = {line, line_end(source, line)};
        if (number <= key->line) continue;
        if (next != keys.end() && number >= next->line) break;
        const bool belongs = std::string_view("#\r\n").find(source[line]) == std::string_view::npos;
        if (belongs) range.end = line_end(source, line);
    }
    return range;
}

struct Edit {
    Range range;
    std::string replacement;
};

// A file keeps its own line ends.
std::string with_line_ends_of(std::string_view source, const std::string& text) {
    const std::size_t end = source.find('\n');
    if (end == 0 || end == std::string_view::npos || source[end - 1] != '\r') return text;
    std::string out;
    for (const char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
    return out;
}

std::string apply(std::string_view source, std::vector<Edit> edits) {
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
    std::string out;
    std::size_t copied = 0;
    for (const Edit& edit : edits) {
        out += source.substr(copied, edit.range.begin - copied);
        out += with_line_ends_of(source, edit.replacement);
        copied = edit.range.end;
    }
    return out + std::string(source.substr(copied));
}

void edit_header(std::string_view source, const Layout& layout, const Entry& before,
                 const Entry& after, std::vector<Edit>& edits) {
    for (const Field field : header_fields()) {
        const auto line = header_line(after, field);
        if (line == header_line(before, field)) continue;
        const Range range = find_key_lines(source, layout.yaml, name_of(field).name);
        edits.push_back({range, line ? *line + "\n" : ""});
    }
    for (const ExtraKey& extra : after.extra) {
        if (std::find(before.extra.begin(), before.extra.end(), extra) != before.extra.end())
            continue;
        edits.push_back(
            {find_key_lines(source, layout.yaml, extra.name), extra_line(extra) + "\n"});
    }
}

void edit_sections(std::string_view source, const Layout& layout, const Entry& before,
                   const Entry& after, std::vector<Edit>& edits) {
    for (const FieldName& name : field_names()) {
        if (!name.is_section() || before.text(name.field) == after.text(name.field)) continue;
        const std::string& text = after.text(name.field);
        const auto found =
            std::find_if(layout.sections.begin(), layout.sections.end(),
                         [&](const SectionRange& section) { return section.field == name.field; });
        if (found == layout.sections.end()) {
            const std::string gap = source.ends_with('\n') ? "\n" : "\n\n";
            edits.push_back({{source.size(), source.size()},
                             gap + print_section(heading_for(after, name.field), text)});
            continue;
        }
        const std::string gap = found + 1 == layout.sections.end() ? "" : "\n";
        const std::string kept = name.field == Field::body ? as_text(text) : as_section_text(text);
        edits.push_back({found->text, "\n" + kept + "\n" + gap});
    }
}

}  // namespace

Result<Entry> parse_entry(std::string_view text, Kind kind) {
    if (const auto offset = find_invalid_utf8(text))
        return problem_at(line_number(text, *offset), Problem::not_utf8);
    if (const std::size_t offset = text.find('\0'); offset != std::string_view::npos)
        return problem_at(line_number(text, offset), Problem::not_text);
    const auto layout = find_layout(text, kind);
    if (!layout) return layout.error();
    Entry entry;
    entry.kind = kind;
    if (auto read =
            read_front_matter(layout->yaml.of(text), line_number(text, layout->yaml.begin), entry);
        !read)
        return read.error();
    for (const SectionRange& section : layout->sections) {
        std::string body = as_text(section.text.of(text));
        if (section.heading.empty() && body.empty()) continue;
        entry.sections.push_back({section.field, std::string(section.heading), std::move(body)});
    }
    return entry;
}

std::string as_section_text(std::string_view text) {
    std::string out;
    HeadingFinder finder;
    for (const std::string_view line : split_lines(trim(text))) {
        if (finder.heading_in(line)) out += '#';
        out += line;
        out += '\n';
    }
    if (finder.in_code()) out += finder.fence() + "\n";
    return std::string(trim(out));
}

std::string print_entry(const Entry& entry) {
    std::string out = "---\n";
    for (const Field field : header_fields())
        if (const auto line = header_line(entry, field)) out += *line + "\n";
    for (const ExtraKey& extra : entry.extra) out += extra_line(extra) + "\n";
    out += "---\n";
    for (const Section& section : entry.sections) {
        if (section.text.empty()) continue;
        out += "\n" + (section.field == Field::body ? as_text(section.text) + "\n"
                                                    : print_section(section.heading, section.text));
    }
    return out;
}

std::string with_changes(std::string_view source, const Entry& changed) {
    const auto before = parse_entry(source, changed.kind);
    const auto layout = find_layout(source, changed.kind);
    std::vector<Edit> edits;
    edit_header(source, *layout, *before, changed, edits);
    edit_sections(source, *layout, *before, changed, edits);
    return apply(source, std::move(edits));
}

}  // namespace casebook::content
