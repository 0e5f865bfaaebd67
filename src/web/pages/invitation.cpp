// /first-start/{token} and /invitations/{token}: a link that lets somebody in once. The first administrator names himself; everybody
// else was named before and sets a password.
#include "base/text.h"
#include "web/handlers.h"
#include "web/views/sign_in_views.h"

namespace casebook::web {
namespace {

Response invitation_page(const Visit& visit, const InvitationView& view, int status) {
    Response response =
        visit.page("pages/sign_in/invitation", Area::none,
                   visit.message(view.is_first ? "title.first_start" : "title.invitation"),
                   render::View::of(view));
    response.status = status;
    return response;
}

Response gone(const Visit& visit) {
    return visit.error(404, "error.invitation_gone");
}

// The page for the link; none when it leads nowhere (any more).
std::optional<InvitationView> view_of(const Visit& visit, const std::string& token) {
    const auto invitation = visit.accounts().find_invitation(token);
    if (!invitation) return std::nullopt;
    InvitationView view;
    view.action_url = visit.request().path;
    view.is_first = invitation->person == 0;
    if (view.is_first) return view;
    const auto person = visit.accounts().find(invitation->person);
    if (!person || person->disabled) return std::nullopt;
    view.name = person->name;
    view.display_name = person->shown_name();
    return view;
}

Response refused(const Visit& visit, InvitationView view, const ErrorText& words, int status) {
    view.error_message = words.message;
    view.error_hint = words.hint;
    return invitation_page(visit, view, status);
}

}  // namespace

Response show_invitation(const Visit& visit, const PathArguments& arguments) {
    const auto view = view_of(visit, arguments[0]);
    return view ? invitation_page(visit, *view, 200) : gone(visit);
}

Response accept_invitation(const Visit& visit, const PathArguments& arguments) {
    auto view = view_of(visit, arguments[0]);
    if (!view) return gone(visit);
    const Request& request = visit.request();
    if (view->is_first) {
        view->name = trim(replace_invalid_utf8(request.form_value("name")));
        view->display_name = replace_invalid_utf8(request.form_value("display_name"));
    }
    const std::string password = request.form_value("password");
    if (password != request.form_value("password_again"))
        return refused(
            visit, *view,
            {visit.message("error.password_differs"), visit.message("error.password_differs.hint")},
            422);
    const auto person =
        visit.accounts().accept(arguments[0], {view->name, view->display_name, Role::admin, ""},
                                password, visit.identity().address);
    if (!person) {
        if (person.error().code == "invitation_gone") return gone(visit);
        return refused(visit, *view, account_error_text(visit, person.error()), 422);
    }
    const auto signed_in = visit.accounts().begin_session(*person, visit.identity().address);
    if (!signed_in) return redirect("/sign-in");
    Response response = redirect("/");
    const Security security = visit.identity().security;
    response.headers.emplace("Set-Cookie",
                             set_cookie(Cookie::session, signed_in->session, security));
    response.headers.emplace("Set-Cookie", set_cookie(Cookie::device, signed_in->device, security));
    return response;
}

}  // namespace casebook::web
