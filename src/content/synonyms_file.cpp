#include "content/synonyms_file.h"

#include <yaml-cpp/yaml.h>

#include "content/problems.h"
#include "content/yaml_document.h"

namespace casebook::content {
namespace {

using Group = std::vector<std::string>;

Result<Group> read_group(const YAML::Node& node, const char* key) {
    if (!node.IsSequence())
        return make_problem(Problem::not_a_list, key, {"", node.Mark().line + 1});
    Group words;
    for (const YAML::Node& word : node) {
        if (!word.IsScalar())
            return make_problem(Problem::not_one_value, key, {"", word.Mark().line + 1});
        words.push_back(word.Scalar());
    }
    return words;
}

// What `read` makes of the list under `key`. Exceptions of yaml-cpp end here.
template <class Read>
auto read_list(std::string_view yaml, const char* key, Read read)
    -> decltype(read(std::declval<YAML::Node>())) {
    try {
        const YAML::Node document = YAML::Load(whole_document(yaml));
        const YAML::Node list = document.IsMap() ? document[key] : YAML::Node();
        if (!list || !list.IsSequence()) return make_problem(Problem::not_a_list, key, {"", 1});
        return read(list);
    } catch (const YAML::Exception& exception) {
        return make_problem(Problem::not_yaml, exception.msg, {"", exception.mark.line + 1});
    }
}

Result<std::vector<Group>> read_groups(const YAML::Node& list) {
    std::vector<Group> groups;
    for (const YAML::Node& node : list) {
        auto group = read_group(node, "groups");
        if (!group) return group.error();
        groups.push_back(std::move(*group));
    }
    return groups;
}

}  // namespace

Result<std::vector<Group>> parse_synonyms(std::string_view yaml) {
    return read_list(yaml, "groups", read_groups);
}

Result<std::vector<std::string>> parse_stock_phrases(std::string_view yaml) {
    return read_list(yaml, "phrases",
                     [](const YAML::Node& list) { return read_group(list, "phrases"); });
}

}  // namespace casebook::content
