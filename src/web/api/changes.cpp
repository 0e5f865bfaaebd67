// GET and POST /api/v1/changes, DELETE /api/v1/changes/{id}: releases, tariffs and outages, told by other programs.
#include <nlohmann/json.hpp>

#include "app/read_entry.h"
#include "web/call_handlers.h"
#include "web/json_values.h"
#include "web/page.h"

namespace casebook::web {
namespace {

ordered_json json_of(const RecentChange& change) {
    return {{"id", change.id},
            {"when", to_text(change.day)},
            {"kind", to_text(change.kind)},
            {"title", change.title},
            {"product", text_or_null(change.product)},
            {"category", text_or_null(change.category)},
            {"until", change.until ? ordered_json(to_text(*change.until)) : ordered_json(nullptr)},
            {"who", change.who}};
}

Error invalid(std::string message) {
    return {ErrorKind::invalid,
            std::move(message),
            "Send {\"when\", \"kind\", \"title\", \"product\"?, \"category\"?, \"until\"?}",
            {}};
}

// The text of a member; empty when it is missing or null; none when it is something else.
std::optional<std::string> text_of(const nlohmann::json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || found->is_null()) return std::string();
    if (!found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

Result<RecentChange> change_in(const std::string& text) {
    const auto body = nlohmann::json::parse(text, nullptr, false);
    if (!body.is_object()) return invalid("The body is not a JSON object");
    RecentChange change;
    const auto when = text_of(body, "when"), kind = text_of(body, "kind"),
               title = text_of(body, "title"), product = text_of(body, "product"),
               category = text_of(body, "category"), until = text_of(body, "until");
    if (!when || !kind || !title || !product || !category || !until)
        return invalid("Every member is a text");
    const auto day = parse_date(*when);
    if (!day) return invalid("“when” is not a day like 2026-11-20");
    const auto known = parse_change_kind(*kind);
    if (!known) return invalid("“kind” is release, tariff, outage, policy or other");
    if (!until->empty() && !parse_date(*until))
        return invalid("“until” is not a day like 2026-11-20");
    change.day = *day;
    change.kind = *known;
    change.title = *title;
    change.product = *product;
    change.category = *category;
    if (!until->empty()) change.until = parse_date(*until);
    return change;
}

}  // namespace

Response list_api_changes(const Visit& visit, const PathArguments&) {
    const auto changes = visit.workspace().changes().all(visit.workspace().database());
    if (!changes) return visit.error(changes.error());
    ordered_json list = ordered_json::array();
    for (const RecentChange& change : **changes) list.push_back(json_of(change));
    return json(200, dumped({{"changes", std::move(list)}}));
}

Response create_api_change(const Visit& visit, const PathArguments&) {
    auto change = change_in(visit.request().body);
    if (!change) return problem(400, change.error().message, change.error().hint);
    app::Workspace& workspace = visit.workspace();
    change->who = visit.account();
    change->told = workspace.clock().now();
    const auto added = workspace.changes().add(workspace.database(), std::move(*change));
    if (!added && added.error().kind == ErrorKind::invalid)
        return problem(400, added.error().message, added.error().hint);
    if (!added) return visit.error(added.error());
    Response response = json(201, dumped(json_of(*added)));
    response.headers.emplace("Location", "/api/v1/changes/" + std::to_string(added->id));
    return response;
}

Response remove_api_change(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.change_none");
    app::Workspace& workspace = visit.workspace();
    const auto removed = workspace.changes().remove(workspace.database(), *id,
                                                    workspace.clock().now(), visit.account());
    return removed ? json(200, dumped({{"id", *id}})) : visit.error(removed.error());
}

}  // namespace casebook::web
