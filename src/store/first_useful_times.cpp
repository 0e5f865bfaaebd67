#include "store/first_useful_times.h"

#include "store/connection.h"

namespace casebook::store {

Result<void> FirstUsefulTimes::add(Date day, const std::string& outcome,
                                   std::int64_t milliseconds) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        const std::string on = casebook::to_text(day);
        const long long took = milliseconds;
        sql << "INSERT INTO first_useful_times (day, outcome, milliseconds) VALUES (:day, "
               ":outcome, :took)",
            soci::use(on), soci::use(outcome), soci::use(took);
        return {};
    });
}

Result<std::vector<FirstUsefulDay>> FirstUsefulTimes::latest(std::size_t days) const {
    using Days = std::vector<FirstUsefulDay>;
    return database_.connection_->run([&](soci::session& sql) -> Result<Days> {
        const auto most = static_cast<long long>(days);
        std::string day;
        long long took = 0;
        soci::statement statement =
            (sql.prepare << "SELECT day, milliseconds FROM first_useful_times WHERE day IN (SELECT "
                            "DISTINCT day FROM first_useful_times ORDER BY day DESC LIMIT :most) "
                            "ORDER BY day DESC, milliseconds",
             soci::use(most), soci::into(day), soci::into(took));
        Days found;
        statement.execute();
        while (statement.fetch()) {
            const Date on = parse_date(day).value_or(Date{});
            if (found.empty() || found.back().day != on) found.push_back({on, {}});
            found.back().milliseconds.push_back(took);
        }
        return found;
    });
}

}  // namespace casebook::store
