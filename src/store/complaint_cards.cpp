#include "store/complaint_cards.h"

#include "store/audit_rows.h"
#include "store/complaint_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

using Found = std::optional<ComplaintCard>;

struct Row {
    std::string hash, words, visit, source;
    long long complaint = 0, ends = 0, answered = 0;
    int satisfaction = 0, expectation = 0;

    ComplaintCard card() const {
        CardAnswer answer{satisfaction, expectation, words, CardAnswer::Visit::unknown, source};
        if (visit == "first") answer.visit = CardAnswer::Visit::first;
        if (visit == "again") answer.visit = CardAnswer::Visit::again;
        return {hash, complaint, ends, answered, answer};
    }
};

template <class Value>
Found find_one(soci::session& sql, const std::string& rest, const Value& value) {
    Row row;
    soci::statement statement =
        (sql.prepare << "SELECT hash, complaint, ends, answered, satisfaction, expectation, words, "
                        "visit, source FROM complaint_cards WHERE " +
                            rest,
         soci::use(value), soci::into(row.hash), soci::into(row.complaint), soci::into(row.ends),
         soci::into(row.answered), soci::into(row.satisfaction), soci::into(row.expectation),
         soci::into(row.words), soci::into(row.visit), soci::into(row.source));
    return statement.execute(true) ? Found(row.card()) : Found();
}

Error gone() {
    return {ErrorKind::conflict,
            "The card was answered already, or its time is over",
            "",
            {},
            "card_gone"};
}

// False: there is no such card to be answered.
bool mark_answered(soci::session& sql, const std::string& hash, const CardAnswer& answer,
                   long long now) {
    const std::string visit(to_text(answer.visit));
    soci::statement statement =
        (sql.prepare << "UPDATE complaint_cards SET answered = :now, satisfaction = :satisfaction, "
                        "expectation = :expectation, words = :words, visit = :visit, source = "
                        ":source WHERE hash = :hash AND answered = 0 AND ends > :until",
         soci::use(now), soci::use(answer.satisfaction), soci::use(answer.expectation),
         soci::use(answer.text), soci::use(visit), soci::use(answer.source), soci::use(hash),
         soci::use(now));
    statement.execute(true);
    return statement.get_affected_rows() == 1;
}

}  // namespace

std::string_view to_text(CardAnswer::Visit visit) {
    switch (visit) {
        case CardAnswer::Visit::first:
            return "first";
        case CardAnswer::Visit::again:
            return "again";
        case CardAnswer::Visit::unknown:
            return "";
    }
    return "";
}

Result<Complaint> ComplaintCards::send(const ComplaintCard& card, const Complaint& complaint,
                                       const ComplaintStep& step, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<Complaint> {
        soci::transaction transaction(sql);
        auto changed = write_complaint_change(sql, complaint, step);
        if (!changed) return changed;
        const long long number = card.complaint, ends = card.ends;
        sql << "DELETE FROM complaint_cards WHERE complaint = :number AND answered = 0",
            soci::use(number);
        sql << "INSERT INTO complaint_cards (hash, complaint, ends, answered, satisfaction, "
               "expectation, words, visit, source) VALUES (:hash, :number, :ends, 0, 0, 0, '', '', "
               "'')",
            soci::use(card.hash), soci::use(number), soci::use(ends);
        add_audit_row(sql, event);
        transaction.commit();
        return changed;
    });
}

Result<Found> ComplaintCards::find(const std::string& hash) const {
    return database_.connection_->run(
        [&](soci::session& sql) -> Result<Found> { return find_one(sql, "hash = :hash", hash); });
}

Result<Found> ComplaintCards::of(ComplaintNumber complaint) const {
    return database_.connection_->run([&](soci::session& sql) -> Result<Found> {
        const long long number = complaint;
        return find_one(sql, "complaint = :number ORDER BY ends DESC LIMIT 1", number);
    });
}

Result<Complaint> ComplaintCards::answer(const std::string& hash, const CardAnswer& answer,
                                         std::int64_t now, const Complaint& complaint,
                                         const ComplaintStep& step, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<Complaint> {
        soci::transaction transaction(sql);
        if (!mark_answered(sql, hash, answer, now)) return gone();
        auto changed = write_complaint_change(sql, complaint, step);
        if (!changed) return changed;
        add_audit_row(sql, event);
        transaction.commit();
        return changed;
    });
}

}  // namespace casebook::store
