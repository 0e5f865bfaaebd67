#include "content/categories_file.h"

#include <yaml-cpp/yaml.h>

namespace casebook::content {
namespace {

std::string text_of(const YAML::Node& node) {
    return node && node.IsScalar() ? node.Scalar() : std::string();
}

Category read_category(const YAML::Node& node) {
    Category category{
        text_of(node["path"]), text_of(node["product"]), text_of(node["department"]), {}};
    for (const YAML::Node& fact : node["facts"]) category.facts.push_back(text_of(fact));
    return category;
}

Error invalid(int line, std::string message) {
    return {ErrorKind::invalid,
            std::move(message),
            "The file's first lines show how a category is written",
            {"", line}};
}

}  // namespace

Result<std::vector<Category>> parse_categories(std::string_view yaml) {
    try {
        const YAML::Node list = YAML::Load(std::string(yaml))["categories"];
        if (!list || !list.IsSequence()) return invalid(1, "There is no list “categories:”");
        std::vector<Category> categories;
        for (const YAML::Node& node : list) {
            if (!node.IsMap() || text_of(node["path"]).empty())
                return invalid(node.Mark().line + 1, "A category has no path");
            categories.push_back(read_category(node));
        }
        return categories;
    } catch (const YAML::Exception& exception) {
        return invalid(exception.mark.line + 1, "Not YAML: " + exception.msg);
    }
}

}  // namespace casebook::content
