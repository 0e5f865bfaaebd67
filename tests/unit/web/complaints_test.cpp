// Complaints as people see them: pages, forms without a script, the API, the customer's card.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/complaints/close_complaint.h"
#include "app/complaints/complaint_desk.h"
#include "app/complaints/move_complaint.h"
#include "app/complaints/read_complaints.h"
#include "app/complaints/take_complaint.h"
#include "app/complaints/wait_for.h"
#include "app/people/accounts.h"
#include "app/save_entry.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using nlohmann::json;
using test::case_text;
using test::Desk;
using test::value_of;

// What somebody gets who sees to a complaint of agent07, of 一班, that 网络运维部 has.
struct Statuses {
    int teammate, back_office, lead, stranger = 404;
};

struct Colleague {
    const char* name;  // of the account
    const char* team;
    Role role;
    int Statuses::*status;
};
constexpr Colleague kColleagues[] = {
    {"teammate", "一班", Role::agent, &Statuses::teammate},
    {"back-office", "网络运维部", Role::agent, &Statuses::back_office},
    {"stranger", "二班", Role::agent, &Statuses::stranger},
    {"lead", "", Role::lead, &Statuses::lead}};

class ComplaintPages : public testing::Test {
  protected:
    ComplaintPages() {
        desk_.write("cases/1.md", case_text(1, "宽带每晚掉线", "每晚掉线", "换光猫"));
        desk_.write("categories.yml",
                    "categories:\n  - path: 网络/宽带\n    department: 网络运维部\n    facts: "
                    "[宽带账号, 安装地址]\n");
        desk_.open();
        desk_.sign_in("agent07", Role::agent);
    }
    std::string take(const std::string& text = "宽带每晚掉线 13812341234") {
        const Response taken =
            desk_.post("/complaints", {{"text", text}, {"category", "网络/宽带"}});
        EXPECT_EQ(taken.status, 303) << taken.body;
        return taken.headers.find("Location")->second;
    }
    // What the form of the page has: the version that is there now.
    Response press(const std::string& url, const std::string& action, Values more = {}) {
        const auto number = std::strtoll(url.substr(url.rfind('/') + 1).c_str(), nullptr, 10);
        more.emplace("action", action);
        if (!more.contains("version")) more.emplace("version", std::to_string(version_of(number)));
        return desk_.post(url, std::move(more));
    }
    std::int64_t version_of(ComplaintNumber number) {
        return value_of(desk_.workspace().complaint_desk().complaints().find(number))->version;
    }
    // Taken by agent07, without the site.
    ComplaintNumber complaint_in(ComplaintState state) {
        app::Workspace& workspace = desk_.workspace();
        const Person owner = *workspace.accounts().find("agent07");
        app::NewComplaint taken;
        taken.text = "宽带每晚掉线 13812341234";
        taken.category = "网络/宽带";
        const Complaint complaint =
            value_of(app::take_complaint(workspace, owner, taken)).complaint;
        const app::ComplaintEdit edit{complaint.number, complaint.version};
        if (state == ComplaintState::waiting_for_department)
            value_of(app::wait_for(workspace, owner, edit, {state, "网络运维部", "", 0, {}}));
        if (state == ComplaintState::resolved)
            value_of(app::move_complaint(workspace, owner, edit, {state, "", 0}));
        if (state == ComplaintState::closed)
            value_of(app::close_complaint(workspace, owner, edit, {app::Solved::yes, 1, {}, ""}));
        return complaint.number;
    }
    void add_account(const std::string& name) {
        value_of(desk_.workspace().accounts().add({name, "", Role::agent, ""}, {"test", ""}));
    }
    void sign_in(const Colleague& who) { sign_in_of_team(who.name, who.team, who.role); }
    void sign_in_of_team(const std::string& name, const std::string& team = "一班",
                         Role role = Role::agent) {
        const Person person = desk_.sign_in(name, role);
        app::PersonChange change;
        change.team = team;
        value_of(desk_.workspace().accounts().change(person.id, change, {"test", ""}));
    }
    void expect_done(const Response& response) { EXPECT_EQ(response.status, 303) << response.body; }
    static bool has(const Response& response, std::string_view text) {
        return response.body.find(text) != std::string::npos;
    }
    Response send(Method method, const std::string& target, const std::string& body,
                  const std::string& version = "") {
        Request request = Desk::request(method, target);
        request.body = body;
        request.headers["content-type"] = "application/json";
        if (!version.empty()) request.headers["if-match"] = version;
        return desk_.send(request);
    }
    // Somebody who is not signed in sends the form back that he got.
    Request form_of_guest(const std::string& url, const Response& form) {
        constexpr std::string_view kToken = "name=\"csrf_token\" value=\"";
        Request request = Desk::request(Method::post, url);
        const std::size_t at = form.body.find(kToken) + kToken.size();
        request.form.emplace("csrf_token", form.body.substr(at, form.body.find('"', at) - at));
        const std::string cookie = form.headers.find("Set-Cookie")->second;
        request.headers["cookie"] = cookie.substr(0, cookie.find(';'));
        return request;
    }
    static std::string place_of(const Response& response) {
        const auto found = response.headers.find("Location");
        return found == response.headers.end() ? "" : found->second;
    }
    static json body_of(const Response& response) { return json::parse(response.body); }

