// Who may do what: every route × method × {nobody, agent, author, lead, admin} × {own, somebody else's}, as the table declares it and as
// the site behaves; what may not be seen, anywhere; and requests that another site would forge.
#include "web/rights.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "app/people/accounts.h"
#include "app/read_entry.h"
#include "app/record_reuse.h"
#include "support/desk.h"
#include "web/routes.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;
using test::value_of;

// Whoever is at least this may; `other` where it is somebody else's.
enum class Least { anybody, agent, author, lead, admin };

struct Expected {
    Method method;
    std::string_view pattern;
    Least own, other;
};

constexpr auto G = Method::get, P = Method::post, U = Method::put, D = Method::remove_;

// Written by hand and apart from the table in routes.cpp: a change of rights is made twice.
constexpr Expected kExpected[] = {
    {G, "/", Least::agent, Least::agent},
    {P, "/", Least::agent, Least::agent},
    {P, "/desk/suggestions", Least::agent, Least::agent},
    {G, "/desk/bursts", Least::agent, Least::agent},
    {P, "/bursts/mute", Least::agent, Least::agent},
    {P, "/desk/reuse", Least::agent, Least::agent},
    {P, "/desk/reuse/undo", Least::agent, Least::lead},
    {P, "/reuse", Least::agent, Least::agent},
    {P, "/reuse/undo", Least::agent, Least::lead},
    {G, "/search", Least::agent, Least::agent},
    {G, "/cases", Least::agent, Least::agent},
    {G, "/cases/{id}", Least::agent, Least::agent},
    {G, "/cases/{id}/found", Least::agent, Least::agent},
    {P, "/cases/{id}/found/reset", Least::lead, Least::lead},
    {P, "/cases/{id}/found/bring-back", Least::lead, Least::lead},
    {P, "/cases/{id}/links", Least::lead, Least::lead},
    {G, "/dailies", Least::agent, Least::agent},
    {G, "/dailies/{date}", Least::agent, Least::agent},
    {G, "/posts", Least::agent, Least::agent},
    {G, "/posts/{id}", Least::agent, Least::agent},
    {G, "/new/{kind}", Least::agent, Least::lead},
    {P, "/new/{kind}", Least::agent, Least::lead},
    {G, "/edit/{id}", Least::agent, Least::lead},
    {P, "/edit/{id}", Least::agent, Least::lead},
    {G, "/history/{id}", Least::agent, Least::agent},
    {G, "/history/{id}/{sequence}", Least::agent, Least::agent},
    {P, "/history/{id}/{sequence}", Least::agent, Least::lead},
    {P, "/unmask", Least::agent, Least::agent},
    {G, "/status", Least::agent, Least::agent},
    {G, "/preferences", Least::anybody, Least::anybody},
    {G, "/sign-in", Least::anybody, Least::anybody},
    {P, "/sign-in", Least::anybody, Least::anybody},
    {P, "/sign-out", Least::anybody, Least::anybody},
    {G, "/form-token", Least::agent, Least::agent},
    {G, "/first-start/{token}", Least::anybody, Least::anybody},
    {P, "/first-start/{token}", Least::anybody, Least::anybody},
    {G, "/invitations/{token}", Least::anybody, Least::anybody},
    {P, "/invitations/{token}", Least::anybody, Least::anybody},
    {G, "/live", Least::agent, Least::agent},
    {G, "/notices", Least::agent, Least::agent},
    {G, "/notices/news", Least::agent, Least::agent},
    {P, "/notices/seen", Least::agent, Least::agent},
    {G, "/account", Least::agent, Least::agent},
    {P, "/account/password", Least::agent, Least::agent},
    {P, "/account/tokens", Least::agent, Least::agent},
    {P, "/account/tokens/{id}/revoke", Least::agent, Least::agent},
    {P, "/account/sessions/end", Least::agent, Least::agent},
    {G, "/admin/users", Least::admin, Least::admin},
    {P, "/admin/users", Least::admin, Least::admin},
    {G, "/admin/users/{id}", Least::admin, Least::admin},
    {P, "/admin/users/{id}", Least::admin, Least::admin},
    {P, "/admin/users/{id}/invitation", Least::admin, Least::admin},
    {G, "/admin/audit", Least::admin, Least::admin},
    {G, "/static/{...}", Least::anybody, Least::anybody},
    {P, "/api/v1/suggest", Least::agent, Least::agent},
    {P, "/api/v1/reuse", Least::agent, Least::agent},
    {D, "/api/v1/reuse/{id}", Least::agent, Least::lead},
    {G, "/api/v1/search", Least::agent, Least::agent},
    {G, "/api/v1/cases", Least::agent, Least::agent},
    {P, "/api/v1/cases", Least::agent, Least::agent},
    {G, "/api/v1/cases/{id}", Least::agent, Least::agent},
    {U, "/api/v1/cases/{id}", Least::agent, Least::lead},
    {G, "/api/v1/cases/{id}/links", Least::agent, Least::agent},
    {P, "/api/v1/cases/{id}/links", Least::lead, Least::lead},
    {D, "/api/v1/cases/{id}/links/{other}", Least::lead, Least::lead},
    {G, "/api/v1/dailies", Least::agent, Least::agent},
    {P, "/api/v1/dailies", Least::lead, Least::lead},
    {G, "/api/v1/dailies/{id}", Least::agent, Least::agent},
    {U, "/api/v1/dailies/{id}", Least::lead, Least::lead},
    {G, "/api/v1/posts", Least::agent, Least::agent},
    {P, "/api/v1/posts", Least::agent, Least::agent},
    {G, "/api/v1/posts/{id}", Least::agent, Least::agent},
    {U, "/api/v1/posts/{id}", Least::agent, Least::lead},
    {G, "/complaints", Least::agent, Least::agent},
    {P, "/complaints", Least::agent, Least::agent},
    {G, "/complaints/{number}", Least::agent, Least::agent},
    {P, "/complaints/{number}", Least::agent, Least::agent},
    {G, "/card/{token}", Least::anybody, Least::anybody},
    {P, "/card/{token}", Least::anybody, Least::anybody},
    {G, "/api/v1/complaints", Least::agent, Least::agent},
    {P, "/api/v1/complaints", Least::agent, Least::agent},
    {G, "/api/v1/complaints/{id}", Least::agent, Least::agent},
    {U, "/api/v1/complaints/{id}", Least::agent, Least::agent},
    {P, "/api/v1/complaints/{id}/card", Least::agent, Least::agent},
    {P, "/api/v1/complaints/{id}/draft", Least::agent, Least::agent},
    {G, "/api/v1/openapi.json", Least::anybody, Least::anybody},
    {P, "/desk/first-useful", Least::agent, Least::agent},
    {G, "/panel", Least::anybody, Least::anybody},
    {G, "/changes", Least::agent, Least::agent},
    {P, "/changes", Least::lead, Least::lead},
    {P, "/changes/{id}/remove", Least::lead, Least::lead},
    {G, "/api/v1/changes", Least::agent, Least::agent},
    {P, "/api/v1/changes", Least::lead, Least::lead},
    {D, "/api/v1/changes/{id}", Least::lead, Least::lead},
    {P, "/account/panel-tokens", Least::agent, Least::agent},
    {P, "/cases/{id}/withdraw", Least::author, Least::lead},
    {P, "/cases/{id}/restore", Least::author, Least::lead},
    {P, "/cases/{id}/confirm", Least::author, Least::lead},
    {P, "/cases/{id}/flag", Least::agent, Least::agent},
    {G, "/healthz", Least::anybody, Least::anybody},
    {G, "/readyz", Least::anybody, Least::anybody},
    {G, "/metrics", Least::admin, Least::admin},
};

