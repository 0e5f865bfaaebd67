#include "content/front_matter.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <functional>
#include <set>

#include "base/text.h"
#include "content/problems.h"
#include "content/yaml_document.h"

namespace casebook::content {
namespace {

using namespace std::chrono_literals;

// A front-matter time without an offset is read as the desk's.
constexpr std::chrono::minutes kDefaultOffset = 8h;

// Thrown inside this file only, as yaml-cpp's own exceptions are.
struct Mistake {
    int line;  // of the front matter, from 0
    Problem problem;
    std::string detail;
};

[[noreturn]] void reject(const YAML::Node& node, Problem problem, std::string detail = {}) {
    throw Mistake{std::max(node.Mark().line, 0), problem, std::move(detail)};
}

std::string pair_text(std::string_view name, std::string_view value) {
    return fmt::format("{}: {}", name, value);
}

std::string scalar(const YAML::Node& node, std::string_view name) {
    if (node.IsNull()) return {};
    if (!node.IsScalar()) reject(node, Problem::not_one_value, std::string(name));
    return node.Scalar();
}

std::int64_t whole_number(const YAML::Node& node, std::string_view name, std::int64_t low,
                          std::int64_t high) {
    const std::string text = scalar(node, name);
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size() || value < low || value > high)
        reject(node, Problem::not_a_number, pair_text(name, text));
    return value;
}

Date date(const YAML::Node& node, std::string_view name) {
    const std::string text = scalar(node, name);
    const auto parsed = parse_date(text);
    if (!parsed) reject(node, Problem::not_a_date, pair_text(name, text));
    return *parsed;
}

Timestamp timestamp(const YAML::Node& node, std::string_view name) {
    const std::string text = scalar(node, name);
    const auto parsed = parse_timestamp(text, kDefaultOffset);
    if (!parsed) reject(node, Problem::not_a_time, pair_text(name, text));
    return *parsed;
}

std::vector<std::string> list(const YAML::Node& node, std::string_view name) {
    if (node.IsNull()) return {};
    if (node.IsScalar()) return {node.Scalar()};
    if (!node.IsSequence()) reject(node, Problem::not_a_list, std::string(name));
    std::vector<std::string> values;
    for (const YAML::Node& value : node) values.push_back(scalar(value, name));
    return values;
}

State state(const YAML::Node& node) {
    const auto parsed = parse_state(scalar(node, "state"));
    if (!parsed) reject(node, Problem::unknown_state, scalar(node, "state"));
    return *parsed;
}

bool boolean(const YAML::Node& node, std::string_view name) {
    const std::string text = ascii_lower(scalar(node, name));
    if (text == "true" || text == "yes") return true;
    if (text != "false" && text != "no")
        reject(node, Problem::not_true_or_false, pair_text(name, text));
    return false;
}

Outcome outcome(const YAML::Node& node) {
    if (!node.IsMap()) reject(node, Problem::not_a_group, "outcome");
    Outcome read;
    if (const auto value = node["satisfaction"])
        read.satisfaction = static_cast<int>(whole_number(value, "satisfaction", 1, 5));
    if (const auto value = node["expectation"])
        read.expectation = static_cast<int>(whole_number(value, "expectation", 1, 5));
    if (const auto value = node["minutes"])
        read.minutes = static_cast<int>(whole_number(value, "minutes", 0, 1'000'000));
    if (const auto value = node["solved"]) read.solved = boolean(value, "solved");
    return read;
}

std::vector<EntryId> ids(const YAML::Node& node) {
    std::vector<EntryId> values;
    if (!node.IsSequence()) reject(node, Problem::not_a_list, "cases");
    for (const YAML::Node& value : node)
        values.push_back(whole_number(value, "cases", 1, kLargestId));
    return values;
}

Example example(const YAML::Node& node) {
    const std::string text = scalar(node, "example");
    if (text != "bad") reject(node, Problem::unknown_example, text);
    return Example::bad;
}

void read_field(Entry& entry, Field field, const YAML::Node& node) {
    const std::string_view name = name_of(field).name;
    if (node.IsNull()) return;
    switch (field) {
        case Field::id:
            entry.id = whole_number(node, name, 1, kLargestId);
            break;
        case Field::external_id:
            entry.external_id = scalar(node, name);
            break;
        case Field::title:
            entry.title = scalar(node, name);
            break;
        case Field::state:
            entry.state = state(node);
            break;
        case Field::category:
            entry.category = scalar(node, name);
            break;
        case Field::product:
            entry.product = scalar(node, name);
            break;
        case Field::channel:
            entry.channel = scalar(node, name);
            break;
        case Field::segment:
            entry.segment = scalar(node, name);
            break;
        case Field::tags:
            entry.tags = list(node, name);
            break;
        case Field::lang:
            entry.lang = scalar(node, name);
            break;
        case Field::author:
            entry.author = scalar(node, name);
            break;
        case Field::created:
            entry.created = timestamp(node, name);
            break;
        case Field::updated:
            entry.updated = timestamp(node, name);
            break;
        case Field::confirmed:
            entry.confirmed = date(node, name);
            break;
        case Field::valid_until:
            entry.valid_until = date(node, name);
            break;
        case Field::outcome:
            entry.outcome = outcome(node);
            break;
        case Field::example:
            entry.example = example(node);
            break;
        case Field::date:
            entry.date = date(node, name);
            break;
        case Field::cases:
            entry.cases = ids(node);
            break;
        case Field::host:
            entry.host = scalar(node, name);
            break;
        case Field::topic:
            entry.topic = scalar(node, name);
            break;
        default:
            break;
    }
}

void read_map(Entry& entry, const YAML::Node& map) {
    if (!map.IsMap() || map.Style() == YAML::EmitterStyle::Flow) reject(map, Problem::not_a_map);
    std::set<std::string> seen;
    for (const auto& pair : map) {
        const std::string key = scalar(pair.first, "a name");
        if (!seen.insert(key).second) reject(pair.first, Problem::given_twice, key);
        const auto field = find_field(key);
        if (field && !name_of(*field).is_section())
            read_field(entry, *field, pair.second);
        else if (pair.second.IsScalar())
            entry.extra.push_back({key, pair.second.Scalar()});
    }
}

// Writing -------------------------------------------------------------------------------------------------------

bool is_plain_yaml(std::string_view value) {
    static constexpr std::string_view kSpecialFirst = "-?:,[]{}#&*!|>'\"%@`~ ";
    static constexpr std::string_view kSpecialWords[] = {"true", "false", "yes", "no", "on",
                                                         "off",  "null",  "y",   "n"};
    if (value.empty() || kSpecialFirst.find(value.front()) != std::string_view::npos ||
        value.back() == ' ')
        return false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto byte = static_cast<unsigned char>(value[i]);
        if (byte < 0x20 || byte == 0x7F ||
            std::string_view(",[]{}\"'\\").find(value[i]) != std::string_view::npos)
            return false;
        if (value[i] == ':' && (i + 1 == value.size() || value[i + 1] == ' ')) return false;
        if (value[i] == '#' && i > 0 && value[i - 1] == ' ') return false;
    }
    for (const std::string_view word : kSpecialWords)
        if (ascii_lower(value) == word) return false;
    return true;
}

