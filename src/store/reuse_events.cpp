// The tables "reuse_events" and "learning_resets": an append-only log; rows are never changed but for `undone_at` and `undone_by`.
#include <fmt/format.h>

#include "store/audit_rows.h"
#include "store/connection.h"
#include "store/optional_number.h"

namespace casebook::store {
namespace {

constexpr std::string_view kColumns =
    "id, who, at, case_id, verdict, complaint, satisfaction, expectation, minutes, solved, "
    "query_id, source_key, undone_at, undone_by";

// Those that nobody undid and no reset passed over.
constexpr std::string_view kCounting =
    "undone_at = '' AND id > COALESCE((SELECT MAX(up_to_event) FROM learning_resets WHERE "
    "learning_resets.case_id = reuse_events.case_id AND learning_resets.undone_at = ''), 0)";

std::optional<Timestamp> optional_time(const std::string& text) {
    return text.empty() ? std::nullopt : parse_timestamp(text, {});
}

// A row of reuse_events as SOCI fills it and takes it.
struct Row {
    long long id = 0, case_id = 0;
    std::string who, at, verdict, complaint, query_id, source_key, undone_at, undone_by;
    OptionalNumber satisfaction, expectation, minutes, solved;

    void set(const ReuseEvent& event) {
        const Outcome& outcome = event.outcome;
        id = event.id;
        case_id = event.case_id;
        who = event.who;
        at = event.when.text();
        verdict = to_text(event.verdict);
        complaint = event.text;
        satisfaction = OptionalNumber(outcome.satisfaction);
        expectation = OptionalNumber(outcome.expectation);
        minutes = OptionalNumber(outcome.minutes);
        solved =
            OptionalNumber(outcome.solved ? std::optional(*outcome.solved ? 1 : 0) : std::nullopt);
        query_id = event.query_id;
        source_key = event.source_key;
        undone_at = event.undone ? event.undone->text() : "";
        undone_by = event.undone_by;
    }

    ReuseEvent event() const {
        ReuseEvent event;
        event.id = id;
        event.who = who;
        event.when = optional_time(at).value_or(Timestamp{});
        event.case_id = case_id;
        event.verdict = parse_verdict(verdict).value_or(Verdict::copied);
        event.text = complaint;
        event.outcome = {satisfaction.get(), expectation.get(), minutes.get(), std::nullopt};
        if (const auto known = solved.get()) event.outcome.solved = *known != 0;
        event.query_id = query_id;
        event.undone = optional_time(undone_at);
        event.undone_by = undone_by;
        event.source_key = source_key;
        return event;
    }
};

using EventList = std::vector<ReuseEvent>;
using FoundEvent = std::optional<ReuseEvent>;

// Prepares a query for kColumns; its own values are bound by position.
template <class... Values>
soci::statement prepare(soci::session& sql, const std::string& where, Row& row,
                        const Values&... values) {
    soci::details::prepare_temp_type prepared =
        (sql.prepare << fmt::format("SELECT {} FROM reuse_events WHERE {}", kColumns, where));
    (void)(prepared, ..., soci::use(values));
    return (prepared, soci::into(row.id), soci::into(row.who), soci::into(row.at),
            soci::into(row.case_id), soci::into(row.verdict), soci::into(row.complaint),
            soci::into(row.satisfaction.value, row.satisfaction.presence),
            soci::into(row.expectation.value, row.expectation.presence),
            soci::into(row.minutes.value, row.minutes.presence),
            soci::into(row.solved.value, row.solved.presence), soci::into(row.query_id),
            soci::into(row.source_key), soci::into(row.undone_at), soci::into(row.undone_by));
}

soci::statement prepare_insert(soci::session& sql, Row& row) {
    return (sql.prepare << fmt::format(
                "INSERT INTO reuse_events ({}) VALUES (:id, :who, :at, :case_id, :verdict, "
                ":complaint, :satisfaction, :expectation, :minutes, :solved, :query_id, "
                ":source_key, :undone_at, :undone_by) ON CONFLICT DO NOTHING",
                kColumns),
            soci::use(row.id), soci::use(row.who), soci::use(row.at), soci::use(row.case_id),
            soci::use(row.verdict), soci::use(row.complaint),
            soci::use(row.satisfaction.value, row.satisfaction.presence),
            soci::use(row.expectation.value, row.expectation.presence),
            soci::use(row.minutes.value, row.minutes.presence),
            soci::use(row.solved.value, row.solved.presence), soci::use(row.query_id),
            soci::use(row.source_key), soci::use(row.undone_at), soci::use(row.undone_by));
}

long long largest_id(soci::session& sql, std::string_view table) {
    long long id = 0;
    sql << fmt::format("SELECT COALESCE(MAX(id), 0) FROM {}", table), soci::into(id);
    return id;
}

FoundEvent find_event(soci::session& sql, long long id) {
    Row row;
    soci::statement statement = prepare(sql, "id = :id", row, id);
    return statement.execute(true) ? FoundEvent(row.event()) : FoundEvent();
}

Error no_such(std::string_view what, std::int64_t id) {
    return {
        ErrorKind::not_found, fmt::format("There is no {} {}", what, id), "Check its number", {}};
}

Error undone_already(std::string_view what, std::int64_t id) {
    return {ErrorKind::conflict,
            fmt::format("The {} {} is undone already", what, id),
            "",
            {},
            kUndoneAlready};
}

// Marks a row of `table` as undone.
void mark_undone(soci::session& sql, std::string_view table, long long id, const Timestamp& when,
                 const std::string& who) {
    const std::string at = when.text();
    sql << fmt::format("UPDATE {} SET undone_at = :at, undone_by = :who WHERE id = :id", table),
        soci::use(at), soci::use(who), soci::use(id);
}

constexpr std::string_view kResetColumns =
    "id, case_id, up_to_event, who, at, undone_at, undone_by";

struct ResetRow {
    long long id = 0, case_id = 0, up_to_event = 0;
    std::string who, at, undone_at, undone_by;

