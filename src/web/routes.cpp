#include "web/routes.h"

#include <array>

#include "base/text.h"
#include "web/call_handlers.h"
#include "web/handlers.h"

namespace casebook::web {
namespace {

constexpr Rights kUnasked = Rights::unasked();
constexpr Rights kAnybody = Rights::anybody();
constexpr Rights kReads = Rights::from(Role::agent, Scope::read);
constexpr Rights kReuses = Rights::from(Role::agent, Scope::reuse);
constexpr Rights kUndoesReuse =
    Rights::of_subject(Subject::reuse, Role::agent, Role::lead, Scope::reuse);
constexpr Rights kUndoesReuseOfForm =
    Rights::of_subject(Subject::reuse_in_form, Role::agent, Role::lead, Scope::reuse);
// Which states and kinds a role may write is domain/writing_rights.h.
constexpr Rights kWrites = Rights::from(Role::agent, Scope::write);
constexpr Rights kWritesNew =
    Rights::of_subject(Subject::kind, Role::agent, Role::lead, Scope::write);
constexpr Rights kChanges =
    Rights::of_subject(Subject::entry, Role::agent, Role::lead, Scope::write);
// A case is judged by who wrote and published it, and by leads; others flag it.
constexpr Rights kJudges =
    Rights::of_subject(Subject::entry, Role::author, Role::lead, Scope::write);
constexpr Rights kLeads = Rights::from(Role::lead, Scope::write);
constexpr Rights kInPerson = Rights::in_person(Role::agent);
constexpr Rights kAdministers = Rights::in_person(Role::admin);
constexpr Rights kMetrics = Rights::from_or_local_program(Role::admin, Scope::admin);

constexpr std::array kRoutes{
    Route{Method::get, "/", kReads, show_desk},
    Route{Method::post, "/", kReads, show_desk_with_text},
    Route{Method::post, "/desk/suggestions", kReads, show_suggestions},
    Route{Method::get, "/desk/bursts", kReads, show_bursts},
    Route{Method::post, "/bursts/mute", kReuses, mute_burst},
    Route{Method::post, "/desk/reuse", kReuses, create_desk_reuse},
    Route{Method::post, "/desk/reuse/undo", kUndoesReuseOfForm, undo_desk_reuse},
    Route{Method::post, "/reuse", kReuses, create_reuse},
    Route{Method::post, "/reuse/undo", kUndoesReuseOfForm, undo_reuse},
    Route{Method::get, "/search", kReads, show_search},
    Route{Method::get, "/cases", kReads, list_cases},
    Route{Method::get, "/cases/{id}", kReads, show_case},
    Route{Method::get, "/cases/{id}/found", kReads, show_found},
    Route{Method::post, "/cases/{id}/found/reset", kLeads, reset_found},
    Route{Method::post, "/cases/{id}/found/bring-back", kLeads, bring_back_found},
    Route{Method::post, "/cases/{id}/links", kLeads, change_links},
    Route{Method::get, "/dailies", kReads, list_dailies},
    Route{Method::get, "/dailies/{date}", kReads, show_daily},
    Route{Method::get, "/posts", kReads, list_posts},
    Route{Method::get, "/posts/{id}", kReads, show_post},
    Route{Method::get, "/new/{kind}", kWritesNew, show_new},
    Route{Method::post, "/new/{kind}", kWritesNew, create_new},
    Route{Method::get, "/edit/{id}", kChanges, show_edit},
    Route{Method::post, "/edit/{id}", kChanges, save_edit},
    Route{Method::get, "/history/{id}", kReads, list_history},
    Route{Method::get, "/history/{id}/{sequence}", kReads, show_revision},
    Route{Method::post, "/history/{id}/{sequence}", kChanges, take_back},
    Route{Method::post, "/unmask", kWrites, unmask},
    Route{Method::get, "/status", kReads, show_status},
    Route{Method::get, "/preferences", kUnasked, set_preferences},
    Route{Method::get, "/sign-in", kAnybody, show_sign_in},
    Route{Method::post, "/sign-in", kAnybody, sign_in},
    Route{Method::post, "/sign-out", kAnybody, sign_out},
    Route{Method::get, "/form-token", kInPerson, show_form_token},
    Route{Method::get, "/first-start/{token}", kAnybody, show_invitation},
    Route{Method::post, "/first-start/{token}", kAnybody, accept_invitation},
    Route{Method::get, "/invitations/{token}", kAnybody, show_invitation},
    Route{Method::post, "/invitations/{token}", kAnybody, accept_invitation},
    Route{Method::get, "/live", kInPerson, show_live},
    Route{Method::get, "/notices", kInPerson, list_notices},
    Route{Method::get, "/notices/news", kInPerson, show_news},
    Route{Method::post, "/notices/seen", kInPerson, mark_notices_seen},
    Route{Method::get, "/account", kInPerson, show_account},
    Route{Method::post, "/account/password", kInPerson, change_password},
    Route{Method::post, "/account/tokens", kInPerson, create_token},
    Route{Method::post, "/account/tokens/{id}/revoke", kInPerson, revoke_token},
    Route{Method::post, "/account/sessions/end", kInPerson, end_other_sessions},
    Route{Method::get, "/admin/users", kAdministers, list_people},
    Route{Method::post, "/admin/users", kAdministers, create_person},
    Route{Method::get, "/admin/users/{id}", kAdministers, show_person},
    Route{Method::post, "/admin/users/{id}", kAdministers, update_person},
    Route{Method::post, "/admin/users/{id}/invitation", kAdministers, invite_person},
    Route{Method::get, "/admin/audit", kAdministers, show_audit},
    // Which complaints a person sees is domain/complaint.h; what somebody may not see is not there.
    Route{Method::get, "/complaints", kReads, list_complaints},
    Route{Method::post, "/complaints", kWrites, take_complaint},
    Route{Method::get, "/complaints/{number}", kReads, show_complaint},
    Route{Method::post, "/complaints/{number}", kWrites, change_complaint},
    Route{Method::get, "/card/{token}", kAnybody, show_card},
    Route{Method::post, "/card/{token}", kAnybody, answer_card},
    Route{Method::get, "/static/{...}", kUnasked, show_asset},
    Route{Method::post, "/api/v1/suggest", kReads, create_suggestions},
    Route{Method::post, "/api/v1/reuse", kReuses, create_api_reuse},
    Route{Method::remove_, "/api/v1/reuse/{id}", kUndoesReuse, remove_api_reuse},
    Route{Method::get, "/api/v1/search", kReads, search_entries},
    Route{Method::get, "/api/v1/cases", kReads, list_api_cases},
    Route{Method::post, "/api/v1/cases", kWrites, create_api_case},
    Route{Method::get, "/api/v1/cases/{id}", kReads, show_api_case},
    Route{Method::put, "/api/v1/cases/{id}", kChanges, update_api_case},
    Route{Method::get, "/api/v1/cases/{id}/links", kReads, list_api_links},
    Route{Method::post, "/api/v1/cases/{id}/links", kLeads, create_api_link},
    Route{Method::remove_, "/api/v1/cases/{id}/links/{other}", kLeads, remove_api_link},
    Route{Method::get, "/api/v1/dailies", kReads, list_api_dailies},
    Route{Method::post, "/api/v1/dailies", kLeads, create_api_daily},
    Route{Method::get, "/api/v1/dailies/{id}", kReads, show_api_daily},
    Route{Method::put, "/api/v1/dailies/{id}", kLeads, update_api_daily},
    Route{Method::get, "/api/v1/posts", kReads, list_api_posts},
    Route{Method::post, "/api/v1/posts", kWrites, create_api_post},
    Route{Method::get, "/api/v1/posts/{id}", kReads, show_api_post},
    Route{Method::put, "/api/v1/posts/{id}", kChanges, update_api_post},
    Route{Method::get, "/api/v1/complaints", kReads, list_api_complaints},
    Route{Method::post, "/api/v1/complaints", kWrites, create_api_complaint},
    Route{Method::get, "/api/v1/complaints/{id}", kReads, show_api_complaint},
    Route{Method::put, "/api/v1/complaints/{id}", kWrites, update_api_complaint},
    Route{Method::post, "/api/v1/complaints/{id}/card", kWrites, create_api_card},
    Route{Method::post, "/api/v1/complaints/{id}/draft", kWrites, create_api_draft},
    Route{Method::get, "/api/v1/openapi.json", kUnasked, show_openapi},
    Route{Method::post, "/desk/first-useful", kReads, note_first_useful},
    Route{Method::get, "/panel", kAnybody, show_panel},
    Route{Method::get, "/changes", kReads, list_changes},
    Route{Method::post, "/changes", kLeads, create_change},
    Route{Method::post, "/changes/{id}/remove", kLeads, remove_change},
    Route{Method::get, "/api/v1/changes", kReads, list_api_changes},
    Route{Method::post, "/api/v1/changes", kLeads, create_api_change},
    Route{Method::remove_, "/api/v1/changes/{id}", kLeads, remove_api_change},
    Route{Method::post, "/account/panel-tokens", kInPerson, create_panel_token},
    Route{Method::post, "/cases/{id}/withdraw", kJudges, withdraw_case},
    Route{Method::post, "/cases/{id}/restore", kJudges, restore_case},
    Route{Method::post, "/cases/{id}/confirm", kJudges, confirm_case},
    Route{Method::post, "/cases/{id}/flag", kReuses, flag_case},
    Route{Method::get, "/healthz", kUnasked, show_health},
    Route{Method::get, "/readyz", kUnasked, show_readiness},
    Route{Method::get, "/metrics", kMetrics, show_metrics},
};

constexpr std::array<std::pair<Method, std::string_view>, 4> kMethodNames{{
    {Method::get, "GET, HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::remove_, "DELETE"},
}};

// The arguments when the path matches the pattern.
std::optional<PathArguments> match(std::string_view pattern, std::string_view path) {
    const std::vector<std::string> wanted = split(pattern, '/');
    const std::vector<std::string> given = split(path, '/');
    PathArguments arguments;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i >= given.size()) return std::nullopt;
        if (wanted[i] == "{...}") {
            arguments.push_back(
                join({given.begin() + static_cast<std::ptrdiff_t>(i), given.end()}, "/"));
            return arguments;
        }
        const bool argument = wanted[i].starts_with('{');
        if (argument ? given[i].empty() : given[i] != wanted[i]) return std::nullopt;
        if (argument) arguments.push_back(given[i]);
    }
    if (given.size() != wanted.size()) return std::nullopt;
    return arguments;
}

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

RouteMatch find_route(Method method, std::string_view path) {
    RouteMatch result;
    for (const Route& route : kRoutes) {
        auto arguments = match(route.pattern, path);
        if (!arguments) continue;
        if (route.method == method) return {RouteSearch::found, &route, std::move(*arguments)};
        result.result = RouteSearch::no_such_method;
    }
    return result;
}

std::string methods_of(std::string_view path) {
    std::vector<std::string> names;
    for (const auto& [method, name] : kMethodNames)
        if (find_route(method, path).result == RouteSearch::found) names.emplace_back(name);
    return join(names, ", ");
}

}  // namespace casebook::web
