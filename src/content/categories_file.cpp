#include "content/categories_file.h"

#include <yaml-cpp/yaml.h>

#include "content/problems.h"
#include "content/yaml_document.h"

namespace casebook::content {
namespace {

std::string text_of(const YAML::Node& node) {
    return node && node.IsScalar() ? node.Scalar() : std::string();
}

// Left as it is where the setting is missing or no number of minutes.
void read_minutes(const YAML::Node& node, std::chrono::minutes& setting) {
    constexpr int kLongest = 60 * 24 * 366;
    int minutes = 0;
    if (!node || !YAML::convert<int>::decode(node, minutes)) return;
    if (minutes >= 1 && minutes <= kLongest) setting = std::chrono::minutes(minutes);
}

NudgeRules read_nudges(const YAML::Node& node) {
    NudgeRules rules;
    read_minutes(node["call_back_after"], rules.call_back_after);
    read_minutes(node["push_after"], rules.push_after);
    read_minutes(node["follow_up_after"], rules.follow_up_after);
    read_minutes(node["stuck_after"], rules.stuck_after);
    return rules;
}

Category read_category(const YAML::Node& node) {
    Category category{text_of(node["path"]),
                      text_of(node["product"]),
                      text_of(node["department"]),
                      {},
                      read_nudges(node)};
    for (const YAML::Node& fact : node["facts"]) category.facts.push_back(text_of(fact));
    return category;
}

}  // namespace

Result<std::vector<Category>> parse_categories(std::string_view yaml) {
    try {
        const YAML::Node list = YAML::Load(whole_document(yaml))["categories"];
        if (!list || !list.IsSequence()) return make_problem(Problem::no_categories, {}, {"", 1});
        std::vector<Category> categories;
        for (const YAML::Node& node : list) {
            if (!node.IsMap() || text_of(node["path"]).empty())
                return make_problem(Problem::category_without_path, {}, {"", node.Mark().line + 1});
            categories.push_back(read_category(node));
        }
        return categories;
    } catch (const YAML::Exception& exception) {
        return make_problem(Problem::not_yaml, exception.msg, {"", exception.mark.line + 1});
    }
}

}  // namespace casebook::content
