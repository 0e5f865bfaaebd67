// The words of an error in the visitor's language, where the message catalogues have them.
#pragma once

#include <string>
#include <string_view>

#include "web/page.h"

namespace casebook::web {

struct ErrorWords {
    std::string message, hint;
};

// From the messages "<group>.<code>" and "<group>.<code>.hint", else as the log has it.
ErrorWords words_of(const Visit& visit, std::string_view group, const Error& error);

// The message with the detail in the place of its {{detail}}.
std::string with_detail(std::string message, std::string_view detail);

}  // namespace casebook::web
