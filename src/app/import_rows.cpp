#include "app/import_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "content/entry_file.h"

namespace casebook::app {
namespace {

using nlohmann::json;

struct Refused {
    std::string reason;
    std::string hint;
};

std::string text_of(const json& value, std::string_view key) {
    if (value.is_null()) return {};
    if (value.is_string())  // also without NUL, which no file of the library may hold
        return replace_invalid_utf8(trim(value.get_ref<const std::string&>()));
    if (value.is_number() || value.is_boolean()) return value.dump();
    throw Refused{fmt::format("“{}” is not a text", key), ""};
}

// A front-matter value is one line.
std::string line_of(const json& value, std::string_view key) {
    return collapse_white_space(text_of(value, key));
}

std::vector<std::string> list_of(const json& value, std::string_view key) {
    std::vector<std::string> list;
    const auto add = [&](const std::string& element) {
        if (!element.empty()) list.push_back(element);
    };
    if (value.is_array())
        for (const json& element : value) add(line_of(element, key));
    else
        for (const std::string& element : split(line_of(value, key), ','))
            add(std::string(trim(element)));
    return list;
}

std::optional<Timestamp> timestamp_of(const json& value, std::string_view key,
                                      std::chrono::minutes default_offset) {
    const std::string text = line_of(value, key);
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_timestamp(text, default_offset);
    if (!parsed)
        throw Refused{fmt::format("“{}” is “{}”, not a time", key, text),
                      "Write it as 2026-03-02T09:14:00+08:00"};
    return parsed;
}

std::optional<Date> date_of(const json& value, std::string_view key) {
    const std::string text = line_of(value, key);
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_date(text);
    if (!parsed)
        throw Refused{fmt::format("“{}” is “{}”, not a date", key, text), "Write it as 2026-03-02"};
    return parsed;
}

std::optional<Kind> kind_of(const json& row) {
    const auto value = row.find("kind");
    if (value == row.end() || value->is_null()) return Kind::case_;
    const std::string text = ascii_lower(line_of(*value, "kind"));
    if (text.empty()) return Kind::case_;
    const auto parsed = parse_kind(text);
    if (!parsed)
        throw Refused{fmt::format("The kind “{}” does not exist", text),
                      "It is one of case, daily, post"};
    return parsed;
}

// 1042 or "#1042"
EntryId id_of(const json& value) {
    std::string text = line_of(value, "cases");
    if (text.starts_with('#')) text.erase(0, 1);
    EntryId id = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, id);
    if (failure != std::errc{} || stop != end || id < 1 || id > kLargestId)
        throw Refused{fmt::format("“cases” holds “{}”, which is not a case's number", text),
                      "Write it as [1042, 1077]"};
    return id;
}

std::vector<EntryId> ids_of(const json& value) {
    std::vector<EntryId> ids;
    if (!value.is_array()) {
        for (const std::string& text : list_of(value, "cases")) ids.push_back(id_of(text));
        return ids;
    }
    for (const json& element : value) ids.push_back(id_of(element));
    return ids;
}

std::optional<State> state_of(const json& value) {
    const std::string text = line_of(value, "state");
    if (text.empty()) return std::nullopt;
    const auto parsed = parse_state(text);
    if (!parsed)
        throw Refused{fmt::format("The state “{}” does not exist", text),
                      "It is one of draft, unverified, verified, invalid, archived"};
    return parsed;
}

std::optional<int> number_of(const json& value, const char* key, int low, int high) {
    const auto found = value.find(key);
    if (found == value.end() || found->is_null()) return std::nullopt;
    if (!found->is_number_integer() || *found < low || *found > high)
        throw Refused{fmt::format("“{}” is not a whole number from {} to {}", key, low, high), ""};
    return found->get<int>();
}

Example example_of(const json& value) {
    const std::string text = line_of(value, "example");
    if (text.empty()) return Example::none;
    if (text != "bad")
        throw Refused{fmt::format("The example “{}” does not exist", text),
                      "Only “bad” has a meaning"};
    return Example::bad;
}

Outcome outcome_of(const json& value) {
    if (value.is_null()) return {};
    if (!value.is_object())
        throw Refused{"“outcome” is not a group of values",
                      "Write it as {\"satisfaction\": 5, \"minutes\": 12}"};
    Outcome outcome{number_of(value, "satisfaction", 1, 5),
                    number_of(value, "expectation", 1, 5),
                    number_of(value, "minutes", 0, 1'000'000),
                    {}};
    if (const auto solved = value.find("solved"); solved != value.end() && !solved->is_null()) {
        if (!solved->is_boolean()) throw Refused{"“solved” is neither true nor false", ""};
        outcome.solved = solved->get<bool>();
    }
    return outcome;
}

constexpr int kDeepestValue = 16;

bool is_deeper_than(int levels, const json& value) {
    if (!value.is_structured()) return false;
    if (levels == 0) return true;
    return std::any_of(value.begin(), value.end(),
                       [&](const json& inner) { return is_deeper_than(levels - 1, inner); });
}

std::string extra_value(const json& value, std::string_view key) {
    if (is_deeper_than(kDeepestValue, value))
        throw Refused{fmt::format("“{}” is nested too deep", key), ""};
    const std::string text = value.is_string()
                                 ? value.get<std::string>()
                                 : value.dump(-1, ' ', false, json::error_handler_t::replace);
    return collapse_white_space(text);
}

// A post's body keeps its headings; its lines end as those of the library do.
std::string join_lines(const std::string& text) {
    std::string out;
    for (const std::string_view line : split_lines(text))
        out.append(out.empty() ? "" : "\n").append(line);
    return out;
}

class RowReader {
  public:
    RowReader(ImportRow& row, std::chrono::minutes default_offset)
        : row_(row), default_offset_(default_offset) {}

