// /admin/users: who there is; somebody new, another role, a link for a password, an end.
#include <fmt/format.h>

#include "app/read_entry.h"
#include "base/text.h"
#include "web/handlers.h"
#include "web/views/people_views.h"
#include "web/views/sign_in_views.h"

namespace casebook::web {
namespace {

PeopleView people_view(const Visit& visit, Role role) {
    PeopleView view;
    for (const Person& person : visit.accounts().all())
        view.people.push_back(PersonRowView::of(visit, person));
    view.roles = role_choices(visit, role);
    return view;
}

Response people_page(const Visit& visit, const PeopleView& view, int status) {
    Response response = visit.page("pages/people/index", Area::people,
                                   visit.message("title.people"), render::View::of(view));
    response.status = status;
    return response;
}

PersonView person_view(const Visit& visit, const Person& person) {
    PersonView view;
    view.person = PersonRowView::of(visit, person);
    view.roles = role_choices(visit, person.role);
    view.is_self = person.id == visit.person().id;
    return view;
}

Response person_page(const Visit& visit, const PersonView& view, int status) {
    Response response =
        visit.page("pages/people/show", Area::people, view.person.name, render::View::of(view));
    response.status = status;
    return response;
}

// The whole address, to be copied into a message to the person.
std::string link_to(const Visit& visit, const std::string& secret) {
    const bool secure = visit.identity().security == Security::secure;
    return fmt::format("{}://{}/invitations/{}", secure ? "https" : "http",
                       visit.request().header("host"), secret);
}

Response page_with_link(const Visit& visit, const Person& person, int status) {
    const auto secret = visit.accounts().invite(person.id, visit.actor());
    if (!secret) return visit.error(secret.error());
    PersonView view = person_view(visit, person);
    view.link = link_to(visit, *secret);
    Response response = person_page(visit, view, status);
    response.kind = ResponseKind::fragment;  // kept by no cache
    response.compression = Compression::never;
    return response;
}

std::optional<Person> person_of(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    return id ? visit.accounts().find(*id) : std::nullopt;
}

app::PersonChange change_in(const Request& request) {
    app::PersonChange change;
    change.display_name = replace_invalid_utf8(request.form_value("display_name"));
    change.team = replace_invalid_utf8(request.form_value("team"));
    change.role = parse_role(request.form_value("role"));
    const std::string disabled = request.form_value("disabled");
    if (!disabled.empty()) change.disabled = disabled == "yes";
    return change;
}

}  // namespace

Response list_people(const Visit& visit, const PathArguments&) {
    return people_page(visit, people_view(visit, Role::agent), 200);
}

Response create_person(const Visit& visit, const PathArguments&) {
    const Request& request = visit.request();
    const Role role = parse_role(request.form_value("role")).value_or(Role::agent);
    const app::NewPerson person{std::string(trim(replace_invalid_utf8(request.form_value("name")))),
                                request.form_value("display_name"), role,
                                request.form_value("team")};
    const auto added = visit.accounts().add(person, visit.actor());
    if (added) return page_with_link(visit, *added, 201);
    const ErrorText words = account_error_text(visit, added.error());
    PeopleView view = people_view(visit, role);
    view.name = person.name;
    view.display_name = replace_invalid_utf8(person.display_name);
    view.team = replace_invalid_utf8(person.team);
    view.error_message = words.message;
    view.error_hint = words.hint;
    return people_page(visit, view, 422);
}

Response show_person(const Visit& visit, const PathArguments& arguments) {
    const auto person = person_of(visit, arguments);
    if (!person) return visit.error(404, "error.person_none");
    return person_page(visit, person_view(visit, *person), 200);
}

Response update_person(const Visit& visit, const PathArguments& arguments) {
    const auto person = person_of(visit, arguments);
    if (!person) return visit.error(404, "error.person_none");
    const auto changed =
        visit.accounts().change(person->id, change_in(visit.request()), visit.actor());
    PersonView view = person_view(visit, changed ? *changed : *person);
    if (changed) {
        view.notice = visit.message("people.changed");
        return person_page(visit, view, 200);
    }
    const ErrorText words = account_error_text(visit, changed.error());
    view.error_message = words.message;
    view.error_hint = words.hint;
    return person_page(visit, view, 422);
}

Response invite_person(const Visit& visit, const PathArguments& arguments) {
    const auto person = person_of(visit, arguments);
    if (!person || person->disabled) return visit.error(404, "error.person_none");
    return page_with_link(visit, *person, 200);
}

}  // namespace casebook::web
