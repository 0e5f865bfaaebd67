#include "cli/refused_rows.h"

namespace casebook::cli {

nlohmann::ordered_json refused_rows_json(const std::vector<Error>& rows) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Error& row : rows)
        json.push_back({{"file", row.place.path},
                        {"line", row.place.line},
                        {"reason", row.message},
                        {"hint", row.hint}});
    return json;
}

}  // namespace casebook::cli
