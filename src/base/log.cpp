#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace casebook {
namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto created = spdlog::stderr_color_mt("casebook");
        created->set_pattern("%Y-%m-%dT%H:%M:%S%z %^%l%$ %v");
        return created;
    }();
    return *instance;
}

spdlog::level::level_enum level_of(Severity severity) {
    switch (severity) {
        case Severity::information:
            return spdlog::level::info;
        case Severity::warning:
            return spdlog::level::warn;
        case Severity::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

}  // namespace

void log(Severity severity, std::string_view message) {
    logger().log(level_of(severity), spdlog::string_view_t(message.data(), message.size()));
}

void log(const Error& error) {
    log(traits_of(error.kind).severity, error.line());
}

void quieten_log() {
    logger().set_level(spdlog::level::warn);
}

}  // namespace casebook
