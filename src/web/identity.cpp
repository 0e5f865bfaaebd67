#include "web/identity.h"

#include <algorithm>

#include "app/people/accounts.h"
#include "base/secret.h"
#include "base/text.h"
#include "web/client.h"
#include "web/site.h"

namespace casebook::web {
namespace {

constexpr std::size_t kFormTokenDigits = 32;

std::optional<Person> enabled(std::optional<Person> person) {
    return person && !person->disabled ? person : std::nullopt;
}

bool names(const std::vector<std::string>& origins, const std::string& origin) {
    return std::find(origins.begin(), origins.end(), origin) != origins.end();
}

// A token of the panel counts in the panel alone, inside the pages that it was made for and that may still show the panel.
bool counts_here(const Site& site, const Request& request, const std::string& token_origins) {
    if (token_origins.empty()) return true;
    const std::string origin = request.header("x-panel-origin");
    return request.path.starts_with("/desk/") && !origin.empty() &&
           names(split(token_origins, ' '), origin) && names(site.options().panel_origins, origin);
}

bool take_bearer(const Site& site, app::Accounts& accounts, const Request& request,
                 Identity& identity) {
    const std::string authorization = request.header("authorization");
    if (!ascii_lower(authorization.substr(0, 7)).starts_with("bearer ")) return false;
    identity.through = Identity::Through::token;
    identity.scopes = Scopes();
    const auto bearer = accounts.tokens().find(std::string(trim(authorization.substr(7))));
    if (!bearer || !counts_here(site, request, bearer->origins)) return true;
    identity.person = enabled(accounts.find(bearer->person));
    identity.scopes = bearer->scopes;
    return true;
}

// The name comes from the proxy on every request; so does what forms are bound to.
bool take_proxy(app::Accounts& accounts, const Request& request, const ProxyTrust& trust,
                Identity& identity) {
    if (trust.person_header.empty() || !is_trusted_proxy(request, trust)) return false;
    const std::string name = request.header(trust.person_header);
    if (name.empty()) return false;
    identity.through = Identity::Through::proxy;
    identity.person = enabled(accounts.find(name));
    identity.form_token =
        keyed_hash(accounts.key(), "form of the proxy's " + name).substr(0, kFormTokenDigits);
    return true;
}

app::SessionUse use_of(const Request& request) {
    const bool by_itself = request.path == "/live" || request.path == "/notices/news" ||
                           request.path == "/desk/bursts";
    return by_itself ? app::SessionUse::by_open_page : app::SessionUse::by_person;
}

bool take_session(app::Accounts& accounts, const Request& request, Identity& identity) {
    const auto id = cookie_of(request, Cookie::session, identity.security);
    if (!id || id->empty()) return false;
    auto session = accounts.sessions().resume(*id, use_of(request));
    if (!session) return false;
    identity.person = enabled(accounts.find(session->person));
    if (!identity.person) return false;
    identity.through = Identity::Through::session;
    identity.form_token = session->form_token;
    identity.session = session->hash;
    identity.new_session_id = session->new_id;
    return true;
}

void take_guest(app::Accounts& accounts, const Request& request, Identity& identity) {
    auto guest = cookie_of(request, Cookie::guest, identity.security);
    if (!guest || guest->empty()) identity.new_guest = guest = random_secret();
    identity.form_token =
        keyed_hash(accounts.key(), "form of the guest " + *guest).substr(0, kFormTokenDigits);
}

}  // namespace

Identity identify(const Site& site, const Request& request) {
    app::Accounts& accounts = site.workspace().accounts();
    const ProxyTrust& trust = site.options().proxies;
    Identity identity;
    identity.security = is_secure(request, trust) ? Security::secure : Security::plain;
    identity.address = address_of(request, trust);
    if (take_bearer(site, accounts, request, identity)) return identity;
    if (take_proxy(accounts, request, trust, identity)) return identity;
    if (take_session(accounts, request, identity)) return identity;
    take_guest(accounts, request, identity);
    return identity;
}

}  // namespace casebook::web
