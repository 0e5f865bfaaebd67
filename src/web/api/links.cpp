// GET and POST /api/v1/cases/{id}/links, DELETE /api/v1/cases/{id}/links/{other}: which cases are of the same problem.
#include <nlohmann/json.hpp>

#include "app/link_cases.h"
#include "app/read_entry.h"
#include "web/handlers.h"
#include "web/json_values.h"

namespace casebook::web {
namespace {

// The cases that it is linked with directly, and all of its problem.
Response links_of(const Visit& visit, int status, EntryId id) {
    const auto links = visit.workspace().database().case_links_of(id);
    if (!links) return visit.error(links.error());
    const auto same = visit.workspace().database().same_problem(id);
    if (!same) return visit.error(same.error());
    ordered_json list = ordered_json::array();
    for (const CaseLink& link : *links)
        if (!link.undone)
            list.push_back({{"case_id", link.a == id ? link.b : link.a},
                            {"who", link.who},
                            {"when", link.when.text()}});
    return json(status, dumped({{"case_id", id}, {"links", list}, {"same_problem", *same}}));
}

Response refusal(const Visit& visit, const Error& error) {
    if (error.kind == ErrorKind::invalid) return problem(422, error.message, error.hint);
    return visit.error(error);
}

}  // namespace

Response list_api_links(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    return links_of(visit, 200, read->entry.id);
}

Response create_api_link(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    const auto body = nlohmann::json::parse(visit.request().body, nullptr, false);
    const bool readable =
        body.is_object() && body.contains("case_id") && body["case_id"].is_number_integer();
    if (!readable) return visit.error(400, "error.bad_json");
    const auto linked =
        app::link_cases(visit.workspace(), *id, body["case_id"].get<EntryId>(), visit.account());
    return linked ? links_of(visit, 201, *id) : refusal(visit, linked.error());
}

Response remove_api_link(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    const auto other = app::parse_entry_id(arguments[1]);
    if (!id || !other) return visit.error(404, "error.not_found");
    const auto undone = app::unlink_cases(visit.workspace(), *id, *other, visit.account());
    return undone ? links_of(visit, 200, *id) : refusal(visit, undone.error());
}

}  // namespace casebook::web