    Desk desk_;
};

TEST_F(ComplaintPages, WhatWasTypedAtTheDeskIsTakenAndShownMasked) {
    const std::string url = take();
    EXPECT_EQ(url, "/complaints/1");
    const Response page = desk_.get(url);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "宽带每晚掉线 138＊＊＊＊1234"));
    EXPECT_TRUE(has(page, "value=\"13812341234\"")) << "the owner sees the contact";
    EXPECT_TRUE(has(page, "badge-missing\">安装地址"))
        << page.body.substr(page.body.find("要素"), 2500);
    EXPECT_TRUE(has(page, "name=\"case\" value=\"1\"")) << "a case that fits can be chosen";
    EXPECT_TRUE(has(desk_.get("/complaints"), "href=\"/complaints/1\""));
    desk_.sign_in("agent08", Role::agent);
    EXPECT_EQ(desk_.get(url).status, 404);
    EXPECT_FALSE(has(desk_.get("/complaints?view=all"), "href=\"/complaints/1\""));
}

TEST_F(ComplaintPages, TheDeskHasTheButton) {
    EXPECT_TRUE(has(desk_.get("/"), "formaction=\"/complaints\""));
    EXPECT_EQ(desk_.post("/complaints", {{"text", "  "}}).status, 400);
}

TEST_F(ComplaintPages, AComplaintGoesItsWayByFormsAlone) {
    const std::string url = take();
    expect_done(press(url, "called", {{"note", "问了光猫"}, {"minutes", "4"}}));
    expect_done(press(url, "details",
                      {{"category", "网络/宽带"},
                       {"fact_name_0", "宽带账号"},
                       {"fact_value_0", "kd-1"},
                       {"contact", "13812341234"}}));
    expect_done(press(url, "wait_department", {{"department", "网络运维部"}, {"note", "转"}}));
    expect_done(press(url, "bounce", {{"fact", "安装地址"}}));
    expect_done(press(url, "resolve", {{"note", "换光猫"}, {"minutes", "6"}}));
    expect_done(press(url, "follow_up", {}));
    expect_done(press(url, "close", {{"solved", "yes"}, {"case", "1"}, {"total_minutes", "10"}}));
    const Response page = desk_.get(url);
    EXPECT_TRUE(has(page, "用案例结案"));
    EXPECT_TRUE(has(page, "共 10 分钟"));
    EXPECT_TRUE(has(page, "退回，缺"));
    EXPECT_EQ(desk_.workspace().outcomes().find(1).uses, 1);
    const Response numbers = desk_.get("/complaints?view=numbers");
    EXPECT_TRUE(has(numbers, "<td>100%</td>"));
    EXPECT_FALSE(has(numbers, "<td>agent07"));
}

TEST_F(ComplaintPages, WhatIsRefusedKeepsWhatWasTypedAndSaysWhy) {
    const std::string url = take();
    const Response closing = press(url, "close", {{"solved", "yes"}, {"total_minutes", "7"}});
    EXPECT_EQ(closing.status, 422);
    EXPECT_TRUE(has(closing, "结案要有结果"));
    EXPECT_TRUE(has(closing, "name=\"total_minutes\" value=\"7\""));
    EXPECT_EQ(press(url, "note", {{"minutes", "x"}}).status, 422);
    EXPECT_EQ(press(url, "wait_customer", {{"due", "x"}}).status, 422);
    EXPECT_EQ(press(url, "nonsense", {}).status, 422);
}

TEST_F(ComplaintPages, AConflictMarksWhatOthersDidMeanwhile) {
    const std::string url = take();
    expect_done(press(url, "note", {{"note", "先查"}, {"version", "1"}}));
    const Response conflict = press(url, "note", {{"note", "我也查了"}, {"version", "1"}});
    EXPECT_EQ(conflict.status, 409);
    EXPECT_TRUE(has(conflict, "我也查了"));
    EXPECT_TRUE(has(conflict, "complaint-step-new"));
}