const Expected* find_expected(const Route& route) {
    for (const Expected& expected : kExpected)
        if (expected.method == route.method && expected.pattern == route.pattern) return &expected;
    return nullptr;
}

constexpr std::string_view kNames[] = {"GET", "POST", "PUT", "DELETE"};

std::string name_of(const Route& route) {
    return fmt::format("{} {}", kNames[static_cast<int>(route.method)], route.pattern);
}

std::string account_of(Role role) {
    return fmt::format("person-{}", to_text(role));
}

Least as_least(std::optional<Role> role) {
    return role ? static_cast<Least>(static_cast<int>(*role) + 1) : Least::anybody;
}

TEST(TheTableOfRights, IsWhatTheTestExpectsForEveryRoute) {
    std::set<const Expected*> seen;
    for (const Route& route : routes()) {
        const Expected* expected = find_expected(route);
        ASSERT_NE(expected, nullptr) << name_of(route) << " has no row in this test";
        seen.insert(expected);
        EXPECT_EQ(as_least(route.rights.least(Ownership::own)), expected->own) << name_of(route);
        EXPECT_EQ(as_least(route.rights.least(Ownership::other)), expected->other)
            << name_of(route);
    }
    EXPECT_EQ(seen.size(), std::size(kExpected));
}

// A library in which everybody has a draft, a post and an event of reuse, and others have, too.
class RightsWalk : public testing::Test {
  protected:
    RightsWalk() {
        for (const Role role : kRoles) {
            const EntryId id = draft_of(role);
            desk_.write(
                fmt::format("cases/own/{}-x.md", id),
                test::case_text(id, "草稿", "原话", "处理",
                                fmt::format("state: draft\nauthor: {}\n", account_of(role))));
            desk_.write(fmt::format("posts/own/{}-x.md", id + 10),
                        fmt::format("---\nid: {}\ntitle: 心得\nauthor: {}\n---\n正文\n", id + 10,
                                    account_of(role)));
        }
        desk_.open();
    }