    LearningReset reset() const {
        return {id,
                case_id,
                up_to_event,
                who,
                optional_time(at).value_or(Timestamp{}),
                optional_time(undone_at),
                undone_by};
    }
};

void insert_reset(soci::session& sql, const LearningReset& reset) {
    const long long id = largest_id(sql, "learning_resets") + 1;
    const long long case_id = reset.case_id, up_to = reset.up_to_event;
    const std::string at = reset.when.text();
    const std::string undone_at = reset.undone ? reset.undone->text() : "";
    sql << fmt::format(
        "INSERT INTO learning_resets ({}) VALUES (:id, :case_id, :up_to, :who, :at, "
        ":undone_at, :undone_by)",
        kResetColumns),
        soci::use(id), soci::use(case_id), soci::use(up_to), soci::use(reset.who), soci::use(at),
        soci::use(undone_at), soci::use(reset.undone_by);
}

template <class... Values>
soci::statement prepare_resets(soci::session& sql, const std::string& where, ResetRow& row,
                               const Values&... values) {
    soci::details::prepare_temp_type prepared =
        (sql.prepare << fmt::format("SELECT {} FROM learning_resets WHERE {}", kResetColumns,
                                    where));
    (void)(prepared, ..., soci::use(values));
    return (prepared, soci::into(row.id), soci::into(row.case_id), soci::into(row.up_to_event),
            soci::into(row.who), soci::into(row.at), soci::into(row.undone_at),
            soci::into(row.undone_by));
}

std::optional<LearningReset> find_reset(soci::session& sql, long long id) {
    ResetRow row;
    soci::statement statement = prepare_resets(sql, "id = :id", row, id);
    return statement.execute(true) ? std::optional(row.reset()) : std::nullopt;
}

// Outcomes are those of confirmed reuses: what was not used has none.
using Summaries = std::map<EntryId, OutcomeSummary>;

template <class... Values>
Summaries summaries(soci::session& sql, std::string_view where, const Values&... values) {
    long long case_id = 0;
    OutcomeSummary sums;
    soci::details::prepare_temp_type prepared =
        (sql.prepare << fmt::format(
             "SELECT case_id, COUNT(*), COALESCE(SUM(solved), 0), COUNT(solved), "
             "COALESCE(SUM(satisfaction), 0), COUNT(satisfaction), COALESCE(SUM(minutes), 0), "
             "COUNT(minutes) FROM reuse_events WHERE verdict = 'used' AND {} AND {} GROUP BY "
             "case_id",
             where, kCounting));
    (void)(prepared, ..., soci::use(values));
    soci::statement statement =
        (prepared, soci::into(case_id), soci::into(sums.uses), soci::into(sums.solved),
         soci::into(sums.solved_of), soci::into(sums.satisfaction_sum),
         soci::into(sums.satisfaction_of), soci::into(sums.minutes_sum),
         soci::into(sums.minutes_of));
    Summaries found;
    statement.execute();
    while (statement.fetch()) found[case_id] = sums;
    return found;
}

}  // namespace

Result<std::vector<std::int64_t>> Database::add_reuse_events(
    const std::vector<ReuseEvent>& events) {
    using Ids = std::vector<std::int64_t>;
    return connection_->run_write([&](soci::session& sql) -> Result<Ids> {
        soci::transaction transaction(sql);
        long long last = largest_id(sql, "reuse_events");
        Row row;
        soci::statement insert = prepare_insert(sql, row);
        Ids ids;
        for (const ReuseEvent& event : events) {
            row.set(event);
            row.id = last + 1;
            insert.execute(true);
            const bool added = insert.get_affected_rows() > 0;
            if (added) ++last;
            ids.push_back(added ? last : 0);
        }
        transaction.commit();
        return ids;
    });
}

Result<std::optional<ReuseEvent>> Database::find_reuse_event(std::int64_t id) const {
    return connection_->run(
        [&](soci::session& sql) -> Result<FoundEvent> { return find_event(sql, id); });
}

Result<std::optional<ReuseEvent>> Database::find_reuse_event(const std::string& query_id,
                                                             EntryId case_id,
                                                             Verdict verdict) const {
    return connection_->run([&](soci::session& sql) -> Result<FoundEvent> {
        Row row;
        const long long wanted = case_id;
        const std::string name(to_text(verdict));
        soci::statement statement =
            prepare(sql,
                    "query_id <> '' AND query_id = :query AND case_id = :case_id AND verdict = "
                    ":verdict AND undone_at = '' ORDER BY id DESC LIMIT 1",
                    row, query_id, wanted, name);
        return statement.execute(true) ? FoundEvent(row.event()) : FoundEvent();
    });
}

Result<std::vector<ReuseEvent>> Database::reuse_events_of(EntryId case_id, std::size_t limit,
                                                          std::int64_t before) const {
    return connection_->run([&](soci::session& sql) -> Result<EventList> {
        Row row;
        const long long wanted = case_id;
        const long long end = before;
        const auto most = static_cast<long long>(limit);
        soci::statement statement =
            prepare(sql, "case_id = :case_id AND id < :before ORDER BY id DESC LIMIT :limit", row,
                    wanted, end, most);
        EventList events;
        statement.execute();
        while (statement.fetch()) events.push_back(row.event());
        return events;
    });
}

Result<std::vector<std::int64_t>> Database::counting_reuse_events_of(EntryId case_id) const {
    using Ids = std::vector<std::int64_t>;
    return connection_->run([&](soci::session& sql) -> Result<Ids> {
        const long long wanted = case_id;
        long long id = 0;
        soci::statement statement =
            (sql.prepare << fmt::format(
                 "SELECT id FROM reuse_events WHERE case_id = :case_id AND {} ORDER BY id",
                 kCounting),
             soci::use(wanted), soci::into(id));
        Ids ids;
        statement.execute();
        while (statement.fetch()) ids.push_back(id);
        return ids;
    });
}

Result<void> Database::for_each_reuse_event(
    std::int64_t after, EventChoice which,
    const std::function<Result<void>(const ReuseEvent&)>& take) const {
    return connection_->run([&](soci::session& sql) -> Result<void> {
        Row row;
        const long long from = after;
        const std::string_view condition = which == EventChoice::counting ? kCounting : "1 = 1";
        soci::statement statement =
            prepare(sql, fmt::format("id > :after AND {} ORDER BY id", condition), row, from);
        statement.execute();
        while (statement.fetch())
            if (auto taken = take(row.event()); !taken) return taken;
        return {};
    });
}

Result<std::int64_t> Database::reuse_event_count() const {
    return connection_->run([](soci::session& sql) -> Result<std::int64_t> {
        long long count = 0;
        sql << "SELECT COUNT(*) FROM reuse_events", soci::into(count);
        return count;
    });
}

Result<ReuseEvent> Database::undo_reuse_event(std::int64_t id, const Timestamp& when,
                                              const std::string& who) {
    return connection_->run_write([&](soci::session& sql) -> Result<ReuseEvent> {
        soci::transaction transaction(sql);
        auto event = find_event(sql, id);
        if (!event) return no_such("reuse", id);
        if (event->undone) return undone_already("reuse", id);
        mark_undone(sql, "reuse_events", id, when, who);
        transaction.commit();
        event->undone = when;
        event->undone_by = who;
        return *event;
    });
}

Result<LearningReset> Database::reset_learning(EntryId case_id, const Timestamp& when,
                                               const std::string& who) {
    return connection_->run_write([&](soci::session& sql) -> Result<LearningReset> {
        soci::transaction transaction(sql);
        LearningReset reset{0, case_id, largest_id(sql, "reuse_events"), who, when};
        reset.id = largest_id(sql, "learning_resets") + 1;
        insert_reset(sql, reset);
        add_audit_row(sql, {when, who, "learning.reset", std::to_string(case_id), ""});
        transaction.commit();
        return reset;
    });
}

Result<void> Database::add_learning_resets(const std::vector<LearningReset>& resets) {
    return connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        for (const LearningReset& reset : resets) insert_reset(sql, reset);
        transaction.commit();
        return {};
    });
}

