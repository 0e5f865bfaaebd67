// The page of one's own account.
#pragma once

#include <string>
#include <vector>

#include "web/page.h"

namespace casebook::web {

struct TokenView {
    long long id = 0;
    std::string label, scopes, created, last_used;
    bool for_panel = false;
    void fill(render::View& view) const;
};

struct SessionView {
    std::string address, created, last_seen;
    bool is_this = false;
    void fill(render::View& view) const;
};

// A page that may show the panel.
struct PanelOriginView {
    std::string origin;
    void fill(render::View& view) const { view.text("panel_origin", origin); }
};

struct AccountView {
    std::string name, display_name, role_label, team;
    bool has_password = false;  // else somebody else says who it is: a proxy
    std::string notice;         // what was done
    std::string error_message, error_hint;
    std::string fresh_token;  // shown this once
    std::vector<TokenView> tokens;
    std::vector<SessionView> sessions;
    std::vector<PanelOriginView> panel_origins;

    static AccountView of(const Visit& visit);
    void fill(render::View& view) const;
};

// "2026-11-21 09:00" in the desk's time zone; empty for 0.
std::string minute_of_seconds(const Visit& visit, std::int64_t seconds);

}  // namespace casebook::web