    static EntryId draft_of(Role role) { return 3000 + static_cast<EntryId>(role); }

    std::int64_t record(const std::string& who) {
        ReuseEvent event;
        event.who = who;
        event.case_id = 1001;
        event.text = fmt::format("晚上老掉线 第 {} 次", ++recorded_);
        return value_of(app::record_reuse(desk_.workspace(), event)).event.id;
    }

    // Each event can be undone once.
    std::int64_t next_event(Role role, Ownership ownership) {
        return record(ownership == Ownership::own ? account_of(role) : "somebody else");
    }

    std::int64_t revision_of(EntryId id) {
        return value_of(desk_.workspace().database().revisions_of(id, 1)).front().sequence;
    }

    Request request_for(const Route& route, Role role, Ownership ownership) {
        const bool own = ownership == Ownership::own;
        const EntryId entry = own ? draft_of(role) : 1001;
        const EntryId post = own ? draft_of(role) + 10 : 1028;
        const bool about_event = route.rights.subject() == Subject::reuse ||
                                 route.rights.subject() == Subject::reuse_in_form;
        const std::int64_t event = about_event ? next_event(role, ownership) : 0;
        std::string path(route.pattern);
        const std::map<std::string_view, std::string> arguments{
            {"/new/{kind}", own ? "/new/case" : "/new/daily"},
            {"/dailies/{date}", "/dailies/2026-11-18"},
            {"/posts/{id}", fmt::format("/posts/{}", post)},
            {"/history/{id}/{sequence}", fmt::format("/history/{}/{}", entry, revision_of(entry))},
            {"/static/{...}", desk_.site().assets()->url("js/app.js")},
            {"/api/v1/dailies/{id}", "/api/v1/dailies/1025"},
            {"/api/v1/posts/{id}", fmt::format("/api/v1/posts/{}", post)},
            {"/api/v1/reuse/{id}", fmt::format("/api/v1/reuse/{}", event)},
            {"/api/v1/cases/{id}/links/{other}", "/api/v1/cases/1001/links/1002"},
            {"/admin/users/{id}", "/admin/users/999"},
            {"/admin/users/{id}/invitation", "/admin/users/999/invitation"},
            {"/account/tokens/{id}/revoke", "/account/tokens/999/revoke"},
        };
        if (const auto known = arguments.find(route.pattern); known != arguments.end())
            path = known->second;
        else if (const std::size_t at = path.find("{id}"); at != std::string::npos)
            path.replace(at, 4, std::to_string(entry));
        Request request = Desk::request(route.method, path);
        if (route.method == Method::get) return request;
        request.form = {{"text", "晚上掉线"}, {"action", "preview"}, {"id", std::to_string(event)}};
        if (path.starts_with("/api/")) {
            request.headers["content-type"] = "application/json";
            request.body = R"({"text":"晚上掉线","case_id":1001,"verdict":"used","title":"一条"})";
        }
        return request;
    }

    Desk desk_ = Desk::with_shipped_content();
    int recorded_ = 0;
};

TEST_F(RightsWalk, EveryCellAnswersAsItIsDeclared) {
    int cells = 0;
    for (const Role role : kRoles) {
        desk_.sign_in(account_of(role), role);
        for (const Route& route : routes())
            for (const Ownership ownership : {Ownership::own, Ownership::other}) {
                const Expected& expected = *find_expected(route);
                const Least least = ownership == Ownership::own ? expected.own : expected.other;
                Request request = request_for(route, role, ownership);
                request.headers["x-forwarded-for"] = "10.0.0.9";  // no program on this machine
                const Response response = desk_.send(request);
                const bool allowed = least <= as_least(role);
                const bool refused = response.status == 403 || response.status == 401;
                EXPECT_EQ(refused, !allowed)
                    << name_of(route) << " by " << to_text(role) << ", "
                    << (ownership == Ownership::own ? "own" : "other") << ": " << response.status;
                EXPECT_LT(response.status, 500) << name_of(route);
                if (route.pattern == "/sign-out") desk_.sign_in(account_of(role), role);
                ++cells;
            }
    }
    EXPECT_EQ(cells, static_cast<int>(4 * 2 * std::size(kExpected)));
}