Result<LearningReset> Database::undo_learning_reset(std::int64_t id, const Timestamp& when,
                                                    const std::string& who) {
    return connection_->run_write([&](soci::session& sql) -> Result<LearningReset> {
        soci::transaction transaction(sql);
        auto reset = find_reset(sql, id);
        if (!reset) return no_such("reset of learning", id);
        if (reset->undone) return undone_already("reset of learning", id);
        mark_undone(sql, "learning_resets", id, when, who);
        add_audit_row(sql,
                      {when, who, "learning.brought_back", std::to_string(reset->case_id), ""});
        transaction.commit();
        reset->undone = when;
        reset->undone_by = who;
        return *reset;
    });
}

Result<std::vector<LearningReset>> Database::learning_resets_of(EntryId case_id) const {
    using Resets = std::vector<LearningReset>;
    return connection_->run([&](soci::session& sql) -> Result<Resets> {
        ResetRow row;
        const long long wanted = case_id;
        soci::statement statement =
            prepare_resets(sql, "case_id = :case_id ORDER BY id DESC", row, wanted);
        Resets resets;
        statement.execute();
        while (statement.fetch()) resets.push_back(row.reset());
        return resets;
    });
}

Result<void> Database::for_each_learning_reset(
    const std::function<Result<void>(const LearningReset&)>& take) const {
    return connection_->run([&](soci::session& sql) -> Result<void> {
        ResetRow row;
        soci::statement statement = prepare_resets(sql, "1 = 1 ORDER BY id", row);
        statement.execute();
        while (statement.fetch())
            if (auto taken = take(row.reset()); !taken) return taken;
        return {};
    });
}

Result<OutcomeSummary> Database::outcome_summary(EntryId case_id) const {
    return connection_->run([&](soci::session& sql) -> Result<OutcomeSummary> {
        const long long wanted = case_id;
        return summaries(sql, "case_id = :case_id", wanted)[case_id];
    });
}

Result<std::map<EntryId, OutcomeSummary>> Database::outcome_summaries() const {
    return connection_->run(
        [](soci::session& sql) -> Result<Summaries> { return summaries(sql, "1 = 1"); });
}

}  // namespace casebook::store
