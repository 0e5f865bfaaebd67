#include "content/synonyms_file.h"

#include <yaml-cpp/yaml.h>

#include "content/problems.h"
#include "content/yaml_document.h"

namespace casebook::content {
namespace {

using Group = std::vector<std::string>;

Result<Group> read_group(const YAML::Node& node) {
    if (!node.IsSequence())
        return make_problem(Problem::not_a_list, "groups", {"", node.Mark().line + 1});
    Group words;
    for (const YAML::Node& word : node) {
        if (!word.IsScalar())
            return make_problem(Problem::not_one_value, "groups", {"", word.Mark().line + 1});
        words.push_back(word.Scalar());
    }
    return words;
}

}  // namespace

Result<std::vector<Group>> parse_synonyms(std::string_view yaml) {
    try {
        const YAML::Node document = YAML::Load(whole_document(yaml));
        const YAML::Node list = document.IsMap() ? document["groups"] : YAML::Node();
        if (!list || !list.IsSequence())
            return make_problem(Problem::not_a_list, "groups", {"", 1});
        std::vector<Group> groups;
        for (const YAML::Node& node : list) {
            auto group = read_group(node);
            if (!group) return group.error();
            groups.push_back(std::move(*group));
        }
        return groups;
    } catch (const YAML::Exception& exception) {
        return make_problem(Problem::not_yaml, exception.msg, {"", exception.mark.line + 1});
    }
}

}  // namespace casebook::content
