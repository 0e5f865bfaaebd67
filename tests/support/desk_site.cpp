// What a Desk has for tests of the site.
#include "support/desk.h"
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
    request.headers["host"] = "127.0.0.1:8080";
    if (method == web::Method::post) request.headers["origin"] = "http://127.0.0.1:8080";
    return request;
}

web::Response Desk::get(const std::string& target) {
    return site().handle(Desk::request(web::Method::get, target));
}

web::Response Desk::post(const std::string& target, web::Values form) {
    web::Request request = Desk::request(web::Method::post, target);
    request.form = std::move(form);
    return site().handle(request);
}

web::Response Desk::post_json(const std::string& target, std::string body) {
    web::Request request = Desk::request(web::Method::post, target);
    request.body = std::move(body);
    request.headers["content-type"] = "application/json";
    return site().handle(request);
}

web::Response Desk::send(const web::Request& request) {
    return site().handle(request);
}

}  // namespace casebook::test
