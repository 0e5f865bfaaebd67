// The tables "people", "invitations" and "secrets".
#include "store/people.h"

#include "base/fold.h"
#include "store/audit_rows.h"
#include "store/connection.h"

namespace casebook::store {
namespace {

struct Row {
    long long id = 0;
    int disabled = 0;
    std::string name, folded, display_name, role, team, password, created;

    void set(const PersonRecord& record) {
        const Person& person = record.person;
        id = person.id;
        name = person.name;
        folded = fold_to_text(person.name);
        display_name = person.display_name;
        role = to_text(person.role);
        team = person.team;
        disabled = person.disabled ? 1 : 0;
        password = record.password;
        created = person.created.text();
    }

    PersonRecord record() const {
        Person person;
        person.id = id;
        person.name = name;
        person.display_name = display_name;
        person.role = parse_role(role).value_or(Role::agent);
        person.team = team;
        person.disabled = disabled != 0;
        person.has_password = !password.empty();
        person.created = parse_timestamp(created, {}).value_or(Timestamp{});
        return {person, password};
    }
};

bool has_name(soci::session& sql, const std::string& folded) {
    int count = 0;
    sql << "SELECT COUNT(*) FROM people WHERE folded_name = :folded", soci::use(folded),
        soci::into(count);
    return count > 0;
}

Error name_is_taken(const std::string& name) {
    return {ErrorKind::conflict,
            "There is somebody of the name “" + name + "” already",
            "Choose another account name",
            {},
            "name_taken"};
}

}  // namespace

Result<std::vector<PersonRecord>> People::all() const {
    using Records = std::vector<PersonRecord>;
    return database_.connection_->run([](soci::session& sql) -> Result<Records> {
        Row row;
        soci::statement statement =
            (sql.prepare << "SELECT id, name, display_name, role, team, disabled, password, "
                            "created FROM people ORDER BY id",
             soci::into(row.id), soci::into(row.name), soci::into(row.display_name),
             soci::into(row.role), soci::into(row.team), soci::into(row.disabled),
             soci::into(row.password), soci::into(row.created));
        Records records;
        statement.execute();
        while (statement.fetch()) records.push_back(row.record());
        return records;
    });
}

Result<PersonId> People::add(const PersonRecord& record, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<PersonId> {
        soci::transaction transaction(sql);
        Row row;
        row.set(record);
        if (has_name(sql, row.folded)) return name_is_taken(row.name);
        sql << "SELECT COALESCE(MAX(id), 0) + 1 FROM people", soci::into(row.id);
        sql << "INSERT INTO people (id, name, folded_name, display_name, role, team, disabled, "
               "password, created) VALUES (:id, :name, :folded, :display_name, :role, :team, "
               ":disabled, :password, :created)",
            soci::use(row.id), soci::use(row.name), soci::use(row.folded),
            soci::use(row.display_name), soci::use(row.role), soci::use(row.team),
            soci::use(row.disabled), soci::use(row.password), soci::use(row.created);
        add_audit_row(sql, event);
        transaction.commit();
        return row.id;
    });
}

Result<void> People::update(const PersonRecord& record, const AuditEvent& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        Row row;
        row.set(record);
        sql << "UPDATE people SET display_name = :display_name, role = :role, team = :team, "
               "disabled = :disabled, password = :password WHERE id = :id",
            soci::use(row.display_name), soci::use(row.role), soci::use(row.team),
            soci::use(row.disabled), soci::use(row.password), soci::use(row.id);
        add_audit_row(sql, event);
        transaction.commit();
        return {};
    });
}

Result<std::vector<InvitationRecord>> People::invitations() const {
    using Records = std::vector<InvitationRecord>;
    return database_.connection_->run([](soci::session& sql) -> Result<Records> {
        std::string hash;
        long long person = 0, ends = 0;
        soci::statement statement = (sql.prepare << "SELECT hash, person, ends FROM invitations",
                                     soci::into(hash), soci::into(person), soci::into(ends));
        Records records;
        statement.execute();
        while (statement.fetch()) records.push_back({hash, person, ends});
        return records;
    });
}

Result<void> People::put_invitation(const InvitationRecord& record,
                                    const std::optional<AuditEvent>& event) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        soci::transaction transaction(sql);
        const long long person = record.person, ends = record.ends;
        sql << "DELETE FROM invitations WHERE person = :person", soci::use(person);
        sql << "INSERT INTO invitations (hash, person, ends) VALUES (:hash, :person, :ends)",
            soci::use(record.hash), soci::use(person), soci::use(ends);
        if (event) add_audit_row(sql, *event);
        transaction.commit();
        return {};
    });
}

Result<void> People::remove_invitation(const std::string& hash) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<void> {
        sql << "DELETE FROM invitations WHERE hash = :hash", soci::use(hash);
        return {};
    });
}

Result<std::string> People::secret(const std::string& name, const std::string& fresh) {
    return database_.connection_->run_write([&](soci::session& sql) -> Result<std::string> {
        soci::transaction transaction(sql);
        std::string value;
        sql << "SELECT value FROM secrets WHERE name = :name", soci::use(name), soci::into(value);
        if (!value.empty()) return value;
        sql << "INSERT INTO secrets (name, value) VALUES (:name, :value)", soci::use(name),
            soci::use(fresh);
        transaction.commit();
        return fresh;
    });
}

}  // namespace casebook::store
