// Pieces of JSON that several replies have. For .cpp files only (a heavy header).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "app/evidence.h"
#include "app/readings.h"

namespace casebook::web {

using nlohmann::ordered_json;

inline ordered_json text_or_null(const std::string& text) {
    return text.empty() ? ordered_json(nullptr) : ordered_json(text);
}

inline ordered_json readings_json(const std::vector<app::Reading>& readings) {
    ordered_json array = ordered_json::array();
    for (const app::Reading& reading : readings)
        array.push_back({{"typed", reading.typed},
                         {"read_as", reading.read_as},
                         {"by", app::name_of(reading.origin)}});
    return array;
}

inline ordered_json evidence_json(const app::Evidence& evidence) {
    ordered_json fields = ordered_json::array();
    for (const app::FieldEvidence& field : evidence.fields)
        fields.push_back(
            {{"field", field.field ? std::string(name_of(*field.field).name) : field.heading},
             {"html", field.excerpt.text()},
             {"terms", field.words}});
    return fields;
}

inline std::string dumped(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace casebook::web
