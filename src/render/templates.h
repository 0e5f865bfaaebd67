// The templates: mustache (kainjow's) with three additions that are worked out when a template is loaded, once for
// each language:
//
//   {{t.some.key}}      the text of the message, which may hold variables itself
//   {{> _card}}         the partial templates/partials/_card.html
//   {{{html:name}}}     the only raw output: a value of type Html. Any other raw tag is refused.
//
// All templates are parsed at start-up, and a variable that a page's view does not have, a missing partial or message
// is an error then. Rendering is thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "render/html.h"
#include "render/messages.h"
#include "render/view.h"

namespace casebook::render {

// path relative to templates/ -> text
using TemplateSources = std::map<std::string, std::string>;

class Templates {
  public:
    // Error: invalid, naming the template and what is wrong with it.
    static Result<Templates> load(const TemplateSources& sources);
    ~Templates();
    Templates(Templates&&) noexcept;
    Templates& operator=(Templates&&) noexcept;

    // Every variable of the template is a name of the view. Error: invalid.
    Result<void> check(const std::string& name, const View& view) const;

    // `name` as in "pages/desk/show". Requires: the template exists (check() saw it at start-up).
    Html render(const std::string& name, Language language, const View& view) const;

    const Messages& messages(Language language) const;

  private:
    struct Compiled;
    Templates();
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace casebook::render
