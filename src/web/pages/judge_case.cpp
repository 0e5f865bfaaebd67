// POST /cases/{id}/withdraw, restore, confirm, flag: somebody says whether a case is still right. Forms lead back to the case's page; the
// desk's script asks for JSON and stays where it is.
#include <fmt/format.h>

#include "app/judge_case.h"
#include "web/call_handlers.h"
#include "web/json_values.h"
#include "web/page.h"

namespace casebook::web {
namespace {

bool wants_json(const Visit& visit) {
    return visit.request().header("accept") == "application/json";
}

// `done`: the end of the message "judge.done.<done>".
Response answer(const Visit& visit, const Result<app::Judged>& judged, std::string_view done) {
    if (!judged) return visit.error(judged.error());
    const Entry& entry = judged->read.entry;
    if (wants_json(visit))
        return json(200, dumped({{"case_id", entry.id},
                                 {"state", to_text(entry.state)},
                                 {"told", judged->told}}));
    return redirect(fmt::format("/cases/{}?judged={}&told={}", entry.id, done, judged->told));
}

std::string reason_in(const Visit& visit) {
    return visit.request().form_value("reason");
}

}  // namespace

Response withdraw_case(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    return answer(visit,
                  app::withdraw_case(visit.workspace(), *id, visit.account(), reason_in(visit)),
                  "withdrawn");
}

Response restore_case(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    return answer(visit, app::restore_case(visit.workspace(), *id, visit.person()), "restored");
}

Response confirm_case(const Visit& visit, const PathArguments& arguments) {
    const auto id = app::parse_entry_id(arguments[0]);
    if (!id) return visit.error(404, "error.not_found");
    return answer(visit, app::confirm_case(visit.workspace(), *id, visit.account()), "confirmed");
}

Response flag_case(const Visit& visit, const PathArguments& arguments) {
    const auto read = app::read_entry(visit.workspace(), visit.viewer(), arguments[0]);
    if (!read) return visit.error(read.error());
    const auto flag =
        app::flag_case(visit.workspace(), read->entry.id, visit.account(), reason_in(visit));
    if (!flag) return visit.error(flag.error());
    if (wants_json(visit)) return json(201, dumped({{"case_id", flag->case_id}}));
    return redirect(fmt::format("/cases/{}?judged=flagged", flag->case_id));
}

}  // namespace casebook::web
