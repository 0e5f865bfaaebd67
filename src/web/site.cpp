#include "web/site.h"

#include <algorithm>

#include "base/log.h"
#include "web/routes.h"

namespace casebook::web {
namespace {

// Another site's page must not read from or write to a desk that runs on the visitor's own machine: a name that is pointed at
// 127.0.0.1 (DNS rebinding) shows in Host, a page of another site in Origin or Sec-Fetch-Site.
std::optional<std::string_view> refusal_of(const Request& request, const SiteOptions& options) {
    const std::string host = request.header("host");
    if (std::find(options.hosts.begin(), options.hosts.end(), host) == options.hosts.end())
        return "error.foreign_host";
    const std::string origin = request.header("origin");
    if (!origin.empty() && origin != "http://" + host && origin != "https://" + host)
        return "error.foreign_origin";
    if (request.method == Method::get) return std::nullopt;
    const std::string fetch_site = request.header("sec-fetch-site");
    if (fetch_site == "cross-site") return "error.foreign_origin";
    // A form that says nothing about where it stood may stand anywhere. Programs have the API.
    const bool from_here = !origin.empty() || fetch_site == "same-origin";
    if (!from_here && !request.path.starts_with("/api/")) return "error.foreign_origin";
    return std::nullopt;
}

}  // namespace

Site::Site(app::Workspace& workspace, SiteOptions options, std::shared_ptr<const Assets> assets)
    : workspace_(workspace), options_(std::move(options)), assets_(std::move(assets)) {}

Result<std::unique_ptr<Site>> Site::make(app::Workspace& workspace, SiteOptions options) {
    auto assets = Assets::load();
    if (!assets) return assets.error();
    for (const PageTemplate& page : page_templates())
        if (auto checked = (*assets)->templates().check(page.name, page.shape); !checked)
            return checked.error();
    return std::unique_ptr<Site>(new Site(workspace, std::move(options), std::move(*assets)));
}

std::shared_ptr<const Assets> Site::assets() const {
    const bool fixed = options_.assets == AssetReading::once || !assets_may_change();
    if (fixed) return assets_;
    auto fresh = Assets::load();
    if (fresh) return *fresh;
    log(fresh.error());  // a template that is being edited; the last good ones serve
    return assets_;
}

Response Site::handle(const Request& request) const {
    Response response = route(request);
    metrics_.count_answer(response.status);
    return response;
}

Response Site::route(const Request& request) const {
    const Visit visit(*this, request);
    if (const auto refusal = refusal_of(request, options_)) return visit.error(403, *refusal);
    const RouteMatch match = find_route(request.method, request.path);
    switch (match.result) {
        case RouteSearch::found:
            return match.route->handler(visit, match.arguments);
        case RouteSearch::no_such_method: {
            Response response = visit.error(405, "error.method");
            response.headers.emplace("Allow", methods_of(request.path));
            return response;
        }
        case RouteSearch::no_such_path:
            return visit.error(404, "error.not_found");
    }
    return visit.error(500, "error.internal");
}

}  // namespace casebook::web
