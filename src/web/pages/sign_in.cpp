// /sign-in and /sign-out: a browser becomes a person's, and ceases to be.
#include <algorithm>
#include <array>

#include "base/log.h"
#include "base/text.h"
#include "web/form_token.h"
#include "web/handlers.h"
#include "web/json_values.h"
#include "web/local_url.h"
#include "web/pages/sign_in_page.h"
#include "web/views/sign_in_views.h"

namespace casebook::web {
namespace {

constexpr std::string_view kKeptPrefix = "kept.";
constexpr std::size_t kLongestNext = 500;  // bytes; a longer address leads back to its path

// Where people write. What was sent elsewhere is a click, and may hold a password.
constexpr std::array<std::string_view, 4> kWhereOneWrites{"/new/", "/edit/", "/history/",
                                                          "/complaints"};

bool is_where_one_writes(const std::string& path) {
    return path == "/" ||
           std::any_of(kWhereOneWrites.begin(), kWhereOneWrites.end(),
                       [&](std::string_view start) { return path.starts_with(start); });
}

// The form that this request is, to be sent again.
KeptFormView form_that_was_sent(const Request& request) {
    KeptFormView kept{request.path, {}};
    for (const auto& [name, value] : request.form)
        if (name != "csrf_token")
            kept.fields.push_back({replace_invalid_utf8(name), replace_invalid_utf8(value)});
    return kept;
}

// The form that the sign-in page carried along.
KeptFormView form_that_was_kept(const Request& request) {
    const std::string target = local_url_or_desk(request.form_value("kept_target"));
    if (request.form_value("kept_target").empty() || !is_where_one_writes(target)) return {};
    KeptFormView kept{target, {}};
    for (const auto& [name, value] : request.form)
        if (name.starts_with(kKeptPrefix))
            kept.fields.push_back({replace_invalid_utf8(name.substr(kKeptPrefix.size())),
                                   replace_invalid_utf8(value)});
    return kept;
}

Response sign_in_page(const Visit& visit, SignInView view, int status) {
    view.nobody_yet = !visit.accounts().has_administrator();
    Response response = visit.page("pages/sign_in/show", Area::none, visit.message("title.sign_in"),
                                   render::View::of(view));
    response.status = status;
    return response;
}

// Strict cookies do not come with a link from elsewhere; they do with the step from this page to the same address.
Response come_in_page(const Visit& visit) {
    Response response =
        visit.page("pages/sign_in/come_in", Area::none, visit.message("title.sign_in"),
                   render::View::of(ComeInView{visit.request().local}));
    response.headers.emplace("Refresh", "0; url=" + visit.request().local);
    return response;
}

Response send_again_page(const Visit& visit, const KeptFormView& kept) {
    return visit.page("pages/sign_in/send_again", Area::none, visit.message("title.send_again"),
                      render::View::of(SendAgainView{kept}));
}

int status_of(const Error& error) {
    constexpr int kTooMany = 429, kFormIsWrong = 422;
    if (error.code == "sign_in_wait") return kTooMany;
    return error.kind == ErrorKind::forbidden ? kFormIsWrong : traits_of(error.kind).http_status;
}

void remember(const Visit& visit, const app::Accounts::SignedIn& signed_in, Response& response) {
    const Security security = visit.identity().security;
    for (const auto& [cookie, value] : {std::pair{Cookie::session, signed_in.session},
                                        std::pair{Cookie::device, signed_in.device}})
        response.headers.emplace("Set-Cookie", set_cookie(cookie, value, security));
    response.headers.emplace("Set-Cookie", clear_cookie(Cookie::guest, security));
}

// The page on which an interrupted form waits has to have the token of the session that begins with it.
Response after_sign_in(const Visit& visit, const app::Accounts::SignedIn& signed_in,
                       const KeptFormView& kept, const std::string& next) {
    Response response = redirect(local_url_or_desk(next));
    if (!kept.target.empty())
        if (const auto session = visit.accounts().sessions().resume(signed_in.session)) {
            Identity identity = visit.identity();
            identity.through = Identity::Through::session;
            identity.person = signed_in.person;
            identity.form_token = session->form_token;
            identity.new_guest.reset();
            const Visit as_person(visit.site(), visit.request(), identity);
            response = send_again_page(as_person, kept);
        }
    remember(visit, signed_in, response);
    return response;
}

bool came_from_elsewhere(const Request& request) {
    const std::string site = request.header("sec-fetch-site");
    return request.header("sec-fetch-mode") == "navigate" &&
           (site == "cross-site" || site == "same-site");
}

}  // namespace

Response ask_to_sign_in(const Visit& visit) {
    const Request& request = visit.request();
    if (wants_problem_document(request)) {
        Response response = visit.error(401, "error.sign_in");
        response.headers.emplace("WWW-Authenticate", "Bearer");
        return response;
    }
    if (request.method == Method::get) {
        if (came_from_elsewhere(request)) return come_in_page(visit);
        const bool whole = request.local.size() <= kLongestNext;
        return redirect("/sign-in?next=" + percent_encode(whole ? request.local : request.path));
    }
    SignInView view;
    view.error_message = visit.message("error.sign_in");
    view.error_hint = visit.message("sign_in.kept");
    if (is_where_one_writes(request.path))
        view.kept = form_that_was_sent(request);
    else
        view.error_hint = visit.message("error.sign_in.hint");
    view.next = view.kept.target.empty() ? "/" : view.kept.target;
    return sign_in_page(visit, std::move(view), 401);
}

Response ask_to_send_again(const Visit& visit) {
    const Request& request = visit.request();
    if (wants_problem_document(request) || !visit.identity().is_signed_in() ||
        !is_where_one_writes(request.path))
        return visit.error(403, "error.form_token");
    Response response = send_again_page(visit, form_that_was_sent(request));
    response.status = 403;
    return response;
}

Response show_sign_in(const Visit& visit, const PathArguments&) {
    const std::string next = local_url_or_desk(visit.request().query_value("next"));
    if (visit.identity().is_signed_in()) return redirect(next);
    SignInView view;
    view.next = next;
    return sign_in_page(visit, std::move(view), 200);
}

Response sign_in(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    const KeptFormView kept = form_that_was_kept(request);
    const std::string next = local_url_or_desk(request.form_value("next"));
    const auto signed_in = visit.accounts().sign_in(
        {replace_invalid_utf8(request.form_value("name")), request.form_value("password"),
         visit.identity().address,
         cookie_of(request, Cookie::device, visit.identity().security).value_or("")});
    if (signed_in) {
        // The session of whoever was signed in here before ends with it.
        if (!visit.identity().session.empty())
            static_cast<void>(visit.accounts().sessions().end(
                visit.identity().session,
                visit.accounts().event(visit.actor(), "sign_out", visit.account())));
        return after_sign_in(visit, *signed_in, kept, next);
    }
    const ErrorText words = account_error_text(visit, signed_in.error());
    if (signed_in.error().code.empty()) log(signed_in.error());
    SignInView view;
    view.name = replace_invalid_utf8(first_characters(request.form_value("name"), 100));
    view.next = next;
    view.error_message = words.message;
    view.error_hint = words.hint;
    view.kept = kept;
    return sign_in_page(visit, std::move(view), status_of(signed_in.error()));
}

Response sign_out(const Visit& visit, const PathArguments&) {
    if (!visit.identity().session.empty()) {
        const auto ended = visit.accounts().sessions().end(
            visit.identity().session,
            visit.accounts().event(visit.actor(), "sign_out", visit.account()));
        if (!ended) return visit.error(ended.error());
    }
    Response response = redirect("/sign-in");
    response.headers.emplace("Set-Cookie",
                             clear_cookie(Cookie::session, visit.identity().security));
    response.headers.emplace("Clear-Site-Data",
                             "\"storage\"");  // the complaint that was typed last
    return response;
}

Response show_form_token(const Visit& visit, const PathArguments&) {
    Response response = json(
        200,
        dumped({{"csrf_token", shown_form_token(visit.identity().form_token, "/form-token")}}));
    response.compression = Compression::never;
    return response;
}

}  // namespace casebook::web
