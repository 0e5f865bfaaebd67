// What every handler gets, and how it answers: the chrome of a page (language, theme, navigation) is filled here once.
#pragma once

#include <string>
#include <string_view>

#include "app/people/accounts.h"
#include "base/result.h"
#include "render/templates.h"
#include "web/identity.h"
#include "web/site.h"

namespace casebook::web {

enum class Area {
    none,
    desk,
    search,
    cases,
    dailies,
    posts,
    status,
    account,
    people,
    audit,
    notices,
    complaints
};
enum class Theme { automatic, light, dark };

// One request on its way through a handler.
class Visit {
  public:
    Visit(const Site& site, const Request& request, Identity identity);

    const Request& request() const { return request_; }
    app::Workspace& workspace() const { return site_.workspace(); }
    app::Accounts& accounts() const { return workspace().accounts(); }
    const Identity& identity() const { return identity_; }
    // Requires: signed in, as every route is whose rights are not for anybody.
    const Person& person() const { return *identity_.person; }
    Viewer viewer() const { return identity_.viewer(); }
    // In whose name it is done, for files, the log of reuse and the audit trail.
    std::string account() const { return identity_.account(); }
    app::Actor actor() const { return {identity_.account(), identity_.address}; }
    bool may_write(const Entry& entry) const;
    const Site& site() const { return site_; }
    const Assets& assets() const { return *assets_; }
    render::Language language() const { return language_; }

    std::string message(std::string_view key) const { return messages().text(key); }
    const render::Messages& messages() const { return assets_->templates().messages(language_); }

    // The whole page: `view` through templates/<name>.html, inside the layout.
    Response page(const std::string& name, Area area, const std::string& title,
                  render::View view) const;

    // The same without masthead and navigation, for a projector.
    Response full_screen_page(const std::string& name, const std::string& title,
                              render::View view) const;

    // The same for a frame in another program's page.
    Response panel_page(const std::string& name, const std::string& title, render::View view) const;

    // The template alone.
    Response fragment(const std::string& name, render::View view) const;

    // A page for people, a problem document for programs (paths below /api/, or a request made by our own script).
    Response error(int status, std::string_view message_key) const;
    Response error(const Error& error) const;

  private:
    Response laid_out(const std::string& layout_name, const std::string& name, Area area,
                      const std::string& title, render::View view) const;
    void add_what_pages_share(render::View& view) const;

    const Site& site_;
    const Request& request_;
    std::shared_ptr<const Assets> assets_;
    render::Language language_;
    Theme theme_;
    Identity identity_;
};

// Whether a program asks, which is answered in JSON: below /api/, or our own script.
bool wants_problem_document(const Request& request);

Response redirect(const std::string& local_url);

// RFC 9457. What a program can act on stands in members of its own.
struct ProblemMembers {
    std::string code;
    std::optional<int> offset;  // into the query, in characters from 0
    std::string parameter;      // that was wrong
};
Response problem(int status, std::string_view title, std::string_view hint,
                 const ProblemMembers& members = {});
Response json(int status, std::string body);

// The variables that every template has, whatever its view.
void add_shared_names(render::View& view);

// Every page template with the names of its view; for the check at start-up.
struct PageTemplate {
    std::string name;
    render::View shape;
};
std::vector<PageTemplate> page_templates();

}  // namespace casebook::web
