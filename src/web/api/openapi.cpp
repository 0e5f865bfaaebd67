// GET /api/v1/openapi.json: the description of the API, made from the field table; a test holds it against the real replies.
#include <nlohmann/json.hpp>

#include "app/suggest_resolutions.h"
#include "domain/field.h"
#include "web/handlers.h"

namespace casebook::web {
namespace {

using nlohmann::ordered_json;
using Object = ordered_json;

Object type(const char* name) {
    return {{"type", name}};
}
Object type_or_null(const char* name) {
    return {{"type", {name, "null"}}};
}
Object list_of(Object element) {
    return {{"type", "array"}, {"items", std::move(element)}};
}
Object reference(const std::string& schema) {
    return {{"$ref", "#/components/schemas/" + schema}};
}

// Every member is there in every reply, and no other is.
Object object_of(Object properties) {
    ordered_json names = ordered_json::array();
    for (const auto& [name, schema] : properties.items()) names.push_back(name);
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(names)},
            {"additionalProperties", false}};
}

Object optional_members(Object object) {
    object.erase("required");
    return object;
}

Object state_schema() {
    return {{"type", {"string", "null"}},
            {"enum", {"draft", "unverified", "verified", "invalid", "archived", nullptr}}};
}

Object outcome_schema() {
    return object_of({{"satisfaction", type_or_null("integer")},
                      {"expectation", type_or_null("integer")},
                      {"minutes", type_or_null("integer")},
                      {"solved", type_or_null("boolean")}});
}

Object complaint_state_schema() {
    return {{"enum",
             {"open", "waiting_for_customer", "waiting_for_department", "resolved", "followed_up",
              "closed"}}};
}

Object field_schema(Field field) {
    switch (field) {
        case Field::id:
            return type("integer");
        case Field::state:
            return state_schema();
        case Field::tags:
            return list_of(type("string"));
        case Field::cases:
            return list_of(type("integer"));
        case Field::outcome:
            return outcome_schema();
        case Field::created:
        case Field::updated:
        case Field::confirmed:
        case Field::valid_until:
        case Field::example:
        case Field::date:
            return type_or_null("string");
        default:
            return type("string");
    }
}

// What a person or a program writes.
Object written_members() {
    Object members = Object::object();
    for (const FieldName& name : field_names())
        if (name.field != Field::id && name.field != Field::updated)
            members[std::string(name.name)] = field_schema(name.field);
    return members;
}

Object entry_schema(Object more) {
    Object members = written_members();
    members["id"] = type("integer");
    members["updated"] = type_or_null("string");
    members["kind"] = {{"enum", {"case", "daily", "post"}}};
    members["url"] = type("string");
    members["other_sections"] =
        list_of(object_of({{"heading", type("string")}, {"text", type("string")}}));
    members["extra"] = {{"type", "object"}, {"additionalProperties", type("string")}};
    members.update(more);
    Object schema = object_of(members);
    // A section that the entry does not have is not in the reply.
    ordered_json required = ordered_json::array();
    for (const auto& name : schema["required"]) {
        const auto field = find_field(name.get<std::string>());
        if (!field || !name_of(*field).is_section()) required.push_back(name);
    }
    schema["required"] = required;
    return schema;
}

Object change_schema() {
    Object members = written_members();
    members["reason"] = type("string");
    members["not_personal"] = list_of(type("string"));
    return optional_members(object_of(members));
}

Object suggestion_schema() {
    const Object found = object_of({{"id", type("integer")},
                                    {"external_id", type_or_null("string")},
                                    {"title", type("string")},
                                    {"url", type("string")},
                                    {"state", state_schema()},
                                    {"example", type_or_null("string")},
                                    {"answer", type_or_null("string")},
                                    {"script", type_or_null("string")},
                                    {"fits", type_or_null("string")},
                                    {"not_fits", type_or_null("string")},
                                    {"confirmed_on", type_or_null("string")},
                                    {"outcome", object_of({{"uses", type("integer")},
                                                           {"solved", type("integer")},
                                                           {"solved_n", type("integer")},
                                                           {"satisfaction", type_or_null("number")},
                                                           {"satisfaction_n", type("integer")},
                                                           {"minutes", type_or_null("number")},
                                                           {"minutes_n", type("integer")}})}});
    const Object level{{"type", {"string", "null"}},
                       {"enum", {"likely", "possible", "unsure", nullptr}}};
    const Object alternative =
        object_of({{"case", found},
                   {"score", type("number")},
                   {"because", {{"enum", {"confirmed", "same_complaint"}}}}});
    return object_of({{"case", found},
                      {"score", type("number")},
                      {"confidence", type_or_null("number")},
                      {"confidence_level", level},
                      {"evidence", list_of(reference("Evidence"))},
                      {"alternatives", list_of(alternative)}});
}

