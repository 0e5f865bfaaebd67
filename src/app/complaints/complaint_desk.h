// What all use cases of complaints share: where they are kept, who hears of them, the throttle of the public cards, and whose turn it is to
// make a draft. One belongs to an
// open workspace (Workspace::complaint_desk). Thread-safe, once the listener is set.
#pragma once

#include <memory>
#include <mutex>

#include "app/complaints/card_throttle.h"
#include "app/complaints/complaint_listener.h"
#include "store/complaint_cards.h"
#include "store/complaints.h"

namespace casebook::app {

class ComplaintDesk {
  public:
    explicit ComplaintDesk(const store::Database& database)
        : complaints_(database), cards_(database) {}

    store::Complaints& complaints() { return complaints_; }
    store::ComplaintCards& cards() { return cards_; }
    CardThrottle& throttle() { return throttle_; }
    // Held while the draft of a complaint is looked for and made: two presses make one.
    std::mutex& draft_turn() { return draft_turn_; }

    // Nobody listens until one is set; before anything is changed.
    void use_listener(std::unique_ptr<ComplaintListener> listener) {
        listener_ = std::move(listener);
    }
    // Nobody is told of what he did himself.
    void tell(const std::string& account, ComplaintNews news);

  private:
    store::Complaints complaints_;
    store::ComplaintCards cards_;
    CardThrottle throttle_;
    std::mutex draft_turn_;
    std::unique_ptr<ComplaintListener> listener_;
};

// News of this complaint, without what is special about it.
ComplaintNews news_of(const Complaint& complaint, ComplaintNews::Kind kind, const std::string& by);

}  // namespace casebook::app
