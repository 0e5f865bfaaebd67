#include "content/learning_file.h"

#include <yaml-cpp/yaml.h>

#include "content/problems.h"
#include "content/yaml_document.h"

namespace casebook::content {
namespace {

constexpr const char* kKey = "half_life_days";
constexpr int kMostDays = 36'500;

}  // namespace

// Exceptions of yaml-cpp end here.
Result<std::chrono::days> parse_half_life(std::string_view yaml) {
    try {
        const YAML::Node document = YAML::Load(whole_document(yaml));
        const YAML::Node value = document.IsMap() ? document[kKey] : YAML::Node();
        const int line = value.IsDefined() ? value.Mark().line + 1 : 1;
        int days = 0;
        const bool is_number =
            value.IsDefined() && value.IsScalar() && YAML::convert<int>::decode(value, days);
        if (!is_number || days < 1 || days > kMostDays)
            return make_problem(Problem::not_a_number, kKey, {"", line});
        return std::chrono::days(days);
    } catch (const YAML::Exception& exception) {
        return make_problem(Problem::not_yaml, exception.msg, {"", exception.mark.line + 1});
    }
}

}  // namespace casebook::content
