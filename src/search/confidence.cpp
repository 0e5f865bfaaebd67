#include "search/confidence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "base/text.h"

namespace casebook::search {
namespace {

struct Calibration {
    double constant, covered, telling;
};

// From `measure_confidence --fit`.
constexpr Calibration kCalibration{-5.53, 5.96, 2.20};

// The chance that a case fits by what the linear model says of it; fitted on learn_en_banking77 after 5 and 10 rounds of reuse.
constexpr struct { double constant, trained; } kExperience{-3.8, 1.15};

// One person who said of the very same words that a case solves it: likely, two: four to one.
constexpr double kHalfConfirmed = 0.5;

constexpr std::size_t kLong = 48;  // places; of more, not every one is searched for
constexpr std::size_t kMostRead =
    8 * 1024;  // bytes of a field: what a matter is about is said by then

// The complaint's own places: neither single characters nor pairs of words. What a word was read as is no further place: it speaks
// for a case that has it, not against one that has not.
class Asked {
  public:
    explicit Asked(const QueryTerms& terms) {
        for (const QueryTerm& term : terms)
            if (counts_for_length(term.kind) && terms_.emplace(term.term, &term).second)
                whole_ += term.origin == Origin::typed ? term.rarity : 0;
    }

    // Of what was typed.
    double whole() const { return whole_; }

    const QueryTerm* find(std::string_view term) const {
        const auto found = terms_.find(term);
        return found == terms_.end() ? nullptr : found->second;
    }

  private:
    std::unordered_map<std::string_view, const QueryTerm*> terms_;
    double whole_ = 0;
};

// Hashes stand for the terms: a set of strings took most of the time that all of this takes.
using TermHashes = std::vector<std::uint64_t>;

void keep_each_once(TermHashes& hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

// What a complaint and the texts of a case have in common.
class Shared {
  public:
    explicit Shared(const Asked& asked) : asked_(asked) {}

    void read(std::string_view text) {
        analyse(text.substr(0, character_start(text, kMostRead)),
                [&](const Token& token) { take(token); });
    }

    double rarity() const { return rarity_; }
    double read_rarity() const { return read_rarity_; }  // of it, of words that were read as others
    std::size_t terms() const { return of_both_.size(); }
    std::size_t terms_of_case() {
        keep_each_once(of_case_);
        return of_case_.size();
    }

  private:
    void take(const Token& token) {
        if (!counts_for_length(token.kind)) return;
        const std::uint64_t hash = fnv1a(token.term);
        of_case_.push_back(hash);
        const QueryTerm* const term = asked_.find(token.term);
        if (term == nullptr || std::find(of_both_.begin(), of_both_.end(), hash) != of_both_.end())
            return;
        of_both_.push_back(hash);
        rarity_ += term->rarity;
        if (term->origin != Origin::typed) read_rarity_ += term->rarity;
    }

    const Asked& asked_;
    TermHashes of_case_, of_both_;
    double rarity_ = 0;
    double read_rarity_ = 0;
};

void read_problem(Shared& shared, const Entry& entry) {
    shared.read(entry.title);
    shared.read(entry.text(Field::complaint));
}

void read_the_rest(Shared& shared, const Entry& entry) {
    for (const Section& section : entry.sections)
        if (section.field != Field::complaint) shared.read(section.text);
    for (const std::string& tag : entry.tags) shared.read(tag);
    shared.read(entry.category);
    shared.read(entry.product);
}

// Of a short complaint: what is left out of a long one may be known.
std::size_t unknown_codes(const AskedWords& asked, const QueryTerms& terms) {
    if (asked.places > kLong || asked.codes.empty()) return 0;
    std::unordered_set<std::string_view> known;
    std::vector<std::string> read;  // a code's beginning is known by what it was read as
    for (const QueryTerm& term : terms) {
        known.insert(term.term);
        if (!term.typed.empty())
            std::ranges::move(asked_words(term.typed).codes, std::back_inserter(read));
    }
    known.insert(read.begin(), read.end());
    return static_cast<std::size_t>(std::ranges::count_if(
        asked.codes, [&](const std::string& code) { return !known.contains(code); }));
}

double logistic(double value) {
    return 1 / (1 + std::exp(-value));
}

}  // namespace

AskedWords asked_words(std::string_view complaint) {
    AskedWords asked;
    TermHashes places;
    std::uint32_t amount_end = 0;  // an amount is given before the number in it
    analyse(complaint, [&](const Token& token) {
        if (token.kind == TokenKind::quantity) amount_end = token.end;
        if (!counts_for_length(token.kind)) return;
        places.push_back(fnv1a(token.term));
        if (token.kind == TokenKind::code && token.begin >= amount_end)
            asked.codes.emplace_back(token.term);
    });
    keep_each_once(places);
    asked.places = places.size();
    return asked;
}

ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 const AskedWords& words) {
    const double rarest = std::log(documents + 1);
    const Asked asked(terms);
    Shared shared(asked);
    read_problem(shared, entry);
    const double telling = std::log1p(shared.rarity() / rarest);
    read_the_rest(shared, entry);
    if (shared.terms() == 0) return {};
    const double whole = asked.whole() + shared.read_rarity() +
                         rarest * static_cast<double>(unknown_codes(words, terms));
    const std::size_t comparable =
        std::max(shared.terms(), std::min(shared.terms_of_case(), words.places));
    const double by_count = static_cast<double>(shared.terms()) / static_cast<double>(comparable);
    return {std::sqrt(shared.rarity() / whole * by_count), telling};
}

double confidence_of(const ConfidenceSigns& signs) {
    return logistic(kCalibration.constant + kCalibration.covered * signs.covered +
                    kCalibration.telling * signs.telling);
}

double confidence_of(const ConfidenceSigns& signs, const LearntSigns& learnt) {
    double confidence = confidence_of(signs);
    if (learnt.confirmations > 0) {
        const double trained =
            logistic(kExperience.constant + kExperience.trained * learnt.trained);
        const double confirmed = learnt.confirmed / (learnt.confirmed + kHalfConfirmed);
        confidence = std::max({confidence, trained, confirmed});
    }
    return confidence * (1 - learnt.dismissed);
}

std::string_view to_text(ConfidenceLevel level) {
    constexpr std::string_view kNames[] = {"likely", "possible", "unsure"};
    return kNames[static_cast<std::size_t>(level)];
}

ConfidenceLevel level_of(double confidence) {
    if (confidence >= kLikely) return ConfidenceLevel::likely;
    return confidence >= kPossible ? ConfidenceLevel::possible : ConfidenceLevel::unsure;
}

}  // namespace casebook::search