TEST_F(RightsWalk, NobodyGetsInWhoIsNotSignedIn) {
    for (const Route& route : routes()) {
        const Expected& expected = *find_expected(route);
        Request request = request_for(route, Role::agent, Ownership::own);
        request.headers["x-forwarded-for"] = "10.0.0.9";
        const Response response = desk_.send_as_it_is(request);
        if (expected.own == Least::anybody) {
            if (route.method == Method::get) EXPECT_LT(response.status, 405) << name_of(route);
            EXPECT_NE(response.status, 401) << name_of(route);
            continue;
        }
        const bool page = !request.path.starts_with("/api/") &&
                          !request.path.starts_with("/desk/") && request.path != "/form-token" &&
                          request.path != "/live" && request.path != "/notices/news";
        if (page && route.method == Method::get) {
            EXPECT_EQ(response.status, 303) << name_of(route);
            EXPECT_TRUE(response.headers.find("Location")->second.starts_with("/sign-in?next=%2F"))
                << name_of(route);
        } else {
            EXPECT_EQ(response.status, 401) << name_of(route);
            EXPECT_EQ(response.content_type == "application/problem+json", !page) << name_of(route);
        }
    }
}

TEST_F(RightsWalk, AProgramMayOnlyWhatItsScopesSay) {
    const Person lead = desk_.sign_in(account_of(Role::lead), Role::lead);
    app::Accounts& accounts = desk_.workspace().accounts();
    for (const Scope scope : kScopes) {
        Scopes scopes;
        scopes.add(scope);
        const std::string token = value_of(accounts.tokens().add(
            lead.id, "x", scopes, accounts.event({"x", ""}, "token.added", "")));
        for (const Route& route : routes()) {
            if (route.rights.is_for_anybody() || route.pattern == "/metrics") continue;
            Request request = request_for(route, Role::lead, Ownership::other);
            request.headers["authorization"] = "Bearer " + token;
            const Response response = desk_.send_as_it_is(request);
            const bool allowed = route.rights.scope() == scope;
            EXPECT_EQ(response.status == 403, !allowed)
                << name_of(route) << " with " << to_text(scope) << ": " << response.status;
        }
    }
}

TEST_F(RightsWalk, ATokenThatIsNoneIsNobodys) {
    for (const char* token :
         {"Bearer cbk_00000000000000000000000000000000", "Bearer ", "Bearer x y"}) {
        Request request = Desk::request(Method::get, "/api/v1/cases");
        request.headers["authorization"] = token;
        const Response response = desk_.send(request);
        EXPECT_EQ(response.status, 401) << token << ": a wrong token is not made good by a cookie";
        EXPECT_EQ(response.headers.find("WWW-Authenticate")->second, "Bearer");
    }
}

// Forgery ---------------------------------------------------------------------------------------------------------

TEST_F(RightsWalk, WhatAnotherSiteWouldForgeIsRefusedOnEveryUnsafeRoute) {
    desk_.sign_in("another", Role::admin);
    const std::string token_of_another = desk_.browser().csrf_token;
    desk_.sign_in(account_of(Role::admin), Role::admin);
    int tried = 0;
    for (const Route& route : routes()) {
        if (route.method == Method::get) continue;
        const auto refused = [&](std::string_view what, auto spoil) {
            Request request = desk_.signed_in(request_for(route, Role::admin, Ownership::own));
            spoil(request);
            const int status = desk_.send_as_it_is(request).status;
            EXPECT_TRUE(status == 403 || status == 415)
                << name_of(route) << ", " << what << ": " << status;
            ++tried;
        };
        refused("no token", [](Request& r) { r.headers.erase("x-csrf-token"); });
        refused("an empty token", [](Request& r) { r.headers["x-csrf-token"] = ""; });
        refused("a made-up token",
                [](Request& r) { r.headers["x-csrf-token"] = std::string(64, '0'); });
        refused("another session's token",
                [&](Request& r) { r.headers["x-csrf-token"] = token_of_another; });
        refused("Origin null", [](Request& r) { r.headers["origin"] = "null"; });
        refused("another origin", [](Request& r) { r.headers["origin"] = "https://evil.example"; });
        refused("cross-site", [](Request& r) { r.headers["sec-fetch-site"] = "cross-site"; });
        if (!route.pattern.starts_with("/api/")) continue;
        refused("JSON as text", [](Request& r) {
            r.headers["content-type"] = "text/plain";
            if (r.body.empty()) r.headers.erase("x-csrf-token");  // DELETE has no body to disguise
        });
    }
    EXPECT_GT(tried, 200);
}

