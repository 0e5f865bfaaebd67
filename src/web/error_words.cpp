#include "web/error_words.h"

#include <fmt/format.h>

namespace casebook::web {

std::string with_detail(std::string message, std::string_view detail) {
    constexpr std::string_view kGap = "{{detail}}";
    if (const std::size_t gap = message.find(kGap); gap != std::string::npos)
        message.replace(gap, kGap.size(), detail);
    return message;
}

ErrorWords words_of(const Visit& visit, std::string_view group, const Error& error) {
    const std::string key = fmt::format("{}.{}", group, error.code);
    const std::string* message = visit.messages().find(key);
    const std::string* hint = visit.messages().find(key + ".hint");
    return {message == nullptr ? error.message : with_detail(*message, error.detail),
            hint == nullptr ? error.hint : *hint};
}

}  // namespace casebook::web
