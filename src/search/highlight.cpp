#include "search/highlight.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/text.h"
#include "search/stop_words.h"

namespace casebook::search {
namespace {

bool ends_clause(char32_t character) {
    switch (character) {
        case U'，':
        case U'。':
        case U'！':
        case U'？':
        case U'；':
        case U'：':
        case U'\n':
        case U',':
        case U'.':
        case U'!':
        case U'?':
        case U';':
            return true;
        default:
            return false;
    }
}

std::size_t skip_white_space(std::string_view text, std::size_t offset) {
    for (std::size_t position = offset; position < text.size(); offset = position)
        if (!is_white_space(next_character(text, position))) break;
    return offset;
}

// The start of the clause that `offset` lies in, but not further back than `reach` characters.
std::size_t clause_start(std::string_view text, std::size_t offset, std::size_t reach) {
    std::size_t start = offset;
    for (std::size_t steps = 0; start > 0 && steps < reach; ++steps) {
        const std::size_t before = character_start(text, start - 1);
        std::size_t position = before;
        if (ends_clause(next_character(text, position))) return start;
        start = before;
    }
    return start;
}

std::size_t advance(std::string_view text, std::size_t offset, std::size_t characters) {
    return offset + first_characters(text.substr(offset), characters).size();
}

// "and the": it helps to rank, and nobody wants to see it marked.
bool is_pair_of_stop_words(const QueryTerm& term) {
    if (term.kind != TokenKind::word_pair) return false;
    const std::string_view pair = term.term;
    const std::size_t joint = pair.find('_');
    return joint != std::string_view::npos && is_stop_word(pair.substr(0, joint)) &&
           is_stop_word(pair.substr(joint + 1));
}

constexpr std::string_view kNegations[] = {"不", "没", "未", "无"};

// Or it is a part of longer words of the lists only.
bool stands_for_itself(const QueryTerm& term) {
    return term.parts_of.empty() || std::ranges::any_of(term.parts_of, [](const auto& word) {
               return word->parts.size() == 1;
           });
}

}  // namespace

void Matcher::add_words_of(const QueryTerm& term) {
    for (const auto& word : term.parts_of) {
        if (word->parts.size() < 2) continue;
        const auto known = std::ranges::find(words_, word.get());
        if (known == words_.end()) {
            words_.push_back(word.get());
            rarities_.push_back(term.rarity);
            for (std::size_t i = 0; i < word->parts.size(); ++i)
                terms_[word->parts[i].term].parts.push_back({words_.size() - 1, i});
        } else {
            rarities_[static_cast<std::size_t>(known - words_.begin())] += term.rarity;
        }
    }
}

Matcher::Matcher(const QueryTerms& terms) {
    const auto is_longer = [](const QueryTerm& term) { return term.kind != TokenKind::character; };
    const bool any_longer = std::any_of(terms.begin(), terms.end(), is_longer);
    for (const QueryTerm& term : terms) {
        if ((any_longer && !is_longer(term)) || is_pair_of_stop_words(term)) continue;
        Known& known = terms_[term.term];
        known.term = &term;
        known.is_marked = !term.is_seam && stands_for_itself(term);
        add_words_of(term);
    }
    for (const auto& [term, known] : terms_) bits_.set(bit_of(term));
}

std::size_t Matcher::bit_of(std::string_view term) {
    std::uint64_t start = 0;
    std::uint64_t end = 0;
    const std::size_t bytes = std::min(term.size(), sizeof start);
    std::memcpy(&start, term.data(), bytes);
    std::memcpy(&end, term.data() + term.size() - bytes, bytes);
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
    return ((start ^ (end << 7) ^ term.size()) * kSpread) >> 52;
}

// One pass over one text.
class Matcher::Reading {
  public:
    Reading(const Matcher& matcher, std::string_view text, Seen* seen)
        : matcher_(matcher), text_(text), seen_(seen), progress_(matcher.words_.size()) {}

    void take(const Token& token, const Known& known) {
        if (known.term != nullptr && seen_ != nullptr) note(token, *known.term);
        if (known.is_marked) add({token.begin, token.end, known.term->rarity});
        for (const Part& part : known.parts) go_on(token, part);
    }

    std::vector<Match> matches() { return std::move(matches_); }

  private:
    struct Progress {
        std::size_t parts = 0;  // seen one after the other
        std::uint32_t begin = 0, end = 0;
    };

    // A code in its whole comes after its parts and covers more than one match.
    void add(Match match) {
        while (!matches_.empty() && match.begin <= matches_.back().end) {
            match.begin = std::min(match.begin, matches_.back().begin);
            match.end = std::max(match.end, matches_.back().end);
            match.rarity += matches_.back().rarity;
            matches_.pop_back();
        }
        matches_.push_back(match);
    }

