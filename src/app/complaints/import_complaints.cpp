#include "app/complaints/import_complaints.h"

#include <algorithm>

#include "app/complaints/mail.h"
#include "app/complaints/take_complaint.h"
#include "app/complaints/tell_who_answers.h"
#include "app/people/accounts.h"
#include "base/files.h"
#include "base/fingerprint.h"
#include "base/text.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;

// Sorted, so that an import of the same folder takes them in the same order.
Result<std::vector<fs::path>> mail_files(const fs::path& path) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return std::vector{path};
    std::vector<fs::path> files;
    for (fs::directory_iterator it(path, failure), end; !failure && it != end;
         it.increment(failure))
        if (ascii_lower(it->path().extension().string()) == ".eml") files.push_back(it->path());
    if (failure)
        return Error{
            ErrorKind::io, "The folder cannot be read", "Check its rights", {path.string(), 0}};
    std::sort(files.begin(), files.end());
    return files;
}

std::string words_of(const Mail& mail) {
    if (mail.subject.empty() || mail.text.starts_with(mail.subject)) return mail.text;
    return mail.subject + "\n\n" + mail.text;
}

// The sender's name for it may hold an address; what is kept says only that it is the same mail.
std::string source_of(const Mail& mail, const std::string& bytes) {
    return "mail:" + fingerprint(mail.message_id.empty() ? bytes : mail.message_id);
}

NewComplaint complaint_of(const Mail& mail, const std::string& bytes, const ComplaintImport& import,
                          const Timestamp& now) {
    NewComplaint taken;
    taken.text = first_characters(words_of(mail), kLongestComplaintText);
    taken.contact = mail.from;
    taken.owner = import.owner;
    taken.external_id = source_of(mail, bytes);
    if (mail.date && mail.date->instant <= now.instant) taken.created = mail.date;
    return taken;
}

Result<void> check_owner(const Workspace& workspace, const std::string& owner) {
    const auto person = workspace.accounts().find(owner);
    if (owner.empty() || (person && !person->disabled)) return {};
    return Error{ErrorKind::invalid,       "There is nobody “" + owner + "”",
                 "See casebook user list", {},
                 "complaint_owner",        owner};
}

void count(const Result<store::Complaints::Taken>& taken, const Place& place,
           ImportReport& report) {
    if (!taken) {
        Error error = taken.error();
        error.place = place;
        report.refused.push_back(std::move(error));
        return;
    }
    ++(taken->was_there ? report.unchanged : report.added);
}

// What a dry run would have done.
Result<store::Complaints::Taken> looked_up(Workspace& workspace, const NewComplaint& taken) {
    const auto known = workspace.complaint_desk().complaints().find_by_source(taken.external_id);
    if (!known) return known.error();
    store::Complaints::Taken would;
    would.was_there = !taken.external_id.empty() && *known;
    return would;
}

void take(Workspace& workspace, const ComplaintImport& import, const NewComplaint& taken,
          const Place& place, ImportReport& report, GatheredNews& unowned) {
    if (import.mode == ImportMode::dry_run)
        return count(looked_up(workspace, taken), place, report);
    const auto done = take_complaint(workspace, machine_person(import.by), taken);
    if (done && !done->was_there && done->complaint.owner.empty())
        unowned.add(workspace, done->complaint,
                    news_of(done->complaint, ComplaintNews::Kind::unowned, import.by));
    count(done, place, report);
}

std::string extra_of(const Entry& entry, std::initializer_list<std::string_view> names) {
    for (const ExtraKey& extra : entry.extra)
        if (std::find(names.begin(), names.end(), extra.name) != names.end()) return extra.value;
    return "";
}

NewComplaint complaint_of(const ImportRow& row, const ComplaintImport& import) {
    NewComplaint taken;
    const std::string& words = row.entry.text(Field::complaint);
    taken.text = words.empty() ? row.entry.title : words;
    taken.category = row.entry.category;
    taken.external_id = row.known_as;
    taken.contact = extra_of(row.entry, {"contact", "联系方式", "phone", "电话"});
    taken.owner = extra_of(row.entry, {"owner", "负责人"});
    if (taken.owner.empty()) taken.owner = import.owner;
    taken.created = row.entry.created;
    return taken;
}

}  // namespace

Result<ImportReport> import_mails(Workspace& workspace, const fs::path& path,
                                  const ComplaintImport& import) {
    if (auto checked = check_owner(workspace, import.owner); !checked) return checked.error();
    const auto files = mail_files(path);
    if (!files) return files.error();
    ImportReport report;
    GatheredNews unowned;
    for (const fs::path& file : *files) {
        const Place place{file.string(), 0};
        const auto bytes = read_file(file, kLargestMail);
        const auto mail = bytes ? parse_mail(*bytes) : Result<Mail>(bytes.error());
        if (!mail) {
            Error error = mail.error();
            error.place = place;
            report.refused.push_back(std::move(error));
            continue;
        }
        take(workspace, import, complaint_of(*mail, *bytes, import, workspace.clock().now()), place,
             report, unowned);
    }
    unowned.tell(workspace);
    return report;
}

Result<ImportReport> import_complaint_rows(Workspace& workspace, const fs::path& path,
                                           const ComplaintImport& import,
                                           const ImportSettings& settings) {
    if (auto checked = check_owner(workspace, import.owner); !checked) return checked.error();
    auto source = open_import_source(path, settings, workspace.clock().now().offset);
    if (!source) return source.error();
    ImportReport report;
    GatheredNews unowned;
    std::optional<Error> broken_off;
    while (!broken_off) {
        auto next = (*source)->next();
        if (!next) {
            broken_off = next.error();
            continue;
        }
        if (!*next) break;
        if (!(*next)->row) {
            report.refused.push_back((*next)->row.error());
            continue;
        }
        take(workspace, import, complaint_of(*(*next)->row, import), (*next)->place, report,
             unowned);
    }
    unowned.tell(workspace);  // of what is there, also when the rest could not be read
    if (broken_off) return *broken_off;
    report.notes = (*source)->notes();
    return report;
}

}  // namespace casebook::app
