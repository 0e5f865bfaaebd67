// The API of cases, dailies and posts, and its description held against the real replies.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/save_entry.h"
#include "support/desk.h"
#include "web/routes.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::Desk;
using test::expect_done;
using test::value_of;

// The members of OpenAPI's schemas that ours use.
class Schemas {
  public:
    explicit Schemas(json document) : document_(std::move(document)) {}

    const json& document() const { return document_; }

    // The first thing in `value` that is not as the schema says; empty when all is.
    std::string complaint_about(const json& value, const json& schema,
                                const std::string& at = "$") const {
        if (schema.contains("$ref"))
            return complaint_about(
                value,
                document_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1))), at);
        if (schema.contains("enum")) {
            for (const json& allowed : schema["enum"])
                if (allowed == value) return "";
            return at + " is none of the allowed values";
        }
        if (schema.contains("type") && !has_type(value, schema["type"]))
            return at + " has another type: " + value.dump();
        if (value.is_array() && schema.contains("items"))
            for (std::size_t i = 0; i < value.size(); ++i)
                if (auto found = complaint_about(value[i], schema["items"],
                                                 at + "[" + std::to_string(i) + "]");
                    !found.empty())
                    return found;
        return value.is_object() ? complaint_about_members(value, schema, at) : "";
    }

  private:
    static bool has_type(const json& value, const json& type) {
        if (type.is_array())
            return std::any_of(type.begin(), type.end(),
                               [&](const json& one) { return has_type(value, one); });
        return (type == "string" && value.is_string()) ||
               (type == "integer" && value.is_number_integer()) ||
               (type == "number" && value.is_number()) ||
               (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null()) ||
               (type == "array" && value.is_array()) || (type == "object" && value.is_object());
    }

    std::string complaint_about_members(const json& value, const json& schema,
                                        const std::string& at) const {
        for (const json& name : schema.value("required", json::array()))
            if (!value.contains(name.get<std::string>()))
                return at + " has no " + name.get<std::string>();
        const json properties = schema.value("properties", json::object());
        const json others = schema.value("additionalProperties", json(true));
        for (const auto& [name, member] : value.items()) {
            const bool known = properties.contains(name);
            if (!known && others == false) return at + "." + name + " is not described";
            if (!known && others.is_boolean()) continue;
            if (auto found =
                    complaint_about(member, known ? properties[name] : others, at + "." + name);
                !found.empty())
                return found;
        }
        return "";
    }

    json document_;
};

class EntriesApi : public testing::Test {
  protected:
    EntriesApi() : desk_(Desk::with_shipped_content()) { desk_.open(); }

    Response send(Method method, const std::string& target, const std::string& body,
                  const std::string& version = "") {
        Request request = Desk::request(method, target);
        request.body = body;
        request.headers["content-type"] = "application/json";
        if (!version.empty()) request.headers["if-match"] = version;
        return desk_.send(request);
    }
    static json body_of(const Response& response) { return json::parse(response.body); }
    static std::string version_of(const Response& response) {
        return response.headers.find("ETag")->second;
    }

    Schemas schemas() { return Schemas(body_of(desk_.get("/api/v1/openapi.json"))); }
    void expect_described(const Response& response, const std::string& schema) {
        EXPECT_EQ(schemas().complaint_about(body_of(response),
                                            {{"$ref", "#/components/schemas/" + schema}}),
                  "")
            << schema;
    }

    Desk desk_;
};

TEST_F(EntriesApi, ANewCaseIsSavedAndReadAndListedAndFoundInTheHistory) {
    const Response created = send(
        Method::post, "/api/v1/cases",
        R"({"title":"光猫闪红灯","complaint":"电话 13812345678","tags":["光猫"],"outcome":{"satisfaction":4},"changed_by":"crm","reason":"同步"})");
    ASSERT_EQ(created.status, 201) << created.body;
    expect_described(created, "CreatedCase");
    const json entry = body_of(created);
    EXPECT_EQ(entry["masked"][0]["kind"], "mobile");
    EXPECT_EQ(created.body.find("13812345678"), std::string::npos);
    const Response read = desk_.get("/api/v1/cases/" + entry["id"].dump());
    EXPECT_EQ(read.status, 200);
    expect_described(read, "Entry");
    EXPECT_EQ(version_of(read), version_of(created));
    const auto revisions =
        value_of(desk_.workspace().database().revisions_of(entry["id"].get<EntryId>(), 10));
    ASSERT_EQ(revisions.size(), 1u);
    EXPECT_EQ(revisions[0].author, "leader") << "who was signed in, whatever the body says";
    EXPECT_EQ(revisions[0].origin, store::Origin::api);
    expect_done(desk_.workspace().follower().catch_up());
    const Response list = desk_.get("/api/v1/cases?per_page=1");
    expect_described(list, "EntryList");
    EXPECT_EQ(body_of(list)["entries"][0]["id"], entry["id"]);
}

TEST_F(EntriesApi, ANewCaseThatIsThereAlreadyIsSavedAndTheReplyNamesTheOther) {
    const json known = body_of(desk_.get("/api/v1/cases/1001"));
    const json copy{{"title", known["title"]},
                    {"complaint", known["complaint"]},
                    {"answer", known["answer"]},
                    {"script", known["script"]}};
    const Response created = send(Method::post, "/api/v1/cases", copy.dump());
    ASSERT_EQ(created.status, 201) << created.body;
    expect_described(created, "CreatedCase");
    const json near = body_of(created)["near_duplicates"];
    ASSERT_FALSE(near.empty());
    EXPECT_EQ(near[0]["id"], 1001);
    EXPECT_EQ(near[0]["url"], "/cases/1001");
    EXPECT_GT(near[0]["likeness"], 0.9);
    const Response other = send(Method::post, "/api/v1/cases", R"({"title":"水表读数不对"})");
    EXPECT_TRUE(body_of(other)["near_duplicates"].empty()) << other.body;
}

