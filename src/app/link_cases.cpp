#include "app/link_cases.h"

#include <fmt/format.h>

#include "app/read_entry.h"

namespace casebook::app {
namespace {

Result<void> expect_case(const Workspace& workspace, EntryId id) {
    const auto read = read_entry(workspace, id);
    if (!read) return read.error();
    if (read->entry.kind == Kind::case_) return {};
    return Error{ErrorKind::invalid,
                 fmt::format("{} is not a case", id),
                 "Give the number of a case",
                 {},
                 "not_a_case"};
}

}  // namespace

Result<CaseLink> link_cases(Workspace& workspace, EntryId one, EntryId other,
                            const std::string& who) {
    if (one == other)
        return Error{ErrorKind::invalid,
                     fmt::format("{} is the case itself", other),
                     "Give the number of another case",
                     {},
                     "same_case"};
    for (const EntryId id : {one, other})
        if (auto known = expect_case(workspace, id); !known) return known.error();
    return workspace.database().link_cases(one, other, workspace.clock().now(), who);
}

Result<CaseLink> unlink_cases(Workspace& workspace, EntryId one, EntryId other,
                              const std::string& who) {
    return workspace.database().unlink_cases(one, other, workspace.clock().now(), who);
}

Result<std::vector<Entry>> cases_of_same_problem(const Workspace& workspace, EntryId id) {
    const auto ids = workspace.database().same_problem(id);
    if (!ids) return ids.error();
    return read_entries(workspace, *ids);
}

}  // namespace casebook::app
