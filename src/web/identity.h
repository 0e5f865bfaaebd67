// Who asks: found once for a request, before its handler. Nobody who is disabled is anybody.
#pragma once

#include <optional>
#include <string>

#include "domain/person.h"
#include "domain/viewer.h"
#include "web/cookies.h"

namespace casebook::web {

class Site;

struct Identity {
    enum class Through {
        nobody,   // not signed in
        session,  // a browser's cookie
        token,    // a program's Authorization: Bearer
        proxy,    // a trusted proxy's header
    };

    Through through = Through::nobody;
    std::optional<Person> person;
    Scopes scopes = Scopes::all();  // of a program's token; browsers may all that the person may
    std::string form_token;         // that forms of this browser bring back
    std::string session;            // its hash; empty: none
    std::optional<std::string> new_session_id;  // that the browser has to be told
    std::optional<std::string> new_guest;       // the same, of somebody who is not signed in
    Security security = Security::plain;
    std::string address;

    bool is_signed_in() const { return person.has_value(); }
    // The browser sends by itself what shows who it is, for a foreign page, too.
    bool is_ambient() const { return through != Through::token; }
    Viewer viewer() const { return person ? Viewer::of(*person) : Viewer::of_the_public(); }
    // For logs and files; empty: nobody.
    std::string account() const { return person ? person->name : std::string(); }
};

Identity identify(const Site& site, const Request& request);

}  // namespace casebook::web