std::string in_quotes(std::string_view value) {
    std::string out = "\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (byte < 0x20 || byte == 0x7F)
            out += fmt::format("\\x{:02x}", byte);
        else
            out += c;
    }
    return out + '"';
}

std::string quoted(std::string_view value) {
    return is_plain_yaml(value) ? std::string(value) : in_quotes(value);
}

std::string flow_list(const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const std::string& value : values)  // in a list a "?" would begin a key
        out.push_back(value.find('?') == std::string::npos ? quoted(value) : in_quotes(value));
    return "[" + join(out, ", ") + "]";
}

std::string flow_ids(const std::vector<EntryId>& ids) {
    std::vector<std::string> out;
    for (const EntryId id : ids) out.push_back(std::to_string(id));
    return "[" + join(out, ", ") + "]";
}

std::string flow_outcome(const Outcome& outcome) {
    std::vector<std::string> out;
    if (outcome.satisfaction) out.push_back(fmt::format("satisfaction: {}", *outcome.satisfaction));
    if (outcome.expectation) out.push_back(fmt::format("expectation: {}", *outcome.expectation));
    if (outcome.minutes) out.push_back(fmt::format("minutes: {}", *outcome.minutes));
    if (outcome.solved) out.push_back(fmt::format("solved: {}", *outcome.solved));
    return "{" + join(out, ", ") + "}";
}

