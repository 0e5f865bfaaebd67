// A number of a row that may be missing, as SOCI takes it. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include <optional>

namespace casebook::store {

struct OptionalNumber {
    int value = 0;
    soci::indicator presence = soci::i_null;

    OptionalNumber() = default;
    explicit OptionalNumber(std::optional<int> number)
        : value(number.value_or(0)), presence(number ? soci::i_ok : soci::i_null) {}
    std::optional<int> get() const {
        return presence == soci::i_ok ? std::optional(value) : std::nullopt;
    }
};

}  // namespace casebook::store
