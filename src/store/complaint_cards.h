// The table "complaint_cards": suggestion cards that were sent to customers. The secret of a card's link is kept as a hash; a card is
// answered once, within its time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "domain/complaint.h"
#include "store/audit_event.h"

namespace casebook::store {

class Database;

struct CardAnswer {
    enum class Visit { unknown, first, again };
    int satisfaction = 0;  // 1 to 5
    int expectation = 0;   // 1 to 5
    std::string text;      // masked
    Visit visit = Visit::unknown;
    std::string source;  // where from: a channel, a branch; masked
};
std::string_view to_text(CardAnswer::Visit visit);  // "", first, again

struct ComplaintCard {
    std::string hash;
    ComplaintNumber complaint = 0;
    std::int64_t ends = 0;      // seconds since 1970
    std::int64_t answered = 0;  // 0: not yet
    CardAnswer answer;
};

class ComplaintCards {
  public:
    // The database outlives it.
    explicit ComplaintCards(const Database& database) : database_(database) {}

    // A new card voids those of the complaint that were not answered. With the step that tells it. Error: as Complaints::change.
    Result<Complaint> send(const ComplaintCard& card, const Complaint& complaint,
                           const ComplaintStep& step, const AuditEvent& event);
    Result<std::optional<ComplaintCard>> find(const std::string& hash) const;
    // The newest of the complaint.
    Result<std::optional<ComplaintCard>> of(ComplaintNumber complaint) const;

    // Keeps the answer with what it changes of the complaint. Error: conflict (card_gone: answered, or past its end at `now`);
    // as Complaints::change.
    Result<Complaint> answer(const std::string& hash, const CardAnswer& answer, std::int64_t now,
                             const Complaint& complaint, const ComplaintStep& step,
                             const AuditEvent& event);

  private:
    const Database& database_;
};

}  // namespace casebook::store
