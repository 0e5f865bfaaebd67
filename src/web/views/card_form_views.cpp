#include "web/views/card_form_views.h"

namespace casebook::web {

using render::View;

void CardMarkView::fill(View& view) const {
    view.text("mark_name", name);
    view.text("mark_label", label);
    view.number("mark_value", value);
    view.flag("selected", selected);
}

void CardFormView::fill(View& view) const {
    view.text("action_url", action_url);
    view.optional_text("error_message", error_message);
    view.text("error_hint", error_hint);
    view.list("satisfaction", satisfaction);
    view.list("expectation", expectation);
    view.text("typed_text", text);
    view.text("typed_source", source);
    view.flag("typed_first", times == "first");
    view.flag("typed_again", times == "again");
    view.flag("answered", answered);
}

}  // namespace casebook::web