TEST_F(RightsWalk, ATokenFromAnyPageOfTheSessionOpensItsForms) {
    desk_.sign_in(account_of(Role::agent), Role::agent);
    for (const char* page : {"/", "/new/case", "/account", "/search?q=x"}) {
        const std::string body = desk_.get(page).body;
        const std::string mark = "name=\"csrf-token\" content=\"";
        const std::size_t at = body.find(mark);
        ASSERT_NE(at, std::string::npos) << page;
        Request request = Desk::request(Method::post, "/");
        request.headers["cookie"] = desk_.browser().cookie;
        request.form = {{"text", "x"}, {"csrf_token", body.substr(at + mark.size(), 64)}};
        EXPECT_EQ(desk_.send_as_it_is(request).status, 200) << page;
    }
}

TEST_F(RightsWalk, TheTokenLooksDifferentOnEachAddressAndTheSameOnOne) {
    desk_.sign_in(account_of(Role::agent), Role::agent);
    const auto token_on = [&](const std::string& page) {
        const std::string body = desk_.get(page).body;
        return body.substr(body.find("name=\"csrf-token\" content=\"") + 27, 64);
    };
    EXPECT_NE(token_on("/search?q=a"), token_on("/search?q=b"));
    EXPECT_EQ(token_on("/search?q=a"), token_on("/search?q=a"));
}

// What may not be seen --------------------------------------------------------------------------------------------

constexpr std::string_view kCanary = "紫色大象跳舞";

class HiddenDrafts : public testing::Test {
  protected:
    HiddenDrafts() {
        desk_.write(
            "cases/x/2001-x.md",
            test::case_text(
                2001, std::string(kCanary), "紫色大象跳舞时掉线", "紫色大象跳舞的处理",
                "state: draft\nauthor: hua\ntags: [紫色大象跳舞]\ncategory: 紫色大象跳舞\n"));
        desk_.write("cases/x/2002-x.md", test::case_text(2002, "掉线了怎么办", "紫色的掉线", "重启",
                                                         "author: hua\nstate: verified\n"));
        desk_.write("dailies/2026-11/2026-11-20.md",
                    "---\nid: 2003\ntitle: 今日\ndate: 2026-11-20\ncases: [2001, 2002]\n---\n## "
                    "讨论记录\n\n记录\n");
        desk_.open();
    }

    void expect_hidden_from_current() {
        for (const std::string& address : addresses()) {
            const Response response = desk_.get(address);
            EXPECT_EQ(response.body.find(kCanary), std::string::npos) << address;
            EXPECT_EQ(response.body.find("/cases/2001"), std::string::npos) << address;
        }
        for (const char* path : {"/", "/desk/suggestions", "/new/case"}) {
            const Response response = desk_.post(path, {{"text", "跳舞的大象"},
                                                        {"complaint", "大象 大象跳舞时 紫色 掉线"},
                                                        {"action", "save"}});
            EXPECT_EQ(response.body.find(kCanary), std::string::npos) << path;
            EXPECT_EQ(response.body.find("/cases/2001"), std::string::npos) << path;
        }
        const Response suggested =
            desk_.post_json("/api/v1/suggest", R"({"text":"跳舞的紫色大象掉线"})");
        EXPECT_EQ(suggested.body.find(kCanary), std::string::npos);
    }

