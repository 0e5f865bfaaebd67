#include "search/vocabulary_keeper.h"

#include <xapian.h>

#include "base/log.h"

namespace casebook::search {
namespace {

constexpr int kRest = 20;  // times as long as the last making took

}  // namespace

std::string VocabularyKeeper::state_of(const Xapian::Database& database) {
    return database.get_uuid() + "/" + std::to_string(database.get_revision());
}

std::shared_ptr<const Vocabulary> VocabularyKeeper::current() const {
    const std::lock_guard lock(mutex_);
    return vocabulary_;
}

std::shared_ptr<const Vocabulary> VocabularyKeeper::get(const Xapian::Database& database) {
    {
        const std::lock_guard lock(mutex_);
        const bool is_due = Clock::now() - made_at_ >= kRest * took_;
        if (vocabulary_ && (!is_due || made_of_ == state_of(database))) return vocabulary_;
    }
    std::unique_lock making(making_, std::try_to_lock);
    if (!making.owns_lock()) return current();
    if (made_by_ == MadeBy::the_search)
        make(database);
    else
        make_beside();
    return current();
}

void VocabularyKeeper::make(const Xapian::Database& database) {
    const auto start = Clock::now();
    std::string state = state_of(database);
    auto made = std::make_shared<const Vocabulary>(database);
    const std::lock_guard lock(mutex_);
    made_of_ = std::move(state);
    // The first one also reads the tables of sounds, which is done once.
    took_ = vocabulary_ ? Clock::now() - start : Clock::duration::zero();
    vocabulary_ = std::move(made);
    made_at_ = Clock::now();
}

void VocabularyKeeper::make_beside() {
    const bool still_at_it =
        beside_.valid() && beside_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
    if (still_at_it) return;
    beside_ = std::async(std::launch::async, [this] {
        try {
            make(Xapian::Database(folder_.string()));
        } catch (const Xapian::Error& error) {
            // A commit came in between, or the folder is gone: the next search tries again.
            log(Severity::information, "The vocabulary was not made: " + error.get_msg());
        }
    });
}

}  // namespace casebook::search
