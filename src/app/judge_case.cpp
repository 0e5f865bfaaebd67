#include "app/judge_case.h"

#include <fmt/format.h>

#include <set>

#include "app/notice_board.h"
#include "app/people/accounts.h"
#include "base/log.h"
#include "base/text.h"
#include "content/entry_file.h"
#include "domain/personal_data.h"

namespace casebook::app {
namespace {

constexpr std::size_t kEventsLookedAt = 5000;    // of one case
constexpr std::size_t kRevisionsLookedAt = 100;  // of one case

Error not_in_use(const Entry& entry) {
    return {ErrorKind::conflict,
            fmt::format("Entry {} is no case that is suggested", entry.id),
            "Reload its page to see what it is now",
            {},
            kCannotBeJudged};
}

Error not_withdrawn(EntryId id) {
    return {ErrorKind::conflict,
            fmt::format("The case {} is not withdrawn", id),
            "Reload its page to see what it is now",
            {},
            kNotWithdrawn};
}

Result<std::string> reason_of(const std::string& text) {
    const std::string line = collapse_white_space(replace_invalid_utf8(text));
    std::string reason = mask_personal_data(first_characters(line, kLongestReason)).text;
    if (!reason.empty()) return reason;
    return Error{ErrorKind::invalid,
                 "A reason is missing",
                 "Say in a few words what is not right any more",
                 {},
                 kNoReason};
}

Result<ReadEntry> read_case_in_use(const Workspace& workspace, EntryId id) {
    auto read = read_entry(workspace, id);
    if (read && !is_suggestable(read->entry)) return not_in_use(read->entry);
    return read;
}

Result<ReadEntry> save(Workspace& workspace, const ReadEntry& read, Entry wanted,
                       const std::string& who, const std::string& reason) {
    auto saved = update_entry(workspace, std::move(wanted), read.version,
                              {who, store::Origin::page, reason});
    if (!saved) return saved.error();
    return std::move(saved->read);
}

std::size_t tell(Workspace& workspace, const std::vector<std::string>& accounts, const News& news) {
    const auto told = workspace.notices().tell(accounts, news);
    if (!told) log(told.error());
    return told ? accounts.size() : 0;
}

// What is done is done, also when it is not known who has to hear of it.
std::size_t tell_users(Workspace& workspace, EntryId id, const News& news) {
    const auto accounts = lately_used_by(workspace, id, news.by);
    if (accounts) return tell(workspace, *accounts, news);
    log(accounts.error());
    return 0;
}

std::vector<std::string> leads_beside(const Workspace& workspace, const std::string& who) {
    std::vector<std::string> leads;
    for (const Person& person : workspace.accounts().all())
        if (person.role >= Role::lead && !person.disabled && !is_same_account(person.name, who))
            leads.push_back(person.name);
    return leads;
}

News news_of(NoticeKind kind, const Entry& entry, const std::string& who,
             const std::string& reason) {
    return {kind, fmt::format("#{} {}", entry.id, entry.display_title()), reason,
            fmt::format("/cases/{}", entry.id), who};
}

Error withdrawn_by_other(EntryId id) {
    return {ErrorKind::forbidden,
            fmt::format("Somebody else withdrew the case {}", id),
            "Ask a team lead to bring it back",
            {},
            kWithdrawnByOther};
}

}  // namespace

Result<std::vector<std::string>> lately_used_by(const Workspace& workspace, EntryId id,
                                                const std::string& who) {
    const auto events = workspace.database().reuse_events_of(id, kEventsLookedAt);
    if (!events) return events.error();
    const auto since = workspace.clock().now().instant - workspace.options().recall;
    std::set<std::string> names;
    for (const ReuseEvent& event : *events) {
        const bool counts = event.when.instant >= since && !event.undone &&
                            event.verdict != Verdict::not_this && !is_same_account(event.who, who);
        // The log also has names that are no person's: cli, api.
        if (counts)
            if (const auto person = workspace.accounts().find(event.who); person)
                names.insert(person->name);
    }
    return std::vector<std::string>(names.begin(), names.end());
}

Result<Judged> withdraw_case(Workspace& workspace, EntryId id, const std::string& who,
                             const std::string& reason) {
    const auto why = reason_of(reason);
    if (!why) return why.error();
    const auto read = read_case_in_use(workspace, id);
    if (!read) return read.error();
    Entry wanted = read->entry;
    wanted.state = State::invalid;
    auto saved = save(workspace, *read, std::move(wanted), who, *why);
    if (!saved) return saved.error();
    if (const auto settled =
            store::CaseFlags(workspace.database()).settle(id, workspace.clock().now(), who);
        !settled)
        log(settled.error());
    const auto news = news_of(NoticeKind::case_invalidated, saved->entry, who, *why);
    const std::size_t told = tell_users(workspace, id, news);
    return Judged{std::move(*saved), told};
}

// Newest first: the oldest revision of those in which it is invalid is the withdrawal, the one before it what it was.
Withdrawal find_withdrawal(const Workspace& workspace, EntryId id) {
    Withdrawal found;
    const auto revisions = workspace.database().revisions_of(id, kRevisionsLookedAt);
    if (!revisions) return found;
    for (const store::Revision& revision : *revisions) {
        const auto whole = workspace.database().find_revision(revision.sequence);
        if (!whole || !*whole) continue;
        const auto entry = content::parse_entry((**whole).text, Kind::case_);
        if (!entry) continue;
        if (entry->state == State::invalid) {
            found = {revision.author, revision.at, revision.reason, found.before};
        } else {
            if (is_suggestable(*entry)) found.before = entry->state;
            return found;
        }
    }
    // What came before is too long ago to be read: then it is a lead's to bring it back.
    if (revisions->size() == kRevisionsLookedAt) found.by.clear();
    return found;
}

bool may_restore(const Person& person, const Withdrawal& withdrawal) {
    return person.role >= Role::lead || is_same_account(withdrawal.by, person.name);
}

Result<Judged> restore_case(Workspace& workspace, EntryId id, const Person& person) {
    const auto read = read_entry(workspace, id);
    if (!read) return read.error();
    if (read->entry.kind != Kind::case_ || read->entry.state != State::invalid)
        return not_withdrawn(id);
    const Withdrawal withdrawal = find_withdrawal(workspace, id);
    if (!may_restore(person, withdrawal)) return withdrawn_by_other(id);
    Entry wanted = read->entry;
    wanted.state = withdrawal.before;
    auto saved = save(workspace, *read, std::move(wanted), person.name, "");
    if (!saved) return saved.error();
    const auto news = news_of(NoticeKind::case_restored, saved->entry, person.name, "");
    const std::size_t told = tell_users(workspace, id, news);
    return Judged{std::move(*saved), told};
}

Result<Judged> confirm_case(Workspace& workspace, EntryId id, const std::string& who) {
    const auto read = read_case_in_use(workspace, id);
    if (!read) return read.error();
    const Timestamp now = workspace.clock().now();
    Entry wanted = read->entry;
    wanted.confirmed = now.date();
    auto saved = save(workspace, *read, std::move(wanted), who, "");
    if (!saved) return saved.error();
    if (auto settled = store::CaseFlags(workspace.database()).settle(id, now, who); !settled)
        return settled.error();
    return Judged{std::move(*saved), 0};
}

Result<store::CaseFlag> flag_case(Workspace& workspace, EntryId id, const std::string& who,
                                  const std::string& reason) {
    const auto why = reason_of(reason);
    if (!why) return why.error();
    const auto read = read_case_in_use(workspace, id);
    if (!read) return read.error();
    auto flag =
        store::CaseFlags(workspace.database()).add({0, id, who, workspace.clock().now(), *why});
    if (!flag) return flag;
    tell(workspace, leads_beside(workspace, who),
         news_of(NoticeKind::case_needs_a_look, read->entry, who, *why));
    return flag;
}

}  // namespace casebook::app
