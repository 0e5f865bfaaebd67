// A complaint as rows of its tables, and back. For this module's .cpp files only (a heavy header).
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <vector>

#include "domain/complaint.h"
#include "store/optional_number.h"

namespace casebook::store {

// A row of complaints as SOCI fills it and takes it. Times that are compared are seconds since 1970; shown with the offset of `updated`.
struct ComplaintRow {
    long long number = 0, version = 0, heard = 0, next_due = 0, case_id = 0, merged_into = 0;
    long long closed_at = 0, stuck_at = 0, told_due = 0, reuse_event = 0;
    int reuse_pending = 0;
    std::string words, category, owner, team, department, state, created, updated, next_kind;
    std::string next_words, contact, external_id, closed_with;
    OptionalNumber satisfaction, expectation, minutes, solved;

    void set(const Complaint& complaint);

    // Without its facts, which lie in a table of their own.
    Complaint complaint() const;

  private:
    void set_next(const Complaint& complaint);
    void set_outcome(const Complaint& complaint);
    void read_times(Complaint& complaint) const;
};

// A time as it was stored, with its offset; the beginning of 1970 when it is none.
Timestamp stored_time(const std::string& text);

// A query for complaints, `rest` what comes after "FROM complaints"; `texts` are bound by position and live as long as the statement, as `row` does.
soci::statement prepare_complaints(soci::session& sql, const std::string& rest, ComplaintRow& row,
                                   const std::vector<std::string>& texts);

std::optional<ComplaintRow> find_complaint_row(soci::session& sql, const std::string& where,
                                               const std::vector<std::string>& texts = {});

void insert_row(soci::session& sql, ComplaintRow& row);
void update_row(soci::session& sql, ComplaintRow& row);
void insert_step(soci::session& sql, long long number, const ComplaintStep& step);
void replace_facts(soci::session& sql, long long number, const std::vector<Fact>& facts);
void replace_contact(soci::session& sql, long long number, const std::string& contact);
std::vector<Fact> facts_of(soci::session& sql, long long number);

}  // namespace casebook::store
