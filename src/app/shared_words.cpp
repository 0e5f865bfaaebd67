#include "app/shared_words.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/fold.h"
#include "base/text.h"
#include "search/seams.h"

namespace casebook::app {
namespace {

using search::QueryTerm;
using search::TokenKind;

constexpr double kWorthSaying = 0.1;           // of the most telling one
constexpr std::size_t kLongestShared = 24;     // characters
constexpr std::size_t kMostCharacters = 1000;  // of a complaint that are looked at

bool is_character(TokenKind kind) {
    return kind == TokenKind::character || kind == TokenKind::lone_character;
}

bool is_in_terms(const search::Seen& seen, const QueryTerm* term) {
    return std::ranges::any_of(seen.terms, [&](const auto& each) { return each.term == term; });
}

bool contains_word(const std::string& text, const std::string& part) {
    return fold_to_text(text).find(fold_to_text(part)) != std::string::npos;
}

// 老是 for 经常: true, and no reason.
bool only_holds_together(const std::string& typed) {
    return search::is_function_word(fold_to_text(typed));
}

void add_reading(std::vector<SharedWord>& words, SharedWord word) {
    if (word.typed.empty() || only_holds_together(word.typed) ||
        contains_word(word.typed, word.read_as))
        return;
    const auto same = std::ranges::find_if(words, [&](const SharedWord& other) {
        return !other.read_as.empty() && other.typed == word.typed;
    });
    if (same == words.end())
        words.push_back(std::move(word));
    else if (same->weight < word.weight)
        *same = std::move(word);
}

// A list's word is said where all of it was searched for.
bool is_all_of_it(const search::WholeWord& word) {
    return !word.parts.empty() && !is_character(word.parts.front().kind) &&
           word.parts.front().begin == 0 && word.parts.back().end == word.text.size();
}

double weight_in(const search::Seen& seen, const search::WholeWord& word) {
    double weight = 0;
    for (const auto& [term, written] : seen.terms)
        for (const auto& each : term->parts_of)
            if (each.get() == &word) weight += search::weight_of(*term);
    return weight;
}

void add_readings(const search::Seen& seen, std::vector<SharedWord>& words) {
    for (const search::WholeWord* word : seen.words)
        if (is_all_of_it(*word))
            add_reading(words, {word->typed, word->text, word->origin, weight_in(seen, *word)});
    for (const auto& [term, written] : seen.terms)
        if (term->origin != search::Origin::typed && term->parts_of.empty() &&
            !is_character(term->kind))
            add_reading(words, {term->typed, written, term->origin, search::weight_of(*term)});
}

std::vector<SharedWord> most_telling(std::vector<SharedWord> words) {
    std::ranges::stable_sort(words, std::greater<>(), &SharedWord::weight);
    std::vector<SharedWord> kept;
    for (SharedWord& word : words) {
        if (word.weight < kWorthSaying * words.front().weight) break;
        const bool said = std::ranges::any_of(
            kept, [&](const SharedWord& other) { return contains_word(other.typed, word.typed); });
        if (!said) kept.push_back(word);
    }
    return kept;
}

}  // namespace

ComplaintWords::ComplaintWords(std::string_view complaint, const search::QueryTerms& terms)
    : complaint_(first_characters(complaint, kMostCharacters)) {
    std::unordered_map<std::string_view, const QueryTerm*> typed;
    for (const QueryTerm& term : terms)
        if (term.origin == search::Origin::typed && !is_character(term.kind))
            typed.emplace(term.term, &term);
    search::analyse(complaint_, [&](const search::Token& token) {
        const auto term = typed.find(token.term);
        if (term != typed.end()) places_.push_back({term->second, token.begin, token.end});
    });
    for (const QueryTerm& term : terms)
        for (const auto& word : term.parts_of)
            if (const std::size_t at = complaint_.find(word->typed);
                at != std::string_view::npos && count_characters(word->typed) > 1 &&
                !only_holds_together(word->typed))
                listed_.push_back({nullptr, static_cast<std::uint32_t>(at),
                                   static_cast<std::uint32_t>(at + word->typed.size())});
}

// From the first term that tells something to the last; what a list has tells something as a whole: 收不到.
void ComplaintWords::add_run(const std::vector<Place>& run, std::vector<SharedWord>& words) const {
    if (run.empty()) return;
    const std::uint32_t run_begin = std::ranges::min(run, {}, &Place::begin).begin;
    std::uint32_t run_end = 0;
    std::set<const QueryTerm*> terms;
    std::vector<Place> telling;
    for (const Place& place : run) {
        run_end = std::max(run_end, place.end);
        if (!place.term->is_seam) telling.push_back(place);
        terms.insert(place.term);
    }
    for (const Place& place : listed_)
        if (run_begin <= place.begin && place.end <= run_end) telling.push_back(place);
    if (telling.empty()) return;
    const std::uint32_t begin = std::ranges::min(telling, {}, &Place::begin).begin;
    const std::uint32_t end = std::ranges::max(telling, {}, &Place::end).end;
    double weight = 0;
    for (const QueryTerm* term : terms) weight += search::weight_of(*term);
    const std::string_view all = complaint_.substr(begin, end - begin);
    const std::string_view shown = first_characters(all, kLongestShared);
    words.push_back({std::string(shown) + (shown.size() < all.size() ? "…" : ""), "",
                     search::Origin::typed, weight});
}

// Terms that overlap in both are one run: 宽带, 带掉 and 掉线 are 宽带掉线.
void ComplaintWords::add_runs(const search::Seen& seen, std::vector<SharedWord>& words) const {
    std::vector<Place> run;
    std::uint32_t end = 0;
    for (const Place& place : places_) {
        if (!is_in_terms(seen, place.term)) continue;
        const bool goes_on =
            !run.empty() && place.begin < end &&
            std::ranges::find(seen.overlapping, std::pair{run.back().term, place.term}) !=
                seen.overlapping.end();
        if (!goes_on) {
            add_run(run, words);
            run.clear();
            end = 0;
        }
        run.push_back(place);
        end = std::max(end, place.end);
    }
    add_run(run, words);
}

std::vector<SharedWord> ComplaintWords::shared_with(const search::Seen& seen) const {
    std::vector<SharedWord> words;
    add_runs(seen, words);
    add_readings(seen, words);
    return most_telling(std::move(words));
}

}  // namespace casebook::app
