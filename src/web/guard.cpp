#include "web/guard.h"

#include <algorithm>

#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "web/client.h"
#include "web/form_token.h"
#include "web/pages/sign_in_page.h"

namespace casebook::web {
namespace {

bool is_for_programs(const Request& request) {
    return request.path.starts_with("/api/");
}

// What is not there, or hidden from the caller, is nobody else's: the handler says that it is not there.
Ownership ownership_of_entry(const Visit& visit, const std::string& id) {
    const auto day = parse_date(id);
    const auto read = day ? app::read_daily(visit.workspace(), visit.viewer(), id)
                          : app::read_entry(visit.workspace(), visit.viewer(), id);
    if (!read) return Ownership::own;
    return is_same_account(read->entry.author, visit.account()) ? Ownership::own : Ownership::other;
}

Ownership ownership_of_reuse(const Visit& visit, const std::string& text) {
    const auto id = app::parse_entry_id(text);
    if (!id) return Ownership::own;
    const auto event = visit.workspace().database().find_reuse_event(*id);
    if (!event || !*event) return Ownership::own;
    return is_same_account((*event)->who, visit.account()) ? Ownership::own : Ownership::other;
}

Ownership ownership_of(const Visit& visit, Subject subject, const PathArguments& arguments) {
    switch (subject) {
        case Subject::none:
            return Ownership::own;
        case Subject::kind:
            return arguments[0] == to_text(Kind::daily) ? Ownership::other : Ownership::own;
        case Subject::entry:
            return ownership_of_entry(visit, arguments[0]);
        case Subject::reuse:
            return ownership_of_reuse(visit, arguments[0]);
        case Subject::reuse_in_form:
            return ownership_of_reuse(visit, visit.request().form_value("id"));
    }
    return Ownership::other;
}

Decision decision_of(const Visit& visit, const Route& route, const PathArguments& arguments) {
    const bool local = route.rights.are_for_local_programs() && is_local_program(visit.request());
    if (local) return Decision::allowed;
    const bool signed_in = visit.identity().is_signed_in();
    const Ownership ownership =
        signed_in ? ownership_of(visit, route.rights.subject(), arguments) : Ownership::own;
    return decide(route.rights, visit.identity(), ownership);
}

// A page of another site can send a form or a text without asking, but neither a header of its own nor JSON.
bool is_forged(const Visit& visit) {
    const Request& request = visit.request();
    if (request.method == Method::get || !visit.identity().is_ambient()) return false;
    return !is_form_token(visit.identity().form_token, form_token_in(request));
}

bool is_disguised(const Visit& visit) {
    const Request& request = visit.request();
    return is_for_programs(request) && request.method != Method::get && !request.body.empty() &&
           visit.identity().is_ambient() &&
           !request.header("content-type").starts_with("application/json");
}

}  // namespace

std::optional<Response> refusal_of_origin(const Visit& visit) {
    const Request& request = visit.request();
    const std::vector<std::string>& hosts = visit.site().options().hosts;
    const std::string host = request.header("host");
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
        return visit.error(403, "error.foreign_host");
    const std::string origin = request.header("origin");
    if (!origin.empty() && origin != "http://" + host && origin != "https://" + host)
        return visit.error(403, "error.foreign_origin");
    if (request.method == Method::get) return std::nullopt;
    const std::string fetch_site = request.header("sec-fetch-site");
    if (fetch_site == "cross-site") return visit.error(403, "error.foreign_origin");
    // A form that says nothing about where it stood may stand anywhere. Programs have the API.
    const bool from_here = !origin.empty() || fetch_site == "same-origin";
    if (!from_here && !is_for_programs(request)) return visit.error(403, "error.foreign_origin");
    return std::nullopt;
}

std::optional<Response> refusal_of_visit(const Visit& visit, const Route& route,
                                         const PathArguments& arguments) {
    switch (decision_of(visit, route, arguments)) {
        case Decision::allowed:
            break;
        case Decision::sign_in:
            return ask_to_sign_in(visit);
        case Decision::forbidden:
            return visit.error(403, "error.forbidden");
    }
    if (is_disguised(visit)) return visit.error(415, "error.not_json");
    if (is_forged(visit)) return ask_to_send_again(visit);
    return std::nullopt;
}

}  // namespace casebook::web
