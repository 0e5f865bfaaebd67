// Every route of the site, walked with every language and theme, by strangers and with hostile arguments.
#include "web/site.h"

#include <fmt/format.h>

#include <map>

#include "app/read_entry.h"
#include "support/desk.h"
#include "web/routes.h"

namespace casebook::web {
namespace {

using test::Desk;

constexpr std::string_view kProbe = "\"'><script>alert(1)</script>";

// An address that answers 200 or 303 for each pattern of the route table.
std::string address_of(const Desk& desk, const Route& route, const Site& site) {
    static const std::map<std::string_view, std::string> kArguments{
        {"/api/v1/cases/{id}", "/api/v1/cases/1001"},
        {"/api/v1/dailies/{id}", "/api/v1/dailies/1025"},
        {"/api/v1/posts/{id}", "/api/v1/posts/1028"},
        {"/api/v1/cases/{id}/links", "/api/v1/cases/1001/links"},
        {"/api/v1/cases/{id}/links/{other}", "/api/v1/cases/1001/links/1002"},
        {"/cases/{id}/links", "/cases/1001/links"},
        {"/cases/{id}", "/cases/1001"},
        {"/cases/{id}/found", "/cases/1001/found"},
        {"/cases/{id}/found/reset", "/cases/1001/found/reset"},
        {"/cases/{id}/found/bring-back", "/cases/1001/found/bring-back"},
        {"/dailies/{date}", "/dailies/2026-11-18"},
        {"/posts/{id}", "/posts/1028"},
        {"/search", "/search?q=%E6%8E%89%E7%BA%BF"},
        {"/new/{kind}", "/new/case"},
        {"/edit/{id}", "/edit/1001"},
        {"/history/{id}", "/history/1001"},
        {"/complaints/{number}", "/complaints/1"},
        {"/api/v1/complaints/{id}", "/api/v1/complaints/1"},
    };
    static_cast<void>(desk);
    if (route.pattern == "/history/{id}/{sequence}") {
        const auto revisions = site.workspace().database().revisions_of(1001, 1);
        return fmt::format("/history/1001/{}", test::value_of(revisions).front().sequence);
    }
    if (route.pattern == "/static/{...}") return site.assets()->url("js/app.js");
    const auto found = kArguments.find(route.pattern);
    return found == kArguments.end() ? std::string(route.pattern) : found->second;
}

Request request_for(const Desk& desk, const Route& route, const Site& site) {
    Request request = Desk::request(route.method, address_of(desk, route, site));
    if (route.method == Method::post) {
        request.form.emplace("text", "晚上掉线");
        request.form.emplace("action", "preview");  // of the pages with a form
        request.form.emplace("complaint", "晚上掉线");
        request.form.emplace("version",
                             test::value_of(app::read_entry(site.workspace(), 1001)).version);
        request.body = R"({"text":"晚上掉线"})";
        if (request.path.starts_with("/api/")) request.headers["content-type"] = "application/json";
    }
    return request;
}

// Below this the answer to request_for() is right. What writes for programs, undoes something, or is about a list of suggestions wants
// more than that request has.
int first_wrong_status(const Route& route) {
    const bool writes =
        route.method != Method::get && route.pattern != "/api/v1/suggest" &&
        (route.pattern.starts_with("/api/v1/") || route.pattern == "/unmask" ||
         route.pattern.find("reuse") != std::string_view::npos ||
         route.pattern == "/complaints/{number}" || route.pattern.ends_with("/links") ||
         route.pattern.ends_with("/bring-back") || route.pattern.ends_with("/seen") ||
         route.pattern.ends_with("/mute"));
    const bool judges_or_tells =
        route.method == Method::post &&
        (route.pattern.ends_with("/withdraw") || route.pattern.ends_with("/restore") ||
         route.pattern.ends_with("/confirm") || route.pattern.ends_with("/flag") ||
         route.pattern.starts_with("/changes") || route.pattern == "/desk/first-useful");
    const bool about_people =
        route.pattern.starts_with("/admin/") || route.pattern.starts_with("/account/") ||
        route.pattern.starts_with("/sign-") || route.pattern.ends_with("/{token}");
    return writes || judges_or_tells || about_people ? 500 : 400;
}

void expect_security_headers(const Response& response, std::string_view what) {
    const Values headers = headers_of(response);
    for (const char* name :
         {"Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options",
          "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy", "Permissions-Policy"})
        EXPECT_EQ(headers.count(name), 1u) << name << " of " << what;
    const std::string& policy = headers.find("Content-Security-Policy")->second;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << what;
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << what;
}

// Asked by an administrator, who may call all of them.
class EveryRoute : public testing::Test {
  protected:
    EveryRoute() {
        desk_.sign_in("chef", Role::admin);
        desk_.post("/complaints", {{"text", "晚上掉线"}});
    }

    Response answer_to(const Request& request) {
        Response response = desk_.send(request);
        if (request.path == "/sign-out") desk_.sign_in("chef", Role::admin);
        return response;
    }

