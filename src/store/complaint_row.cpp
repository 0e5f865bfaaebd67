#include "store/complaint_row.h"

#include <fmt/format.h>

#include "base/unix_seconds.h"

namespace casebook::store {
namespace {

constexpr std::string_view kColumns =
    "number, version, words, category, owner, team, department, state, created, updated, heard, "
    "next_kind, next_words, next_due, COALESCE((SELECT contact FROM complaint_contacts WHERE "
    "complaint = number), ''), external_id, case_id, closed_with, merged_into, "
    "satisfaction, expectation, minutes, solved, closed_at, stuck_at, told_due, reuse_event, "
    "reuse_pending";

long long seconds(const std::optional<Timestamp>& time) {
    return time ? unix_seconds(*time) : 0;
}

Timestamp at(long long since_1970, std::chrono::minutes offset) {
    return {std::chrono::sys_seconds(std::chrono::seconds(since_1970)), offset};
}

soci::statement bind_values(soci::details::prepare_temp_type prepared, ComplaintRow& row) {
    return (prepared, soci::use(row.version), soci::use(row.words), soci::use(row.category),
            soci::use(row.owner), soci::use(row.team), soci::use(row.department),
            soci::use(row.state), soci::use(row.created), soci::use(row.updated),
            soci::use(row.heard), soci::use(row.next_kind), soci::use(row.next_words),
            soci::use(row.next_due), soci::use(row.external_id), soci::use(row.case_id),
            soci::use(row.closed_with), soci::use(row.merged_into),
            soci::use(row.satisfaction.value, row.satisfaction.presence),
            soci::use(row.expectation.value, row.expectation.presence),
            soci::use(row.minutes.value, row.minutes.presence),
            soci::use(row.solved.value, row.solved.presence), soci::use(row.closed_at),
            soci::use(row.stuck_at), soci::use(row.reuse_event), soci::use(row.reuse_pending),
            soci::use(row.number));
}

}  // namespace

Timestamp stored_time(const std::string& text) {
    return parse_timestamp(text, {}).value_or(Timestamp{});
}

void ComplaintRow::set(const Complaint& complaint) {
    number = complaint.number;
    version = complaint.version;
    words = complaint.text;
    category = complaint.category;
    owner = complaint.owner;
    team = complaint.team;
    department = complaint.department;
    state = to_text(complaint.state);
    created = complaint.created.text();
    updated = complaint.updated.text();
    heard = unix_seconds(complaint.customer_heard);
    contact = complaint.contact;
    external_id = complaint.external_id;
    set_next(complaint);
    set_outcome(complaint);
}

void ComplaintRow::set_next(const Complaint& complaint) {
    next_kind = complaint.next ? to_text(complaint.next->kind) : "";
    next_words = complaint.next ? complaint.next->what : "";
    next_due = complaint.next ? unix_seconds(complaint.next->due) : 0;
    stuck_at = seconds(complaint.stuck);
}

void ComplaintRow::set_outcome(const Complaint& complaint) {
    const Outcome& outcome = complaint.outcome;
    case_id = complaint.case_id;
    closed_with = to_text(complaint.closed_with);
    merged_into = complaint.merged_into;
    satisfaction = OptionalNumber(outcome.satisfaction);
    expectation = OptionalNumber(outcome.expectation);
    minutes = OptionalNumber(outcome.minutes);
    solved = OptionalNumber(outcome.solved ? std::optional(*outcome.solved ? 1 : 0) : std::nullopt);
    closed_at = seconds(complaint.closed);
    reuse_event = complaint.reuse_event;
}

Complaint ComplaintRow::complaint() const {
    Complaint complaint;
    complaint.number = number;
    complaint.version = version;
    complaint.text = words;
    complaint.category = category;
    complaint.owner = owner;
    complaint.team = team;
    complaint.department = department;
    complaint.state = parse_complaint_state(state).value_or(ComplaintState::open);
    complaint.created = stored_time(created);
    complaint.updated = stored_time(updated);
    complaint.contact = contact;
    complaint.external_id = external_id;
    complaint.case_id = case_id;
    complaint.closed_with = parse_closed_with(closed_with).value_or(ClosedWith::nothing);
    complaint.merged_into = merged_into;
    complaint.reuse_event = reuse_event;
    read_times(complaint);
    complaint.outcome = {satisfaction.get(), expectation.get(), minutes.get(), std::nullopt};
    if (const auto known = solved.get()) complaint.outcome.solved = *known != 0;
    return complaint;
}

void ComplaintRow::read_times(Complaint& complaint) const {
    const auto offset = complaint.updated.offset;
    complaint.customer_heard = at(heard, offset);
    if (closed_at != 0) complaint.closed = at(closed_at, offset);
    if (stuck_at != 0) complaint.stuck = at(stuck_at, offset);
    if (const auto kind = parse_next_action_kind(next_kind))
        complaint.next = NextAction{*kind, next_words, at(next_due, offset)};
}

// Prepares a query for kColumns; `texts` are bound by position and live as long as the statement.
soci::statement prepare_complaints(soci::session& sql, const std::string& rest, ComplaintRow& row,
                                   const std::vector<std::string>& texts) {
    soci::details::prepare_temp_type prepared =
        (sql.prepare << fmt::format("SELECT {} FROM complaints {}", kColumns, rest));
    for (const std::string& text : texts) (void)(prepared, soci::use(text));
    return (prepared, soci::into(row.number), soci::into(row.version), soci::into(row.words),
            soci::into(row.category), soci::into(row.owner), soci::into(row.team),
            soci::into(row.department), soci::into(row.state), soci::into(row.created),
            soci::into(row.updated), soci::into(row.heard), soci::into(row.next_kind),
            soci::into(row.next_words), soci::into(row.next_due), soci::into(row.contact),
            soci::into(row.external_id), soci::into(row.case_id), soci::into(row.closed_with),
            soci::into(row.merged_into),
            soci::into(row.satisfaction.value, row.satisfaction.presence),
            soci::into(row.expectation.value, row.expectation.presence),
            soci::into(row.minutes.value, row.minutes.presence),
            soci::into(row.solved.value, row.solved.presence), soci::into(row.closed_at),
            soci::into(row.stuck_at), soci::into(row.told_due), soci::into(row.reuse_event),
            soci::into(row.reuse_pending));
}

std::optional<ComplaintRow> find_complaint_row(soci::session& sql, const std::string& where,
                                               const std::vector<std::string>& texts) {
    ComplaintRow row;
    soci::statement statement = prepare_complaints(sql, "WHERE " + where, row, texts);
    return statement.execute(true) ? std::optional(row) : std::nullopt;
}

void insert_row(soci::session& sql, ComplaintRow& row) {
    bind_values(
        (sql.prepare
         << "INSERT INTO complaints (version, words, category, owner, team, department, state, "
            "created, updated, heard, next_kind, next_words, next_due, external_id, "
            "case_id, closed_with, merged_into, satisfaction, expectation, minutes, solved, "
            "closed_at, stuck_at, reuse_event, reuse_pending, number) VALUES (:version, "
            ":words, :category, :owner, :team, :department, :state, :created, :updated, :heard, "
            ":next_kind, :next_words, :next_due, :external_id, :case_id, :closed_with, "
            ":merged_into, :satisfaction, :expectation, :minutes, :solved, :closed_at, :stuck_at, "
            ":reuse_event, :reuse_pending, :number)"),
        row)
        .execute(true);
}

void update_row(soci::session& sql, ComplaintRow& row) {
    bind_values(
        (sql.prepare
         << "UPDATE complaints SET version = :version, words = :words, category = :category, owner "
            "= :owner, team = :team, department = :department, state = :state, created = :created, "
            "updated = :updated, heard = :heard, next_kind = :next_kind, next_words = :next_words, "
            "next_due = :next_due, external_id = :external_id, case_id = "
            ":case_id, closed_with = :closed_with, merged_into = :merged_into, satisfaction = "
            ":satisfaction, expectation = :expectation, minutes = :minutes, solved = :solved, "
            "closed_at = :closed_at, stuck_at = :stuck_at, reuse_event = "
            ":reuse_event, reuse_pending = :reuse_pending WHERE number = :number"),
        row)
        .execute(true);
}

void insert_step(soci::session& sql, long long number, const ComplaintStep& step) {
    const long long version = step.version;
    const std::string when = step.when.text(), kind(to_text(step.kind));
    sql << "INSERT INTO complaint_steps (complaint, version, who, at, kind, note, detail, minutes) "
           "VALUES (:complaint, :version, :who, :at, :kind, :note, :detail, :minutes)",
        soci::use(number), soci::use(version), soci::use(step.who), soci::use(when),
        soci::use(kind), soci::use(step.note), soci::use(step.detail), soci::use(step.minutes);
}

void replace_facts(soci::session& sql, long long number, const std::vector<Fact>& facts) {
    sql << "DELETE FROM complaint_facts WHERE complaint = :number", soci::use(number);
    int position = 0;
    for (const Fact& fact : facts) {
        sql << "INSERT INTO complaint_facts (complaint, position, name, value) VALUES (:number, "
               ":position, :name, :value)",
            soci::use(number), soci::use(position), soci::use(fact.name), soci::use(fact.value);
        ++position;
    }
}

// In a table of its own: see forget_contacts.h.
void replace_contact(soci::session& sql, long long number, const std::string& contact) {
    sql << "DELETE FROM complaint_contacts WHERE complaint = :complaint", soci::use(number);
    if (contact.empty()) return;
    sql << "INSERT INTO complaint_contacts (complaint, contact) VALUES (:complaint, :contact)",
        soci::use(number), soci::use(contact);
}

std::vector<Fact> facts_of(soci::session& sql, long long number) {
    Fact fact;
    soci::statement statement = (sql.prepare << "SELECT name, value FROM complaint_facts WHERE "
                                                "complaint = :number ORDER BY position",
                                 soci::use(number), soci::into(fact.name), soci::into(fact.value));
    std::vector<Fact> facts;
    statement.execute();
    while (statement.fetch()) facts.push_back(fact);
    return facts;
}

}  // namespace casebook::store
