// Numbers made of digits alone: phones, identity numbers, cards.
#pragma once

#include <vector>

#include "domain/personal_data.h"
#include "domain/personal_data_symbols.h"
#include "domain/personal_data_words.h"

namespace casebook::personal_data {

void find_numbers(Symbols symbols, const TellingWords& words,
                  std::vector<PersonalDataFinding>& findings);

}  // namespace casebook::personal_data
