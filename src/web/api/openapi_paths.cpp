#include "web/api/openapi_paths.h"

#include <nlohmann/json.hpp>

namespace casebook::web {
namespace {

using Object = nlohmann::ordered_json;

Object content(const std::string& schema, const char* media = "application/json") {
    return {{media, {{"schema", {{"$ref", "#/components/schemas/" + schema}}}}}};
}

Object reply(const char* what, const std::string& schema) {
    return {{"description", what}, {"content", content(schema)}};
}

Object problem_reply(const char* what) {
    return {{"description", what}, {"content", content("Problem", "application/problem+json")}};
}

Object parameter(const char* name, const char* in, const char* what) {
    return {{"name", name},
            {"in", in},
            {"required", std::string_view(in) == "path"},
            {"description", what},
            {"schema", {{"type", "string"}}}};
}

Object body_of(const std::string& schema) {
    return {{"required", true}, {"content", content(schema)}};
}

void add_entry_paths(Object& paths, const std::string& plural) {
    const Object id =
        parameter("id", "path", plural == "dailies" ? "The date, or the id" : "The id");
    paths["/api/v1/" + plural] = {
        {"get",
         {{"summary", "The newest first"},
          {"parameters",
           {parameter("page", "query", "From 1"), parameter("per_page", "query", "At most 100")}},
          {"responses", {{"200", reply("A page of the list", "EntryList")}}}}},
        {"post",
         {{"summary", "A new one; personal data in its texts is masked"},
          {"requestBody", body_of("Change")},
          {"responses",
           {{"201", reply("Saved durably; found by searches within a moment",
                          plural == "cases" ? "CreatedCase" : "SavedEntry")},
            {"400", problem_reply("The body is not a JSON object")},
            {"409", problem_reply("There is a daily of that day")},
            {"415", problem_reply("The body is not JSON")},
            {"422", problem_reply("errors names each field that cannot be saved")}}}}}};
    paths["/api/v1/" + plural + "/{id}"] = {
        {"get",
         {{"summary", "One, with its version as ETag"},
          {"parameters", {id}},
          {"responses",
           {{"200", reply("The entry", "Entry")}, {"404", problem_reply("There is none")}}}}},
        {"put",
         {{"summary", "Changes the members that the body names; null and \"\" clear one"},
          {"parameters", {id, parameter("If-Match", "header", "The ETag that was read")}},
          {"requestBody", body_of("Change")},
          {"responses",
           {{"200", reply("Saved durably", "SavedEntry")},
            {"404", problem_reply("There is none")},
            {"412", problem_reply("Somebody else changed it: current and yours hold both texts")},
            {"422", problem_reply("errors names each field that cannot be saved")},
            {"428", problem_reply("If-Match is missing")}}}}}};
}

void add_reuse_paths(Object& paths) {
    paths["/api/v1/reuse"] = {
        {"post",
         {{"summary", "A case was used for a complaint, does not fit it, or was copied"},
          {"requestBody", body_of("ReuseRequest")},
          {"responses",
           {{"200", reply("It was said before about this list, and nothing changed", "ReuseReply")},
            {"201", reply("Recorded durably, the text masked", "ReuseReply")},
            {"400", problem_reply("The body is not such a request, or the text has no words")},
            {"404", problem_reply("There is no such case, or the list is over an hour old")},
            {"409", problem_reply("The entry is no case that is suggested")},
            {"415", problem_reply("The body is not JSON")}}}}}};
    paths["/api/v1/reuse/{id}"] = {
        {"delete",
         {{"summary", "Undoes it: it stays in the log and counts no more"},
          {"parameters", {parameter("id", "path", "Of the reuse")}},
          {"responses",
           {{"200", reply("Undone", "ReuseReply")},
            {"404", problem_reply("There is none")},
            {"410", problem_reply("It was undone already")}}}}}};
}

void add_link_paths(Object& paths) {
    const Object id = parameter("id", "path", "Of a case");
    const Object refusals[] = {problem_reply("There is no such case or link"),
                               problem_reply("It is not another case")};
    paths["/api/v1/cases/{id}/links"] = {
        {"get",
         {{"summary", "The cases of the same problem"},
          {"parameters", {id}},
          {"responses",
           {{"200", reply("Those linked with it, and all of its problem", "CaseLinks")},
            {"404", refusals[0]}}}}},
        {"post",
         {{"summary", "Another case is of the same problem"},
          {"parameters", {id}},
          {"requestBody", body_of("CaseLink")},
          {"responses",
           {{"201", reply("Recorded durably", "CaseLinks")},
            {"400", problem_reply("The body is not such a request")},
            {"404", refusals[0]},
            {"422", refusals[1]}}}}}};
    paths["/api/v1/cases/{id}/links/{other}"] = {
        {"delete",
         {{"summary", "It is not; the link stays in the log and counts no more"},
          {"parameters", {id, parameter("other", "path", "Of the other case")}},
          {"responses", {{"200", reply("Undone", "CaseLinks")}, {"404", refusals[0]}}}}}};
}

void add_change_paths(Object& paths) {
    paths["/api/v1/changes"] = {
        {"get",
         {{"summary", "What was changed around the customers lately, the newest day first"},
          {"responses", {{"200", reply("The newest 500", "RecentChanges")}}}}},
        {"post",
         {{"summary", "A release, a tariff, an outage; personal data in its title is masked"},
          {"requestBody", body_of("NewRecentChange")},
          {"responses",
           {{"201", reply("Recorded durably", "RecentChange")},
            {"400", problem_reply("The body is not such a change")},
            {"415", problem_reply("The body is not JSON")}}}}}};
    paths["/api/v1/changes/{id}"] = {
        {"delete",
         {{"summary", "It was told by mistake"},
          {"parameters", {parameter("id", "path", "Of the change")}},
          {"responses",
           {{"200", reply("It is shown no more", "RemovedRecentChange")},
            {"404", problem_reply("There is none")}}}}}};
}

// A card for the customer, a case for colleagues.
void add_complaint_follow_up_paths(Object& paths) {
    const Object parameters = {parameter("id", "path", "The complaint's number"),
                               parameter("If-Match", "header", "The ETag that was read")};
    const auto answers = [](Object done) {
        done["404"] = problem_reply("There is none that the caller may see");
        done["412"] = problem_reply("Somebody else changed it: current, and changes since");
        done["422"] = problem_reply("code names the rule that keeps it from being done");
        done["428"] = problem_reply("If-Match is missing");
        return done;
    };
    paths["/api/v1/complaints/{id}/card"] = {
        {"post",
         {{"summary",
           "A link for the customer of what has its answer: shown this once, answered once; an "
           "earlier one is void. The answer is the complaint's card"},
          {"parameters", parameters},
          {"responses", answers({{"201", reply("Made durably", "ComplaintCardLink")}})}}}};
    paths["/api/v1/complaints/{id}/draft"] = {
        {"post",
         {{"summary", "The draft of a case with what the complaint taught, one for a complaint"},
          {"parameters", parameters},
          {"responses",
           answers(
               {{"200", reply("It was made before", "ComplaintDraft")},
                {"201", reply("Made durably", "ComplaintDraft")},
                {"409", problem_reply("It is a colleague's: parameter names the account")}})}}}};
}

void add_complaint_paths(Object& paths) {
    const Object id = parameter("id", "path", "The complaint's number");
    const Object wrong = problem_reply("code names the rule that keeps it from being done");
    paths["/api/v1/complaints"] = {
        {"get",
         {{"summary", "Those that the caller may see, what is due first; not the closed ones"},
          {"parameters",
           {parameter("view", "query", "mine, team, due, stuck, unassigned or all"),
            parameter("state", "query", "Only this one"), parameter("page", "query", "From 1"),
            parameter("per_page", "query", "At most 100")}},
          {"responses", {{"200", reply("A page of the list", "ComplaintList")}}}}},
        {"post",
         {{"summary", "Takes one; text is needed, it is masked, and its owner is the caller"},
          {"requestBody", body_of("ComplaintChange")},
          {"responses",
           {{"200", reply("The external_id was taken before, and nothing changed", "Complaint")},
            {"201", reply("Taken durably", "Complaint")},
            {"400", problem_reply("The body is not a JSON object")},
            {"404", problem_reply("The external_id was taken by others before")},
            {"415", problem_reply("The body is not JSON")},
            {"422", wrong}}}}}};
    paths["/api/v1/complaints/{id}"] = {
        {"get",
         {{"summary", "One with its steps, its version as ETag"},
          {"parameters", {id}},
          {"responses",
           {{"200", reply("The complaint", "Complaint")},
            {"404", problem_reply("There is none that the caller may see")}}}}},
        {"put",
         {{"summary",
           "Does one thing: a state (with department, due; closed: with solved, case_id, "
           "total_minutes), an owner (with next_action), category, facts, contact and "
           "next_action, missing_fact (sent back), merge_into, or a step alone. note "
           "and minutes go with each"},
          {"parameters", {id, parameter("If-Match", "header", "The ETag that was read")}},
          {"requestBody", body_of("ComplaintChange")},
          {"responses",
           {{"200", reply("Done durably", "Complaint")},
            {"404", problem_reply("There is none that the caller may see")},
            {"412", problem_reply("Somebody else changed it: current, and changes since")},
            {"422", wrong},
            {"428", problem_reply("If-Match is missing")}}}}}};
    add_complaint_follow_up_paths(paths);
}

// What every call answers to whoever may not make it.
void add_refusals(Object& paths) {
    for (auto& [path, operations] : paths.items())
        for (auto& [method, operation] : operations.items()) {
            operation["responses"]["401"] = problem_reply("Not signed in, or no such token");
            operation["responses"]["403"] = problem_reply("Not within the role or the scopes");
        }
}

}  // namespace

nlohmann::ordered_json openapi_paths() {
    Object paths = Object::object();
    paths["/api/v1/suggest"] = {
        {"post",
         {{"summary", "Precedents for a complaint"},
          {"requestBody", body_of("SuggestRequest")},
          {"responses",
           {{"200", reply("The best first, with the evidence for each", "SuggestReply")},
            {"400", problem_reply("The body is not such a request")}}}}}};
    add_reuse_paths(paths);
    add_link_paths(paths);
    add_change_paths(paths);
    Object search_parameters = Object::array();
    for (const auto& [name, what] :
         {std::pair{"q", "In the search language (docs/search-schema.md)"},
          {"kind", "case, daily or post"},
          {"category", "With all below it"},
          {"product", ""},
          {"tag", ""},
          {"state", ""},
          {"author", ""},
          {"from", "Created on this day or later"},
          {"to", "Created on this day or before"},
          {"sort", "relevance, newest, oldest or updated"},
          {"page", "From 1"},
          {"per_page", "At most 100"}})
        search_parameters.push_back(parameter(name, "query", what));
    paths["/api/v1/search"] = {
        {"get",
         {{"summary", "Cases, dailies and posts by words and filters"},
          {"parameters", search_parameters},
          {"responses",
           {{"200", reply("Hits with marked evidence, and facets", "SearchReply")},
            {"400", problem_reply("The query is wrong at the character offset")}}}}}};
    for (const char* plural : {"cases", "dailies", "posts"}) add_entry_paths(paths, plural);
    add_complaint_paths(paths);
    add_refusals(paths);
    paths["/healthz"] = {{"get",
                          {{"summary", "The process answers"},
                           {"responses", {{"200", {{"description", "It does"}}}}}}}};
    paths["/readyz"] = {
        {"get",
         {{"summary", "Index and database are open"},
          {"responses",
           {{"200", reply("They are", "Ready")}, {"503", reply("Not both", "Ready")}}}}}};
    paths["/metrics"] = {{"get",
                          {{"summary", "Counters in the text format of Prometheus"},
                           {"responses", {{"200", {{"description", "The counters"}}}}}}}};
    return paths;
}

}  // namespace casebook::web
