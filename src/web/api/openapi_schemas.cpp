#include "web/api/openapi_schemas.h"

#include <nlohmann/json.hpp>

#include "app/suggest_resolutions.h"
#include "domain/field.h"

namespace casebook::web {
namespace {

using Object = nlohmann::ordered_json;

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
    Object names = Object::array();
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
    Object required = Object::array();
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
                      {"why", type("string")},
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

}  // namespace

nlohmann::ordered_json openapi_schemas() {
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

}  // namespace casebook::web