    void note(const Token& token, const QueryTerm& term) {
        for (const auto& word : term.parts_of)
            if (word->parts.size() == 1) note(*word, token.begin);
        if (previous_ != nullptr && token.begin < previous_end_ &&
            std::ranges::find(seen_->overlapping, std::pair{previous_, &term}) ==
                seen_->overlapping.end())
            seen_->overlapping.emplace_back(previous_, &term);
        previous_ = &term;
        previous_end_ = token.end;
        const auto is_it = [&](const Seen::Term& other) { return other.term == &term; };
        if (std::ranges::any_of(seen_->terms, is_it)) return;
        seen_->terms.push_back(
            {&term, std::string(text_.substr(token.begin, token.end - token.begin))});
    }

    void note(const WholeWord& word, std::size_t begin) {
        if (seen_ == nullptr || is_said_otherwise(word, begin)) return;
        if (std::ranges::find(seen_->words, &word) == seen_->words.end())
            seen_->words.push_back(&word);
    }

    // 不愿意 is not 愿意; 愿不愿意 asks, and says of 愿意 nothing else.
    bool is_said_otherwise(const WholeWord& word, std::size_t begin) const {
        const std::string_view before = text_.substr(0, begin);
        return std::ranges::any_of(kNegations, [&](std::string_view negation) {
            if (word.text.starts_with(negation)) return asks_whether(begin, negation.size());
            return before.ends_with(negation) &&
                   !asks_whether(begin - negation.size(), negation.size());
        });
    }

    // Whether the same character stands before and behind a negation of so many bytes.
    bool asks_whether(std::size_t negation, std::size_t bytes) const {
        const std::string_view after = first_characters(text_.substr(negation + bytes), 1);
        return !after.empty() && text_.substr(0, negation).ends_with(after);
    }

    // A word is whole where its parts stand as close to each other as they do in the list.
    void go_on(const Token& token, const Part& part) {
        const WholeWord& word = *matcher_.words_[part.word];
        Progress& progress = progress_[part.word];
        const auto gap = [](std::uint32_t begin, std::uint32_t end) {
            return std::int64_t{begin} - std::int64_t{end};
        };
        const bool follows = part.place > 0 && progress.parts == part.place &&
                             gap(token.begin, progress.end) ==
                                 gap(word.parts[part.place].begin, word.parts[part.place - 1].end);
        if (part.place == 0)
            progress = {1, token.begin, token.end};
        else if (follows)
            progress = {part.place + 1, progress.begin, token.end};
        if (!follows || progress.parts < word.parts.size()) return;
        if (!is_said_otherwise(word, progress.begin))
            add({progress.begin, progress.end, matcher_.rarities_[part.word]});
        note(word, progress.begin);
    }

    const Matcher& matcher_;
    std::string_view text_;
    Seen* seen_;
    const QueryTerm* previous_ = nullptr;  // that was noted
    std::uint32_t previous_end_ = 0;
    std::vector<Progress> progress_;  // of each word
    std::vector<Match> matches_;
};

std::vector<Match> Matcher::matches_in(std::string_view text) const {
    return read(text, nullptr);
}

std::vector<Match> Matcher::matches_in(std::string_view text, Seen& seen) const {
    return read(text, &seen);
}

std::vector<Match> Matcher::read(std::string_view text, Seen* seen) const {
    if (is_empty()) return {};
    Reading reading(*this, text, seen);
    analyse(text, [&](const Token& token) {
        if (!bits_[bit_of(token.term)]) return;
        const auto known = terms_.find(token.term);
        if (known != terms_.end()) reading.take(token, known->second);
    });
    return reading.matches();
}

Passage best_passage(std::string_view text, const std::vector<Match>& matches,
                     std::size_t characters) {
    if (matches.empty()) return {0, advance(text, 0, characters), 0};
    const std::size_t lead = characters / 4;
    Passage best;
    for (std::size_t first = 0; first < matches.size(); ++first) {
        Passage candidate{skip_white_space(text, clause_start(text, matches[first].begin, lead)), 0,
                          0};
        candidate.end = advance(text, candidate.begin, characters);
        for (std::size_t i = first; i < matches.size() && matches[i].begin < candidate.end; ++i)
            candidate.rarity += matches[i].rarity;
        if (candidate.rarity > best.rarity) best = candidate;
    }
    return best.end == 0 ? Passage{0, advance(text, 0, characters), 0} : best;
}

}  // namespace casebook::search