std::string header_value(const Entry& entry, Field field) {
    const auto quoted_or_none = [](const std::string& value) {
        return value.empty() ? std::string() : quoted(value);
    };
    switch (field) {
        case Field::id:
            return entry.id ? std::to_string(entry.id) : "";
        case Field::external_id:
            return quoted_or_none(entry.external_id);
        case Field::title:
            return quoted_or_none(entry.title);
        case Field::state:
            return entry.kind == Kind::case_ ? std::string(to_text(entry.state)) : "";
        case Field::category:
            return quoted_or_none(entry.category);
        case Field::product:
            return quoted_or_none(entry.product);
        case Field::channel:
            return quoted_or_none(entry.channel);
        case Field::segment:
            return quoted_or_none(entry.segment);
        case Field::tags:
            return entry.tags.empty() ? "" : flow_list(entry.tags);
        case Field::lang:
            return quoted_or_none(entry.lang);
        case Field::author:
            return quoted_or_none(entry.author);
        case Field::created:
            return entry.created ? entry.created->text() : "";
        case Field::updated:
            return entry.updated ? entry.updated->text() : "";
        case Field::confirmed:
            return entry.confirmed ? to_text(*entry.confirmed) : "";
        case Field::valid_until:
            return entry.valid_until ? to_text(*entry.valid_until) : "";
        case Field::outcome:
            return entry.outcome.is_empty() ? "" : flow_outcome(entry.outcome);
        case Field::example:
            return entry.example == Example::bad ? "bad" : "";
        case Field::date:
            return entry.date ? to_text(*entry.date) : "";
        case Field::cases:
            return entry.cases.empty() ? "" : flow_ids(entry.cases);
        case Field::host:
            return quoted_or_none(entry.host);
        case Field::topic:
            return quoted_or_none(entry.topic);
        default:
            return "";
    }
}

}  // namespace

Result<void> read_front_matter(std::string_view yaml, int first_line, Entry& entry) {
    try {
        read_map(entry, YAML::Load(whole_document(yaml)));
        return {};
    } catch (const Mistake& mistake) {
        return make_problem(mistake.problem, mistake.detail, {"", first_line + mistake.line});
    } catch (const YAML::Exception& exception) {
        return make_problem(Problem::not_yaml, exception.msg,
                            {"", first_line + std::max(exception.mark.line, 0)});
    }
}

const std::vector<Field>& header_fields() {
    static const std::vector<Field> fields = [] {
        std::vector<Field> all;
        for (const FieldName& name : field_names())
            if (!name.is_section()) all.push_back(name.field);
        return all;
    }();
    return fields;
}

std::optional<std::string> header_line(const Entry& entry, Field field) {
    const std::string value = header_value(entry, field);
    if (value.empty()) return std::nullopt;
    return fmt::format("{}: {}", name_of(field).name, value);
}

std::string extra_line(const ExtraKey& extra) {
    return fmt::format("{}: {}", quoted(extra.name), quoted(extra.value));
}

std::vector<KeyLine> key_lines(std::string_view yaml) {
    std::vector<KeyLine> lines;
    for (const auto& pair : YAML::Load(whole_document(yaml)))
        lines.push_back({pair.first.Scalar(), pair.first.Mark().line});
    return lines;
}

}  // namespace casebook::content
