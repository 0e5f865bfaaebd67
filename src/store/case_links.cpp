// The table "case_links". Suggestions ask for the cases of a problem while somebody types, so the links that count are kept in memory,
// too: read once, and again after every change.
#include <fmt/format.h>

#include <algorithm>

#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

struct LinkRow {
    long long id = 0, a = 0, b = 0;
    std::string who, at, undone_at, undone_by;

    CaseLink link() const {
        CaseLink link{id, a, b, who, parse_timestamp(at, {}).value_or(Timestamp{})};
        if (!undone_at.empty()) link.undone = parse_timestamp(undone_at, {});
        link.undone_by = undone_by;
        return link;
    }
};

using Links = std::vector<CaseLink>;

Links read_links(soci::session& sql, const std::string& where) {
    LinkRow row;
    soci::statement statement =
        (sql.prepare << "SELECT id, a, b, who, at, undone_at, undone_by FROM case_links WHERE " +
                            where + " ORDER BY id DESC",
         soci::into(row.id), soci::into(row.a), soci::into(row.b), soci::into(row.who),
         soci::into(row.at), soci::into(row.undone_at), soci::into(row.undone_by));
    Links links;
    statement.execute();
    while (statement.fetch()) links.push_back(row.link());
    return links;
}

// Ids are numbers: nothing in them needs quoting.
Links read_links_between(soci::session& sql, EntryId a, EntryId b) {
    return read_links(sql, fmt::format("undone_at = '' AND a = {} AND b = {}", a, b));
}

long long next_id(soci::session& sql) {
    long long id = 0;
    sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM case_links", soci::into(id);
    return id;
}

void insert(soci::session& sql, const CaseLink& link) {
    const long long id = link.id, a = link.a, b = link.b;
    const std::string at = link.when.text(), undone = link.undone ? link.undone->text() : "";
    sql << "INSERT INTO case_links (id, a, b, who, at, undone_at, undone_by) VALUES (:id, :a, "
           ":b, :who, :at, :undone_at, :undone_by)",
        soci::use(id), soci::use(a), soci::use(b), soci::use(link.who), soci::use(at),
        soci::use(undone), soci::use(link.undone_by);
}

Error not_linked(EntryId a, EntryId b) {
    return {ErrorKind::not_found,
            fmt::format("The cases {} and {} are not marked as the same problem", a, b),
            "Look at the list on the page of the case",
            {}};
}

}  // namespace

Result<CaseLink> Database::link_cases(EntryId one, EntryId other, const Timestamp& when,
                                      const std::string& who) {
    const auto [a, b] = std::minmax(one, other);
    auto linked = connection_->run_write([&, a = a, b = b](soci::session& sql) -> Result<CaseLink> {
        soci::transaction transaction(sql);
        if (const Links known = read_links_between(sql, a, b); !known.empty()) return known.front();
        const CaseLink link{next_id(sql), a, b, who, when};
        insert(sql, link);
        add_audit_row(sql, {when, who, "link.made", fmt::format("{} {}", a, b), ""});
        transaction.commit();
        return link;
    });
    connection_->forget_links();
    return linked;
}

Result<CaseLink> Database::unlink_cases(EntryId one, EntryId other, const Timestamp& when,
                                        const std::string& who) {
    const auto [a, b] = std::minmax(one, other);
    auto undone = connection_->run_write([&, a = a, b = b](soci::session& sql) -> Result<CaseLink> {
        soci::transaction transaction(sql);
        Links known = read_links_between(sql, a, b);
        if (known.empty()) return not_linked(a, b);
        CaseLink link = known.front();
        const long long id = link.id;
        const std::string at = when.text();
        sql << "UPDATE case_links SET undone_at = :at, undone_by = :who WHERE id = :id",
            soci::use(at), soci::use(who), soci::use(id);
        add_audit_row(sql, {when, who, "link.undone", fmt::format("{} {}", a, b), ""});
        transaction.commit();
        link.undone = when;
        link.undone_by = who;
        return link;
    });
    connection_->forget_links();
    return undone;
}

Result<std::vector<CaseLink>> Database::case_links_of(EntryId case_id) const {
    return connection_->run([&](soci::session& sql) -> Result<Links> {
        return read_links(sql, fmt::format("a = {0} OR b = {0}", case_id));
    });
}

Result<std::vector<CaseLink>> Database::case_links() const {
    return connection_->run(
        [&](soci::session& sql) -> Result<Links> { return read_links(sql, "1 = 1"); });
}

Result<void> Database::add_case_links(std::vector<CaseLink> links) {
    std::sort(links.begin(), links.end(),
              [](const CaseLink& a, const CaseLink& b) { return a.id < b.id; });
    auto added = connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        long long id = next_id(sql);
        for (CaseLink& link : links) {
            link.id = id++;
            insert(sql, link);
        }
        transaction.commit();
        return {};
    });
    connection_->forget_links();
    return added;
}

Result<std::vector<EntryId>> Database::same_problem(EntryId case_id) const {
    const auto links = connection_->links([](soci::session& sql) {
        auto read = std::make_shared<LinkMap>();
        for (const CaseLink& link : read_links(sql, "undone_at = ''")) {
            (*read)[link.a].push_back(link.b);
            (*read)[link.b].push_back(link.a);
        }
        return read;
    });
    if (!links) return links.error();
    std::vector<EntryId> same{case_id};
    for (std::size_t next = 0; next < same.size(); ++next) {
        const auto found = (*links)->find(same[next]);
        if (found == (*links)->end()) continue;
        for (const EntryId id : found->second)
            if (std::find(same.begin(), same.end(), id) == same.end()) same.push_back(id);
    }
    same.erase(same.begin());
    return same;
}

}  // namespace casebook::store
