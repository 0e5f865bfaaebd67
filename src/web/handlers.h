// Every handler of the site; each lives in the file of its page.
#pragma once

#include "web/routes.h"

namespace casebook::web {

Response show_desk(const Visit& visit, const PathArguments& arguments);  // pages/desk.cpp
Response show_desk_with_text(const Visit& visit, const PathArguments& arguments);
Response show_suggestions(const Visit& visit, const PathArguments& arguments);
Response create_desk_reuse(const Visit& visit, const PathArguments& arguments);  // pages/reuse.cpp
Response undo_desk_reuse(const Visit& visit, const PathArguments& arguments);
Response create_reuse(const Visit& visit, const PathArguments& arguments);
Response undo_reuse(const Visit& visit, const PathArguments& arguments);
Response show_found(const Visit& visit, const PathArguments& arguments);  // pages/found.cpp
Response reset_found(const Visit& visit, const PathArguments& arguments);
Response bring_back_found(const Visit& visit, const PathArguments& arguments);
Response create_api_reuse(const Visit& visit, const PathArguments& arguments);  // api/reuse.cpp
Response remove_api_reuse(const Visit& visit, const PathArguments& arguments);
Response show_search(const Visit& visit, const PathArguments& arguments);     // pages/search.cpp
Response list_cases(const Visit& visit, const PathArguments& arguments);      // pages/lists.cpp
Response change_links(const Visit& visit, const PathArguments& arguments);    // pages/links.cpp
Response list_api_links(const Visit& visit, const PathArguments& arguments);  // api/links.cpp
Response create_api_link(const Visit& visit, const PathArguments& arguments);
Response remove_api_link(const Visit& visit, const PathArguments& arguments);
Response list_dailies(const Visit& visit, const PathArguments& arguments);
Response list_posts(const Visit& visit, const PathArguments& arguments);
Response show_case(const Visit& visit, const PathArguments& arguments);   // pages/case.cpp
Response show_daily(const Visit& visit, const PathArguments& arguments);  // pages/daily.cpp
Response show_post(const Visit& visit, const PathArguments& arguments);   // pages/post.cpp
Response show_new(const Visit& visit, const PathArguments& arguments);    // pages/edit.cpp
Response create_new(const Visit& visit, const PathArguments& arguments);
Response show_edit(const Visit& visit, const PathArguments& arguments);
Response save_edit(const Visit& visit, const PathArguments& arguments);
Response list_history(const Visit& visit, const PathArguments& arguments);  // pages/history.cpp
Response show_revision(const Visit& visit, const PathArguments& arguments);
Response take_back(const Visit& visit, const PathArguments& arguments);
Response show_status(const Visit& visit, const PathArguments& arguments);  // pages/status.cpp
Response set_preferences(const Visit& visit,
                         const PathArguments& arguments);                   // pages/preferences.cpp
Response show_sign_in(const Visit& visit, const PathArguments& arguments);  // pages/sign_in.cpp
Response sign_in(const Visit& visit, const PathArguments& arguments);
Response sign_out(const Visit& visit, const PathArguments& arguments);
Response show_form_token(const Visit& visit, const PathArguments& arguments);
Response show_invitation(const Visit& visit,
                         const PathArguments& arguments);  // pages/invitation.cpp
Response accept_invitation(const Visit& visit, const PathArguments& arguments);
Response show_live(const Visit& visit, const PathArguments& arguments);  // pages/notices.cpp
Response list_notices(const Visit& visit, const PathArguments& arguments);
Response show_news(const Visit& visit, const PathArguments& arguments);
Response mark_notices_seen(const Visit& visit, const PathArguments& arguments);
Response show_account(const Visit& visit, const PathArguments& arguments);  // pages/account.cpp
Response change_password(const Visit& visit, const PathArguments& arguments);
Response create_token(const Visit& visit, const PathArguments& arguments);
Response revoke_token(const Visit& visit, const PathArguments& arguments);
Response end_other_sessions(const Visit& visit, const PathArguments& arguments);
Response list_people(const Visit& visit, const PathArguments& arguments);  // pages/people.cpp
Response create_person(const Visit& visit, const PathArguments& arguments);
Response show_person(const Visit& visit, const PathArguments& arguments);
Response update_person(const Visit& visit, const PathArguments& arguments);
Response invite_person(const Visit& visit, const PathArguments& arguments);
Response show_audit(const Visit& visit, const PathArguments& arguments);          // pages/audit.cpp
Response show_asset(const Visit& visit, const PathArguments& arguments);          // pages/asset.cpp
Response create_suggestions(const Visit& visit, const PathArguments& arguments);  // api/suggest.cpp
Response search_entries(const Visit& visit, const PathArguments& arguments);      // api/search.cpp
Response list_api_cases(const Visit& visit, const PathArguments& arguments);      // api/entries.cpp
Response list_api_dailies(const Visit& visit, const PathArguments& arguments);
Response list_api_posts(const Visit& visit, const PathArguments& arguments);
Response show_api_case(const Visit& visit, const PathArguments& arguments);
Response show_api_daily(const Visit& visit, const PathArguments& arguments);
Response show_api_post(const Visit& visit, const PathArguments& arguments);
Response create_api_case(const Visit& visit, const PathArguments& arguments);
Response create_api_daily(const Visit& visit, const PathArguments& arguments);
Response create_api_post(const Visit& visit, const PathArguments& arguments);
Response update_api_case(const Visit& visit, const PathArguments& arguments);
Response update_api_daily(const Visit& visit, const PathArguments& arguments);
Response update_api_post(const Visit& visit, const PathArguments& arguments);
Response show_openapi(const Visit& visit, const PathArguments& arguments);  // api/openapi.cpp
Response unmask(const Visit& visit, const PathArguments& arguments);        // pages/unmask.cpp
Response show_health(const Visit& visit, const PathArguments& arguments);   // api/health.cpp
Response show_readiness(const Visit& visit, const PathArguments& arguments);
Response show_metrics(const Visit& visit, const PathArguments& arguments);
Response list_complaints(const Visit& visit,
                         const PathArguments& arguments);  // pages/complaints.cpp
Response show_complaint(const Visit& visit, const PathArguments& arguments);  // pages/complaint.cpp
Response take_complaint(const Visit& visit, const PathArguments& arguments);
Response change_complaint(const Visit& visit, const PathArguments& arguments);
Response show_card(const Visit& visit, const PathArguments& arguments);  // pages/card.cpp
Response answer_card(const Visit& visit, const PathArguments& arguments);
Response list_api_complaints(const Visit& visit,
                             const PathArguments& arguments);  // api/complaints.cpp
Response create_api_complaint(const Visit& visit, const PathArguments& arguments);
Response show_api_complaint(const Visit& visit, const PathArguments& arguments);
Response update_api_complaint(const Visit& visit, const PathArguments& arguments);
Response create_api_card(const Visit& visit,
                         const PathArguments& arguments);  // api/complaint_follow_up.cpp
Response create_api_draft(const Visit& visit, const PathArguments& arguments);

}  // namespace casebook::web
