#include "app/import_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "domain/field.h"

namespace casebook::app {
namespace {

// Fields that a row has beside those of the library's files: its kind, and the parts of the outcome.
constexpr std::array<std::string_view, 5> kRowFields{"kind", "satisfaction", "expectation",
                                                     "minutes", "solved"};

// What such columns are called in the tables of desks, beside the headings of domain/field.cpp. Lower case.
constexpr std::pair<std::string_view, std::string_view> kUsualNames[] = {
    {"id", "external_id"},
    {"编号", "external_id"},
    {"案例编号", "external_id"},
    {"工单号", "external_id"},
    {"工单编号", "external_id"},
    {"external id", "external_id"},
    {"ticket", "external_id"},
    {"类型", "kind"},
    {"标题", "title"},
    {"题目", "title"},
    {"主题", "title"},
    {"subject", "title"},
    {"状态", "state"},
    {"类别", "category"},
    {"分类", "category"},
    {"产品", "product"},
    {"渠道", "channel"},
    {"客户群", "segment"},
    {"标签", "tags"},
    {"语言", "lang"},
    {"language", "lang"},
    {"作者", "author"},
    {"坐席", "author"},
    {"客服", "author"},
    {"agent", "author"},
    {"日期", "date"},
    {"创建时间", "created"},
    {"更新时间", "updated"},
    {"确认日期", "confirmed"},
    {"有效期至", "valid_until"},
    {"valid until", "valid_until"},
    {"满意度", "satisfaction"},
    {"期望值", "expectation"},
    {"处理时长", "minutes"},
    {"处理时长(分钟)", "minutes"},
    {"处理时长（分钟）", "minutes"},
    {"是否解决", "solved"},
    {"已解决", "solved"},
    {"相关案例", "cases"},
    {"主持人", "host"},
    {"话题", "topic"},
    {"正文", "body"},
    {"投诉内容", "complaint"},
    {"问题描述", "complaint"},
    {"解决方案", "resolution"},
    {"处理结果", "resolution"},
};

std::string known_fields() {
    std::vector<std::string> names;
    for (const FieldName& name : field_names())
        if (name.field != Field::id) names.emplace_back(name.name);
    names.insert(names.end(), kRowFields.begin(), kRowFields.end());
    return join(names, ", ");
}

Error wrong_map(std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}};
}

}  // namespace

bool is_import_field(std::string_view name) {
    return find_field(name).has_value() ||
           std::find(kRowFields.begin(), kRowFields.end(), name) != kRowFields.end();
}

Result<ColumnMap> parse_column_map(const std::vector<std::string>& pairs) {
    ColumnMap map;
    for (const std::string& pair : pairs) {
        const std::size_t equals = pair.find('=');
        const std::string field(trim(std::string_view(pair).substr(0, equals)));
        const std::string column(
            equals == std::string::npos ? "" : trim(std::string_view(pair).substr(equals + 1)));
        if (column.empty())
            return wrong_map(fmt::format("--map {} names no column", pair),
                             "Write it as --map complaint=问题,resolution=答复");
        const std::string name = field_of_column(field, {});
        if (!is_import_field(name))
            return wrong_map(fmt::format("--map {}: there is no field “{}”", pair, field),
                             "The fields are " + known_fields());
        if (!map.emplace(column, name).second)
            return wrong_map(fmt::format("--map names the column “{}” twice", column),
                             "A column stands for one field");
    }
    return map;
}

std::string field_of_column(std::string_view column, const ColumnMap& map) {
    const std::string name = collapse_white_space(column);
    if (const auto said = map.find(name); said != map.end()) return said->second;
    const std::string lower = ascii_lower(name);
    for (const auto& [usual, field] : kUsualNames)
        if (usual == lower) return std::string(field);
    if (is_import_field(lower)) return lower;
    if (const auto field = find_field_by_heading(name)) return std::string(name_of(*field).name);
    return name;
}

}  // namespace casebook::app
