#include "app/learning.h"

namespace casebook::app {
namespace {

// What a case says of the problem itself: its title and its complaint.
std::optional<std::string> own_words_of(const search::Index& index, EntryId id) {
    const auto stored = index.find(id);
    if (!stored || !*stored || !is_suggestable((*stored)->entry)) return std::nullopt;
    const Entry& entry = (*stored)->entry;
    return entry.title + '\n' + entry.text(Field::complaint);
}

}  // namespace

void Learning::train(const search::Index& index, Timestamp now) {
    const std::lock_guard training(training_);
    model_.move_to(std::chrono::sys_days(now.date()));
    if (!model_.wants_training()) return;
    model_.train([&index](EntryId id) { return own_words_of(index, id); });
}

}  // namespace casebook::app
