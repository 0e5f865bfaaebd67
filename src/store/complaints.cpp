#include "store/complaints.h"

#include <fmt/format.h>

#include "base/text.h"
#include "store/audit_rows.h"
#include "store/complaint_rows.h"
#include "store/connection.h"
#include "store/optional_number.h"

namespace casebook::store {
namespace {

constexpr std::string_view kColumns =
    "number, version, words, category, owner, team, department, state, created, updated, heard, "
    "next_kind, next_words, next_due, COALESCE((SELECT contact FROM complaint_contacts WHERE "
    "complaint = number), ''), external_id, case_id, closed_with, merged_into, "
    "satisfaction, expectation, minutes, solved, closed_at, stuck_at, told_due, reuse_event, "
    "reuse_pending";

long long seconds(const Timestamp& time) {
    return time.instant.time_since_epoch().count();
}

long long seconds(const std::optional<Timestamp>& time) {
    return time ? seconds(*time) : 0;
}

Timestamp at(long long since_1970, std::chrono::minutes offset) {
    return {std::chrono::sys_seconds(std::chrono::seconds(since_1970)), offset};
}

Timestamp time_of(const std::string& text) {
    return parse_timestamp(text, {}).value_or(Timestamp{});
}

// A row of complaints as SOCI fills it and takes it. Times that are compared are seconds since 1970; shown with the offset of `updated`.
struct Row {
    long long number = 0, version = 0, heard = 0, next_due = 0, case_id = 0, merged_into = 0;
    long long closed_at = 0, stuck_at = 0, told_due = 0, reuse_event = 0;
    int reuse_pending = 0;
    std::string words, category, owner, team, department, state, created, updated, next_kind;
    std::string next_words, contact, external_id, closed_with;
    OptionalNumber satisfaction, expectation, minutes, solved;

    void set(const Complaint& complaint) {
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
        heard = seconds(complaint.customer_heard);
        contact = complaint.contact;
        external_id = complaint.external_id;
        set_next(complaint);
        set_outcome(complaint);
    }

    void set_next(const Complaint& complaint) {
        next_kind = complaint.next ? to_text(complaint.next->kind) : "";
        next_words = complaint.next ? complaint.next->what : "";
        next_due = complaint.next ? seconds(complaint.next->due) : 0;
        stuck_at = seconds(complaint.stuck);
    }

    void set_outcome(const Complaint& complaint) {
        const Outcome& outcome = complaint.outcome;
        case_id = complaint.case_id;
        closed_with = to_text(complaint.closed_with);
        merged_into = complaint.merged_into;
        satisfaction = OptionalNumber(outcome.satisfaction);
        expectation = OptionalNumber(outcome.expectation);
        minutes = OptionalNumber(outcome.minutes);
        solved =
            OptionalNumber(outcome.solved ? std::optional(*outcome.solved ? 1 : 0) : std::nullopt);
        closed_at = seconds(complaint.closed);
        reuse_event = complaint.reuse_event;
    }

