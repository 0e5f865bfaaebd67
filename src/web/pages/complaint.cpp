// /complaints/{number}: one complaint with its steps; its forms work without a script, and what was typed comes back with an error. And the
// desk's button that takes one.
#include <fmt/format.h>

#include "app/complaints/draft_from_complaint.h"
#include "app/complaints/suggestion_card.h"
#include "app/complaints/take_complaint.h"
#include "app/read_entry.h"
#include "base/text.h"
#include "web/complaint_answers.h"
#include "web/forms/complaint_form.h"
#include "web/handlers.h"
#include "web/views/complaint_views.h"

namespace casebook::web {
namespace {

Response complaint_page(const Visit& visit, const ComplaintView& view, int status) {
    Response response =
        visit.page("pages/complaints/show", Area::complaints,
                   fmt::format("{} {}", visit.message("title.complaint"), view.number),
                   render::View::of(view));
    response.status = status;
    return response;
}

int status_of_refusal(const Error& error) {
    if (error.kind == ErrorKind::conflict) return 409;
    return error.kind == ErrorKind::forbidden ? 403 : 422;
}

// The page as it is now, with the reason; what was typed is still there, and what others did meanwhile is marked.
Response refused(const Visit& visit, ComplaintNumber number, const Error& error) {
    const bool is_forbidden = error.kind == ErrorKind::forbidden;
    if (!is_forbidden && traits_of(error.kind).severity != Severity::information)
        return visit.error(error);
    const auto record = app::read_complaint_record(visit.workspace(), visit.person(), number);
    if (!record) return visit.error(record.error());
    ComplaintView view = ComplaintView::of(visit, *record);
    const ErrorWords words = words_of_refusal(visit, error);
    view.error_message = words.message;
    view.error_hint = words.hint;
    return complaint_page(visit, view, status_of_refusal(error));
}

// Who gave it away may not see it any more.
Response done(const Visit& visit, const Complaint& complaint) {
    return redirect(may_see(visit.person(), complaint) ? url_of(complaint) + "?saved=1"
                                                       : "/complaints");
}

// The whole address of the card, to be sent to the customer.
Response page_with_card(const Visit& visit, const app::ComplaintEdit& edit) {
    const auto sent = app::send_card(visit.workspace(), visit.person(), edit);
    if (!sent) return refused(visit, edit.number, sent.error());
    const auto record = app::read_complaint_record(visit.workspace(), visit.person(), edit.number);
    if (!record) return visit.error(record.error());
    ComplaintView view = ComplaintView::of(visit, *record);
    view.card_link = card_link(visit, sent->secret);
    Response response = complaint_page(visit, view, 200);
    response.kind = ResponseKind::fragment;  // kept by no cache
    response.compression = Compression::never;
    return response;
}

Response make_draft(const Visit& visit, const app::ComplaintEdit& edit) {
    const auto made =
        app::draft_from_complaint(visit.workspace(), visit.person(), edit, store::Origin::page);
    if (!made) return refused(visit, edit.number, made.error());
    // A lead may have published it meanwhile: then its author reads it.
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), made->draft);
    const bool may_write = read && visit.may_write(read->entry);
    return redirect(fmt::format("/{}/{}", may_write ? "edit" : "cases", made->draft));
}

}  // namespace

Response show_complaint(const Visit& visit, const PathArguments& arguments) {
    const auto number = app::parse_entry_id(arguments[0]);
    const auto record =
        app::read_complaint_record(visit.workspace(), visit.person(), number.value_or(0));
    if (!record) return visit.error(record.error());
    ComplaintView view = ComplaintView::of(visit, *record);
    if (visit.request().query_value("saved") == "1") view.notice = visit.message("complaint.saved");
    return complaint_page(visit, view, 200);
}

Response take_complaint(const Visit& visit, const PathArguments&) {
    app::NewComplaint taken;
    taken.text = visit.request().form_value("text");
    taken.category = visit.request().form_value("category");
    // What stood on the desk as a guess when the agent took it; who knows better changes it.
    if (taken.category.empty()) taken.category = visit.request().form_value("guessed_category");
    const auto complaint = app::take_complaint(visit.workspace(), visit.person(), taken);
    if (complaint) return redirect(url_of(complaint->complaint));
    return visit.error(complaint.error());
}

Response change_complaint(const Visit& visit, const PathArguments& arguments) {
    const Request& request = visit.request();
    const std::string version = request.form_value("version"),
                      action = request.form_value("action");
    const app::ComplaintEdit edit{app::parse_entry_id(arguments[0]).value_or(0),
                                  std::strtoll(version.c_str(), nullptr, 10)};
    if (action == "card") return page_with_card(visit, edit);
    if (action == "draft") return make_draft(visit, edit);
    const auto changed = do_complaint_action(visit, edit, action);
    return changed ? done(visit, *changed) : refused(visit, edit.number, changed.error());
}

}  // namespace casebook::web
