#include "search/confidence.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

namespace casebook::search {
namespace {

struct Calibration {
    double constant, common, telling, asked;
};

// From `measure_confidence --fit`.
constexpr Calibration kCalibration{-5.80, 6.45, 2.12, 0.05};

// Half of what is known comes from experience once this many like complaints were confirmed.
constexpr double kConfirmedThatCountHalf = 2;

using TermWeights = std::unordered_map<std::string_view, const QueryTerm*>;

// Those that are a place of the complaint each: neither single characters nor pairs of words.
TermWeights places_of(const QueryTerms& terms) {
    TermWeights weights;
    for (const QueryTerm& term : terms)
        if (counts_for_length(term.kind)) weights.emplace(term.term, &term);
    return weights;
}

// What a word was read as is no further place of the complaint: it speaks for a case that has it, not against one that has not.
double whole_of(const TermWeights& weights) {
    double sum = 0;
    for (const auto& [name, term] : weights)
        if (term->origin == Origin::typed) sum += term->rarity;
    return sum;
}

struct Shared {
    double rarity = 0;
    double read_rarity = 0;  // of it, of words that were read as others
    std::size_t terms = 0;
    std::size_t terms_of_case = 0;
};

Shared shared_with(const Entry& entry, const TermWeights& asked) {
    Shared shared;
    std::unordered_set<std::string> seen;
    const auto take = [&](const Token& token) {
        if (!counts_for_length(token.kind) || !seen.emplace(token.term).second) return;
        const auto found = asked.find(token.term);
        if (found == asked.end()) return;
        shared.rarity += found->second->rarity;
        if (found->second->origin != Origin::typed) shared.read_rarity += found->second->rarity;
        ++shared.terms;
    };
    analyse(entry.title, take);
    analyse(entry.text(Field::complaint), take);
    shared.terms_of_case = seen.size();
    return shared;
}

// A short complaint cannot have all of a long case's words; what it has is measured against its own length. Fewer than some words
// are little to go by, however well they fit.
std::size_t comparable_terms(const Shared& shared, std::size_t places) {
    constexpr std::size_t kFewTerms = 8;
    return std::max(shared.terms, std::min(shared.terms_of_case, std::max(places, kFewTerms)));
}

double logistic(double value) {
    return 1 / (1 + std::exp(-value));
}

}  // namespace

std::size_t places_in(std::string_view complaint) {
    std::unordered_set<std::string> places;
    analyse(complaint, [&](const Token& token) {
        if (counts_for_length(token.kind)) places.emplace(token.term);
    });
    return places.size();
}

ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 std::size_t places) {
    constexpr std::size_t kLong = 48;  // beyond, no more terms are searched for
    const double length = std::log1p(static_cast<double>(std::min(places, kLong)));
    const TermWeights asked = places_of(terms);
    const Shared shared = shared_with(entry, asked);
    const double whole = whole_of(asked) + shared.read_rarity;
    if (whole <= 0 || shared.terms == 0) return {0, 0, length};
    const double of_complaint = shared.rarity / whole;
    const double of_case =
        static_cast<double>(shared.terms) / static_cast<double>(comparable_terms(shared, places));
    return {std::sqrt(of_complaint * of_case), std::log1p(shared.rarity / std::log(documents + 1)),
            length};
}

double confidence_of(const ConfidenceSigns& signs) {
    return logistic(kCalibration.constant + kCalibration.common * signs.common +
                    kCalibration.telling * signs.telling + kCalibration.asked * signs.asked);
}

double confidence_of(const ConfidenceSigns& signs, const LearntSigns& learnt) {
    const double experience = learnt.confirmed / (learnt.confirmed + kConfirmedThatCountHalf);
    return (1 - experience) * confidence_of(signs) + experience * learnt.probability;
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