Object hit_schema() {
    return object_of({{"id", type("integer")},
                      {"external_id", type_or_null("string")},
                      {"kind", type("string")},
                      {"title", type("string")},
                      {"url", type("string")},
                      {"state", state_schema()},
                      {"category", type_or_null("string")},
                      {"product", type_or_null("string")},
                      {"tags", list_of(type("string"))},
                      {"author", type_or_null("string")},
                      {"date", type_or_null("string")},
                      {"score", type("number")},
                      {"title_html", type("string")},
                      {"evidence", list_of(reference("Evidence"))}});
}

Object reading_schema() {
    return object_of(
        {{"typed", type("string")}, {"read_as", type("string")}, {"by", type("string")}});
}

Object search_schema() {
    const Object count = object_of({{"value", type("string")}, {"count", type("integer")}});
    return object_of({{"total", type("integer")},
                      {"total_is", {{"enum", {"exact", "at_least"}}}},
                      {"page", type("integer")},
                      {"per_page", type("integer")},
                      {"took_ms", type("number")},
                      {"degraded", type("boolean")},
                      {"query", type("string")},
                      {"notices", list_of(type("object"))},
                      {"readings", list_of(reading_schema())},
                      {"hits", list_of(hit_schema())},
                      {"facets", {{"type", "object"}, {"additionalProperties", list_of(count)}}},
                      {"facets_are", {{"enum", {"exact", "estimated"}}}}});
}

Object recent_change_schema() {
    return object_of({{"id", type("integer")},
                      {"when", type("string")},
                      {"kind", {{"enum", {"release", "tariff", "outage", "policy", "other"}}}},
                      {"title", type("string")},
                      {"product", type_or_null("string")},
                      {"category", type_or_null("string")},
                      {"until", type_or_null("string")},
                      {"who", type("string")}});
}

Object complaint_line() {
    const Object next =
        object_of({{"kind", {{"enum", {"call_customer", "push_department", "apologise", "other"}}}},
                   {"what", type("string")},
                   {"due", type("string")}});
    Object nullable_next = next;
    nullable_next["type"] = {"object", "null"};
    return {{"id", type("integer")},
            {"url", type("string")},
            {"text", type("string")},
            {"category", type("string")},
            {"owner", type_or_null("string")},
            {"team", type("string")},
            {"department", type_or_null("string")},
            {"state", complaint_state_schema()},
            {"next_action", nullable_next},
            {"stuck", type_or_null("string")},
            {"created", type("string")},
            {"updated", type("string")},
            {"closed", type_or_null("string")},
            {"external_id", type("string")}};
}

Object complaint_card_schema() {
    Object card = optional_members(object_of({{"ends", type("string")},
                                              {"answered", type_or_null("string")},
                                              {"satisfaction", type("integer")},
                                              {"expectation", type("integer")},
                                              {"text", type("string")},
                                              {"visit", type_or_null("string")},
                                              {"source", type("string")}}));
    card["type"] = {"object", "null"};
    return card;
}

Object complaint_schema() {
    Object members = complaint_line();
    members["version"] = type("integer");
    members["contact"] = type_or_null("string");
    members["merged_contacts"] =
        list_of(object_of({{"id", type("integer")}, {"contact", type("string")}}));
    members["merged_contacts"]["type"] = {"array", "null"};
    members["facts"] = {{"type", "object"}, {"additionalProperties", type("string")}};
    members["missing_facts"] = list_of(type("string"));
    members["outcome"] = outcome_schema();
    members["closed_with"] = type_or_null("string");
    members["case_id"] = type_or_null("integer");
    members["merged_into"] = type_or_null("integer");
    members["merged"] = list_of(type("integer"));
    members["card"] = complaint_card_schema();
    members["steps"] = list_of(object_of({{"version", type("integer")},
                                          {"who", type_or_null("string")},
                                          {"when", type("string")},
                                          {"kind", type("string")},
                                          {"note", type("string")},
                                          {"detail", type("string")},
                                          {"minutes", type("integer")}}));
    return object_of(members);
}

Object complaint_change_schema() {
    return optional_members(object_of(
        {{"text", type("string")},
         {"external_id", type("string")},
         {"category", type("string")},
         {"contact", type("string")},
         {"facts", {{"type", "object"}, {"additionalProperties", type_or_null("string")}}},
         {"owner", type("string")},
         {"next_action", complaint_line()["next_action"]},
         {"state", complaint_state_schema()},
         {"department", type("string")},
         {"due", type("string")},
         {"solved", type("boolean")},
         {"case_id", type("integer")},
         {"total_minutes", type("integer")},
         {"missing_fact", type("string")},
         {"merge_into", type("integer")},
         {"step", {{"enum", {"note", "called", "pushed", "apologised"}}}},
         {"note", type("string")},
         {"minutes", type("integer")}}));
}

