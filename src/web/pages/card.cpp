// /card/{token}: the suggestion card that a customer answers once, on a phone, without signing in.
#include "app/complaints/suggestion_card.h"
#include "web/error_words.h"
#include "web/handlers.h"
#include "web/views/card_form_views.h"

namespace casebook::web {
namespace {

constexpr int kMarks = 5;

std::vector<CardMarkView> marks_of(const Visit& visit, const std::string& name) {
    const std::string chosen = visit.request().form_value(name);
    std::vector<CardMarkView> marks;
    for (int mark = 1; mark <= kMarks; ++mark) {
        const std::string number = std::to_string(mark);
        marks.push_back(
            {name, visit.message("card." + name + "." + number), mark, number == chosen});
    }
    return marks;
}

CardFormView form_view(const Visit& visit) {
    CardFormView view;
    view.action_url = visit.request().path;
    view.satisfaction = marks_of(visit, "satisfaction");
    view.expectation = marks_of(visit, "expectation");
    view.text = visit.request().form_value("text");
    view.source = visit.request().form_value("source");
    view.times = visit.request().form_value("times");
    return view;
}

Response card_page(const Visit& visit, const CardFormView& view, int status) {
    Response response = visit.page("pages/complaints/card", Area::none, visit.message("title.card"),
                                   render::View::of(view));
    response.status = status;
    response.kind = ResponseKind::fragment;  // kept by no cache: the address is a secret
    return response;
}

// Whoever tried too many links is told how long to wait.
Response refused(const Visit& visit, const Error& error) {
    constexpr int kTooMany = 429;
    if (error.code != app::kCardWait) return visit.error(error);
    Response response = visit.error(kTooMany, "error.card_wait");
    response.headers.emplace("Retry-After", error.detail);
    return response;
}

store::CardAnswer answer_in(const Request& request) {
    const auto mark = [&](const char* name) {
        const std::string text = request.form_value(name);
        return text.size() == 1 && text[0] >= '1' && text[0] <= '5' ? text[0] - '0' : 0;
    };
    store::CardAnswer answer;
    answer.satisfaction = mark("satisfaction");
    answer.expectation = mark("expectation");
    answer.text = request.form_value("text");
    answer.source = request.form_value("source");
    const std::string times = request.form_value("times");
    if (times == "first") answer.visit = store::CardAnswer::Visit::first;
    if (times == "again") answer.visit = store::CardAnswer::Visit::again;
    return answer;
}

}  // namespace

Response show_card(const Visit& visit, const PathArguments& arguments) {
    const auto card = app::open_card(visit.workspace(), arguments[0], visit.identity().address);
    return card ? card_page(visit, form_view(visit), 200) : refused(visit, card.error());
}

Response answer_card(const Visit& visit, const PathArguments& arguments) {
    const auto answered = app::answer_card(visit.workspace(), arguments[0],
                                           visit.identity().address, answer_in(visit.request()));
    CardFormView view = form_view(visit);
    if (answered) {
        view.answered = true;
        return card_page(visit, view, 200);
    }
    if (answered.error().kind != ErrorKind::invalid) return refused(visit, answered.error());
    const ErrorWords words = words_of(visit, "error", answered.error());
    view.error_message = words.message;
    view.error_hint = words.hint;
    return card_page(visit, view, 422);
}

}  // namespace casebook::web
