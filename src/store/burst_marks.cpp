#include "store/burst_marks.h"

#include "store/connection.h"

namespace casebook::store {
namespace {

long long seconds_of(std::chrono::sys_seconds time) {
    return time.time_since_epoch().count();
}

std::chrono::sys_seconds time_of(long long seconds) {
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

}  // namespace

Result<void> BurstMarks::add_likely(const LinkedComplaint& likely) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long complaint = likely.complaint, case_id = likely.case_id;
        const long long at = seconds_of(likely.at);
        sql << "INSERT OR REPLACE INTO likely_cases (complaint, case_id, caller, at) VALUES "
               "(:complaint, :case_id, :caller, :at)",
            soci::use(complaint), soci::use(case_id), soci::use(likely.caller), soci::use(at);
        return {};
    });
}

Result<void> BurstMarks::remove_likely(std::int64_t complaint) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long number = complaint;
        sql << "DELETE FROM likely_cases WHERE complaint = :complaint", soci::use(number);
        return {};
    });
}

Result<std::vector<LinkedComplaint>> BurstMarks::likely_since(
    std::chrono::sys_seconds since) const {
    using Links = std::vector<LinkedComplaint>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Links> {
        const long long first = seconds_of(since);
        long long complaint = 0, case_id = 0, at = 0;
        std::string caller;
        soci::statement statement =
            (sql.prepare << "SELECT complaint, case_id, caller, at FROM likely_cases WHERE at >= "
                            ":first ORDER BY complaint",
             soci::use(first), soci::into(complaint), soci::into(case_id), soci::into(caller),
             soci::into(at));
        Links links;
        statement.execute();
        while (statement.fetch())
            links.push_back({complaint, caller, case_id, LinkStrength::guessed, time_of(at)});
        return links;
    });
}

Result<void> BurstMarks::mute(const BurstMute& mute) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long case_id = mute.case_id, until = seconds_of(mute.until);
        sql << "INSERT OR REPLACE INTO burst_mutes (case_id, until, who) VALUES (:case_id, :until, "
               ":who)",
            soci::use(case_id), soci::use(until), soci::use(mute.who);
        return {};
    });
}

Result<std::vector<BurstMute>> BurstMarks::mutes_after(std::chrono::sys_seconds now) const {
    using Mutes = std::vector<BurstMute>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Mutes> {
        const long long first = seconds_of(now);
        long long case_id = 0, until = 0;
        std::string who;
        soci::statement statement =
            (sql.prepare << "SELECT case_id, until, who FROM burst_mutes WHERE until > :first",
             soci::use(first), soci::into(case_id), soci::into(until), soci::into(who));
        Mutes mutes;
        statement.execute();
        while (statement.fetch()) mutes.push_back({case_id, time_of(until), who});
        return mutes;
    });
}

}  // namespace casebook::store
