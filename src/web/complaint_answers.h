// What the API answers about a complaint, in the same way for all its calls.
#pragma once

#include <optional>
#include <string>

#include "app/complaints/change_complaint.h"
#include "web/error_words.h"
#include "web/page.h"

namespace casebook::web {

// The complaint with its version as ETag; 404.
Response complaint_answer(const Visit& visit, ComplaintNumber number);
// The same after something was done, and only then; who may not see it any more gets its number.
Response answer_when_done(const Visit& visit, int status, ComplaintNumber number);

// What stands on the page, with the names of people and not those of their accounts.
ErrorWords words_of_refusal(const Visit& visit, Error error);

// What a person did wrong is 422 (or 403), with the code of the rule and the member that it is about; a colleague's draft is 409.
Response complaint_refusal(const Visit& visit, const Error& error);
// The same for a change; from another version it is 412, with the complaint as it is now and the steps since.
Response refused_change(const Visit& visit, const app::ComplaintEdit& edit, const Error& error);

// The complaint and the version that the caller read (If-Match), or the answer: 404, 428.
struct ReadVersion {
    app::ComplaintEdit edit;
    std::optional<Response> refusal;
};
ReadVersion read_version(const Visit& visit, const std::string& number);

// The whole address of a suggestion card, for its customer.
std::string card_link(const Visit& visit, const std::string& secret);

}  // namespace casebook::web
