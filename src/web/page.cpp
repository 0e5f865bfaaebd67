#include "web/page.h"

#include <nlohmann/json.hpp>

#include "app/notice_board.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/writing_rights.h"
#include "web/form_token.h"

namespace casebook::web {
namespace {

using render::Html;
using render::Language;
using render::View;

struct LayoutView {
    Language language = Language::chinese;
    Theme theme = Theme::automatic;
    Area area = Area::none;
    std::string title;
    std::string asset_css, asset_js, asset_icon;
    std::string here;
    std::size_t problem_count = 0;
    bool degraded = false;
    std::string person;  // empty: nobody is signed in
    bool is_admin = false;
    bool can_sign_out = false;
    std::size_t unseen_count = 0;
    Html page;

    void fill(View& view) const {
        view.text("lang", render::tag_of(language));
        view.flag("lang_zh", language == Language::chinese);
        view.flag("lang_en", language == Language::english);
        view.text("theme", theme == Theme::light  ? "light"
                           : theme == Theme::dark ? "dark"
                                                  : "auto");
        view.flag("theme_light", theme == Theme::light);
        view.flag("theme_dark", theme == Theme::dark);
        view.flag("theme_auto", theme == Theme::automatic);
        view.text("title", title);
        view.text("asset_css", asset_css);
        view.text("asset_js", asset_js);
        view.text("asset_icon", asset_icon);
        view.text("here", here);
        view.flag("nav_desk", area == Area::desk);
        view.flag("nav_search", area == Area::search);
        view.flag("nav_cases", area == Area::cases);
        view.flag("nav_dailies", area == Area::dailies);
        view.flag("nav_posts", area == Area::posts);
        view.flag("nav_status", area == Area::status);
        view.flag("nav_account", area == Area::account);
        view.flag("nav_people", area == Area::people);
        view.flag("nav_audit", area == Area::audit);
        view.flag("nav_complaints", area == Area::complaints);
        view.flag("has_problems", problem_count > 0);
        view.number("problem_count", static_cast<long long>(problem_count));
        view.flag("degraded", degraded);
        view.optional_text("person", person);
        view.flag("is_admin", is_admin);
        view.flag("can_sign_out", can_sign_out);
        view.flag("has_unseen", unseen_count > 0);
        view.number("unseen_count", static_cast<long long>(unseen_count));
        view.flag("nav_notices", area == Area::notices);
        view.html("page", page);
    }
};

struct ErrorView {
    int status = 0;
    std::string message;
    std::string hint;

    void fill(View& view) const {
        view.number("status", status);
        view.text("message", message);
        view.optional_text("hint", hint);
    }
};

Language language_of(const Request& request) {
    const std::string chosen = request.cookie("lang").value_or("");
    if (chosen == "en") return Language::english;
    if (chosen == "zh-CN") return Language::chinese;
    // The first language that the browser names decides; Chinese is the house language.
    const std::string accepted = ascii_lower(request.header("accept-language"));
    return accepted.starts_with("en") ? Language::english : Language::chinese;
}

Theme theme_of(const Request& request) {
    const std::string chosen = request.cookie("theme").value_or("");
    if (chosen == "light") return Theme::light;
    return chosen == "dark" ? Theme::dark : Theme::automatic;
}

std::string_view message_key_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::not_found:
            return "error.not_found";
        case ErrorKind::invalid:
            return "error.invalid";
        case ErrorKind::forbidden:
            return "error.forbidden";
        case ErrorKind::busy:
        case ErrorKind::conflict:
            return "error.busy";
        default:
            return "error.internal";
    }
}

// Encoded again inside another address, a long search would make that address too long.
std::string page_to_come_back_to(const Request& request) {
    constexpr std::size_t kLongest = 500;
    const bool whole = request.method == Method::get && request.local.size() <= kLongest;
    return whole ? request.local : request.path;
}

}  // namespace

bool wants_problem_document(const Request& request) {
    return request.path.starts_with("/api/") || request.path.starts_with("/desk/") ||
           request.path == "/live" || request.path == "/notices/news" ||
           request.path == "/form-token" || request.header("accept") == "application/json";
}

Visit::Visit(const Site& site, const Request& request, Identity identity)
    : site_(site),
      request_(request),
      assets_(site.assets()),
      language_(language_of(request)),
      theme_(theme_of(request)),
      identity_(std::move(identity)) {}

bool Visit::may_write(const Entry& entry) const {
    return identity_.person && !refusal_to_write(*identity_.person, &entry, entry);
}

