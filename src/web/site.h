// The site: takes a request, finds its route, gives the answer. No sockets; server.h has those. Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "web/assets.h"
#include "web/client.h"
#include "web/http.h"
#include "web/live_feed.h"
#include "web/masking_undos.h"
#include "web/metrics.h"
#include "web/suggestion_lists.h"

namespace casebook::web {

struct SiteOptions {
    std::string version;
    std::vector<std::string>
        hosts;  // what a Host header may say: "127.0.0.1:8080", "localhost:8080"
    AssetReading assets = AssetReading::as_built;
    ProxyTrust proxies{};
    std::vector<std::string> panel_origins{};  // "https://crm.example": may show /panel in a frame
};

class Site {
  public:
    // Parses all templates and checks them against their pages' views. Error: invalid.
    static Result<std::unique_ptr<Site>> make(app::Workspace& workspace, SiteOptions options);

    Response handle(const Request& request) const;
    ~Site();

    // Once the port is known.
    void set_hosts(std::vector<std::string> hosts) { options_.hosts = std::move(hosts); }

    app::Workspace& workspace() const { return workspace_; }
    const SiteOptions& options() const { return options_; }
    std::shared_ptr<const Assets> assets() const { return assets_.get(); }
    Metrics& metrics() const { return metrics_; }
    MaskingUndos& masking_undos() const { return masking_undos_; }
    SuggestionLists& suggestion_lists() const { return suggestion_lists_; }
    LiveFeed& live_feed() const { return live_feed_; }

  private:
    Response answer(const Request& request) const;
    Site(app::Workspace& workspace, SiteOptions options, std::shared_ptr<const Assets> assets);

    app::Workspace& workspace_;
    SiteOptions options_;
    CurrentAssets assets_;
    mutable Metrics metrics_;
    mutable MaskingUndos masking_undos_;
    mutable SuggestionLists suggestion_lists_;
    mutable LiveFeed live_feed_;
};

}  // namespace casebook::web
