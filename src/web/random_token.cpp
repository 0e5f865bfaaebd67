#include "web/random_token.h"

#include <fmt/format.h>

#include <random>

namespace casebook::web {

std::string random_token() {
    thread_local std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

}  // namespace casebook::web
