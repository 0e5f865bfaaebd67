#include "search/entry_match.h"

#include <algorithm>
#include <unordered_set>

#include "search/analysis.h"
#include "search/index_terms.h"
#include "search/phrase.h"
#include "search/searchable_texts.h"

namespace casebook::search {
namespace {

using std::chrono::sys_days;

std::optional<sys_days> day_of(const Entry& entry) {
    if (entry.date) return sys_days{*entry.date};
    if (entry.created) return sys_days{entry.created->date()};
    return std::nullopt;
}

bool is_within(const Days& days, const Entry& entry) {
    const auto day = day_of(entry);
    return day && (!days.first || *day >= *days.first) && (!days.last || *day <= *days.last);
}

// One entry, analysed once for all conditions.
class Subject {
  public:
    explicit Subject(const Entry& entry) : entry_(entry) {
        for (const SearchableText& text : searchable_texts(entry))
            analyse(text.text, [&](const Token& token) { terms_.emplace(token.term); });
    }

    bool meets(const Condition& condition) const {
        switch (condition.what) {
            case Condition::What::words:
                return has_words_of(condition.text);
            case Condition::What::phrase:
                return Phrase(condition.text).is_in(entry_);
            case Condition::What::filter:
                return passes(condition);
        }
        return false;
    }

  private:
    bool has_words_of(std::string_view text) const {
        bool all = true;
        analyse(text, [&](const Token& token) {
            if (counts_for_length(token.kind))
                all = all && terms_.contains(std::string(token.term));
        });
        return all;
    }

    bool passes(const Condition& condition) const {
        if (condition.days.first || condition.days.last) return is_within(condition.days, entry_);
        const ExactField& field = *condition.field;
        if (field.kind == ExactKind::number) return std::to_string(entry_.id) == condition.text;
        const std::string wanted = exact_term(field, condition.text);
        const std::vector<std::string> values = exact_values(entry_, field.name);
        return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
            const std::string term = exact_term(field, value);
            const bool below =
                field.kind == ExactKind::path && term.starts_with(wanted + "/") && !wanted.empty();
            return !value.empty() && (term == wanted || below);
        });
    }

    const Entry& entry_;
    std::unordered_set<std::string> terms_;
};

}  // namespace

bool EntryMatch::holds_for(const Entry& entry) const {
    const Subject subject(entry);
    return std::all_of(query_.all_of.begin(), query_.all_of.end(), [&](const Clause& clause) {
        const auto is_met = [&](const Condition& each) { return subject.meets(each); };
        const bool any = std::any_of(clause.any_of.begin(), clause.any_of.end(), is_met) &&
                         std::none_of(clause.unless.begin(), clause.unless.end(), is_met);
        return any == (clause.presence == Presence::wanted);
    });
}

std::string EntryMatch::words() const {
    std::string words;
    for (const Clause& clause : query_.all_of)
        for (const Condition& condition : clause.any_of)
            if (clause.presence == Presence::wanted && condition.what != Condition::What::filter)
                words += condition.text + "\n";
    return words;
}

}  // namespace casebook::search