TEST_F(ComplaintPages, AConflictGivesBackEveryDetailAndSaysWhatSomebodyElseWrote) {
    const std::string url = take();
    expect_done(press(url, "details",
                      {{"category", "网络/宽带"},
                       {"fact_name_0", "宽带账号"},
                       {"fact_value_0", "kd-2"},
                       {"fact_name_1", "楼层"},
                       {"fact_value_1", "3"}}));
    const Response conflict = press(url, "details",
                                    {{"version", "1"},
                                     {"category", "网络/光猫"},
                                     {"category_was", "网络/宽带"},
                                     {"fact_name_0", "宽带账号"},
                                     {"fact_value_0", "kd-1"},
                                     {"fact_was_0", ""},
                                     {"fact_name_1", "安装地址"},
                                     {"fact_value_1", "东街"},
                                     {"fact_was_1", ""},
                                     {"fact_name_2", "邻居"},
                                     {"fact_value_2", "也断"},
                                     {"contact", "13900000000"},
                                     {"contact_was", "13812341234"}});
    EXPECT_EQ(conflict.status, 409);
    for (const char* typed : {"value=\"网络/光猫\"", "value=\"kd-1\"", "value=\"东街\"",
                              "value=\"也断\"", "value=\"13900000000\""})
        EXPECT_TRUE(has(conflict, typed)) << typed;
    EXPECT_TRUE(has(conflict, "别人刚改成： <strong>kd-2</strong>")) << "beside the same fact";
    EXPECT_TRUE(has(conflict, "改了要素</strong> 宽带账号, 楼层")) << "in the new step";
    EXPECT_TRUE(has(conflict, "name=\"fact_value_2\" value=\"3\"") ||
                has(conflict, "name=\"fact_value_3\" value=\"3\""))
        << "what somebody else added is there";
}

TEST_F(ComplaintPages, AFieldThatWasNotTouchedIsAfterAConflictAsItIsNow) {
    const std::string url = take();
    expect_done(press(url, "details", {{"category", "网络/宽带/掉线"}}));
    const Response conflict = press(url, "details",
                                    {{"version", "1"},
                                     {"category", "网络/宽带"},
                                     {"category_was", "网络/宽带"},
                                     {"fact_name_0", "宽带账号"}});
    EXPECT_EQ(conflict.status, 409);
    EXPECT_TRUE(has(conflict, "name=\"category\" value=\"网络/宽带/掉线\""));
    EXPECT_FALSE(has(conflict, "别人刚改成")) << "nobody wrote over anything";
}

TEST_F(ComplaintPages, ARefusedFormOpensWithEverythingThatWasTypedIntoIt) {
    const std::string url = take();
    test::value_of(desk_.workspace().accounts().add({"agent08", "", Role::agent, ""}, {"t", ""}));
    const Response handed = press(url, "hand_over",
                                  {{"owner", "agent08"},
                                   {"next", "other"},
                                   {"what", "问光猫灯"},
                                   {"due", "2026-11-20T09:00"}});
    EXPECT_EQ(handed.status, 422);
    for (const char* typed :
         {"<details class=\"complaint-part\" open>", "<option value=\"agent08\" selected>",
          "<option value=\"other\" selected>", "name=\"what\" value=\"问光猫灯\"",
          "id=\"hand-over-due\" name=\"due\" value=\"2026-11-20T09:00\""})
        EXPECT_TRUE(has(handed, typed)) << typed;
    EXPECT_FALSE(has(handed, "id=\"field-due\" name=\"due\" value=\"2026")) << "another form's";
    const Response merged = press(url, "merge", {{"into", "77"}});
    EXPECT_EQ(merged.status, 422) << "the other one is not there; this one is";
    EXPECT_TRUE(has(merged, "name=\"into\" value=\"77\""));
    const Response closing = press(url, "close", {{"solved", "no"}, {"case", "9"}});
    EXPECT_TRUE(has(closing, "value=\"no\" checked"));
    EXPECT_TRUE(has(closing, "name=\"other_case\" value=\"9\""));
}

TEST_F(ComplaintPages, WordsOfAFormThatIsGoneMeanwhileAreKept) {
    const std::string url = take();
    const Response bounced = press(url, "bounce", {{"version", "7"}, {"note", "没有楼号"}});
    EXPECT_NE(bounced.status, 303);
    EXPECT_TRUE(has(bounced, ">没有楼号</textarea>"));
}

