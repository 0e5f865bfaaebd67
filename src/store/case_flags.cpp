#include "store/case_flags.h"

#include <fmt/format.h>

#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

using Flags = std::vector<CaseFlag>;

// `where` is of ids and names bound by position.
template <class... Values>
Flags read_flags(soci::session& sql, const std::string& where, const Values&... values) {
    long long id = 0, case_id = 0;
    std::string who, at, reason;
    soci::details::prepare_temp_type prepared =
        (sql.prepare
         << "SELECT id, case_id, who, at, reason FROM case_flags WHERE settled_at = ''" + where);
    (void)(prepared, ..., soci::use(values));
    soci::statement statement = (prepared, soci::into(id), soci::into(case_id), soci::into(who),
                                 soci::into(at), soci::into(reason));
    Flags flags;
    statement.execute();
    while (statement.fetch())
        flags.push_back({id, case_id, who, parse_timestamp(at, {}).value_or(Timestamp{}), reason});
    return flags;
}

}  // namespace

Result<CaseFlag> CaseFlags::add(const CaseFlag& flag) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<CaseFlag> {
        soci::transaction transaction(sql);
        const long long case_id = flag.case_id;
        const Flags known =
            read_flags(sql, " AND case_id = :case_id AND who = :who", case_id, flag.who);
        if (!known.empty()) return known.front();
        long long id = 0;
        sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM case_flags", soci::into(id);
        const std::string at = flag.when.text(), not_yet;
        sql << "INSERT INTO case_flags (id, case_id, who, at, reason, settled_at, settled_by) "
               "VALUES (:id, :case_id, :who, :at, :reason, :settled_at, :settled_by)",
            soci::use(id), soci::use(case_id), soci::use(flag.who), soci::use(at),
            soci::use(flag.reason), soci::use(not_yet), soci::use(not_yet);
        add_audit_row(sql, {flag.when, flag.who, "case.flagged", std::to_string(flag.case_id), ""});
        transaction.commit();
        CaseFlag kept = flag;
        kept.id = id;
        return kept;
    });
}

Result<Flags> CaseFlags::open(std::optional<EntryId> case_id, std::size_t limit) const {
    return database_.connection_->run([&](soci::session& sql) -> Result<Flags> {
        const std::string of_case = case_id ? fmt::format(" AND case_id = {}", *case_id) : "";
        return read_flags(sql, fmt::format("{} ORDER BY id LIMIT {}", of_case, limit));
    });
}

Result<std::size_t> CaseFlags::settle(EntryId case_id, const Timestamp& when,
                                      const std::string& who) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<std::size_t> {
        soci::transaction transaction(sql);
        const long long id = case_id;
        const std::size_t open = read_flags(sql, " AND case_id = :case_id", id).size();
        if (open == 0) return open;
        const std::string at = when.text();
        sql << "UPDATE case_flags SET settled_at = :at, settled_by = :who WHERE settled_at = '' "
               "AND case_id = :case_id",
            soci::use(at), soci::use(who), soci::use(id);
        add_audit_row(sql, {when, who, "case.settled", std::to_string(case_id), ""});
        transaction.commit();
        return open;
    });
}

}  // namespace casebook::store
