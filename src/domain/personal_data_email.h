// E-mail addresses, also with "(at)", with spaces around the sign, cut by Markdown.
#pragma once

#include <vector>

#include "domain/personal_data.h"
#include "domain/personal_data_symbols.h"

namespace casebook::personal_data {

void find_emails(Symbols symbols, std::vector<PersonalDataFinding>& findings);

// The symbol that starts the at sign of an address, for masking what is before it.
std::size_t find_at_sign(Symbols symbols);

}  // namespace casebook::personal_data
