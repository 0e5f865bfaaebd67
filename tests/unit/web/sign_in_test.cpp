// Coming in and going out, by way of the pages: the first start, a password, cookies, a proxy that knows who it is, and what was typed
// when a sign-in ended.
#include <fmt/format.h>

#include "app/people/accounts.h"
#include "support/desk.h"
#include "support/plain_hasher.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;
using test::expect_done;
using test::value_of;

constexpr const char* kPassword = "一句 只有我想得到 的话 42";

// A browser without scripts: keeps its cookies, and sends forms as the pages have them.
class BrowserAlone {
  public:
    explicit BrowserAlone(Desk& desk) : desk_(desk) {}

    Response get(const std::string& target) {
        Request request = Desk::request(Method::get, target);
        return send(std::move(request));
    }

    // The form of the page that was shown last.
    Response post(const std::string& target, Values form) {
        Request request = Desk::request(Method::post, target);
        request.form = std::move(form);
        request.form.emplace("csrf_token", token_);
        return send(std::move(request));
    }

    Response sign_in(const std::string& name, const std::string& password) {
        get("/sign-in");
        return post("/sign-in", {{"name", name}, {"password", password}, {"next", "/cases"}});
    }

    Response send(Request request) {
        request.peer = peer;
        request.transport = transport;
        for (const auto& [name, value] : headers) request.headers[name] = value;
        std::string& cookies = request.headers["cookie"];
        for (const auto& [name, value] : cookies_)
            cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
        Response response = desk_.send_as_it_is(request);
        take_cookies(response);
        const std::string mark = "name=\"csrf_token\" value=\"";
        if (const auto at = response.body.find(mark); at != std::string::npos)
            token_ = response.body.substr(at + mark.size(), 64);
        return response;
    }

    std::string cookie(const std::string& name) const {
        const auto found = cookies_.find(name);
        return found == cookies_.end() ? "" : found->second;
    }
    void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }

    std::string peer = "127.0.0.1";
    Transport transport = Transport::plain;
    std::map<std::string, std::string> headers;
    std::vector<std::string> set_cookies;  // as they came last

  private:
    void take_cookies(const Response& response) {
        set_cookies.clear();
        const auto [first, last] = response.headers.equal_range("Set-Cookie");
        for (auto header = first; header != last; ++header) {
            set_cookies.push_back(header->second);
            const std::string pair = header->second.substr(0, header->second.find(';'));
            const std::size_t equals = pair.find('=');
            cookies_[pair.substr(0, equals)] = pair.substr(equals + 1);
        }
    }

    Desk& desk_;
    std::map<std::string, std::string> cookies_;
    std::string token_;
};

std::string location_of(const Response& response) {
    const auto found = response.headers.find("Location");
    return found == response.headers.end() ? "" : found->second;
}

class SignIn : public testing::Test {
  protected:
    SignIn() {
        desk_.write("cases/x/1001-x.md", test::case_text(1001, "掉线", "晚上掉线", "重启"));
        desk_.site();
        accounts().use_hasher(std::make_unique<test::PlainHasher>(work_));
    }

    app::Accounts& accounts() { return desk_.workspace().accounts(); }

    Person add(const std::string& name, Role role) {
        const Person person = value_of(accounts().add({name, "", role, ""}, {"test", ""}));
        expect_done(accounts().set_password(person.id, kPassword, {"test", ""}));
        return person;
    }

    std::shared_ptr<test::HashingWork> work_ = std::make_shared<test::HashingWork>();
    Desk desk_;
};

