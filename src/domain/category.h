// The category tree of categories.yml: who answers for a category, and which facts its back office needs (the
// information contract), and when the owner of a complaint is told that it is time (nudge.h).
#pragma once

#include <string>
#include <vector>

#include "domain/nudge_rules.h"

namespace casebook {

struct Category {
    std::string path;  // a/b/c
    std::string product;
    std::string department;
    std::vector<std::string> facts;
    NudgeRules nudges{};
};

}  // namespace casebook
