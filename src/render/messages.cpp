#include "render/messages.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace casebook::render {

std::string_view tag_of(Language language) {
    return language == Language::english ? "en" : "zh-CN";
}

Result<Messages> Messages::parse(std::string_view json, const std::string& path) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_object())
        return Error{ErrorKind::invalid, "The messages are not a JSON object", "", {path, 0}};
    Messages messages;
    for (const auto& [key, value] : parsed.items()) {
        if (!value.is_string())
            return Error{ErrorKind::invalid,
                         fmt::format("The message “{}” is not a text", key),
                         "",
                         {path, 0}};
        messages.texts_.emplace(key, value.get<std::string>());
    }
    return messages;
}

const std::string* Messages::find(std::string_view key) const {
    const auto found = texts_.find(key);
    return found == texts_.end() ? nullptr : &found->second;
}

std::string Messages::text(std::string_view key) const {
    const std::string* found = find(key);
    return found != nullptr ? *found : std::string(key);
}

}  // namespace casebook::render
