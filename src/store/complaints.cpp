#include "store/complaints.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/unix_seconds.h"
#include "store/audit_rows.h"
#include "store/complaint_row.h"
#include "store/complaint_rows.h"
#include "store/connection.h"
#include "store/forget_contacts.h"

namespace casebook::store {
namespace {

using Found = std::optional<Complaint>;

Found find_one(soci::session& sql, const std::string& where,
               const std::vector<std::string>& texts = {}) {
    const auto row = find_complaint_row(sql, where, texts);
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
bool has_pending_reuse(const ComplaintRow& before, const Complaint& after) {
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

}  // namespace

Result<Complaint> write_complaint_change(soci::session& sql, Complaint changed,
                                         ComplaintStep step) {
    const auto before = find_complaint_row(sql, fmt::format("number = {}", changed.number));
    if (!before) return no_such(changed.number);
    if (before->version != changed.version) return was_changed(changed.number);
    step.version = ++changed.version;
    ComplaintRow row;
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
        ComplaintRow row;
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
            step.when = stored_time(when);
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
        ComplaintRow row;
        soci::statement statement = prepare_complaints(
            sql,
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
        ComplaintRow row;
        soci::statement statement =
            prepare_complaints(sql, "WHERE next_due > 0 ORDER BY next_due", row, {});
        Due due;
        statement.execute();
        while (statement.fetch()) due.push_back({row.complaint(), row.told_due});
        return due;
    });
}

Result<void> Complaints::note_nudge(ComplaintNumber number, std::int64_t due,
                                    const std::optional<Timestamp>& stuck) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long complaint = number, told = due, since = stuck ? unix_seconds(*stuck) : 0;
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