    Desk desk_ = Desk::with_shipped_content();
    Site& site_ = desk_.site();
};

TEST_F(EveryRoute, AnswersInBothLanguagesAndAllThemes) {
    for (const Route& route : routes())
        for (const std::string lang : {"zh-CN", "en"})
            for (const std::string theme : {"auto", "light", "dark"}) {
                Request request = request_for(desk_, route, site_);
                request.headers["cookie"] = "lang=" + lang + "; theme=" + theme;
                const Response response = answer_to(request);
                EXPECT_LT(response.status, first_wrong_status(route)) << route.pattern;
                EXPECT_FALSE(response.content_type.empty()) << route.pattern;
                expect_security_headers(response, route.pattern);
                if (response.kind != ResponseKind::page) continue;
                EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
                EXPECT_NE(response.body.find(
                              fmt::format("<html lang=\"{}\" data-theme=\"{}\">", lang, theme)),
                          std::string::npos)
                    << route.pattern;
                for (const char* template_mark : {"{{t.", "{{#", "{{^", "{{/", "{{>", "{{{"})
                    EXPECT_EQ(response.body.find(template_mark), std::string::npos)
                        << route.pattern;
            }
}

TEST_F(EveryRoute, HasThePageItsNameSays) {
    for (const Route& route : routes()) {
        const Response response = answer_to(request_for(desk_, route, site_));
        if (response.status >= 400 && response.status < first_wrong_status(route)) continue;
        const bool data = route.pattern.starts_with("/api/") || route.pattern == "/healthz" ||
                          route.pattern == "/readyz" || route.pattern == "/metrics";
        if (data) {
            EXPECT_EQ(response.content_type, route.pattern == "/metrics"
                                                 ? "text/plain; version=0.0.4; charset=utf-8"
                                                 : "application/json")
                << route.pattern;
            EXPECT_EQ(response.kind, ResponseKind::data) << route.pattern;
        }
        if (response.kind == ResponseKind::page)
            EXPECT_NE(response.body.find("<h1"), std::string::npos) << route.pattern;
    }
}

TEST_F(EveryRoute, ShowsNothingOfAnArgumentAsHtml) {
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        if (const std::size_t argument = path.find('{'); argument != std::string::npos)
            path = path.substr(0, argument) + percent_encode(kProbe);
        for (const char* name : {"q", "page", "kind", "back", "lang", "theme", "text", "limit"}) {
            Request request =
                Desk::request(route.method, path + "?" + name + "=" + percent_encode(kProbe));
            request.form.emplace(name, kProbe);
            request.form.emplace("text", kProbe);
            request.body = fmt::format("{{\"text\":\"x\",\"{}\":\"<script>alert\"}}", name);
            request.headers["cookie"] = "lang=" + std::string(kProbe) + "; theme=<script>alert";
            request.headers["accept-language"] = kProbe;
            const Response response = answer_to(request);
            EXPECT_LT(response.status, 500) << path;
            if (!response.content_type.ends_with("json")) {  // in JSON it is text
                EXPECT_EQ(response.body.find("<script>alert"), std::string::npos) << path << name;
                EXPECT_EQ(response.body.find("\"'>"), std::string::npos) << path << name;
            }
            expect_security_headers(response, path);
            for (const auto& [header, value] : headers_of(response))
                EXPECT_EQ(value.find_first_of("\r\n"), std::string::npos) << header;
        }
    }
}

TEST_F(EveryRoute, RefusesAForeignHost) {
    for (const Route& route : routes())
        for (const char* host : {"", "evil.example", "evil.example:8080", "127.0.0.1",
                                 "127.0.0.1:81", "127.0.0.1:8080.evil.example", "localhost:8080"}) {
            Request request = request_for(desk_, route, site_);
            request.headers["host"] = host;
            const Response response = answer_to(request);
            EXPECT_EQ(response.status, 403) << route.pattern << " " << host;
            expect_security_headers(response, route.pattern);
        }
}

TEST_F(EveryRoute, RefusesAForeignOrigin) {
    for (const Route& route : routes())
        for (const char* origin :
             {"null", "http://evil.example", "http://127.0.0.1:8080.evil.example",
              "http://127.0.0.1", "file://", "http://localhost:8080"}) {
            Request request = request_for(desk_, route, site_);
            request.headers["origin"] = origin;
            EXPECT_EQ(answer_to(request).status, 403) << route.pattern << " " << origin;
        }
}

TEST_F(EveryRoute, RefusesWritesThatAnotherSiteBegan) {
    for (const Route& route : routes()) {
        if (route.method != Method::post) continue;
        Request request = request_for(desk_, route, site_);
        request.headers["sec-fetch-site"] = "cross-site";
        EXPECT_EQ(answer_to(request).status, 403) << route.pattern;
    }
}

TEST_F(EveryRoute, RefusesFormsThatDoNotSayWhereTheyStood) {
    for (const Route& route : routes()) {
        if (route.method != Method::post) continue;
        const bool for_programs = route.pattern.starts_with("/api/");
        Request request = request_for(desk_, route, site_);
        request.headers.erase("origin");
        EXPECT_EQ(answer_to(request).status == 403, !for_programs) << route.pattern;
        request.headers["sec-fetch-site"] = "same-site";
        EXPECT_EQ(answer_to(request).status == 403, !for_programs) << route.pattern;
        request.headers["sec-fetch-site"] = "same-origin";
        EXPECT_LT(answer_to(request).status, first_wrong_status(route)) << route.pattern;
    }
}

TEST_F(EveryRoute, AnswersItsOwnPages) {
    for (const Route& route : routes()) {
        Request request = request_for(desk_, route, site_);
        request.headers["origin"] = "http://127.0.0.1:8080";
        request.headers["sec-fetch-site"] = "same-origin";
        EXPECT_LT(answer_to(request).status, first_wrong_status(route)) << route.pattern;
    }
}

class SiteTest : public testing::Test {
  protected:
    Desk desk_ = Desk::with_shipped_content();
};

TEST_F(SiteTest, AnUnknownAddressIsAPageForPeopleAndAProblemForPrograms) {
    const Response page = desk_.get("/nowhere");
    EXPECT_EQ(page.status, 404);
    EXPECT_EQ(page.kind, ResponseKind::error);
    EXPECT_NE(page.body.find("<html"), std::string::npos);
    expect_security_headers(page, "404");
    const Response problem = desk_.get("/api/v1/nowhere");
    EXPECT_EQ(problem.status, 404);
    EXPECT_EQ(problem.content_type, "application/problem+json");
    expect_security_headers(problem, "404");
}

TEST_F(SiteTest, AnotherMethodIsNotAllowed) {
    EXPECT_EQ(desk_.post("/cases/1001", {}).status, 405);
    EXPECT_EQ(desk_.get("/desk/suggestions").status, 405);
    const Response problem = desk_.get("/api/v1/suggest");
    EXPECT_EQ(problem.status, 405);
    EXPECT_EQ(problem.content_type, "application/problem+json");
    expect_security_headers(problem, "405");
}

TEST_F(SiteTest, EntriesThatAreNotThereAreNotFound) {
    for (const char* address : {"/cases/1", "/cases/x", "/cases/99999999999999999999",
                                "/dailies/2020-01-01", "/dailies/x", "/posts/1", "/posts/-1028"})
        EXPECT_EQ(desk_.get(address).status, 404) << address;
}

TEST_F(SiteTest, AnEntryOfAnotherKindLeadsToItsOwnAddress) {
    for (const auto& [from, to] : {std::pair{"/cases/1028", "/posts/1028"},
                                   {"/posts/1001", "/cases/1001"},
                                   {"/cases/1025", "/dailies/2026-11-18"}}) {
        const Response response = desk_.get(from);
        EXPECT_EQ(response.status, 303) << from;
        EXPECT_EQ(headers_of(response).find("Location")->second, to);
    }
}

TEST_F(SiteTest, TheLanguageIsTheChosenOneElseTheBrowsers) {
    const struct {
        const char *cookie, *accepted, *lang;
    } rows[] = {
        {"", "", "zh-CN"},       {"", "en-GB,en;q=0.9", "en"},  {"", "zh-TW,en", "zh-CN"},
        {"", "fr", "zh-CN"},     {"lang=zh-CN", "en", "zh-CN"}, {"lang=en", "zh", "en"},
        {"lang=xx", "en", "en"},
    };
    for (const auto& row : rows) {
        Request request = Desk::request(Method::get, "/");
        request.headers["cookie"] = row.cookie;
        request.headers["accept-language"] = row.accepted;
        const std::string wanted = fmt::format("<html lang=\"{}\"", row.lang);
        EXPECT_NE(desk_.send(request).body.find(wanted), std::string::npos)
            << row.cookie << " " << row.accepted;
    }
}

TEST_F(SiteTest, AFileThatCannotBeReadShowsOnTheStatusPage) {
    desk_.write("cases/2026-01/9-<b>.md", "broken");
    desk_.open();
    const Response status = desk_.get("/status");
    EXPECT_NE(status.body.find("cases/2026-01/9-&lt;b&gt;.md"), std::string::npos);
    EXPECT_EQ(status.body.find("9-<b>"), std::string::npos);
    EXPECT_NE(desk_.get("/").body.find("/status"), std::string::npos);
}

TEST(Lists, ArePagedToTheirEnd) {
    Desk desk;
    for (EntryId id = 2000; id < 2060; ++id)
        desk.write(fmt::format("cases/many/{}.md", id),
                   test::case_text(id, fmt::format("第 {} 条", id), "原话", "处理"));
    desk.open();
    EXPECT_NE(desk.get("/cases").body.find("/cases?page=2"), std::string::npos);
    EXPECT_EQ(desk.get("/cases?page=2").status, 200);
    EXPECT_EQ(desk.get("/cases?page=2").body.find("page=3"), std::string::npos);
    EXPECT_EQ(desk.get("/cases?page=9999").status, 200);
}

}  // namespace
}  // namespace casebook::web
