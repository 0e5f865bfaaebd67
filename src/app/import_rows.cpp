#include "app/import_rows.h"

#include <fmt/format.h>

#include <algorithm>

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

class RowReader {
  public:
    RowReader(ImportRow& row, std::chrono::minutes default_offset)
        : row_(row), default_offset_(default_offset) {}

    void read(const std::string& key, const json& value) {
        if (const auto field = field_of(key)) {
            read_field(*field, key, value);
        } else if (const std::string text = extra_value(value, key); !text.empty()) {
            row_.entry.extra.push_back({key, text});
            row_.unknown_keys.push_back(key);
        }
    }

  private:
    static std::optional<Field> field_of(const std::string& key) {
        if (key == "id") return Field::external_id;
        if (key == "date") return Field::created;
        if (key == "cases")
            throw Refused{"“cases” belongs to a daily, not to a case", "Rename or remove the key"};
        if (key == "host" || key == "topic" || key == "body") return std::nullopt;  // not a case's
        return find_field(key);
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

}  // namespace

Result<ImportRow> parse_jsonl_row(std::string_view line, std::chrono::minutes default_offset) {
    const auto refuse = [](std::string reason, std::string hint) {
        return Error{ErrorKind::invalid, std::move(reason), std::move(hint), {}};
    };
    if (find_invalid_utf8(line)) return refuse("The row is not UTF-8", "Convert the file to UTF-8");
    const json object = json::parse(line, nullptr, false);
    if (!object.is_object())
        return refuse("The row is not a JSON object",
                      "A row is one line, {\"title\": …, \"complaint\": …}");
    try {
        ImportRow row;
        RowReader reader(row, default_offset);
        for (const auto& [key, value] : object.items()) reader.read(key, value);
        if (row.entry.title.empty() && row.entry.text(Field::complaint).empty())
            return refuse("The row has neither a title nor a complaint",
                          "One of the two is needed");
        if (row.entry.external_id.empty()) row.entry.external_id = external_id_from(line);
        sort_sections(row.entry);
        return row;
    } catch (const Refused& refused) {
        return refuse(refused.reason, refused.hint);
    } catch (const json::exception&) {
        return refuse("The row holds a value of the wrong kind", "");
    }
}

}  // namespace casebook::app
