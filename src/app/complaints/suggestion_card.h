// The suggestion card (建议卡): a public form of one page, behind a link that nobody can guess, that a customer answers once. What it says
// fills the outcome of the complaint; a 1 opens a call to apologise, with a deadline, for the owner.
#pragma once

#include <chrono>
#include <string>

#include "app/complaints/change_complaint.h"

namespace casebook::app {

inline constexpr std::chrono::days kCardLasts{14};
inline constexpr const char* kCardWait = "card_wait";
inline constexpr std::size_t kLongestCardText = 1'000;  // characters

struct SentCard {
    Complaint complaint;
    std::string secret;  // the end of the link; shown this once
    Timestamp ends{};    // it can be answered until then
};

// For a complaint that has its answer (resolved, followed up, closed). An earlier card that was not answered is void.
// Error: as change_complaint; invalid (card_too_early).
Result<SentCard> send_card(Workspace& workspace, const Person& by, const ComplaintEdit& edit);

// What the customer may see of it: that it is there to be answered. Error: not_found (card_gone); busy (kCardWait, detail: seconds:
// too many wrong links from this address).
Result<store::ComplaintCard> open_card(Workspace& workspace, const std::string& secret,
                                       const std::string& address);

// Error: as open_card; invalid (card_incomplete: not 1 to 5, card_too_long), io.
Result<void> answer_card(Workspace& workspace, const std::string& secret,
                         const std::string& address, const store::CardAnswer& answer);

}  // namespace casebook::app
