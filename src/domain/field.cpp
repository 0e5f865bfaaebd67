#include "domain/field.h"

#include <array>

#include "base/text.h"

namespace casebook {
namespace {

constexpr std::array kNames{
    FieldName{Field::id, "id", "", ""},
    FieldName{Field::external_id, "external_id", "", ""},
    FieldName{Field::title, "title", "", ""},
    FieldName{Field::state, "state", "", ""},
    FieldName{Field::category, "category", "", ""},
    FieldName{Field::product, "product", "", ""},
    FieldName{Field::channel, "channel", "", ""},
    FieldName{Field::segment, "segment", "", ""},
    FieldName{Field::tags, "tags", "", ""},
    FieldName{Field::lang, "lang", "", ""},
    FieldName{Field::author, "author", "", ""},
    FieldName{Field::created, "created", "", ""},
    FieldName{Field::updated, "updated", "", ""},
    FieldName{Field::confirmed, "confirmed", "", ""},
    FieldName{Field::valid_until, "valid_until", "", ""},
    FieldName{Field::outcome, "outcome", "", ""},
    FieldName{Field::example, "example", "", ""},
    FieldName{Field::date, "date", "", ""},
    FieldName{Field::cases, "cases", "", ""},
    FieldName{Field::host, "host", "", ""},
    FieldName{Field::topic, "topic", "", ""},
    FieldName{Field::complaint, "complaint", "客户原话", "Complaint"},
    FieldName{Field::answer, "answer", "一句话答复", "Answer"},
    FieldName{Field::script, "script", "话术", "Script"},
    FieldName{Field::fits, "fits", "适用", "Fits"},
    FieldName{Field::not_fits, "not_fits", "不适用", "Does not fit"},
    FieldName{Field::resolution, "resolution", "处理过程", "Resolution"},
    FieldName{Field::cause, "cause", "原因", "Cause"},
    FieldName{Field::review, "review", "点评", "Review"},
    FieldName{Field::questions, "questions", "讨论问题", "Questions"},
    FieldName{Field::notes, "notes", "讨论记录", "Notes"},
    FieldName{Field::conclusions, "conclusions", "结论", "Conclusions"},
    FieldName{Field::actions, "actions", "行动项", "Actions"},
    FieldName{Field::body, "body", "", ""},
};

constexpr bool names_follow_the_enum() {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i].field != static_cast<Field>(i)) return false;
    return kNames.size() == static_cast<std::size_t>(Field::body) + 1;
}
static_assert(names_follow_the_enum(), "name_of() looks a field up by its position");

}  // namespace

std::span<const FieldName> field_names() {
    return kNames;
}

const FieldName& name_of(Field field) {
    return kNames[static_cast<std::size_t>(field)];
}

std::optional<Field> find_field(std::string_view name) {
    for (const FieldName& candidate : kNames)
        if (candidate.name == name) return candidate.field;
    return std::nullopt;
}

std::optional<Field> find_field_by_heading(std::string_view heading) {
    const std::string_view wanted = trim(heading);
    const std::string lower = ascii_lower(wanted);
    for (const FieldName& candidate : kNames) {
        if (candidate.chinese_heading.empty()) continue;
        if (candidate.chinese_heading == wanted || ascii_lower(candidate.english_heading) == lower)
            return candidate.field;
    }
    return std::nullopt;
}

}  // namespace casebook
