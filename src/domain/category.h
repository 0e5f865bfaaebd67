// The category tree of categories.yml: who answers for a category, and which facts its back office needs (the
// information contract).
#pragma once

#include <string>
#include <vector>

namespace casebook {

struct Category {
    std::string path;  // a/b/c
    std::string product;
    std::string department;
    std::vector<std::string> facts;
};

}  // namespace casebook