TEST_F(ComplaintPages, WhoIsNoLongerTheOwnerKeepsWhatHeTyped) {
    sign_in_of_team("agent08");
    sign_in_of_team("agent07");
    const std::string url = take();
    expect_done(press(url, "hand_over",
                      {{"owner", "agent08"}, {"next", "other"}, {"due", "2026-11-22T09:00"}}));
    const Response refused = press(url, "details",
                                   {{"version", "1"},
                                    {"fact_name_0", "安装地址"},
                                    {"fact_value_0", "东街"},
                                    {"contact", "13900000000"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused, "value=\"东街\""));
    EXPECT_FALSE(has(refused, "13812341234")) << "the contact is the new owner's";
}

TEST_F(ComplaintPages, OnlyWhoMayHandItOverIsShownTheForm) {
    constexpr std::string_view kForm = "value=\"hand_over\"";
    sign_in_of_team("agent07");
    const std::string url = take();
    EXPECT_TRUE(has(desk_.get(url), kForm)) << "its owner";
    sign_in_of_team("agent08");
    EXPECT_EQ(desk_.get(url).status, 200);
    EXPECT_FALSE(has(desk_.get(url), kForm)) << "a teammate";
    const Response refused = press(
        url, "hand_over",
        {{"owner", "agent08"}, {"what", "我来接"}, {"next", "other"}, {"due", "2026-11-22T09:00"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_TRUE(has(refused, ">我来接</textarea>"));
    desk_.sign_in("leader", Role::lead);
    EXPECT_TRUE(has(desk_.get(url), kForm)) << "a lead";
}

TEST_F(ComplaintPages, OnlyWhoMayHandItOverMergesItIntoAnothersComplaint) {
    constexpr std::string_view kForm = "value=\"merge\"";
    sign_in_of_team("agent07");
    const std::string url = take(), api = "/api/v1" + url;
    EXPECT_TRUE(has(desk_.get(url), kForm)) << "its owner";
    sign_in_of_team("agent08");
    take("三号楼断网 13822222222");
    EXPECT_FALSE(has(desk_.get(url), kForm)) << "a teammate";
    EXPECT_EQ(press(url, "merge", {{"into", "2"}}).status, 403);
    const Response refused = send(Method::put, api, R"({"merge_into":2})", "\"1\"");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(body_of(refused)["code"], "complaint_not_yours");
    EXPECT_TRUE(body_of(desk_.get("/api/v1/complaints/2"))["merged_contacts"].empty());
    desk_.sign_in("leader", Role::lead);
    EXPECT_TRUE(has(desk_.get(url), kForm)) << "a lead";
    expect_done(press(url, "merge", {{"into", "2"}}));
}

TEST_F(ComplaintPages, TheCallersOfWhatWasMergedStandBesideTheContact) {
    const std::string one = take(), other = take("三号楼断网 13822222222");
    expect_done(press(other, "merge", {{"into", "1"}}));
    EXPECT_TRUE(has(desk_.get(one), "<strong>13822222222</strong>"));
    EXPECT_EQ(body_of(desk_.get("/api/v1/complaints/1"))["merged_contacts"][0]["contact"],
              "13822222222");
}

TEST_F(ComplaintPages, PeopleHaveTheirNamesAndNotThoseOfTheirAccounts) {
    app::Accounts& accounts = desk_.workspace().accounts();
    value_of(accounts.add({"u100", "王芳", Role::agent, ""}, {"test", ""}));
    value_of(accounts.add({"u200", "李雷", Role::lead, ""}, {"test", ""}));
    desk_.sign_in("u100", Role::agent);
    const std::string url = take();
    EXPECT_TRUE(has(desk_.get("/complaints"), ">王芳 · 网络/宽带</span>")) << "in the list";
    EXPECT_TRUE(has(desk_.get(url), "负责人 王芳"));
    EXPECT_TRUE(has(desk_.get(url), "<span class=\"people-fact\">王芳</span>")) << "in a step";
    expect_done(press(url, "hand_over",
                      {{"owner", "u200"}, {"next", "other"}, {"due", "2026-11-22T09:00"}}));
    desk_.sign_in("u200", Role::lead);
    const Response page = desk_.get(url);
    EXPECT_TRUE(has(page, "交给</strong> 李雷")) << page.body;
    EXPECT_FALSE(has(page, ">u100<"));
}

TEST_F(ComplaintPages, TeammatesAndTheBackOfficeSeeItWithoutTheContact) {
    sign_in_of_team("agent07");
    const std::string url = take(), api = "/api/v1" + url;
    expect_done(press(url, "wait_department", {{"department", "网络运维部"}}));
    for (const Colleague& who : kColleagues) {
        sign_in(who);
        const int page = who.status == &Statuses::stranger ? 404 : 200;
        EXPECT_EQ(desk_.get(url).status, page) << who.name;
        EXPECT_EQ(desk_.get(api).status, page) << who.name;
        EXPECT_EQ(has(desk_.get(url), "13812341234"), who.role == Role::lead) << who.name;
        EXPECT_EQ(has(desk_.get(api), "13812341234"), who.role == Role::lead) << who.name;
        EXPECT_EQ(has(desk_.get("/complaints?view=all"), "href=\"" + url + "\""), page == 200)
            << who.name;
    }
}

// What a form asks for, of a complaint that is in that state.
struct FormRow {
    ComplaintState from;
    const char* action;
    Values form;
    Statuses expected;
};

// Whoever sees a complaint takes it further, to its end; the contact, and who has it, are for its owner and leads. The back office sees it as
// long as it waits for them.
std::vector<FormRow> form_rows() {
    using Stage = ComplaintState;
    constexpr Stage kWaiting = Stage::waiting_for_department;
    constexpr Statuses kDone{303, 303, 303}, kDoneByDesk{303, 404, 303}, kNotTheirs{403, 403, 303},
        kNotNow{422, 422, 422}, kShownToDesk{200, 404, 200};
    return {
        {kWaiting, "note", {{"note", "查过"}}, kDone},
        {kWaiting, "called", {}, kDone},
        {kWaiting, "pushed", {}, kDone},
        {kWaiting, "apologised", {}, kDone},
        {kWaiting, "wait_customer", {}, kDone},
        {kWaiting, "wait_department", {{"department", "网络运维部"}}, kDone},
        {kWaiting, "resolve", {}, kDone},
        {kWaiting, "reopen", {}, kDone},
        {kWaiting, "follow_up", {}, kNotNow},
        {kWaiting, "bounce", {{"fact", "安装地址"}}, kDone},
        {kWaiting, "details", {{"category", "网络/光猫"}}, kDone},
        {kWaiting, "details", {{"contact", "13900000000"}}, kNotTheirs},
        {kWaiting, "hand_over", {{"owner", "agent10"}, {"due", "2026-11-22T09:00"}}, kNotTheirs},
        {kWaiting, "merge", {{"into", "1"}}, kDone},
        {kWaiting, "close", {{"solved", "yes"}, {"case", "1"}}, kDone},
        {kWaiting, "draft", {}, kDone},
        {kWaiting, "card", {}, kNotNow},
        {kWaiting, "nonsense", {}, kNotNow},
        {Stage::open, "wait_department", {{"department", "网络运维部"}}, kDoneByDesk},
        {Stage::resolved, "follow_up", {}, kDoneByDesk},
        {Stage::resolved, "card", {}, kShownToDesk},
        {Stage::closed, "reopen", {}, kDoneByDesk},
        {Stage::closed, "card", {}, kShownToDesk}};
}

TEST_F(ComplaintPages, WhoSeesAComplaintTakesItFurtherAndOnlyItsOwnerAndLeadsGiveItAway) {
    sign_in_of_team("agent07");
    add_account("agent10");
    EXPECT_EQ(complaint_in(ComplaintState::waiting_for_department), 1) << "to merge others into";
    for (const Colleague& who : kColleagues) {
        sign_in(who);
        for (const FormRow& row : form_rows()) {
            const std::string url = fmt::format("/complaints/{}", complaint_in(row.from));
            EXPECT_EQ(press(url, row.action, row.form).status, row.expected.*who.status)
                << who.name << ": " << row.action << ", " << to_text(row.from);
        }
    }
}

// The same by the API; without a path below the complaint it is a change.
struct CallRow {
    ComplaintState from;
    const char* below;
    const char* body;
    Statuses expected;
};

std::vector<CallRow> call_rows() {
    using Stage = ComplaintState;
    constexpr Stage kWaiting = Stage::waiting_for_department;
    constexpr Statuses kDone{200, 200, 200}, kMade{201, 201, 201}, kDoneByDesk{200, 404, 200},
        kMadeByDesk{201, 404, 201}, kNotTheirs{403, 403, 200}, kNotNow{422, 422, 422};
    return {
        {kWaiting, "", R"({"note":"查过"})", kDone},
        {kWaiting, "", R"({"minutes":3})", kDone},
        {kWaiting, "", R"({"step":"called"})", kDone},
        {kWaiting, "", R"({"step":"pushed"})", kDone},
        {kWaiting, "", R"({"step":"apologised"})", kDone},
        {kWaiting, "", R"({"category":"网络/光猫"})", kDone},
        {kWaiting, "", R"({"facts":{"宽带账号":"kd-1"}})", kDone},
        {kWaiting, "", R"({"next_action":{"kind":"other","due":"2026-11-22T09:00"}})", kDone},
        {kWaiting, "", R"({"contact":"13900000000"})", kNotTheirs},
        {kWaiting, "", R"({"owner":"agent10","next_action":{"due":"2026-11-22T09:00"}})",
         kNotTheirs},
        {kWaiting, "", R"({"state":"open"})", kDone},
        {kWaiting, "", R"({"state":"waiting_for_customer","due":"2026-11-22T09:00"})", kDone},
        {kWaiting, "", R"({"state":"resolved"})", kDone},
        {kWaiting, "", R"({"state":"followed_up"})", kNotNow},
        {kWaiting, "", R"({"state":"closed","solved":true,"case_id":1,"total_minutes":9})", kDone},
        {kWaiting, "", R"({"missing_fact":"安装地址"})", kDone},
        {kWaiting, "", R"({"merge_into":1})", kDone},
        {kWaiting, "", R"({"text":"改写"})", kNotNow},  // what the customer said stays
        {kWaiting, "", R"({"external_id":"crm-1"})", kNotNow},
        {kWaiting, "/card", "{}", kNotNow},
        {kWaiting, "/draft", "{}", kMade},
        {Stage::open, "", R"({"state":"waiting_for_department","department":"网络运维部"})",
         kDoneByDesk},
        {Stage::resolved, "", R"({"state":"followed_up"})", kDoneByDesk},
        {Stage::resolved, "/card", "{}", kMadeByDesk},
        {Stage::closed, "", R"({"state":"open"})", kDoneByDesk}};
}

TEST_F(ComplaintPages, ByTheApiTheyDoTheSame) {
    sign_in_of_team("agent07");
    add_account("agent10");
    EXPECT_EQ(complaint_in(ComplaintState::waiting_for_department), 1) << "to merge others into";
    for (const Colleague& who : kColleagues) {
        sign_in(who);
        for (const CallRow& row : call_rows()) {
            const ComplaintNumber number = complaint_in(row.from);
            const std::string below = row.below;
            const Response answer = send(below.empty() ? Method::put : Method::post,
                                         fmt::format("/api/v1/complaints/{}{}", number, below),
                                         row.body, fmt::format("\"{}\"", version_of(number)));
            EXPECT_EQ(answer.status, row.expected.*who.status)
                << who.name << ": " << below << row.body << ", " << to_text(row.from);
        }
    }
}

TEST_F(ComplaintPages, NWritesADraftThatHoldsWhatWasLearnt) {
    const std::string url = take();
    expect_done(press(url, "note", {{"note", "换了光猫"}}));
    const Response made = press(url, "draft");
    EXPECT_EQ(made.status, 303);
    const std::string edit = made.headers.find("Location")->second;
    EXPECT_TRUE(edit.starts_with("/edit/"));
    const Response form = desk_.get(edit);
    EXPECT_TRUE(has(form, "宽带每晚掉线 138＊＊＊＊1234"));
    EXPECT_TRUE(has(form, "- 换了光猫"));
    EXPECT_TRUE(has(form, "网络/宽带"));
}

TEST_F(ComplaintPages, WhoeverGoesOnWithItIsToldWhoseDraftThereIs) {
    app::Accounts& accounts = desk_.workspace().accounts();
    value_of(accounts.add({"u100", "王芳", Role::agent, ""}, {"test", ""}));
    value_of(accounts.add({"u200", "李雷", Role::agent, ""}, {"test", ""}));
    desk_.sign_in("u100", Role::agent);
    const std::string url = take();
    const std::string edit = place_of(press(url, "draft"));
    expect_done(press(url, "hand_over",
                      {{"owner", "u200"}, {"next", "other"}, {"due", "2026-11-22T09:00"}}));
    desk_.sign_in("u200", Role::agent);
    const Response told = press(url, "draft");
    EXPECT_EQ(told.status, 409);
    EXPECT_TRUE(has(told, "是王芳写的"));
    const Response refused = send(Method::post, "/api/v1" + url + "/draft", "{}", "\"3\"");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(body_of(refused)["code"], "complaint_draft_of_other");
    EXPECT_EQ(body_of(refused)["parameter"], "u100");
    expect_done(press(url, "close", {{"solved", "yes"}}));
    desk_.sign_in("leader", Role::lead);
    EXPECT_EQ(place_of(press(url, "draft")), edit) << "a lead may write it";
}

TEST_F(ComplaintPages, ADraftThatWasPublishedMeanwhileIsReadAndNotWritten) {
    const std::string url = take();
    const std::string edit = place_of(press(url, "draft")), id = edit.substr(edit.rfind('/') + 1);
    app::ReadEntry draft = value_of(app::read_entry(desk_.workspace(), id));
    draft.entry.state = State::verified;
    value_of(app::update_entry(desk_.workspace(), draft.entry, draft.version,
                               {"leader", store::Origin::page, ""}));
    EXPECT_EQ(place_of(press(url, "draft")), "/cases/" + id);
    EXPECT_EQ(desk_.get("/cases/" + id).status, 200);
    EXPECT_EQ(desk_.get(edit).status, 403);
}

TEST_F(ComplaintPages, ACustomerAnswersTheCardOnceWithoutSigningIn) {
    const std::string url = take();
    expect_done(press(url, "resolve", {}));
    const Response sent = press(url, "card");
    const std::size_t at = sent.body.find("/card/");
    ASSERT_NE(at, std::string::npos);
    const std::string card = sent.body.substr(at, 6 + 32);
    EXPECT_EQ(sent.headers.count("Cache-Control"), 0u);  // set by the kind: fragment
    EXPECT_EQ(sent.kind, ResponseKind::fragment);
    const Response form = desk_.send_as_it_is(Desk::request(Method::get, card));
    EXPECT_EQ(form.status, 200);
    EXPECT_FALSE(has(form, "掉线")) << "a link that is forwarded tells nothing";
    Request answer = form_of_guest(card, form);
    answer.form.emplace("satisfaction", "1");
    const Response incomplete = desk_.send_as_it_is(answer);
    EXPECT_EQ(incomplete.status, 422);
    EXPECT_TRUE(has(incomplete, "name=\"satisfaction\" value=\"1\" checked"));
    answer.form.insert({{"expectation", "4"}, {"text", "等太久"}, {"times", "first"}});
    EXPECT_EQ(desk_.send_as_it_is(answer).status, 200);
    EXPECT_EQ(desk_.send_as_it_is(answer).status, 404) << "once";
    const Response page = desk_.get(url);
    EXPECT_TRUE(has(page, "致歉回电"));
    EXPECT_TRUE(has(page, "等太久"));
    expect_done(press(url, "apologised", {{"note", "接受了"}, {"minutes", "5"}}));
}

TEST_F(ComplaintPages, WhoTriesManyLinksOfCardsIsToldHowLongToWait) {
    Response tried;
    for (int i = 0; i <= app::CardThrottle::kMisses; ++i)
        tried = desk_.send_as_it_is(Desk::request(Method::get, fmt::format("/card/{:032}", i)));
    EXPECT_EQ(tried.status, 429);
    EXPECT_EQ(tried.headers.find("Retry-After")->second, "600");
}

TEST_F(ComplaintPages, TheApiTakesReadsAndChangesWithVersions) {
    const Response taken = desk_.post_json(
        "/api/v1/complaints", R"({"text":"宽带掉线 13812341234","external_id":"crm-1"})");
    EXPECT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(
        desk_.post_json("/api/v1/complaints", R"({"text":"再来","external_id":"crm-1"})").status,
        200)
        << "the same source is the same complaint";
    const std::string url = "/api/v1/complaints/1";
    EXPECT_EQ(body_of(desk_.get(url))["contact"], "13812341234");
    EXPECT_EQ(body_of(desk_.get("/api/v1/complaints"))["total"], 1);
    EXPECT_EQ(send(Method::put, url, "{}").status, 428);
    const Response waiting =
        send(Method::put, url,
             R"({"state":"waiting_for_department","department":"网络部","note":"转","minutes":3})",
             "\"1\"");
    EXPECT_EQ(waiting.status, 200) << waiting.body;
    EXPECT_EQ(waiting.headers.find("ETag")->second, "\"2\"");
    const Response conflict = send(Method::put, url, R"({"note":"x"})", "\"1\"");
    EXPECT_EQ(conflict.status, 412);
    EXPECT_EQ(body_of(conflict)["changes"][0]["kind"], "waiting_for_department");
    const Response closing = send(Method::put, url, R"({"state":"closed"})", "\"2\"");
    EXPECT_EQ(closing.status, 422);
    EXPECT_EQ(body_of(closing)["code"], "complaint_closing");
    const Response closed =
        send(Method::put, url, R"({"state":"closed","solved":true,"case_id":1,"total_minutes":9})",
             "\"2\"");
    EXPECT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(body_of(closed)["outcome"]["minutes"], 9);
    EXPECT_EQ(desk_.workspace().outcomes().find(1).uses, 1);
    desk_.sign_in("agent08", Role::agent);
    EXPECT_EQ(desk_.get(url).status, 404);
    EXPECT_EQ(send(Method::put, url, R"({"note":"x"})", "\"3\"").status, 404);
}

TEST_F(ComplaintPages, WhoTakesOneForSomebodyElseGetsItsNumberAndNotByGuessingItsSource) {
    constexpr const char* kAll = "/api/v1/complaints";
    const std::string body = R"({"text":"宽带掉线","external_id":"crm-1","owner":"agent07"})";
    desk_.sign_in("agent08", Role::agent);
    const Response taken = desk_.post_json(kAll, body);
    EXPECT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(body_of(taken)["id"], 1);
    EXPECT_EQ(body_of(taken).size(), 1u) << "it is not his to see";
    const Response guessed = desk_.post_json(kAll, body);
    EXPECT_EQ(guessed.status, 404);
    EXPECT_FALSE(body_of(guessed).contains("id"));
    desk_.sign_in("agent07", Role::agent);
    EXPECT_EQ(desk_.post_json(kAll, body).status, 200) << "its owner";
}

TEST_F(ComplaintPages, TheApiMakesACardReadsItsAnswerAndApologises) {
    desk_.post_json("/api/v1/complaints", R"({"text":"宽带掉线"})");
    const std::string url = "/api/v1/complaints/1";
    EXPECT_EQ(send(Method::post, url + "/card", "{}").status, 428);
    EXPECT_EQ(send(Method::post, url + "/card", "{}", "\"9\"").status, 412);
    EXPECT_EQ(body_of(send(Method::post, url + "/card", "{}", "\"1\""))["code"], "card_too_early");
    EXPECT_EQ(send(Method::put, url, R"({"state":"resolved"})", "\"1\"").status, 200);
    const Response sent = send(Method::post, url + "/card", "{}", "\"2\"");
    EXPECT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(body_of(desk_.get(url))["card"]["answered"], nullptr);
    const std::string link = body_of(sent)["url"];
    const std::string card = link.substr(link.find("/card/"));
    Request answer = form_of_guest(card, desk_.send_as_it_is(Desk::request(Method::get, card)));
    answer.form.insert({{"satisfaction", "1"}, {"expectation", "4"}, {"text", "等太久"}});
    EXPECT_EQ(desk_.send_as_it_is(answer).status, 200);
    const json complaint = body_of(desk_.get(url));
    EXPECT_EQ(complaint["card"]["satisfaction"], 1);
    EXPECT_EQ(complaint["card"]["text"], "等太久");
    EXPECT_EQ(complaint["next_action"]["kind"], "apologise");
    const Response apologised =
        send(Method::put, url, R"({"step":"apologised","note":"接受了","minutes":5})",
             fmt::format("\"{}\"", complaint["version"].get<int>()));
    EXPECT_EQ(body_of(apologised)["steps"].back()["kind"], "apologised");
    EXPECT_NE(body_of(apologised)["next_action"]["kind"], "apologise");
}

TEST_F(ComplaintPages, TheApiMakesOneDraft) {
    desk_.post_json("/api/v1/complaints", R"({"text":"宽带掉线"})");
    const std::string url = "/api/v1/complaints/1/draft";
    EXPECT_EQ(send(Method::post, url, "{}", "\"7\"").status, 412);
    const Response made = send(Method::post, url, "{}", "\"1\"");
    EXPECT_EQ(made.status, 201) << made.body;
    const Response again = send(Method::post, url, "{}", "\"1\"");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(body_of(again)["case_id"], body_of(made)["case_id"]);
    const auto revisions = value_of(
        desk_.workspace().database().revisions_of(body_of(made)["case_id"].get<EntryId>(), 10));
    ASSERT_EQ(revisions.size(), 1u);
    EXPECT_EQ(revisions[0].origin, store::Origin::api) << "the history says how it came";
    desk_.sign_in("agent08", Role::agent);
    EXPECT_EQ(send(Method::post, url, "{}", "\"2\"").status, 404) << "it is not there for others";
}

TEST_F(ComplaintPages, ABodyThatIsWrongIsRefusedByName) {
    desk_.post_json("/api/v1/complaints", R"({"text":"宽带掉线"})");
    const std::string url = "/api/v1/complaints/1";
    for (const char* body : {R"({"state":"lost"})", R"({"minutes":"x"})", R"({"facts":[]})",
                             R"({"next_action":{"due":"x"}})", R"({"owner":7})"}) {
        const Response refused = send(Method::put, url, body, "\"1\"");
        EXPECT_EQ(refused.status, 422) << body;
        EXPECT_EQ(body_of(refused)["code"], "complaint_member") << body;
    }
    EXPECT_EQ(
        body_of(send(Method::put, url, R"({"category":"a","state":"resolved"})", "\"1\""))["code"],
        "complaint_one_change");
    EXPECT_EQ(send(Method::put, url, "[]", "\"1\"").status, 400);
    for (const char* path : {"/api/v1/complaints", "/api/v1/cases", "/api/v1/reuse"}) {
        Request plain = Desk::request(Method::post, path);
        plain.body = R"({"text":"宽带掉线"})";
        EXPECT_EQ(desk_.send(plain).status, 415) << path << ": it does not say that it is JSON";
        EXPECT_EQ(desk_.post_json(path, "no").status, 400) << path;
    }
    EXPECT_EQ(desk_.post_json("/api/v1/complaints", R"({"text":""})").status, 422);
}

TEST_F(ComplaintPages, EverythingThatWasTypedIsEscaped) {
    const std::string url = take("<script>alert(1)</script> 宽带");
    expect_done(press(url, "note", {{"note", "<img src=x onerror=alert(1)>"}}));
    expect_done(press(url, "details", {{"fact_name_0", "\"><b>"}, {"fact_value_0", "'><i>"}}));
    const Response page = desk_.get(url);
    for (const char* raw : {"<script>alert", "<img src=x", "\"><b>", "'><i>"})
        EXPECT_FALSE(has(page, raw)) << raw;
}

}  // namespace
}  // namespace casebook::web
