#include "search/confidence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "base/text.h"

namespace casebook::search {
namespace {

struct Calibration {
    double constant, common, telling, asked;
};

// From `measure_confidence --fit`.
constexpr Calibration kCalibration{-5.80, 6.45, 2.12, 0.05};

// The chance that a case fits by what the linear model says of it; fitted on learn_en_banking77 after 5 and 10 rounds of reuse.
constexpr struct { double constant, trained; } kExperience{-3.8, 1.15};

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

struct Shared {
    double rarity = 0;
    double read_rarity = 0;  // of it, of words that were read as others
    std::size_t terms = 0;
    std::size_t terms_of_case = 0;
};

// Hashes stand for the terms: a set of strings took most of the time that all of this takes.
using TermHashes = std::vector<std::uint64_t>;

void keep_each_once(TermHashes& hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

Shared shared_with(const Entry& entry, const Asked& asked) {
    Shared shared;
    TermHashes of_case, of_both;
    const auto take = [&](const Token& token) {
        if (!counts_for_length(token.kind)) return;
        const std::uint64_t hash = fnv1a(token.term);
        of_case.push_back(hash);
        const QueryTerm* const term = asked.find(token.term);
        if (term == nullptr || std::find(of_both.begin(), of_both.end(), hash) != of_both.end())
            return;
        of_both.push_back(hash);
        shared.rarity += term->rarity;
        if (term->origin != Origin::typed) shared.read_rarity += term->rarity;
    };
    analyse(entry.title, take);
    const std::string_view complaint = entry.text(Field::complaint);
    analyse(complaint.substr(0, character_start(complaint, kMostRead)), take);
    keep_each_once(of_case);
    shared.terms = of_both.size();
    shared.terms_of_case = of_case.size();
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
    TermHashes places;
    analyse(complaint, [&](const Token& token) {
        if (counts_for_length(token.kind)) places.push_back(fnv1a(token.term));
    });
    keep_each_once(places);
    return places.size();
}

ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 std::size_t places) {
    constexpr std::size_t kLong = 48;  // beyond, no more terms are searched for
    const double length = std::log1p(static_cast<double>(std::min(places, kLong)));
    const Asked asked(terms);
    const Shared shared = shared_with(entry, asked);
    const double whole = asked.whole() + shared.read_rarity;
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
    double confidence = confidence_of(signs);
    if (learnt.confirmations > 0)
        confidence = std::max(
            confidence, logistic(kExperience.constant + kExperience.trained * learnt.trained));
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
