// One line of the audit trail: who changed what, when.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace casebook::store {

struct AuditEvent {
    Timestamp when{};
    std::string who;      // an account's name; cli, api; empty: nobody who is known
    std::string action;   // "sign_in.failed": its words are the message "audit.action.<action>"
    std::string subject;  // what was changed: an account, the path of a file, "1001 1002"
    std::string detail;   // never a secret, never what a customer said
};

}  // namespace casebook::store
