// One name for one thing. Every field of a case, a daily or a post has one name, used in front matter, JSONL, the API,
// the index and the message catalogues ("field.<name>"). Fields that hold long text are sections of the Markdown file
// and have a Chinese and an English heading.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace casebook {

enum class Field {
    // front matter
    id,
    external_id,
    title,
    state,
    category,
    product,
    channel,
    segment,
    tags,
    lang,
    author,
    created,
    updated,
    confirmed,
    valid_until,
    outcome,
    example,
    date,
    cases,
    host,
    topic,
    // sections
    complaint,
    answer,
    script,
    fits,
    not_fits,
    resolution,
    cause,
    review,
    questions,
    notes,
    conclusions,
    actions,
    body,
};

struct FieldName {
    Field field;
    std::string_view name;
    std::string_view chinese_heading;  // empty for front matter and for a post's body
    std::string_view english_heading;

    bool is_section() const { return !chinese_heading.empty() || field == Field::body; }
};

std::span<const FieldName> field_names();
const FieldName& name_of(Field field);
std::optional<Field> find_field(std::string_view name);

// The field that a section heading stands for; case and surrounding space do not matter.
std::optional<Field> find_field_by_heading(std::string_view heading);

}  // namespace casebook