void add_shared_names(View& view) {
    view.text("csrf_token", "");
    view.flag("may_lead", false);
}

void Visit::add_what_pages_share(View& view) const {
    view.text("csrf_token", shown_form_token(identity_.form_token, request_.local));
    view.flag("may_lead", identity_.person && identity_.person->role >= Role::lead);
}

Response Visit::page(const std::string& name, Area area, const std::string& title,
                     View view) const {
    return laid_out("layout", name, area, title, std::move(view));
}

Response Visit::full_screen_page(const std::string& name, const std::string& title,
                                 View view) const {
    return laid_out("layout_full_screen", name, Area::none, title, std::move(view));
}

Response Visit::panel_page(const std::string& name, const std::string& title, View view) const {
    return laid_out("layout_panel", name, Area::none, title, std::move(view));
}

Response Visit::laid_out(const std::string& layout_name, const std::string& name, Area area,
                         const std::string& title, View view) const {
    const render::Templates& templates = assets_->templates();
    LayoutView layout;
    layout.language = language_;
    layout.theme = theme_;
    layout.area = area;
    layout.title = title;
    layout.asset_css = assets_->url("css/app.css");
    layout.asset_js = assets_->url("js/app.js");
    layout.asset_icon = assets_->url("img/icon.svg");
    layout.here = percent_encode(page_to_come_back_to(request_));
    layout.problem_count = workspace().problem_list().size();
    layout.degraded = workspace().health().is_degraded();
    if (identity_.person) {
        layout.person = identity_.person->shown_name();
        layout.is_admin = identity_.person->role == Role::admin;
        layout.can_sign_out = identity_.through == Identity::Through::session;
        layout.unseen_count = workspace().notices().count_unseen(identity_.account());
    }
    add_what_pages_share(view);
    layout.page = templates.render(name, language_, view);
    View frame = View::of(layout);
    add_what_pages_share(frame);
    Response response;
    response.body = templates.render(layout_name, language_, frame).text();
    response.headers.emplace("Content-Language", render::tag_of(language_));
    response.headers.emplace("Vary", "Cookie, Accept-Language");
    return response;
}

Response Visit::fragment(const std::string& name, View view) const {
    add_what_pages_share(view);
    Response response;
    response.kind = ResponseKind::fragment;
    response.body = assets_->templates().render(name, language_, view).text();
    return response;
}

Response Visit::error(int status, std::string_view message_key) const {
    const std::string text = message(message_key);
    const std::string hint = message(std::string(message_key) + ".hint");
    if (wants_problem_document(request_)) return problem(status, text, hint);
    Response response = page("pages/errors/show", Area::none, message("title.error"),
                             View::of(ErrorView{status, text, hint}));
    response.kind = ResponseKind::error;
    response.status = status;
    return response;
}

Response Visit::error(const Error& error) const {
    if (traits_of(error.kind).severity != Severity::information) log(error);
    const std::string own = "error." + error.code;
    const bool has_own_words = !error.code.empty() && messages().find(own) != nullptr;
    return this->error(traits_of(error.kind).http_status,
                       has_own_words ? std::string_view(own) : message_key_of(error.kind));
}

Response redirect(const std::string& local_url) {
    Response response;
    response.kind = ResponseKind::redirect;
    response.status = 303;
    response.content_type = "text/plain; charset=utf-8";
    response.headers.emplace("Location", local_url);
    return response;
}

Response problem(int status, std::string_view title, std::string_view hint,
                 const ProblemMembers& members) {
    nlohmann::json document{
        {"type", "about:blank"}, {"title", title}, {"status", status}, {"hint", hint}};
    if (!members.code.empty()) document["code"] = members.code;
    if (members.offset) document["offset"] = *members.offset;
    if (!members.parameter.empty()) document["parameter"] = members.parameter;
    Response response;
    response.kind = ResponseKind::error;
    response.status = status;
    response.content_type = "application/problem+json";
    response.body = document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

Response json(int status, std::string body) {
    Response response;
    response.kind = ResponseKind::data;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
}

PageTemplate layout_template() {
    return {"layout", View::of(LayoutView{})};
}

PageTemplate full_screen_layout_template() {
    return {"layout_full_screen", View::of(LayoutView{})};
}

PageTemplate panel_layout_template() {
    return {"layout_panel", View::of(LayoutView{})};
}

PageTemplate error_template() {
    return {"pages/errors/show", View::of(ErrorView{})};
}

}  // namespace casebook::web
