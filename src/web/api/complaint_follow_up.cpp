// /api/v1/complaints/{id}/card and …/draft: what comes of a complaint that was seen to, a card for its customer and a case for colleagues.
#include <fmt/format.h>

#include "app/complaints/draft_from_complaint.h"
#include "app/complaints/suggestion_card.h"
#include "web/complaint_answers.h"
#include "web/handlers.h"
#include "web/json_values.h"

namespace casebook::web {

Response create_api_card(const Visit& visit, const PathArguments& arguments) {
    const ReadVersion read = read_version(visit, arguments[0]);
    if (read.refusal) return *read.refusal;
    const auto sent = app::send_card(visit.workspace(), visit.person(), read.edit);
    if (!sent) return refused_change(visit, read.edit, sent.error());
    Response response = json(201, dumped({{"id", sent->complaint.number},
                                          {"url", card_link(visit, sent->secret)},
                                          {"ends", sent->ends.text()}}));
    response.headers.emplace("ETag", fmt::format("\"{}\"", sent->complaint.version));
    response.compression = Compression::never;  // a secret is in it
    return response;
}

Response create_api_draft(const Visit& visit, const PathArguments& arguments) {
    const ReadVersion read = read_version(visit, arguments[0]);
    if (read.refusal) return *read.refusal;
    const auto made =
        app::draft_from_complaint(visit.workspace(), visit.person(), read.edit, store::Origin::api);
    if (!made) return refused_change(visit, read.edit, made.error());
    Response response =
        json(made->was_there ? 200 : 201, dumped({{"id", made->complaint.number},
                                                  {"case_id", made->draft},
                                                  {"url", fmt::format("/cases/{}", made->draft)}}));
    response.headers.emplace("ETag", fmt::format("\"{}\"", made->complaint.version));
    response.headers.emplace("Location", fmt::format("/api/v1/cases/{}", made->draft));
    return response;
}

}  // namespace casebook::web
