// One line a happening, to stderr. Never give it what a customer said: messages name ids, paths, counts and times.
#pragma once

#include <string_view>

#include "base/error.h"

namespace casebook {

void log(Severity severity, std::string_view message);
void log(const Error& error);  // at the severity of its kind

// Only warnings and errors from here on (--quiet).
void quieten_log();

}  // namespace casebook
