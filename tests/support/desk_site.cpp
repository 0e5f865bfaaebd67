// What a Desk has for tests of the site.
#include "app/people/accounts.h"
#include "support/desk.h"
#include "web/form_token.h"
#include "web/site.h"

namespace casebook::test {

web::Site& Desk::site() {
    if (!workspace_) open();
    if (!site_)
        site_ = value_of(
            web::Site::make(*workspace_, {"test", {"127.0.0.1:8080"}, web::AssetReading::once}));
    return *site_;
}

web::Request Desk::request(web::Method method, const std::string& target) {
    const auto parsed = web::parse_target(target);
    web::Request request;
    request.method = method;
    request.local = target;
    if (parsed) {
        request.path = parsed->path;
        request.query = parsed->query;
    }
    request.peer = "127.0.0.1";
    request.headers["host"] = "127.0.0.1:8080";
    if (method == web::Method::post) request.headers["origin"] = "http://127.0.0.1:8080";
    return request;
}

web::Response Desk::get(const std::string& target) {
    return send(Desk::request(web::Method::get, target));
}

web::Response Desk::post(const std::string& target, web::Values form) {
    web::Request request = Desk::request(web::Method::post, target);
    request.form = std::move(form);
    return send(request);
}

web::Response Desk::post_json(const std::string& target, std::string body) {
    web::Request request = Desk::request(web::Method::post, target);
    request.body = std::move(body);
    request.headers["content-type"] = "application/json";
    return send(request);
}

web::Response Desk::send(const web::Request& request) {
    return site().handle(signed_in(request));
}

web::Response Desk::send_as_it_is(const web::Request& request) {
    return site().handle(request);
}

// Without a password: hashing one takes longer than most tests.
Person Desk::sign_in(const std::string& name, Role role) {
    person_ = name;
    role_ = role;
    app::Accounts& accounts = site().workspace().accounts();
    const auto known = accounts.find(name);
    const Person person =
        known ? *known : value_of(accounts.add({name, "", role, ""}, {"test", ""}));
    const std::string id = value_of(accounts.begin_session(person, "127.0.0.1")).session;
    browser_ = {"casebook=" + id,
                web::shown_form_token(accounts.sessions().resume(id)->form_token, "/")};
    return person;
}

const Desk::Browser& Desk::browser() {
    if (browser_.cookie.empty()) sign_in(person_, role_);
    return browser_;
}

web::Request Desk::signed_in(web::Request request) {
    std::string& cookie = request.headers["cookie"];
    cookie += (cookie.empty() ? "" : "; ") + browser().cookie;
    request.headers["x-csrf-token"] = browser().csrf_token;
    return request;
}

}  // namespace casebook::test