    void read(const std::string& key, const json& value) {
        if (key == "kind") return;  // known already
        if (const auto field = field_of(key)) {
            read_field(*field, key, value);
        } else if (const std::string text = extra_value(value, key); !text.empty()) {
            row_.entry.extra.push_back({key, text});
            row_.unknown_keys.push_back(key);
        }
    }

  private:
    std::optional<Field> field_of(const std::string& key) const {
        const Kind kind = row_.entry.kind;
        const auto field = find_field(key);
        if (!field) return std::nullopt;
        if (*field == Field::id) return Field::external_id;
        if (*field == Field::date && kind != Kind::daily) return Field::created;
        if (*field == Field::cases && kind != Kind::daily) refuse_field(key, "a daily");
        if (*field == Field::host && kind != Kind::daily) return std::nullopt;
        if ((*field == Field::topic || *field == Field::body) && kind != Kind::post)
            return std::nullopt;
        if (kind == Kind::post && name_of(*field).is_section() && *field != Field::body)
            refuse_field(key, "a case");
        return field;
    }

    [[noreturn]] void refuse_field(const std::string& key, std::string_view owner) const {
        throw Refused{
            fmt::format("“{}” belongs to {}, not to a {}", key, owner, to_text(row_.entry.kind)),
            "Rename or remove the key"};
    }

    void read_field(Field field, const std::string& key, const json& value) {
        Entry& entry = row_.entry;
        switch (field) {
            case Field::external_id:
                entry.external_id = line_of(value, key);
                break;
            case Field::title:
                entry.title = line_of(value, key);
                break;
            case Field::state:
                row_.state = state_of(value);
                entry.state = row_.state.value_or(State::unverified);
                break;
            case Field::category:
                entry.category = line_of(value, key);
                break;
            case Field::product:
                entry.product = line_of(value, key);
                break;
            case Field::channel:
                entry.channel = line_of(value, key);
                break;
            case Field::segment:
                entry.segment = line_of(value, key);
                break;
            case Field::tags:
                entry.tags = list_of(value, key);
                break;
            case Field::lang:
                entry.lang = line_of(value, key);
                break;
            case Field::author:
                entry.author = line_of(value, key);
                break;
            case Field::created:
                entry.created = timestamp_of(value, key, default_offset_);
                break;
            case Field::updated:
                entry.updated = timestamp_of(value, key, default_offset_);
                break;
            case Field::confirmed:
                entry.confirmed = date_of(value, key);
                break;
            case Field::valid_until:
                entry.valid_until = date_of(value, key);
                break;
            case Field::outcome:
                entry.outcome = outcome_of(value);
                break;
            case Field::example:
                entry.example = example_of(value);
                break;
            case Field::date:
                entry.date = date_of(value, key);
                break;
            case Field::cases:
                entry.cases = ids_of(value);
                break;
            case Field::host:
                entry.host = line_of(value, key);
                break;
            case Field::topic:
                entry.topic = line_of(value, key);
                break;
            case Field::body:
                entry.set_text(field, join_lines(text_of(value, key)));
                break;
            default:
                if (name_of(field).is_section())
                    entry.set_text(field, content::as_section_text(text_of(value, key)));
        }
    }

