#include "search/confidence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
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

// What a card says of such confirmations, its level must not deny.
constexpr std::size_t kEnoughAlike = 2;
constexpr double kDismissedByAsMany = 0.5;

constexpr std::size_t kLong = 48;  // places; of more, not every one is searched for
constexpr std::size_t kMostRead =
    8 * 1024;  // bytes of a field: what a matter is about is said by then

// Hashes stand for the terms: strings took most of the time that all of this takes.
using TermHashes = std::vector<std::uint64_t>;

void keep_each_once(TermHashes& hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

// The complaint's own places: neither single characters nor pairs of words. What a word was read as is no further place: it speaks
// for a case that has it, not against one that has not.
class Asked {
  public:
    struct Place {
        std::uint64_t hash;
        const QueryTerm* term;
    };

    explicit Asked(const QueryTerms& terms) {
        for (const QueryTerm& term : terms)
            if (counts_for_length(term.kind)) places_.push_back({fnv1a(term.term), &term});
        std::ranges::stable_sort(places_, {}, &Place::hash);
        const auto [again, end] = std::ranges::unique(places_, {}, &Place::hash);
        places_.erase(again, end);
        for (const Place& place : places_) {
            whole_ += place.term->origin == Origin::typed ? place.term->rarity : 0;
            sieve_ |= bit_of(place.hash);
        }
    }

    // Of what was typed.
    double whole() const { return whole_; }
    std::size_t terms() const { return places_.size(); }

    // Its number among the terms, from 0.
    std::optional<std::size_t> find(std::uint64_t hash) const {
        if ((sieve_ & bit_of(hash)) == 0) return std::nullopt;  // most of a text's
        const auto place = std::ranges::lower_bound(places_, hash, {}, &Place::hash);
        if (place == places_.end() || place->hash != hash) return std::nullopt;
        return static_cast<std::size_t>(place - places_.begin());
    }

    const QueryTerm& term(std::size_t number) const { return *places_[number].term; }

  private:
    static std::uint64_t bit_of(std::uint64_t hash) { return std::uint64_t{1} << (hash >> 58); }

    std::vector<Place> places_;  // by hash
    std::uint64_t sieve_ = 0;
    double whole_ = 0;
};

// What a complaint and the texts of a case have in common.
class Shared {
  public:
    // `places`: of the complaint; that a case has more terms than these is not counted.
    Shared(const Asked& asked, std::size_t places)
        : asked_(asked), places_(places), found_(asked.terms()) {}

    void read(std::string_view text) {
        if (has_all_places_ && terms_ == asked_.terms()) return;  // nothing is left to be learnt
        analyse(text.substr(0, character_start(text, kMostRead)),
                [&](const Token& token) { take(token); });
        has_all_places_ = has_all_places_ || terms_of_case() >= places_;
    }

    double rarity() const { return rarity_; }
    double read_rarity() const { return read_rarity_; }  // of it, of words that were read as others
    std::size_t terms() const { return terms_; }
    bool says_something() const { return says_something_; }  // not 没用 alone (seams.h)
    std::size_t terms_of_case() {
        keep_each_once(of_case_);
        return of_case_.size();
    }

  private:
    void take(const Token& token) {
        if (!counts_for_length(token.kind)) return;
        const std::uint64_t hash = fnv1a(token.term);
        if (!has_all_places_) of_case_.push_back(hash);
        const auto number = asked_.find(hash);
        if (!number || found_[*number]) return;
        found_[*number] = true;
        ++terms_;
        const QueryTerm& term = asked_.term(*number);
        rarity_ += term.rarity;
        says_something_ = says_something_ || !term.is_seam;
        if (term.origin != Origin::typed) read_rarity_ += term.rarity;
    }

    const Asked& asked_;
    std::size_t places_;
    std::vector<bool> found_;  // of the terms asked
    TermHashes of_case_;
    bool has_all_places_ = false;
    std::size_t terms_ = 0;
    double rarity_ = 0;
    double read_rarity_ = 0;
    bool says_something_ = false;
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

// Those that are lifted stay in their order.
double at_least_possible(double confidence) {
    constexpr double kApart = 0.01;
    return std::max(confidence, kPossible + kApart * confidence);
}

}  // namespace

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// An error code names a matter: 691, 0x80070005. Dates, times, long numbers and order numbers are the customer's own: that no case has them is
// nothing against any.
bool names_a_matter(std::string_view code) {
    constexpr std::size_t kShortest = 3;
    constexpr std::size_t kLongest = 10;       // characters
    constexpr std::size_t kLongestNumber = 5;  // digits
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(code, is_digit));
    const bool number = std::ranges::none_of(code, [](char c) { return c >= 'a' && c <= 'z'; });
    if (number) return digits == code.size() && digits >= kShortest && digits <= kLongestNumber;
    return code.size() >= kShortest && code.size() <= kLongest;
}

// Each once; of a joined code (2026-11-05, e-47) not its parts.
void keep_names_of_matters(std::vector<std::string>& codes) {
    std::vector<std::string> kept;
    for (const std::string& code : codes) {
        const bool part = std::ranges::any_of(codes, [&](const std::string& other) {
            return other.size() > code.size() && other.find(code) != std::string::npos;
        });
        if (names_a_matter(code) && !part && std::ranges::find(kept, code) == kept.end())
            kept.push_back(code);
    }
    codes = std::move(kept);
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
    keep_names_of_matters(asked.codes);
    return asked;
}

ConfidenceSigns confidence_signs(const Entry& entry, const QueryTerms& terms, double documents,
                                 const AskedWords& words) {
    const double rarest = std::log(documents + 1);
    const Asked asked(terms);
    Shared shared(asked, words.places);
    read_problem(shared, entry);
    const double telling = std::log1p(shared.rarity() / rarest);
    read_the_rest(shared, entry);
    if (!shared.says_something()) return {};
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
    confidence *= 1 - learnt.dismissed;
    const bool vouched_for = learnt.alike >= kEnoughAlike && learnt.dismissed < kDismissedByAsMany;
    return vouched_for ? at_least_possible(confidence) : confidence;
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
