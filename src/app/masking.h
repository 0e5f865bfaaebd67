// Personal data of customers is masked before anything is kept: in every text of an entry that is saved or imported.
#pragma once

#include <string>
#include <vector>

#include "domain/entry.h"
#include "domain/personal_data.h"

namespace casebook::app {

struct Masking {
    Field field = Field::complaint;
    PersonalDataKind kind = PersonalDataKind::mobile;
    std::string original;  // for the undo only: never logged, never in an address
};

// Masks what `entry` has and `before` did not have: what is there already was left by somebody who knew, or is not ours to change.
// `allowed`: exact words of which the writer said that they are not personal.
std::vector<Masking> mask_new_personal_data(Entry& entry, const Entry& before,
                                            std::vector<std::string> allowed = {});

}  // namespace casebook::app
