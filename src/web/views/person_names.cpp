#include "web/views/person_names.h"

namespace casebook::web {

std::string shown_name_of(const Visit& visit, const std::string& account) {
    if (account.empty()) return account;
    const auto person = visit.accounts().find(account);
    return person ? person->shown_name() : account;
}

}  // namespace casebook::web
