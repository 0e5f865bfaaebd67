#include "web/rights.h"

namespace casebook::web {

Decision decide(const Rights& rights, const Identity& identity, Ownership ownership) {
    if (rights.is_for_anybody()) return Decision::allowed;
    if (!identity.person) return Decision::sign_in;
    const bool by_program = identity.through == Identity::Through::token;
    const bool in_scope = !by_program || (rights.scope() && identity.scopes.has(*rights.scope()));
    return in_scope && identity.person->role >= *rights.least(ownership) ? Decision::allowed
                                                                         : Decision::forbidden;
}

}  // namespace casebook::web
