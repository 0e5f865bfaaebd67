// /api/v1/cases, /dailies, /posts: lists, one entry, a new one, a change. A write names the version that it was made from
// (If-Match); what somebody else changed meanwhile is never written over, and both texts come back.
#include <fmt/format.h>

#include "app/near_duplicates.h"
#include "app/save_entry.h"
#include "app/search_library.h"
#include "base/log.h"
#include "domain/entry_rules.h"
#include "domain/writing_rights.h"
#include "web/entry_json.h"
#include "web/handlers.h"
#include "web/json_body.h"
#include "web/json_values.h"
#include "web/paging.h"
#include "web/views/entry_views.h"

namespace casebook::web {
namespace {

constexpr std::size_t kMostPerPage = 100;
constexpr std::size_t kUsualPerPage = 20;

std::string api_url_of(const Entry& entry) {
    constexpr std::string_view kFolders[] = {"cases", "dailies", "posts"};
    return fmt::format("/api/v1/{}/{}", kFolders[static_cast<std::size_t>(entry.kind)], entry.id);
}

Response entry_response(int status, const app::ReadEntry& read, ordered_json body) {
    Response response = json(status, dumped(body));
    response.headers.emplace("ETag", "\"" + read.version + "\"");
    response.headers.emplace("Location", api_url_of(read.entry));
    return response;
}

// A problem document with members of its own.
Response problem_with(const Visit& visit, int status, std::string_view key, ordered_json members) {
    ordered_json document{{"type", "about:blank"},
                          {"title", visit.message(key)},
                          {"status", status},
                          {"hint", visit.message(std::string(key) + ".hint")}};
    document.update(members);
    Response response = problem(status, "", "");
    response.body = dumped(document);
    return response;
}

std::string text_member(const nlohmann::json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

app::ChangeNote note_of(const Visit& visit, const nlohmann::json& body) {
    return {visit.account(), store::Origin::api, text_member(body, "reason")};
}

// What the caller's role may not write.
std::optional<Response> refusal_of_rights(const Visit& visit, const Entry* before,
                                          const Entry& wanted) {
    const auto refusal = refusal_to_write(visit.person(), before, wanted);
    if (!refusal) return std::nullopt;
    return visit.error(403, "error.rights_" + std::string(to_text(*refusal)));
}

std::vector<std::string> not_personal_of(const nlohmann::json& body) {
    std::vector<std::string> words;
    const auto found = body.find("not_personal");
    if (found == body.end() || !found->is_array()) return words;
    for (const auto& word : *found)
        if (word.is_string()) words.push_back(word.get<std::string>());
    return words;
}

// What keeps the entry from being saved, as an answer; none when nothing does.
std::optional<Response> refusal_of(const Visit& visit, const std::vector<BadMember>& bad,
                                   const Entry& entry) {
    ordered_json errors = ordered_json::array();
    for (const BadMember& member : bad)
        errors.push_back({{"field", member.name}, {"expected", member.expected}});
    if (bad.empty())
        for (const BrokenRule& broken : find_broken_rules(entry))
            errors.push_back(
                {{"field", name_of(broken.field).name},
                 {"rule", to_text(broken.rule)},
                 {"message", visit.message("rule." + std::string(to_text(broken.rule)))}});
    if (errors.empty()) return std::nullopt;
    return problem_with(visit, 422, "error.entry_invalid", {{"errors", errors}});
}

ordered_json with_maskings(ordered_json body, const std::vector<app::Masking>& masked) {
    ordered_json list = ordered_json::array();
    for (const app::Masking& masking : masked)
        list.push_back({{"field", name_of(masking.field).name}, {"kind", to_text(masking.kind)}});
    body["masked"] = std::move(list);
    return body;
}

ordered_json near_duplicates_json(const std::vector<app::NearDuplicateCase>& duplicates) {
    ordered_json list = ordered_json::array();
    for (const app::NearDuplicateCase& duplicate : duplicates)
        list.push_back({{"id", duplicate.entry.id},
                        {"title", duplicate.entry.display_title()},
                        {"url", url_of(duplicate.entry)},
                        {"likeness", duplicate.likeness}});
    return list;
}

Response conflict(const Visit& visit, EntryId id, const Entry& yours) {
    const auto current = app::read_entry(visit.workspace(), visit.viewer(), id);
    if (!current) return visit.error(current.error());
    Response response =
        problem_with(visit, 412, "error.edit_conflict",
                     {{"current", entry_json(*current)}, {"yours", entry_json(yours)}});
    response.headers.emplace("ETag", "\"" + current->version + "\"");
    return response;
}

Response list(const Visit& visit, Kind kind) {
    const auto per_page_of = [&] {
        const std::string asked = visit.request().query_value("per_page");
        const std::size_t number = std::strtoul(asked.c_str(), nullptr, 10);
        return number == 0 ? kUsualPerPage : std::min(number, kMostPerPage);
    };
    const Paging paging(visit.request().query_value("page"), per_page_of());
    app::SearchRequest request;
    request.filters = {{"kind", std::string(to_text(kind))}};
    request.order = search::SearchOrder::newest;
    request.first = paging.first();
    request.limit = paging.per_page();
    request.viewer = visit.viewer();
    const auto found = app::search_library(visit.workspace(), request);
    if (!found) return visit.error(found.error());
    ordered_json entries = ordered_json::array();
    for (const app::SearchHit& hit : found->hits) entries.push_back(summary_json(hit.entry));
    return json(200, dumped({{"total", found->total},
                             {"page", paging.page()},
                             {"per_page", paging.per_page()},
                             {"entries", entries}}));
}

Result<app::ReadEntry> read(const Visit& visit, Kind kind, const std::string& id) {
    auto found = kind == Kind::daily ? app::read_daily(visit.workspace(), visit.viewer(), id)
                                     : app::read_entry(visit.workspace(), visit.viewer(), id);
    if (found && found->entry.kind != kind)
        return Error{ErrorKind::not_found, "There is no such entry", "", {}};
    return found;
}

Response show(const Visit& visit, Kind kind, const std::string& id) {
    const auto found = read(visit, kind, id);
    if (!found) return visit.error(found.error());
    return entry_response(200, *found, entry_json(*found));
}

Response create(const Visit& visit, Kind kind) {
    const JsonBody body = read_json_body(visit);
    if (body.refusal) return *body.refusal;
    Entry entry;
    entry.kind = kind;
    if (!may_choose_state(visit.person(), {}, entry.state)) entry.state = State::draft;
    const auto bad = read_entry_json(body.members, entry);
    if (auto refusal = refusal_of(visit, bad, entry)) return *refusal;
    if (entry.author.empty()) entry.author = visit.account();
    if (auto refusal = refusal_of_rights(visit, nullptr, entry)) return *refusal;
    auto duplicates = app::find_near_duplicates(visit.workspace(), entry);
    std::erase_if(duplicates, [&](const app::NearDuplicateCase& duplicate) {
        return !visit.viewer().may_see(duplicate.entry);
    });
    const auto saved =
        app::create_entry(visit.workspace(), std::move(entry), note_of(visit, body.members),
                          not_personal_of(body.members));
    if (!saved && saved.error().code == app::kDailyExists)
        return visit.error(409, "error.daily_exists");
    if (!saved) return visit.error(saved.error());
    ordered_json reply = with_maskings(entry_json(saved->read), saved->masked);
    if (kind == Kind::case_) reply["near_duplicates"] = near_duplicates_json(duplicates);
    return entry_response(201, saved->read, std::move(reply));
}

Response update(const Visit& visit, Kind kind, const std::string& id) {
    const auto found = read(visit, kind, id);
    if (!found) return visit.error(found.error());
    std::string version = visit.request().header("if-match");
    if (version.empty()) return visit.error(428, "error.no_version");
    std::erase(version, '"');
    const JsonBody body = read_json_body(visit);
    if (body.refusal) return *body.refusal;
    Entry wanted = found->entry;
    const auto bad = read_entry_json(body.members, wanted);
    if (auto refusal = refusal_of(visit, bad, wanted)) return *refusal;
    if (auto refusal = refusal_of_rights(visit, &found->entry, wanted)) return *refusal;
    const auto saved =
        app::update_entry(visit.workspace(), wanted, version, note_of(visit, body.members),
                          not_personal_of(body.members));
    if (!saved && saved.error().code == app::kEditConflict)
        return conflict(visit, found->entry.id, wanted);
    if (!saved) return visit.error(saved.error());
    return entry_response(200, saved->read, with_maskings(entry_json(saved->read), saved->masked));
}

}  // namespace

Response list_api_cases(const Visit& visit, const PathArguments&) {
    return list(visit, Kind::case_);
}
Response list_api_dailies(const Visit& visit, const PathArguments&) {
    return list(visit, Kind::daily);
}
Response list_api_posts(const Visit& visit, const PathArguments&) {
    return list(visit, Kind::post);
}
Response show_api_case(const Visit& visit, const PathArguments& arguments) {
    return show(visit, Kind::case_, arguments[0]);
}
Response show_api_daily(const Visit& visit, const PathArguments& arguments) {
    return show(visit, Kind::daily, arguments[0]);
}
Response show_api_post(const Visit& visit, const PathArguments& arguments) {
    return show(visit, Kind::post, arguments[0]);
}
Response create_api_case(const Visit& visit, const PathArguments&) {
    return create(visit, Kind::case_);
}
Response create_api_daily(const Visit& visit, const PathArguments&) {
    return create(visit, Kind::daily);
}
Response create_api_post(const Visit& visit, const PathArguments&) {
    return create(visit, Kind::post);
}
Response update_api_case(const Visit& visit, const PathArguments& arguments) {
    return update(visit, Kind::case_, arguments[0]);
}
Response update_api_daily(const Visit& visit, const PathArguments& arguments) {
    return update(visit, Kind::daily, arguments[0]);
}
Response update_api_post(const Visit& visit, const PathArguments& arguments) {
    return update(visit, Kind::post, arguments[0]);
}

}  // namespace casebook::web
