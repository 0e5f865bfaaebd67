// The handlers of what an agent needs during a call, beside the desk itself (handlers.h); each lives in the file of its page.
#pragma once

#include "web/routes.h"

namespace casebook::web {

Response withdraw_case(const Visit& visit, const PathArguments& arguments);  // pages/judge_case.cpp
Response restore_case(const Visit& visit, const PathArguments& arguments);
Response confirm_case(const Visit& visit, const PathArguments& arguments);
Response flag_case(const Visit& visit, const PathArguments& arguments);
Response list_stale_cases(const Visit& visit);  // pages/stale_cases.cpp; "/cases?stale"
Response note_first_useful(const Visit& visit,
                           const PathArguments& arguments);               // pages/first_useful.cpp
Response show_panel(const Visit& visit, const PathArguments& arguments);  // pages/panel.cpp
Response create_panel_token(const Visit& visit,
                            const PathArguments& arguments);               // pages/account.cpp
Response show_bursts(const Visit& visit, const PathArguments& arguments);  // pages/bursts.cpp
Response mute_burst(const Visit& visit, const PathArguments& arguments);
Response list_changes(const Visit& visit, const PathArguments& arguments);  // pages/changes.cpp
Response create_change(const Visit& visit, const PathArguments& arguments);
Response remove_change(const Visit& visit, const PathArguments& arguments);
Response list_api_changes(const Visit& visit, const PathArguments& arguments);  // api/changes.cpp
Response create_api_change(const Visit& visit, const PathArguments& arguments);
Response remove_api_change(const Visit& visit, const PathArguments& arguments);

}  // namespace casebook::web