TEST_F(EntriesApi, AChangeNeedsTheVersionThatWasReadAndTouchesOnlyWhatItNames) {
    const Response read = desk_.get("/api/v1/cases/1001");
    const json before = body_of(read);
    EXPECT_EQ(send(Method::put, "/api/v1/cases/1001", R"({"title":"新"})").status, 428);
    const Response saved =
        send(Method::put, "/api/v1/cases/1001", R"({"title":"新标题"})", version_of(read));
    ASSERT_EQ(saved.status, 200) << saved.body;
    expect_described(saved, "SavedEntry");
    EXPECT_EQ(body_of(saved)["title"], "新标题");
    EXPECT_EQ(body_of(saved)["complaint"], before["complaint"]);
    const Response late =
        send(Method::put, "/api/v1/cases/1001", R"({"title":"晚了"})", version_of(read));
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.content_type, "application/problem+json");
    EXPECT_EQ(body_of(late)["current"]["title"], "新标题");
    EXPECT_EQ(body_of(late)["yours"]["title"], "晚了");
}

TEST_F(EntriesApi, WhatIsReadCanBeSentBackUnchanged) {
    for (const char* target :
         {"/api/v1/cases/1001", "/api/v1/dailies/2026-11-18", "/api/v1/posts/1028"}) {
        const Response read = desk_.get(target);
        ASSERT_EQ(read.status, 200) << target;
        expect_described(read, "Entry");
        const Response saved = send(Method::put, target, read.body, version_of(read));
        EXPECT_EQ(saved.status, 200) << target << saved.body;
        EXPECT_EQ(version_of(saved), version_of(read)) << target;
    }
}

TEST_F(EntriesApi, EveryFieldThatCannotBeSavedIsNamed) {
    const Response wrong = send(Method::post, "/api/v1/cases",
                                R"({"title":7,"state":"gone","tags":"a","outcome":[]})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(body_of(wrong)["errors"].size(), 4u) << wrong.body;
    const Response empty = send(Method::post, "/api/v1/cases", "{}");
    EXPECT_EQ(empty.status, 422);
    EXPECT_EQ(body_of(empty)["errors"][0]["rule"], "needs_title_or_complaint");
    EXPECT_EQ(send(Method::post, "/api/v1/dailies", R"({"title":"没有日期"})").status, 422);
}

TEST_F(EntriesApi, ABodyThatIsNoJsonObjectIsRefusedAndChangesNothing) {
    const auto before = value_of(desk_.workspace().library().scan()).size();
    for (const char* body :
         {"", "[]", "{", "null", "{\"title\":\"a\"", "\xFF", "{\"title\":\"\\ud800\"}"})
        EXPECT_GE(send(Method::post, "/api/v1/cases", body).status, 400) << body;
    Request form = Desk::request(Method::post, "/api/v1/cases");
    form.headers["content-type"] = "text/plain";
    form.body = R"({"title":"from another site"})";
    EXPECT_EQ(desk_.send(form).status, 415);
    EXPECT_EQ(value_of(desk_.workspace().library().scan()).size(), before);
}

TEST_F(EntriesApi, ASecondDailyOfADayIsAConflict) {
    EXPECT_EQ(
        send(Method::post, "/api/v1/dailies", R"({"title":"又一篇","date":"2026-11-18"})").status,
        409);
}

TEST_F(EntriesApi, AnUnknownIdOrOneOfAnotherKindIsNotFound) {
    for (const char* target :
         {"/api/v1/cases/999999", "/api/v1/cases/abc", "/api/v1/posts/1001", "/api/v1/cases/-1"})
        EXPECT_EQ(desk_.get(target).status, 404) << target;
}

TEST_F(EntriesApi, EveryRouteOfTheApiIsDescribed) {
    const json paths = schemas().document()["paths"];
    for (const Route& route : routes()) {
        if (!route.pattern.starts_with("/api/") || route.pattern == "/api/v1/openapi.json")
            continue;
        const char* method = route.method == Method::get    ? "get"
                             : route.method == Method::post ? "post"
                             : route.method == Method::put  ? "put"
                                                            : "delete";
        EXPECT_TRUE(paths.contains(std::string(route.pattern)) &&
                    paths[std::string(route.pattern)].contains(method))
            << route.pattern << " " << method;
    }
}

TEST_F(EntriesApi, TheOtherRepliesAreAsDescribed) {
    expect_described(send(Method::post, "/api/v1/suggest", R"({"text":"晚上老掉线"})"),
                     "SuggestReply");
    expect_described(desk_.get("/api/v1/search?q=%E6%8E%89%E7%BA%BF"), "SearchReply");
    expect_described(desk_.get("/api/v1/search?q=%22"), "Problem");
    const Response reuse = send(Method::post, "/api/v1/reuse",
                                R"({"text":"晚上老掉线","case_id":1001,"verdict":"used"})");
    EXPECT_EQ(reuse.status, 201) << reuse.body;
    expect_described(reuse, "ReuseReply");
    expect_described(desk_.get("/readyz"), "Ready");
    EXPECT_EQ(desk_.get("/readyz").status, 200);
}

TEST_F(EntriesApi, MetricsCountWhatWasAnswered) {
    send(Method::post, "/api/v1/suggest", R"({"text":"晚上老掉线"})");
    desk_.get("/nowhere");
    const std::string text = desk_.get("/metrics").body;
    EXPECT_NE(text.find("casebook_suggest_seconds_count 1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("casebook_http_answers_total{class=\"4xx\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("casebook_index_degraded 0\n"), std::string::npos);
}

}  // namespace
}  // namespace casebook::web
