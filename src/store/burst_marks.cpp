#include "store/burst_marks.h"

#include "base/unix_seconds.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

std::chrono::sys_seconds time_of(long long seconds) {
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

}  // namespace

Result<void> BurstMarks::put_link(const ComplaintLink& link) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const LinkedComplaint& linked = link.complaint;
        const long long complaint = linked.complaint, case_id = linked.case_id;
        const long long at = unix_seconds(linked.at), words = static_cast<long long>(link.words);
        const int confirmed = linked.strength == LinkStrength::confirmed ? 1 : 0;
        sql << "INSERT OR REPLACE INTO complaint_links (complaint, case_id, caller, confirmed, at, "
               "words) VALUES (:complaint, :case_id, :caller, :confirmed, :at, :words)",
            soci::use(complaint), soci::use(case_id), soci::use(linked.caller),
            soci::use(confirmed), soci::use(at), soci::use(words);
        return {};
    });
}

Result<void> BurstMarks::remove_link(std::int64_t complaint) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long number = complaint;
        sql << "DELETE FROM complaint_links WHERE complaint = :complaint", soci::use(number);
        return {};
    });
}

Result<void> BurstMarks::remove_links_before(std::chrono::sys_seconds when) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long first = unix_seconds(when);
        sql << "DELETE FROM complaint_links WHERE at < :first", soci::use(first);
        return {};
    });
}

Result<std::vector<ComplaintLink>> BurstMarks::links_since(std::chrono::sys_seconds since) const {
    using Links = std::vector<ComplaintLink>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Links> {
        const long long first = unix_seconds(since);
        long long complaint = 0, case_id = 0, at = 0, words = 0;
        int confirmed = 0;
        std::string caller;
        soci::statement statement =
            (sql.prepare << "SELECT complaint, case_id, caller, confirmed, at, words FROM "
                            "complaint_links WHERE at >= :first ORDER BY complaint",
             soci::use(first), soci::into(complaint), soci::into(case_id), soci::into(caller),
             soci::into(confirmed), soci::into(at), soci::into(words));
        Links links;
        statement.execute();
        while (statement.fetch())
            links.push_back(
                {{complaint, caller, case_id,
                  confirmed != 0 ? LinkStrength::confirmed : LinkStrength::guessed, time_of(at)},
                 static_cast<std::uint64_t>(words)});
        return links;
    });
}

Result<void> BurstMarks::mute(const BurstMute& mute) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const long long case_id = mute.case_id, until = unix_seconds(mute.until);
        sql << "INSERT OR REPLACE INTO burst_mutes (case_id, until, who) VALUES (:case_id, :until, "
               ":who)",
            soci::use(case_id), soci::use(until), soci::use(mute.who);
        return {};
    });
}

Result<std::vector<BurstMute>> BurstMarks::mutes() const {
    using Mutes = std::vector<BurstMute>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Mutes> {
        long long case_id = 0, until = 0;
        std::string who;
        soci::statement statement = (sql.prepare << "SELECT case_id, until, who FROM burst_mutes",
                                     soci::into(case_id), soci::into(until), soci::into(who));
        Mutes mutes;
        statement.execute();
        while (statement.fetch()) mutes.push_back({case_id, time_of(until), who});
        return mutes;
    });
}

}  // namespace casebook::store
