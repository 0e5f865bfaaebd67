#include "web/entry_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "web/views/entry_views.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

struct TextMember {
    Field field;
    std::string Entry::*member;
};

constexpr std::array kTextMembers{
    TextMember{Field::external_id, &Entry::external_id},
    TextMember{Field::title, &Entry::title},
    TextMember{Field::category, &Entry::category},
    TextMember{Field::product, &Entry::product},
    TextMember{Field::channel, &Entry::channel},
    TextMember{Field::segment, &Entry::segment},
    TextMember{Field::lang, &Entry::lang},
    TextMember{Field::author, &Entry::author},
    TextMember{Field::host, &Entry::host},
    TextMember{Field::topic, &Entry::topic},
};

template <class T>
ordered_json value_or_null(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json date_or_null(const std::optional<Date>& date) {
    return date ? ordered_json(to_text(*date)) : ordered_json(nullptr);
}

ordered_json time_or_null(const std::optional<Timestamp>& time) {
    return time ? ordered_json(time->text()) : ordered_json(nullptr);
}

ordered_json outcome_json(const Outcome& outcome) {
    return {{"satisfaction", value_or_null(outcome.satisfaction)},
            {"expectation", value_or_null(outcome.expectation)},
            {"minutes", value_or_null(outcome.minutes)},
            {"solved", value_or_null(outcome.solved)}};
}

void add_sections(ordered_json& out, const Entry& entry) {
    ordered_json others = ordered_json::array();
    for (const Section& section : entry.sections) {
        if (section.field)
            out[std::string(name_of(*section.field).name)] = entry.text(*section.field);
        else
            others.push_back({{"heading", section.heading}, {"text", section.text}});
    }
    out["other_sections"] = std::move(others);
    ordered_json extra = ordered_json::object();
    for (const ExtraKey& key : entry.extra) extra[key.name] = key.value;
    out["extra"] = std::move(extra);
}

// Reads the members of one body; collects what cannot be taken.
class Reader {
  public:
    Reader(const json& body, Entry& entry) : body_(body), entry_(entry) {}

    std::vector<BadMember> read() {
        for (const TextMember& member : kTextMembers)
            read_text(member.field, entry_.*member.member);
        read_section_texts();
        read_state();
        read_date(Field::confirmed, entry_.confirmed);
        read_date(Field::valid_until, entry_.valid_until);
        read_date(Field::date, entry_.date);
        read_created();
        read_tags();
        read_cases();
        read_example();
        read_outcome();
        return std::move(bad_);
    }

  private:
    const json* find(std::string_view name) const {
        const auto found = body_.find(std::string(name));
        return found == body_.end() ? nullptr : &*found;
    }
    const json* find(Field field) const { return find(name_of(field).name); }

    void refuse(Field field, std::string expected) {
        bad_.push_back({std::string(name_of(field).name), std::move(expected)});
    }

    // The text of a member; none when it is not there or is no text.
    std::optional<std::string> text_of(Field field) {
        const json* value = find(field);
        if (value == nullptr) return std::nullopt;
        if (value->is_null()) return "";
        if (value->is_string()) return value->get<std::string>();
        refuse(field, "a text");
        return std::nullopt;
    }

    void read_text(Field field, std::string& target) {
        if (auto text = text_of(field)) target = std::move(*text);
    }

    // A post is one text; the others have sections.
    bool belongs(const FieldName& name) const {
        return name.is_section() && (name.field == Field::body) == (entry_.kind == Kind::post);
    }

    void read_section_texts() {
        for (const FieldName& name : field_names())
            if (belongs(name))
                if (auto text = text_of(name.field); text && *text != entry_.text(name.field))
                    entry_.set_text(name.field, std::move(*text));
    }

    void read_state() {
        const auto text = text_of(Field::state);
        if (!text || text->empty()) return;  // only a case has one
        if (const auto state = parse_state(*text))
            entry_.state = *state;
        else
            refuse(Field::state, "draft, unverified, verified, invalid or archived");
    }

    void read_date(Field field, std::optional<Date>& target) {
        const auto text = text_of(field);
        if (!text) return;
        const auto date = parse_date(*text);
        if (!text->empty() && !date) return refuse(field, "a date such as 2026-10-30");
        target = date;
    }

    void read_created() {
        const auto text = text_of(Field::created);
        if (!text || text->empty()) return;
        const auto time = parse_timestamp(*text, std::chrono::hours(8));
        if (!time) return refuse(Field::created, "a time such as 2026-03-02T09:14:00+08:00");
        entry_.created = time;
    }

    void read_tags() {
        const json* value = find(Field::tags);
        if (value == nullptr) return;
        std::vector<std::string> tags;
        const bool texts =
            value->is_null() ||
            (value->is_array() && std::all_of(value->begin(), value->end(),
                                              [](const json& tag) { return tag.is_string(); }));
        if (!texts) return refuse(Field::tags, "a list of texts");
        for (const json& tag : *value) tags.push_back(tag.get<std::string>());
        entry_.tags = std::move(tags);
    }

    void read_cases() {
        const json* value = find(Field::cases);
        if (value == nullptr) return;
        const bool ids = value->is_null() ||
                         (value->is_array() && std::all_of(value->begin(), value->end(), is_id));
        if (!ids) return refuse(Field::cases, "a list of ids");
        entry_.cases.clear();
        for (const json& id : *value) entry_.cases.push_back(id.get<EntryId>());
    }

    static bool is_id(const json& value) {
        return value.is_number_integer() && value >= 1 && value <= kLargestId;
    }

    void read_example() {
        const auto text = text_of(Field::example);
        if (!text) return;
        if (!text->empty() && *text != "bad") return refuse(Field::example, "bad, or null");
        entry_.example = text->empty() ? Example::none : Example::bad;
    }

    void read_number(const json& outcome, const char* name, std::optional<int>& target) {
        const auto found = outcome.find(name);
        if (found == outcome.end()) return;
        constexpr int kMost = 1'000'000;
        const bool number = found->is_number_integer() && *found >= -kMost && *found <= kMost;
        if (!number && !found->is_null()) return refuse(Field::outcome, "whole numbers");
        target = number ? std::optional(found->get<int>()) : std::nullopt;
    }

    void read_outcome() {
        const json* value = find(Field::outcome);
        if (value == nullptr) return;
        if (value->is_null()) {
            entry_.outcome = {};
            return;
        }
        if (!value->is_object())
            return refuse(Field::outcome,
                          "{\"satisfaction\", \"expectation\", \"minutes\", \"solved\"}");
        read_number(*value, "satisfaction", entry_.outcome.satisfaction);
        read_number(*value, "expectation", entry_.outcome.expectation);
        read_number(*value, "minutes", entry_.outcome.minutes);
        const auto solved = value->find("solved");
        if (solved == value->end()) return;
        if (!solved->is_boolean() && !solved->is_null())
            return refuse(Field::outcome, "true or false for “solved”");
        entry_.outcome.solved =
            solved->is_boolean() ? std::optional(solved->get<bool>()) : std::nullopt;
    }

    const json& body_;
    Entry& entry_;
    std::vector<BadMember> bad_;
};

}  // namespace

