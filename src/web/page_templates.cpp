// Which view belongs to which template; Site::make checks every pair when the program starts.
#include "web/page.h"
#include "web/views/account_views.h"
#include "web/views/card_form_views.h"
#include "web/views/changes_views.h"
#include "web/views/complaint_views.h"
#include "web/views/desk_views.h"
#include "web/views/form_views.h"
#include "web/views/found_views.h"
#include "web/views/history_views.h"
#include "web/views/list_views.h"
#include "web/views/panel_views.h"
#include "web/views/people_views.h"
#include "web/views/presentation_views.h"
#include "web/views/reading_views.h"
#include "web/views/search_views.h"
#include "web/views/sign_in_views.h"
#include "web/views/stale_views.h"
#include "web/views/told_views.h"

namespace casebook::web {

PageTemplate layout_template();
PageTemplate full_screen_layout_template();
PageTemplate panel_layout_template();
PageTemplate error_template();

std::vector<PageTemplate> page_templates() {
    using render::View;
    std::vector<PageTemplate> templates;
    templates.push_back(layout_template());
    templates.push_back(full_screen_layout_template());
    templates.push_back(panel_layout_template());
    templates.push_back(error_template());
    templates.push_back({"pages/desk/show", View::of(DeskView{})});
    templates.push_back({"partials/_suggestions", View::of(SuggestionsView{})});
    templates.push_back({"partials/_bursts", View::of(BurstsView{})});
    templates.push_back({"pages/search/show", View::of(SearchView{})});
    templates.push_back({"pages/cases/index", View::of(ListView{})});
    templates.push_back({"pages/dailies/index", View::of(ListView{})});
    templates.push_back({"pages/posts/index", View::of(ListView{})});
    templates.push_back({"pages/changes/index", View::of(ChangesView{})});
    templates.push_back({"pages/panel/show", View::of(PanelView{})});
    templates.push_back({"pages/cases/stale", View::of(StaleCasesView{})});
    templates.push_back({"pages/cases/show", View::of(CaseView{})});
    templates.push_back({"pages/cases/found", View::of(FoundView{})});
    templates.push_back({"pages/dailies/show", View::of(DailyView{})});
    templates.push_back({"pages/dailies/present", View::of(PresentationView{})});
    templates.push_back({"pages/posts/show", View::of(PostView{})});
    templates.push_back({"pages/entries/edit", View::of(EntryFormView{})});
    templates.push_back({"pages/history/index", View::of(HistoryView{})});
    templates.push_back({"pages/history/show", View::of(RevisionPageView{})});
    templates.push_back({"pages/status/show", View::of(StatusView{})});
    templates.push_back({"pages/sign_in/show", View::of(SignInView{})});
    templates.push_back({"pages/sign_in/send_again", View::of(SendAgainView{})});
    templates.push_back({"pages/sign_in/come_in", View::of(ComeInView{})});
    templates.push_back({"pages/sign_in/invitation", View::of(InvitationView{})});
    templates.push_back({"pages/account/show", View::of(AccountView{})});
    templates.push_back({"pages/people/index", View::of(PeopleView{})});
    templates.push_back({"pages/people/show", View::of(PersonView{})});
    templates.push_back({"pages/audit/index", View::of(AuditView{})});
    templates.push_back({"pages/complaints/index", View::of(ComplaintListView{})});
    templates.push_back({"pages/complaints/numbers", View::of(ComplaintNumbersView{})});
    templates.push_back({"pages/complaints/show", View::of(ComplaintView{})});
    templates.push_back({"pages/complaints/card", View::of(CardFormView{})});
    templates.push_back({"pages/notices/index", View::of(ToldView{})});
    templates.push_back({"pages/notices/news", View::of(UnseenView{})});
    return templates;
}

}  // namespace casebook::web