TEST_F(SignIn, TheFirstStartMakesTheAdministratorAndIsOver) {
    const std::string link = "/first-start/" + value_of(accounts().invite_first_administrator());
    BrowserAlone browser(desk_);
    EXPECT_NE(browser.get("/sign-in").body.find("notice"), std::string::npos)
        << "says that nobody can yet";
    const Response page = browser.get(link);
    EXPECT_EQ(page.status, 200);
    const Response differs = browser.post(
        link, {{"name", "掌柜"}, {"password", kPassword}, {"password_again", "another one 1234"}});
    EXPECT_EQ(differs.status, 422);
    EXPECT_NE(differs.body.find("掌柜"), std::string::npos) << "what was typed stays";
    EXPECT_EQ(differs.body.find(kPassword), std::string::npos) << "but no password";
    const Response done = browser.post(
        link, {{"name", "掌柜"}, {"password", kPassword}, {"password_again", kPassword}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(browser.get("/admin/users").status, 200);
    EXPECT_EQ(browser.get(link).status, 404);
    EXPECT_EQ(BrowserAlone(desk_).get(link).status, 404);
    EXPECT_EQ(BrowserAlone(desk_).get("/first-start/" + std::string(32, '0')).status, 404);
}

TEST_F(SignIn, APasswordOpensTheDeskAndLeadsBack) {
    add("lihua", Role::agent);
    BrowserAlone browser(desk_);
    EXPECT_EQ(location_of(browser.get("/cases?page=2")), "/sign-in?next=%2Fcases%3Fpage%3D2");
    const Response signed_in = browser.sign_in("lihua", kPassword);
    EXPECT_EQ(signed_in.status, 303);
    EXPECT_EQ(location_of(signed_in), "/cases");
    EXPECT_EQ(browser.get("/cases").status, 200);
    EXPECT_EQ(location_of(browser.get("/sign-in?next=/posts")), "/posts") << "who is in is led on";
}

TEST_F(SignIn, LeadsToPagesOfItsOwnOnly) {
    add("lihua", Role::agent);
    for (const char* next : {"https://evil.example", "//evil.example", "/\\evil.example",
                             "/\t/evil.example", "javascript:alert(1)", ""}) {
        BrowserAlone browser(desk_);
        browser.get("/sign-in?next=" + percent_encode(next));
        const Response done =
            browser.post("/sign-in", {{"name", "lihua"}, {"password", kPassword}, {"next", next}});
        EXPECT_EQ(location_of(done), "/") << next;
    }
}

TEST_F(SignIn, CookiesAreForThisHostAndForNoScript) {
    add("lihua", Role::agent);
    BrowserAlone plain(desk_), secure(desk_);
    secure.transport = Transport::tls;
    plain.sign_in("lihua", kPassword);
    ASSERT_EQ(plain.set_cookies.size(), 3u);
    EXPECT_EQ(plain.set_cookies[0].substr(plain.set_cookies[0].find(';')),
              "; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_TRUE(plain.set_cookies[0].starts_with("casebook="));
    secure.sign_in("lihua", kPassword);
    EXPECT_TRUE(secure.set_cookies[0].starts_with("__Host-casebook="));
    for (const std::string& cookie : secure.set_cookies) {
        EXPECT_TRUE(cookie.starts_with("__Host-")) << cookie;
        EXPECT_NE(cookie.find("; Path=/; HttpOnly; SameSite=Strict; Secure"), std::string::npos)
            << cookie;
        EXPECT_EQ(cookie.find("Domain"), std::string::npos);
    }
    plain.set_cookie("casebook", secure.cookie("__Host-casebook"));
    secure.set_cookie("__Host-casebook", "");
    secure.set_cookie("casebook", plain.cookie("casebook"));
    EXPECT_EQ(secure.get("/cases").status, 303)
        << "over TLS a cookie that any host could set counts for nothing";
}

TEST_F(SignIn, AnIdThatWasThereBeforeIsNotTheOneAfterwards) {
    add("lihua", Role::agent);
    add("thief", Role::agent);
    BrowserAlone thief(desk_), victim(desk_);
    thief.sign_in("thief", kPassword);
    const std::string planted = thief.cookie("casebook");
    victim.set_cookie("casebook", planted);
    victim.get("/sign-in?next=/");
    victim.set_cookie("casebook", "x");
    victim.sign_in("lihua", kPassword);
    EXPECT_NE(victim.cookie("casebook"), planted);
    thief.set_cookie("casebook", std::string(32, 'a'));
    EXPECT_EQ(thief.get("/cases").status, 303) << "nobody chooses an id";
}

TEST_F(SignIn, SigningOutMakesTheOldCookieWorthNothing) {
    add("lihua", Role::agent);
    BrowserAlone browser(desk_);
    browser.sign_in("lihua", kPassword);
    const std::string id = browser.cookie("casebook");
    browser.get("/");
    const Response out = browser.post("/sign-out", {});
    EXPECT_EQ(out.status, 303);
    EXPECT_EQ(browser.cookie("casebook"), "");
    browser.set_cookie("casebook", id);
    EXPECT_EQ(browser.get("/cases").status, 303);
}

TEST_F(SignIn, AnotherRoleGivesTheBrowserAnotherIdAtOnce) {
    const Person person = add("lihua", Role::agent);
    add("chef", Role::admin);
    BrowserAlone browser(desk_);
    browser.sign_in("lihua", kPassword);
    const std::string id = browser.cookie("casebook");
    value_of(accounts().change(person.id, {{}, Role::lead, {}, {}}, {"chef", ""}));
    EXPECT_EQ(browser.get("/static/x").status, 404);
    EXPECT_EQ(browser.cookie("casebook"), id) << "a file that caches keep carries no cookie";
    EXPECT_EQ(browser.get("/preferences?lang=en&back=/").status, 303);
    EXPECT_EQ(browser.get("/new/daily").status, 200);
    EXPECT_NE(browser.cookie("casebook"), id);
    EXPECT_EQ(browser.get("/new/daily").status, 200);
    BrowserAlone replay(desk_);
    replay.set_cookie("casebook", id);
    EXPECT_EQ(replay.get("/").status, 303);
}

TEST_F(SignIn, AThousandGuessesByThePageDoNotLockTheirVictimOut) {
    add("lihua", Role::agent);
    BrowserAlone victim(desk_), thief(desk_);
    victim.sign_in("lihua", kPassword);
    victim.get("/");
    victim.post("/sign-out", {});
    work_->compared = 0;
    int told_to_wait = 0;
    thief.get("/sign-in");
    for (int i = 0; i < 1000; ++i)
        told_to_wait +=
            thief.post("/sign-in", {{"name", "lihua"}, {"password", fmt::format("guess {}", i)}})
                .status == 429;
    EXPECT_LE(work_->compared, 20);
    EXPECT_GE(told_to_wait, 980);
    EXPECT_EQ(victim.sign_in("lihua", kPassword).status, 303);
    EXPECT_EQ(BrowserAlone(desk_).sign_in("lihua", kPassword).status, 429);
}

TEST_F(SignIn, TheAnswerToAnUnknownNameIsThatToAWrongPassword) {
    add("lihua", Role::agent);
    std::vector<std::string> pages;
    for (const std::string name : {"lihua", "nobodyy"}) {
        BrowserAlone browser(desk_);
        browser.peer = "10.0.0." + std::to_string(pages.size() + 1);
        browser.get("/sign-in");
        browser.set_cookie("casebook-guest", "the same guest");
        Response page = browser.get("/sign-in");
        page = browser.post("/sign-in", {{"name", "x" + name}, {"password", "guess"}});
        page = browser.post("/sign-in", {{"name", name}, {"password", "guess"}});
        EXPECT_EQ(page.status, 422);
        std::string body = page.body;
        if (const auto at = body.find(name); at != std::string::npos)
            body.replace(at, name.size(), "");
        pages.push_back(body);
    }
    EXPECT_EQ(pages[0], pages[1]);
}

// Interrupted -----------------------------------------------------------------------------------------------------

TEST_F(SignIn, WhatWasTypedWhenTheSignInEndedIsThereAfterTheNext) {
    add("lihua", Role::agent);
    BrowserAlone browser(desk_);
    browser.sign_in("lihua", kPassword);
    browser.get("/new/case");
    browser.set_cookie("casebook", "");  // it ended
    const Response door = browser.post(
        "/new/case", {{"title", "一个<b>标题"}, {"complaint", "两行\n的话"}, {"action", "save"}});
    EXPECT_EQ(door.status, 401);
    EXPECT_NE(door.body.find("一个&lt;b&gt;标题"), std::string::npos);
    const Response wrong = browser.post("/sign-in", {{"name", "lihua"},
                                                     {"password", "wrong"},
                                                     {"kept_target", "/new/case"},
                                                     {"kept.title", "一个标题"}});
    EXPECT_NE(wrong.body.find("一个标题"), std::string::npos) << "also after a mistyped password";
    const Response back = browser.post("/sign-in", {{"name", "lihua"},
                                                    {"password", kPassword},
                                                    {"kept_target", "/new/case"},
                                                    {"kept.title", "一个标题"},
                                                    {"kept.complaint", "话"},
                                                    {"kept.action", "save"}});
    EXPECT_EQ(back.status, 200);
    EXPECT_NE(back.body.find("action=\"/new/case\""), std::string::npos);
    EXPECT_NE(back.body.find("name=\"title\" value=\"一个标题\""), std::string::npos);
    const Response saved =
        browser.post("/new/case", {{"title", "一个标题"}, {"complaint", "话"}, {"action", "save"}});
    EXPECT_EQ(saved.status, 303) << "the token on that page is the new session's";
}

TEST_F(SignIn, AFormOfAnEarlierSessionComesBackToBeSentAgain) {
    add("lihua", Role::agent);
    BrowserAlone old_tab(desk_);
    old_tab.sign_in("lihua", kPassword);
    old_tab.get("/new/post");
    BrowserAlone new_tab(desk_);
    new_tab.sign_in("lihua", kPassword);
    old_tab.set_cookie("casebook", new_tab.cookie("casebook"));
    const Response again =
        old_tab.post("/new/post", {{"title", "心得"}, {"body", "正文"}, {"action", "save"}});
    EXPECT_EQ(again.status, 403);
    EXPECT_NE(again.body.find("name=\"body\" value=\"正文\""), std::string::npos);
    EXPECT_EQ(
        old_tab.post("/new/post", {{"title", "心得"}, {"body", "正文"}, {"action", "save"}}).status,
        303);
}

TEST_F(SignIn, NoPasswordIsEverCarriedAlong) {
    BrowserAlone browser(desk_);
    Request request = Desk::request(Method::post, "/sign-in");
    request.form = {{"name", "lihua"}, {"password", kPassword}};
    EXPECT_EQ(browser.send(request).body.find(kPassword), std::string::npos);
    request = Desk::request(Method::post, "/account/password");
    request.form = {{"old_password", kPassword}, {"password", kPassword}};
    EXPECT_EQ(browser.send(request).body.find(kPassword), std::string::npos);
}

TEST_F(SignIn, ALinkFromElsewhereTakesOneStepMoreInsteadOfAskingForAPassword) {
    BrowserAlone browser(desk_);
    browser.headers = {{"sec-fetch-site", "cross-site"}, {"sec-fetch-mode", "navigate"}};
    const Response step = browser.get("/cases/1001");
    EXPECT_EQ(step.status, 200);
    EXPECT_EQ(step.headers.find("Refresh")->second, "0; url=/cases/1001");
    browser.headers = {{"sec-fetch-site", "same-origin"}, {"sec-fetch-mode", "navigate"}};
    EXPECT_EQ(browser.get("/cases/1001").status, 303);
}

// Proxies ---------------------------------------------------------------------------------------------------------

class BehindProxy : public SignIn {
  protected:
    BehindProxy()
        : site_(value_of(
              Site::make(desk_.workspace(), {"test",
                                             {"127.0.0.1:8080"},
                                             AssetReading::once,
                                             {{"192.0.2.1", "192.0.2.2"}, "remote-user"}}))) {}

    Request request(const std::string& target, std::map<std::string, std::string> headers,
                    const std::string& peer = "192.0.2.1") {
        Request made = Desk::request(Method::get, target);
        made.peer = peer;
        for (auto& [name, value] : headers) made.headers[name] = value;
        return made;
    }

    std::unique_ptr<Site> site_;
};

TEST_F(BehindProxy, WhoItNamesIsSignedIn) {
    add("lihua", Role::agent);
    EXPECT_EQ(site_->handle(request("/cases", {{"remote-user", "LiHua"}})).status, 200);
    EXPECT_EQ(site_->handle(request("/admin/users", {{"remote-user", "lihua"}})).status, 403);
    EXPECT_EQ(site_->handle(request("/cases", {{"remote-user", "nobody"}})).status, 303);
    EXPECT_EQ(site_->handle(request("/cases", {{"remote-user", ""}})).status, 303);
}

TEST_F(BehindProxy, WhoeverElseNamesSomebodyIsNotBelieved) {
    add("lihua", Role::admin);
    for (const char* peer : {"127.0.0.1", "192.0.2.3", "", "203.0.113.7"})
        EXPECT_EQ(
            site_
                ->handle(request(
                    "/cases", {{"remote-user", "lihua"}, {"x-forwarded-for", "192.0.2.1"}}, peer))
                .status,
            303)
            << peer;
}

TEST_F(BehindProxy, FormsNeedTheirTokenAllTheSame) {
    add("lihua", Role::agent);
    const Response page = site_->handle(request("/", {{"remote-user", "lihua"}}));
    const std::string mark = "name=\"csrf-token\" content=\"";
    const std::string token = page.body.substr(page.body.find(mark) + mark.size(), 64);
    Request form = request("/desk/suggestions",
                           {{"remote-user", "lihua"}, {"origin", "http://127.0.0.1:8080"}});
    form.method = Method::post;
    form.form.emplace("text", "掉线");
    EXPECT_EQ(site_->handle(form).status, 403);
    form.headers["x-csrf-token"] = token;
    EXPECT_EQ(site_->handle(form).status, 200);
}

TEST_F(BehindProxy, ItsClientIsWhoGuessesAndTheSchemeIsTheClients) {
    add("lihua", Role::agent);
    BrowserAlone browser(desk_);
    const auto attempt = [&](const std::string& client, const std::string& name) {
        Request page =
            request("/sign-in", {{"x-forwarded-for", "6.6.6.6, " + client + ", 192.0.2.2"},
                                 {"x-forwarded-proto", "https"}});
        const Response shown = site_->handle(page);
        const std::string cookie = shown.headers.find("Set-Cookie")->second;
        EXPECT_TRUE(cookie.starts_with("__Host-casebook-guest=")) << cookie;
        Request form = page;
        form.method = Method::post;
        form.headers["origin"] = "https://127.0.0.1:8080";
        form.headers["cookie"] = cookie.substr(0, cookie.find(';'));
        const std::string mark = "name=\"csrf_token\" value=\"";
        form.form = {{"name", name},
                     {"password", "guess"},
                     {"csrf_token", shown.body.substr(shown.body.find(mark) + mark.size(), 64)}};
        return site_->handle(form).status;
    };
    for (int i = 0; i < 30; ++i) EXPECT_EQ(attempt("203.0.113.9", fmt::format("n{}", i)), 422) << i;
    EXPECT_EQ(attempt("203.0.113.9", "another"), 429);
    EXPECT_EQ(attempt("203.0.113.10", "another"), 422) << "another client of the same proxy";
}

TEST_F(SignIn, FiguresAreForProgramsOnThisMachineAndForAdministrators) {
    add("chef", Role::admin);
    Request request = Desk::request(Method::get, "/metrics");
    EXPECT_EQ(desk_.send_as_it_is(request).status, 200);
    request.headers["x-forwarded-for"] = "203.0.113.9";
    EXPECT_EQ(desk_.send_as_it_is(request).status, 303);
    request.headers.erase("x-forwarded-for");
    request.peer = "203.0.113.9";
    EXPECT_EQ(desk_.send_as_it_is(request).status, 303);
}

// Pages of people -------------------------------------------------------------------------------------------------

TEST_F(SignIn, AnAdministratorAddsSomebodyWhoComesInByTheLink) {
    add("chef", Role::admin);
    BrowserAlone chef(desk_), hua(desk_);
    chef.sign_in("chef", kPassword);
    chef.get("/admin/users");
    const Response added =
        chef.post("/admin/users", {{"name", "lihua"}, {"role", "author"}, {"team", "早班"}});
    EXPECT_EQ(added.status, 201);
    EXPECT_EQ(headers_of(added).find("Cache-Control")->second, "no-store");
    EXPECT_EQ(added.compression, Compression::never);
    const std::size_t at = added.body.find("/invitations/");
    ASSERT_NE(at, std::string::npos);
    const std::string link = added.body.substr(at, 45);
    EXPECT_EQ(chef.get("/admin/users").body.find("/invitations/"), std::string::npos)
        << "shown once";
    EXPECT_NE(hua.get(link).body.find("lihua"), std::string::npos);
    EXPECT_EQ(hua.post(link, {{"password", kPassword}, {"password_again", kPassword}}).status, 303);
    EXPECT_EQ(hua.get("/new/case").status, 200);
    EXPECT_EQ(hua.get("/admin/users").status, 403);
    EXPECT_EQ(chef.get("/admin/audit?verify=1").status, 200);
    EXPECT_NE(chef.get("/admin/audit?of=person").body.find("lihua"), std::string::npos);
}

TEST_F(SignIn, ATokenIsShownOnceAndActsInTheNameOfItsPerson) {
    add("lihua", Role::author);
    BrowserAlone browser(desk_);
    browser.sign_in("lihua", kPassword);
    browser.get("/account");
    const Response made = browser.post(
        "/account/tokens", {{"label", "crm"}, {"scope_read", "yes"}, {"scope_write", "yes"}});
    EXPECT_EQ(made.status, 201);
    const std::size_t at = made.body.find("cbk_");
    ASSERT_NE(at, std::string::npos);
    const std::string token = made.body.substr(at, 36);
    EXPECT_EQ(browser.get("/account").body.find(token), std::string::npos);
    Request request = Desk::request(Method::post, "/api/v1/cases");
    request.headers.erase("origin");
    request.headers["authorization"] = "bearer " + token;
    request.headers["content-type"] = "application/json";
    request.body = R"({"title":"一条","complaint":"客户的话","state":"verified"})";
    const Response saved = desk_.send_as_it_is(request);
    EXPECT_EQ(saved.status, 201) << saved.body;
    EXPECT_NE(saved.body.find("\"author\":\"lihua\""), std::string::npos);
    EXPECT_EQ(value_of(desk_.workspace().database().revisions_of(1002, 1)).front().author, "lihua");
    browser.get("/account");
    browser.post("/account/tokens/1/revoke", {});
    EXPECT_EQ(desk_.send_as_it_is(request).status, 401);
}

TEST_F(SignIn, WhatAnAgentWritesIsADraftInTheirName) {
    desk_.sign_in("hua", Role::agent);
    EXPECT_EQ(
        desk_.post_json("/api/v1/cases", R"({"title":"一","complaint":"客户的话很长很长"})").status,
        201);
    const Response listed = desk_.get("/api/v1/cases/1002");
    EXPECT_NE(listed.body.find("\"state\":\"draft\""), std::string::npos) << listed.body;
    EXPECT_NE(listed.body.find("\"author\":\"hua\""), std::string::npos);
    for (const char* body :
         {R"({"title":"二","state":"verified"})", R"({"title":"二","author":"wang"})"})
        EXPECT_EQ(desk_.post_json("/api/v1/cases", body).status, 403) << body;
    const Response page = desk_.get("/new/case");
    EXPECT_NE(page.body.find("value=\"draft\""), std::string::npos);
    EXPECT_EQ(page.body.find("value=\"verified\""), std::string::npos)
        << "nothing that cannot be chosen";
    const Response refused = desk_.post(
        "/new/case",
        {{"title", "三"}, {"complaint", "不一样的话"}, {"state", "verified"}, {"action", "save"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_NE(refused.body.find("不一样的话"), std::string::npos);
}

}  // namespace
}  // namespace casebook::web