    std::vector<std::string> addresses() {
        const std::string word = percent_encode("大象");
        std::vector<std::string> all{"/",
                                     "/cases",
                                     "/dailies",
                                     "/dailies/2026-11-20",
                                     "/posts",
                                     "/status",
                                     "/search?q=" + word,
                                     "/search?q=" + word + "&kind=case",
                                     "/search?state=draft",
                                     "/search?author=hua",
                                     "/search?q=-x&state=draft",
                                     "/search?category=" + percent_encode(kCanary).substr(0, 18),
                                     "/cases/2001",
                                     "/cases/2001/found",
                                     "/cases/2002",
                                     "/edit/2001",
                                     "/history/2001",
                                     "/posts/2001",
                                     "/dailies/2001",
                                     "/api/v1/search?q=" + word,
                                     "/api/v1/search?state=draft",
                                     "/api/v1/cases",
                                     "/api/v1/cases/2001",
                                     "/api/v1/cases/2001/links",
                                     "/api/v1/dailies/2026-11-20"};
        for (const auto& revision : value_of(desk_.workspace().database().revisions_of(2001, 10)))
            all.push_back(fmt::format("/history/2001/{}", revision.sequence));
        return all;
    }

    static std::string total_in(const std::string& json) { return json.substr(0, json.find(',')); }

    Desk desk_;
};

TEST_F(HiddenDrafts, NoneOfItReachesAnotherAgentOrAuthor) {
    for (const Role role : {Role::agent, Role::author}) {
        desk_.sign_in(fmt::format("other-{}", to_text(role)), role);
        expect_hidden_from_current();
    }
}

TEST_F(HiddenDrafts, AreHiddenAlsoWhileTheIndexIsDamaged) {
    desk_.sign_in("other", Role::agent);
    desk_.workspace().health().set_damaged({ErrorKind::corrupt, "x", "", {}});
    expect_hidden_from_current();
}

TEST_F(HiddenDrafts, AreSeenByTheirAuthorAndByALead) {
    for (const auto& [name, role] : {std::pair{"HUA", Role::agent}, {"lead", Role::lead}}) {
        desk_.sign_in(name, role);
        for (const char* address : {"/cases", "/cases/2001", "/api/v1/cases", "/search?state=draft",
                                    "/dailies/2026-11-20", "/api/v1/search?q=%E5%A4%A7%E8%B1%A1"})
            EXPECT_NE(desk_.get(address).body.find(kCanary), std::string::npos) << address << name;
    }
}

TEST_F(HiddenDrafts, AreNotCountedForThoseWhoDoNotSeeThem) {
    const std::string address = "/api/v1/search?author=hua";
    desk_.sign_in("other", Role::agent);
    const std::string others = desk_.get(address).body;
    EXPECT_EQ(total_in(others), "{\"total\":1");
    EXPECT_EQ(others.find("draft"), std::string::npos) << "not in a facet either";
    EXPECT_NE(desk_.get("/").body.find("现有 1 条案例"), std::string::npos);
    desk_.sign_in("hua", Role::agent);
    EXPECT_EQ(total_in(desk_.get(address).body), "{\"total\":2");
    EXPECT_NE(desk_.get("/").body.find("现有 2 条案例"), std::string::npos);
}

TEST_F(HiddenDrafts, ThatWerePublishedKeepTheirFirstTextsToThemselves) {
    const std::string version = value_of(app::read_entry(desk_.workspace(), 2001)).version;
    desk_.sign_in("lead", Role::lead);
    Request request = Desk::request(Method::put, "/api/v1/cases/2001");
    request.headers["content-type"] = "application/json";
    request.headers["if-match"] = version;
    request.body =
        R"({"state":"verified","title":"公开","complaint":"公开的话","resolution":"公开的处理","tags":[],"category":""})";
    ASSERT_EQ(desk_.send(request).status, 200);
    desk_.sign_in("other", Role::agent);
    EXPECT_EQ(desk_.get("/cases/2001").status, 200);
    for (const auto& revision : value_of(desk_.workspace().database().revisions_of(2001, 10))) {
        const Response page = desk_.get(fmt::format("/history/2001/{}", revision.sequence));
        EXPECT_EQ(page.body.find(kCanary), std::string::npos) << revision.sequence;
    }
}

TEST_F(HiddenDrafts, SayNothingToAnotherWhoTriesToWriteThem) {
    desk_.sign_in("other", Role::agent);
    for (const char* address : {"/edit/2001", "/edit/2999"}) {
        EXPECT_EQ(desk_.get(address).status, 404) << address;
        EXPECT_EQ(desk_.post(address, {{"kind", "case"}, {"title", "x"}}).body.find(kCanary),
                  std::string::npos);
    }
    for (const char* id : {"2001", "2999"})
        EXPECT_EQ(
            desk_.post("/reuse", {{"query_id", "x"}, {"case_id", id}, {"verdict", "used"}}).status,
            404);
}

}  // namespace
}  // namespace casebook::web
