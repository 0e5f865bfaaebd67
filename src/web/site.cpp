#include "web/site.h"

#include <algorithm>

#include "app/notice_board.h"
#include "base/log.h"
#include "web/guard.h"
#include "web/routes.h"

namespace casebook::web {
namespace {

Response routed(const Visit& visit, const RouteMatch& match) {
    switch (match.result) {
        case RouteSearch::found:
            if (auto refusal = refusal_of_visit(visit, *match.route, match.arguments))
                return *std::move(refusal);
            return match.route->handler(visit, match.arguments);
        case RouteSearch::no_such_method: {
            Response response = visit.error(405, "error.method");
            response.headers.emplace("Allow", methods_of(visit.request().path));
            return response;
        }
        case RouteSearch::no_such_path:
            return visit.error(404, "error.not_found");
    }
    return visit.error(500, "error.internal");
}

bool sets(const Response& response, Cookie cookie, Security security) {
    const std::string start = name_of(cookie, security) + "=";
    return std::any_of(response.headers.begin(), response.headers.end(), [&](const auto& header) {
        return header.first == "Set-Cookie" && header.second.starts_with(start);
    });
}

// What the browser has to remember from now on, unless the handler said so itself.
void leave_cookies(const Identity& identity, Response& response) {
    const auto leave = [&](Cookie cookie, const std::string& value) {
        if (!sets(response, cookie, identity.security))
            response.headers.emplace("Set-Cookie", set_cookie(cookie, value, identity.security));
    };
    if (identity.new_session_id) leave(Cookie::session, *identity.new_session_id);
    const bool has_forms = response.content_type.starts_with("text/html");
    if (identity.new_guest && has_forms) leave(Cookie::guest, *identity.new_guest);
}

}  // namespace

Site::Site(app::Workspace& workspace, SiteOptions options, std::shared_ptr<const Assets> assets)
    : workspace_(workspace),
      options_(std::move(options)),
      assets_(std::move(assets), options_.assets) {
    workspace_.notices().use_listener(&live_feed_);
}

Site::~Site() {
    workspace_.notices().use_listener(nullptr);
}

Result<std::unique_ptr<Site>> Site::make(app::Workspace& workspace, SiteOptions options) {
    auto assets = Assets::load();
    if (!assets) return assets.error();
    std::vector<PageTemplate> pages = page_templates();
    for (PageTemplate& page : pages) {
        add_shared_names(page.shape);
        if (auto checked = (*assets)->templates().check(page.name, page.shape); !checked)
            return checked.error();
    }
    return std::unique_ptr<Site>(new Site(workspace, std::move(options), std::move(*assets)));
}

Response Site::handle(const Request& request) const {
    Response response = answer(request);
    metrics_.count_answer(response.status);
    return response;
}

Response Site::answer(const Request& request) const {
    const Visit stranger(*this, request, {});
    if (auto refusal = refusal_of_origin(stranger)) return *std::move(refusal);
    const RouteMatch match = find_route(request.method, request.path);
    if (match.route != nullptr && match.route->rights.are_unasked()) return routed(stranger, match);
    const Visit visit(*this, request, identify(*this, request));
    Response response = routed(visit, match);
    leave_cookies(visit.identity(), response);
    return response;
}

}  // namespace casebook::web
