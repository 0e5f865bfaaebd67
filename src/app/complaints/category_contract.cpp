#include "app/complaints/category_contract.h"

namespace casebook::app {
namespace {

bool is_within(const std::string& path, const std::string& above) {
    if (!path.starts_with(above)) return false;
    return path.size() == above.size() || path[above.size()] == '/';
}

}  // namespace

Category contract_of(const Workspace& workspace, const std::string& path) {
    Category nearest;
    if (path.empty()) return nearest;
    const auto categories = workspace.categories().all();
    for (const Category& category : *categories)
        if (is_within(path, category.path) && category.path.size() >= nearest.path.size())
            nearest = category;
    return nearest;
}

}  // namespace casebook::app
