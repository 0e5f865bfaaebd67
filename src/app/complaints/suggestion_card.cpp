#include "app/complaints/suggestion_card.h"

#include "app/complaints/close_complaint.h"
#include "app/complaints/tell_who_answers.h"
#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "base/unix_seconds.h"
#include "domain/nudge.h"

namespace casebook::app {
namespace {

bool has_answer(ComplaintState state) {
    return state == ComplaintState::resolved || state == ComplaintState::followed_up ||
           state == ComplaintState::closed;
}

Error gone() {
    return {ErrorKind::not_found,
            "There is no such card, it was answered, or its time is over",
            "Ask whoever sent it",
            {},
            "card_gone"};
}

Error later(std::chrono::seconds wait) {
    return {ErrorKind::busy,   "Too many links from here led nowhere",
            "Try again later", {},
            kCardWait,         std::to_string(wait.count())};
}

Error refused(const char* code, std::string message, std::string hint) {
    return {ErrorKind::invalid, std::move(message), std::move(hint), {}, code};
}

bool is_mark(int mark) {
    return mark >= 1 && mark <= 5;
}

Result<store::CardAnswer> checked(const store::CardAnswer& answer) {
    if (!is_mark(answer.satisfaction) || !is_mark(answer.expectation))
        return refused("card_incomplete", "Both marks are 1 to 5", "Choose one of the five");
    if (count_characters(replace_invalid_utf8(answer.text)) > kLongestCardText ||
        count_characters(replace_invalid_utf8(answer.source)) > kLongestContact)
        return refused("card_too_long", "The text is too long", "Shorten it");
    store::CardAnswer kept = answer;
    kept.text = kept_text(answer.text, kLongestCardText);
    kept.source = kept_text(answer.source, kLongestContact);
    return kept;
}

bool is_bad(const store::CardAnswer& answer) {
    return answer.satisfaction == 1;
}

// The complaint with what its customer said.
Complaint with_answer(Complaint complaint, const store::CardAnswer& answer, const Timestamp& now) {
    complaint.outcome.satisfaction = answer.satisfaction;
    complaint.outcome.expectation = answer.expectation;
    complaint.updated = now;
    complaint.stuck.reset();
    if (is_bad(answer))
        complaint.next =
            NextAction{NextActionKind::apologise, "", {now.instant + kApologyWithin, now.offset}};
    return complaint;
}

ComplaintStep step_of(const store::CardAnswer& answer, const Timestamp& now) {
    return {0,
            "",
            now,
            StepKind::card_answered,
            answer.text,
            std::to_string(answer.satisfaction) + "/" + std::to_string(answer.expectation),
            0};
}

Result<Complaint> keep(Workspace& workspace, const store::ComplaintCard& card,
                       const store::CardAnswer& answer) {
    ComplaintDesk& desk = workspace.complaint_desk();
    const auto complaint = desk.complaints().find(card.complaint);
    if (!complaint) return complaint.error();
    if (!*complaint) return gone();
    const Timestamp now = workspace.clock().now();
    auto kept = desk.cards().answer(
        card.hash, answer, unix_seconds(now), with_answer(**complaint, answer, now),
        step_of(answer, now),
        complaint_event(workspace, "", StepKind::card_answered, card.complaint));
    if (kept || kept.error().code != "card_gone") return kept;
    return gone();
}

void tell_of(Workspace& workspace, const Complaint& complaint) {
    ComplaintNews news = news_of(complaint, ComplaintNews::Kind::bad_card, "");
    news.action = complaint.next->kind;
    news.due = complaint.next->due;
    tell_who_answers(workspace, complaint, news);
}

}  // namespace

Result<SentCard> send_card(Workspace& workspace, const Person& by, const ComplaintEdit& edit) {
    ComplaintChange change;
    change.step = StepKind::card_sent;
    auto prepared = prepare_change(workspace, by, edit, change);
    if (!prepared) return prepared.error();
    if (!has_answer(prepared->changed.state))
        return refused("card_too_early", "The complaint has no answer yet",
                       "Send the card when it is resolved");
    const std::string secret = random_secret();
    const Timestamp now = workspace.clock().now();
    const Timestamp ends{now.instant + kCardLasts, now.offset};
    auto sent = workspace.complaint_desk().cards().send(
        {hash_of_secret(secret), edit.number, unix_seconds(ends), 0, {}}, prepared->changed,
        prepared->step, complaint_event(workspace, by.name, StepKind::card_sent, edit.number));
    if (!sent) return sent.error();
    return SentCard{std::move(*sent), secret, ends};
}

Result<store::ComplaintCard> open_card(Workspace& workspace, const std::string& secret,
                                       const std::string& address) {
    ComplaintDesk& desk = workspace.complaint_desk();
    const Timestamp now = workspace.clock().now();
    if (const auto wait = desk.throttle().wait_before(address, now.instant)) return later(*wait);
    auto card = desk.cards().find(hash_of_secret(secret));
    if (!card) return card.error();
    const bool is_open = *card && (*card)->answered == 0 && (*card)->ends > unix_seconds(now);
    if (!is_open) return gone();
    desk.throttle().was_right(address);
    return std::move(**card);
}

Result<void> answer_card(Workspace& workspace, const std::string& secret,
                         const std::string& address, const store::CardAnswer& answer) {
    const auto card = open_card(workspace, secret, address);
    if (!card) return card.error();
    const auto kept_answer = checked(answer);
    if (!kept_answer) return kept_answer.error();
    auto complaint = keep(workspace, *card, *kept_answer);
    // Somebody changed the complaint in that moment: read it again.
    if (!complaint && complaint.error().code == store::kComplaintChanged)
        complaint = keep(workspace, *card, *kept_answer);
    if (!complaint) return complaint.error();
    if (is_bad(*kept_answer)) tell_of(workspace, *complaint);
    if (complaint->is_closed() && complaint->closed_with == ClosedWith::used_case)
        if (const auto settled = settle_reuse(workspace, complaint->number); !settled)
            log(settled.error());
    return {};
}

}  // namespace casebook::app