ordered_json entry_json(const Entry& entry) {
    ordered_json out{{"id", entry.id}, {"kind", to_text(entry.kind)}, {"url", url_of(entry)}};
    for (const TextMember& member : kTextMembers)
        out[std::string(name_of(member.field).name)] = entry.*member.member;
    out["state"] =
        entry.kind == Kind::case_ ? ordered_json(to_text(entry.state)) : ordered_json(nullptr);
    out["tags"] = entry.tags;
    out["created"] = time_or_null(entry.created);
    out["updated"] = time_or_null(entry.updated);
    out["confirmed"] = date_or_null(entry.confirmed);
    out["valid_until"] = date_or_null(entry.valid_until);
    out["outcome"] = outcome_json(entry.outcome);
    out["example"] = entry.example == Example::bad ? ordered_json("bad") : ordered_json(nullptr);
    out["date"] = date_or_null(entry.date);
    out["cases"] = entry.cases;
    add_sections(out, entry);
    return out;
}

ordered_json entry_json(const app::ReadEntry& read) {
    ordered_json out = entry_json(read.entry);
    out["stale"] = read.stale;
    out["file"] = read.path;
    out["version"] = read.version;
    return out;
}

ordered_json summary_json(const Entry& entry) {
    return {{"id", entry.id},
            {"kind", to_text(entry.kind)},
            {"url", url_of(entry)},
            {"external_id", entry.external_id},
            {"title", entry.display_title()},
            {"state", entry.kind == Kind::case_ ? ordered_json(to_text(entry.state))
                                                : ordered_json(nullptr)},
            {"category", entry.category},
            {"author", entry.author},
            {"created", time_or_null(entry.created)},
            {"updated", time_or_null(entry.updated)},
            {"date", date_or_null(entry.date)}};
}

std::vector<BadMember> read_entry_json(const nlohmann::json& body, Entry& entry) {
    return Reader(body, entry).read();
}

}  // namespace casebook::web