    Complaint complaint() const {
        Complaint complaint;
        complaint.number = number;
        complaint.version = version;
        complaint.text = words;
        complaint.category = category;
        complaint.owner = owner;
        complaint.team = team;
        complaint.department = department;
        complaint.state = parse_complaint_state(state).value_or(ComplaintState::open);
        complaint.created = time_of(created);
        complaint.updated = time_of(updated);
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

    void read_times(Complaint& complaint) const {
        const auto offset = complaint.updated.offset;
        complaint.customer_heard = at(heard, offset);
        if (closed_at != 0) complaint.closed = at(closed_at, offset);
        if (stuck_at != 0) complaint.stuck = at(stuck_at, offset);
        if (const auto kind = parse_next_action_kind(next_kind))
            complaint.next = NextAction{*kind, next_words, at(next_due, offset)};
    }
};

// Prepares a query for kColumns; `texts` are bound by position and live as long as the statement.
soci::statement prepare(soci::session& sql, const std::string& rest, Row& row,
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

soci::statement bind_values(soci::details::prepare_temp_type prepared, Row& row) {
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

void insert_row(soci::session& sql, Row& row) {
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

void update_row(soci::session& sql, Row& row) {
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

// In a table of its own: see forget_contacts().
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

using Found = std::optional<Complaint>;

std::optional<Row> find_row(soci::session& sql, const std::string& where,
                            const std::vector<std::string>& texts = {}) {
    Row row;
    soci::statement statement = prepare(sql, "WHERE " + where, row, texts);
    return statement.execute(true) ? std::optional(row) : std::nullopt;
}

Found find_one(soci::session& sql, const std::string& where,
               const std::vector<std::string>& texts = {}) {
    const auto row = find_row(sql, where, texts);
    if (!row) return std::nullopt;
    Complaint complaint = row->complaint();
    complaint.facts = facts_of(sql, row->number);
    return complaint;
}

// How it ended, as the log of reuse is told it.
bool ended_differently(const Complaint& before, const Complaint& after) {
    return before.closed_with != after.closed_with || before.case_id != after.case_id ||
           !(before.outcome == after.outcome);
}

// The log of reuse has to hear of it. What it was told before waits no longer than until then.
bool has_pending_reuse(const Row& before, const Complaint& after) {
    const bool by_case = after.is_closed() && after.closed_with == ClosedWith::used_case;
    const bool taken_back = before.reuse_event != 0 && after.closed_with != ClosedWith::used_case;
    return taken_back ||
           (by_case && (before.reuse_pending != 0 || ended_differently(before.complaint(), after)));
}

Found find_number(soci::session& sql, ComplaintNumber number) {
    return find_one(sql, fmt::format("number = {}", number));
}

Error no_such(ComplaintNumber number) {
    return {ErrorKind::not_found,
            fmt::format("There is no complaint {}", number),
            "Check its number",
            {},
            "complaint_none"};
}

Error was_changed(ComplaintNumber number) {
    return {ErrorKind::conflict,
            fmt::format("Complaint {} was changed by somebody else meanwhile", number),
            "Look at what was done, then do it again",
            {},
            kComplaintChanged};
}

// The conditions of a query; texts are bound in their order, numbers stand in the text.
struct Where {
    std::vector<std::string> conditions{"1 = 1"};
    std::vector<std::string> texts;

    explicit Where(const ComplaintQuery& query) {
        if (query.seen_by) add_sight(*query.seen_by);
        if (query.owner) add("owner = :owner", *query.owner);
        if (query.team) {
            add("(team = :team OR department = :department)", *query.team);
            texts.push_back(*query.team);
        }
        if (query.state) add("state = :state", std::string(to_text(*query.state)));
        if (query.open == ComplaintQuery::Open::open)
            conditions.push_back("(closed_at = 0 OR next_due > 0)");
        if (query.open == ComplaintQuery::Open::closed) conditions.push_back("closed_at > 0");
        if (query.stuck == ComplaintQuery::Stuck::stuck) conditions.push_back("stuck_at > 0");
        if (query.due_until)
            conditions.push_back(fmt::format("next_due > 0 AND next_due <= {}", *query.due_until));
    }

    void add(std::string condition, const std::string& text) {
        conditions.push_back(std::move(condition));
        texts.push_back(text);
    }

    void add_sight(const ComplaintQuery::Sight& sight) {
        add("(owner = :seen_by OR (:has_team <> '' AND (team = :seen_team OR department = "
            ":seen_department)))",
            sight.account);
        texts.insert(texts.end(), 3, sight.team);
    }

    std::string text() const { return "WHERE " + join(conditions, " AND "); }
};

std::size_t count_where(soci::session& sql, const Where& where) {
    long long count = 0;
    soci::details::prepare_temp_type prepared =
        (sql.prepare << "SELECT COUNT(*) FROM complaints " + where.text());
    for (const std::string& text : where.texts) (void)(prepared, soci::use(text));
    soci::statement statement = (prepared, soci::into(count));
    statement.execute(true);
    return static_cast<std::size_t>(count);
}

std::vector<ComplaintNumber> numbers_where(soci::session& sql, const std::string& where) {
    long long number = 0;
    soci::statement statement =
        (sql.prepare << "SELECT number FROM complaints WHERE " + where + " ORDER BY number",
         soci::into(number));
    std::vector<ComplaintNumber> numbers;
    statement.execute();
    while (statement.fetch()) numbers.push_back(number);
    return numbers;
}

// What was closed before, unless a complaint that it was taken into, near or far, goes on or was closed later.
std::string deletion_of(std::int64_t closed_before) {
    return fmt::format(
        "WITH RECURSIVE old (number, up) AS (SELECT number, merged_into FROM complaint_contacts "
        "JOIN complaints ON number = complaint WHERE closed_at > 0 AND closed_at < {0}), way "
        "(number, up) AS (SELECT number, up FROM old WHERE up > 0 UNION SELECT way.number, "
        "above.merged_into FROM way JOIN complaints AS above ON above.number = way.up WHERE "
        "above.merged_into > 0) DELETE FROM complaint_contacts WHERE complaint IN (SELECT number "
        "FROM old) AND complaint NOT IN (SELECT way.number FROM way JOIN complaints AS above ON "
        "above.number = way.up WHERE above.closed_at = 0 OR above.closed_at >= {0})",
        closed_before);
}

// Gives how many. secure_delete overwrites what is deleted, but not the copies that SQLite leaves in the gaps of pages when it moves rows
// from one to another. The pages of a table that is dropped are overwritten as a whole: what is kept moves to a new one.
long long forget_contacts(soci::session& sql, std::int64_t closed_before) {
    soci::statement deletion = (sql.prepare << deletion_of(closed_before));
    deletion.execute(true);
    const long long count = deletion.get_affected_rows();
    if (count == 0) return 0;
    for (const char* step :
         {"CREATE TABLE kept_contacts (complaint INTEGER PRIMARY KEY, contact TEXT NOT NULL)",
          "INSERT INTO kept_contacts SELECT complaint, contact FROM complaint_contacts",
          "DROP TABLE complaint_contacts",
          "ALTER TABLE kept_contacts RENAME TO complaint_contacts"})
        sql << step;
    return count;
}

// The journal has pages as they were before. False: somebody reads it; nobody is kept waiting for them.
bool empty_journal(soci::session& sql) {
    int busy = 1, frames = 0, moved = 0;
    sql << "PRAGMA busy_timeout=0";
    try {
        sql << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(frames),
            soci::into(moved);
    } catch (const soci::soci_error&) {
        // A full disk: what was forgotten is committed, the next round tries again.
    }
    sql << fmt::format("PRAGMA busy_timeout={}", kBusySeconds * 1000);
    return busy == 0;
}

}  // namespace

Result<Complaint> write_complaint_change(soci::session& sql, Complaint changed,
                                         ComplaintStep step) {
    const auto before = find_row(sql, fmt::format("number = {}", changed.number));
    if (!before) return no_such(changed.number);
    if (before->version != changed.version) return was_changed(changed.number);
    step.version = ++changed.version;
    Row row;
    row.set(changed);
    row.reuse_pending = has_pending_reuse(*before, changed) ? 1 : 0;
    update_row(sql, row);
    insert_step(sql, row.number, step);
    replace_facts(sql, row.number, changed.facts);
    if (before->contact != changed.contact) replace_contact(sql, row.number, changed.contact);
    return changed;
}

Result<Complaints::Taken> Complaints::add(Complaint complaint, ComplaintStep first,
                                          AuditEvent event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<Taken> {
        soci::transaction transaction(sql);
        if (!complaint.external_id.empty())
            if (auto known = find_one(sql, "external_id = :source", {complaint.external_id}))
                return Taken{std::move(*known), true};
        Row row;
        complaint.version = first.version = 1;
        row.set(complaint);
        sql << "SELECT COALESCE(MAX(number), 0) + 1 FROM complaints", soci::into(row.number);
        complaint.number = row.number;
        insert_row(sql, row);
        insert_step(sql, row.number, first);
        replace_facts(sql, row.number, complaint.facts);
        replace_contact(sql, row.number, complaint.contact);
        event.subject = std::to_string(complaint.number);
        add_audit_row(sql, event);
        transaction.commit();
        return Taken{complaint, false};
    });
}

Result<Complaint> Complaints::change(Complaint changed, ComplaintStep step,
                                     const AuditEvent& event) {
    auto all = change_all({{std::move(changed), std::move(step)}}, event);
    if (!all) return all.error();
    return std::move(all->front());
}

Result<std::vector<Complaint>> Complaints::change_all(std::vector<Change> changes,
                                                      const AuditEvent& event) {
    using All = std::vector<Complaint>;
    return database_.connection_->run_write([&](soci::session& sql) -> Result<All> {
        soci::transaction transaction(sql);
        All all;
        for (const Change& change : changes) {
            auto written = write_complaint_change(sql, change.changed, change.step);
            if (!written) return written.error();
            all.push_back(std::move(*written));
        }
        add_audit_row(sql, event);
        transaction.commit();
        return all;
    });
}

Result<Found> Complaints::find(ComplaintNumber number) const {
    return database_.connection_->run(
        [&](soci::session& sql) -> Result<Found> { return find_number(sql, number); });
}

Result<Found> Complaints::find_by_source(const std::string& external_id) const {
    return database_.connection_->run([&](soci::session& sql) -> Result<Found> {
        return find_one(sql, "external_id = :source", {external_id});
    });
}

Result<std::vector<ComplaintStep>> Complaints::steps_of(ComplaintNumber number) const {
    using Steps = std::vector<ComplaintStep>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Steps> {
        const long long complaint = number;
        long long version = 0;
        std::string when, kind;
        ComplaintStep step;
        soci::statement statement =
            (sql.prepare << "SELECT version, who, at, kind, note, detail, minutes FROM "
                            "complaint_steps WHERE complaint = :complaint ORDER BY version",
             soci::use(complaint), soci::into(version), soci::into(step.who), soci::into(when),
             soci::into(kind), soci::into(step.note), soci::into(step.detail),
             soci::into(step.minutes));
        Steps steps;
        statement.execute();
        while (statement.fetch()) {
            step.version = version;
            step.when = time_of(when);
            step.kind = parse_step_kind(kind).value_or(StepKind::note);
            steps.push_back(step);
        }
        return steps;
    });
}

Result<std::vector<ComplaintNumber>> Complaints::merged_into(ComplaintNumber number) const {
    using Numbers = std::vector<ComplaintNumber>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Numbers> {
        return numbers_where(sql, fmt::format("merged_into > 0 AND merged_into = {}", number));
    });
}

Result<std::vector<MergedCaller>> Complaints::merged_callers(ComplaintNumber number) const {
    using Callers = std::vector<MergedCaller>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Callers> {
        long long merged = 0;
        std::string contact;
        soci::statement statement =
            (sql.prepare << fmt::format(
                 "WITH RECURSIVE below (number) AS (SELECT {} UNION SELECT complaints.number FROM "
                 "below JOIN complaints ON merged_into > 0 AND merged_into = below.number) SELECT "
                 "complaint, contact FROM complaint_contacts WHERE complaint IN below AND "
                 "complaint <> {} ORDER BY complaint",
                 number, number),
             soci::into(merged), soci::into(contact));
        Callers callers;
        statement.execute();
        while (statement.fetch()) callers.push_back({merged, contact});
        return callers;
    });
}

Result<ComplaintList> Complaints::list(const ComplaintQuery& query) const {
    return database_.connection_->run([&](soci::session& sql) -> Result<ComplaintList> {
        const Where where(query);
        ComplaintList list;
        list.total = count_where(sql, where);
        Row row;
        soci::statement statement =
            prepare(sql,
                    fmt::format("{} ORDER BY closed_at > 0, next_due = 0, next_due, number DESC "
                                "LIMIT {} OFFSET {}",
                                where.text(), query.limit, query.first),
                    row, where.texts);
        statement.execute();
        while (statement.fetch()) list.complaints.push_back(row.complaint());
        return list;
    });
}

Result<std::vector<CategoryNumbers>> Complaints::numbers_by_category() const {
    using Numbers = std::vector<CategoryNumbers>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Numbers> {
        CategoryNumbers one;
        soci::statement statement =
            (sql.prepare
                 << "SELECT category, COUNT(*), SUM(closed_at > 0), COALESCE(SUM(solved = 1), 0), "
                    "SUM(bounces > 0), SUM(bounces), COALESCE(SUM(satisfaction), 0), "
                    "COALESCE(SUM(expectation), 0), COUNT(satisfaction) FROM (SELECT *, (SELECT "
                    "COUNT(*) FROM complaint_steps WHERE complaint = number AND kind = 'bounced') "
                    "AS bounces FROM complaints WHERE merged_into = 0) GROUP BY category ORDER BY "
                    "COUNT(*) DESC, category",
             soci::into(one.category), soci::into(one.complaints), soci::into(one.closed),
             soci::into(one.solved), soci::into(one.bounced), soci::into(one.bounces),
             soci::into(one.satisfaction_sum), soci::into(one.expectation_sum),
             soci::into(one.answers));
        Numbers numbers;
        statement.execute();
        while (statement.fetch()) numbers.push_back(one);
        return numbers;
    });
}

Result<Complaints::Counts> Complaints::counts() const {
    return database_.connection_->run([](soci::session& sql) -> Result<Counts> {
        long long all = 0, broken = 0;
        sql << "SELECT COUNT(*) FROM complaints", soci::into(all);
        sql << "SELECT COUNT(*) FROM complaints WHERE version <> (SELECT COUNT(*) FROM "
               "complaint_steps WHERE complaint = number)",
            soci::into(broken);
        return Counts{static_cast<std::size_t>(all), static_cast<std::size_t>(broken)};
    });
}

Result<std::vector<DueComplaint>> Complaints::with_next_action() const {
    using Due = std::vector<DueComplaint>;
    return database_.connection_->run([](soci::session& sql) -> Result<Due> {
        Row row;
        soci::statement statement = prepare(sql, "WHERE next_due > 0 ORDER BY next_due", row, {});
        Due due;
        statement.execute();
        while (statement.fetch()) due.push_back({row.complaint(), row.told_due});
        return due;
    });
}

Result<void> Complaints::note_nudge(ComplaintNumber number, std::int64_t due,
                                    const std::optional<Timestamp>& stuck) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long complaint = number, told = due, since = seconds(stuck);
        sql << "UPDATE complaints SET told_due = :told, stuck_at = :stuck WHERE number = :number",
            soci::use(told), soci::use(since), soci::use(complaint);
        return {};
    });
}

Result<std::vector<ComplaintNumber>> Complaints::with_pending_reuse() const {
    using Numbers = std::vector<ComplaintNumber>;
    return database_.connection_->run([](soci::session& sql) -> Result<Numbers> {
        return numbers_where(sql, "reuse_pending = 1");
    });
}

Result<void> Complaints::note_reuse(ComplaintNumber number, std::int64_t event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long complaint = number, recorded = event;
        sql << "UPDATE complaints SET reuse_event = :event, reuse_pending = 0 WHERE number = "
               ":number",
            soci::use(recorded), soci::use(complaint);
        return {};
    });
}

Result<std::int64_t> Complaints::purge_contacts(std::int64_t closed_before,
                                                const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<std::int64_t> {
        soci::transaction transaction(sql);
        const long long count = forget_contacts(sql, closed_before);
        if (count > 0) {
            AuditEvent counted = event;
            counted.detail = std::to_string(count);
            add_audit_row(sql, counted);
            journal_is_to_be_emptied_ = true;
        }
        transaction.commit();
        if (journal_is_to_be_emptied_) journal_is_to_be_emptied_ = !empty_journal(sql);
        return count;
    });
}

}  // namespace casebook::store