    ImportRow& row_;
    std::chrono::minutes default_offset_;
};

std::string external_id_from(std::string_view line) {
    return fmt::format("import-{:016x}", fnv1a(line));
}

// Sections in the order of the format, whatever the order of the row's keys.
void sort_sections(Entry& entry) {
    std::stable_sort(entry.sections.begin(), entry.sections.end(),
                     [](const Section& a, const Section& b) { return a.field < b.field; });
    for (Section& section : entry.sections) section.heading = heading_for(entry, *section.field);
}

// Moves the values: a copy of one that is nested too deep would use up the stack.
void rename_keys(json& object, const ColumnMap& map) {
    if (map.empty()) return;
    json renamed = json::object();
    for (auto& [key, value] : object.items()) {
        const auto found = map.find(key);
        renamed[found == map.end() ? key : found->second] = std::move(value);
    }
    object = std::move(renamed);
}

void need_something_to_show(const Entry& entry) {
    if (!entry.title.empty()) return;
    switch (entry.kind) {
        case Kind::case_:
            if (entry.text(Field::complaint).empty())
                throw Refused{"The row has neither a title nor a complaint",
                              "One of the two is needed"};
            break;
        case Kind::daily:
            if (!entry.date)
                throw Refused{"The daily has neither a title nor a date",
                              "One of the two is needed"};
            break;
        case Kind::post:
            if (entry.text(Field::body).empty())
                throw Refused{"The post has neither a title nor a body",
                              "One of the two is needed"};
    }
}

// `source`: the bytes that tell the row apart when it has no id.
ImportRow read_row(const json& object, std::chrono::minutes default_offset,
                   std::string_view source) {
    ImportRow row;
    row.entry.kind = *kind_of(object);
    RowReader reader(row, default_offset);
    for (const auto& [key, value] : object.items()) reader.read(key, value);
    need_something_to_show(row.entry);
    if (row.entry.external_id.empty()) row.entry.external_id = external_id_from(source);
    row.known_as = row.entry.external_id;
    sort_sections(row.entry);
    return row;
}

Error refusal(std::string reason, std::string hint) {
    return {ErrorKind::invalid, std::move(reason), std::move(hint), {}};
}

template <class Read>
Result<ImportRow> read_or_refuse(Read read) {
    try {
        return read();
    } catch (const Refused& refused) {
        return refusal(refused.reason, refused.hint);
    } catch (const json::exception&) {
        return refusal("The row holds a value of the wrong kind", "");
    }
}

// Cells -----------------------------------------------------------------------------------------------------------

// A list in one cell.
json list_in(std::string_view text) {
    json list = json::array();
    std::string element;
    const auto finish = [&] {
        if (!trim(element).empty()) list.push_back(std::string(trim(element)));
        element.clear();
    };
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        const char32_t character = next_character(text, position);
        if (std::u32string_view(U";；、|,，\n").find(character) != std::u32string_view::npos)
            finish();
        else
            element += text.substr(start, position - start);
    }
    finish();
    return list;
}

json whole_number_in(const NamedCell& cell) {
    const std::string_view text = trim(cell.text);
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size())
        throw Refused{fmt::format("“{}” is “{}”, not a whole number", cell.field, text), ""};
    return value;
}

json truth_in(const NamedCell& cell) {
    const std::string text = ascii_lower(trim(cell.text));
    for (const std::string_view yes : {"true", "yes", "y", "1", "是", "已解决"})
        if (text == yes) return true;
    for (const std::string_view no : {"false", "no", "n", "0", "否", "未解决"})
        if (text == no) return false;
    throw Refused{fmt::format("“{}” is “{}”, neither yes nor no", cell.field, text),
                  "Write it as true or false"};
}

json object_of(const std::vector<NamedCell>& cells) {
    json object = json::object();
    for (const NamedCell& cell : cells) {
        if (trim(cell.text).empty()) continue;
        if (cell.field == "tags" || cell.field == "cases")
            object[cell.field] = list_in(cell.text);
        else if (cell.field == "satisfaction" || cell.field == "expectation" ||
                 cell.field == "minutes")
            object["outcome"][cell.field] = whole_number_in(cell);
        else if (cell.field == "solved")
            object["outcome"][cell.field] = truth_in(cell);
        else
            object[cell.field] = cell.text;
    }
    return object;
}

bool is_utf8(const std::vector<NamedCell>& cells) {
    return std::none_of(cells.begin(), cells.end(), [](const NamedCell& cell) {
        return find_invalid_utf8(cell.text).has_value();
    });
}

}  // namespace

Result<ImportRow> parse_jsonl_row(std::string_view line, std::chrono::minutes default_offset,
                                  const ColumnMap& map) {
    if (find_invalid_utf8(line))
        return refusal("The row is not UTF-8",
                       "Convert the file, or name its encoding with --encoding");
    json object = json::parse(line, nullptr, false);
    if (!object.is_object())
        return refusal("The row is not a JSON object",
                       "A row is one line, {\"title\": …, \"complaint\": …}");
    rename_keys(object, map);
    return read_or_refuse([&] { return read_row(object, default_offset, line); });
}

Result<ImportRow> parse_table_row(const std::vector<NamedCell>& cells,
                                  std::chrono::minutes default_offset) {
    if (!is_utf8(cells))
        return refusal("The row has bytes that mean nothing in the encoding of the file",
                       "Repair them, or name the encoding with --encoding");
    return read_or_refuse([&] {
        const json object = object_of(cells);
        return read_row(object, default_offset, object.dump());
    });
}

}  // namespace casebook::app