Object schemas() {
    const Object summary = object_of({{"id", type("integer")},
                                      {"kind", type("string")},
                                      {"url", type("string")},
                                      {"external_id", type("string")},
                                      {"title", type("string")},
                                      {"state", state_schema()},
                                      {"category", type("string")},
                                      {"author", type("string")},
                                      {"created", type_or_null("string")},
                                      {"updated", type_or_null("string")},
                                      {"date", type_or_null("string")}});
    const Object read{
        {"stale", type("boolean")}, {"file", type("string")}, {"version", type("string")}};
    Object saved = read;
    saved["masked"] = list_of(object_of({{"field", type("string")}, {"kind", type("string")}}));
    Object created = saved;
    created["near_duplicates"] = list_of(object_of({{"id", type("integer")},
                                                    {"title", type("string")},
                                                    {"url", type("string")},
                                                    {"likeness", type("number")}}));
    Object problem = object_of({{"type", type("string")},
                                {"title", type("string")},
                                {"status", type("integer")},
                                {"hint", type("string")}});
    problem["additionalProperties"] = true;
    return {
        {"Entry", entry_schema(read)},
        {"SavedEntry", entry_schema(saved)},
        {"CreatedCase", entry_schema(created)},
        {"Change", change_schema()},
        {"EntryList", object_of({{"total", type("integer")},
                                 {"page", type("integer")},
                                 {"per_page", type("integer")},
                                 {"entries", list_of(summary)}})},
        {"Evidence", object_of({{"field", type("string")},
                                {"html", type("string")},
                                {"terms", list_of(type("string"))}})},
        {"SuggestRequest",
         {{"type", "object"},
          {"required", {"text"}},
          {"properties",
           {{"text", type("string")},
            {"limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", app::kMostSuggestions}}},
            {"category", type("string")},
            {"product", type("string")}}}}},
        {"SuggestReply", object_of({{"query_id", type("string")},
                                    {"took_ms", type("number")},
                                    {"degraded", type("boolean")},
                                    {"precedent_found", type("boolean")},
                                    {"readings", list_of(reading_schema())},
                                    {"suggestions", list_of(suggestion_schema())}})},
        {"ReuseRequest",
         {{"type", "object"},
          {"required", {"case_id", "verdict"}},
          {"anyOf", {{{"required", {"query_id"}}}, {{"required", {"text"}}}}},
          {"properties",
           {{"query_id", type("string")},
            {"text", type("string")},
            {"case_id", {{"type", {"integer", "string"}}}},
            {"verdict", {{"enum", {"used", "not_this", "copied"}}}},
            {"outcome", optional_members(outcome_schema())}}}}},
        {"ReuseReply", object_of({{"id", type("integer")},
                                  {"case_id", type("integer")},
                                  {"verdict", {{"enum", {"used", "not_this", "copied"}}}},
                                  {"text", type("string")},
                                  {"who", type("string")},
                                  {"when", type("string")},
                                  {"outcome", outcome_schema()},
                                  {"query_id", type_or_null("string")},
                                  {"undone", type_or_null("string")}})},
        {"CaseLink", object_of({{"case_id", type("integer")}})},
        {"CaseLinks", object_of({{"case_id", type("integer")},
                                 {"links", list_of(object_of({{"case_id", type("integer")},
                                                              {"who", type("string")},
                                                              {"when", type("string")}}))},
                                 {"same_problem", list_of(type("integer"))}})},
        {"RecentChange", recent_change_schema()},
        {"RecentChanges", object_of({{"changes", list_of(reference("RecentChange"))}})},
        {"NewRecentChange",
         {{"type", "object"},
          {"required", {"when", "kind", "title"}},
          {"properties",
           {{"when", type("string")},
            {"kind", {{"enum", {"release", "tariff", "outage", "policy", "other"}}}},
            {"title", type("string")},
            {"product", type_or_null("string")},
            {"category", type_or_null("string")},
            {"until", type_or_null("string")}}}}},
        {"RemovedRecentChange", object_of({{"id", type("integer")}})},
        {"Complaint", complaint_schema()},
        {"ComplaintChange", complaint_change_schema()},
        {"ComplaintCardLink",
         object_of({{"id", type("integer")}, {"url", type("string")}, {"ends", type("string")}})},
        {"ComplaintDraft",
         object_of(
             {{"id", type("integer")}, {"case_id", type("integer")}, {"url", type("string")}})},
        {"ComplaintList", object_of({{"total", type("integer")},
                                     {"page", type("integer")},
                                     {"per_page", type("integer")},
                                     {"complaints", list_of(object_of(complaint_line()))}})},
        {"SearchReply", search_schema()},
        {"Problem", problem},
        {"Ready", object_of({{"ready", type("boolean")},
                             {"index", type("boolean")},
                             {"database", type("boolean")},
                             {"degraded", type("boolean")}})}};
}

Object content(const std::string& schema, const char* media = "application/json") {
    return {{media, {{"schema", reference(schema)}}}};
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
            {"schema", type("string")}};
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

Object paths() {
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

std::string make_document(const std::string& version) {
    const Object document{
        {"openapi", "3.1.0"},
        {"info", {{"title", "Casebook 案例簿"}, {"version", version}}},
        {"security", Object::array({Object{{"token", Object::array()}}})},
        {"paths", paths()},
        {"components",
         {{"schemas", schemas()},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
    return document.dump(2) + "\n";
}

}  // namespace

Response show_openapi(const Visit& visit, const PathArguments&) {
    return json(200, make_document(visit.site().options().version));
}

}  // namespace casebook::web
