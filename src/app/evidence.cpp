#include "app/evidence.h"

#include <algorithm>

#include "base/fold.h"
#include "base/text.h"
#include "render/markdown.h"
#include "search/searchable_texts.h"

namespace casebook::app {
namespace {

using search::Match;

constexpr std::size_t kExcerptCharacters = 72;
constexpr std::size_t kShortestWord = 2;     // characters
constexpr std::size_t kLongestWord = 24;     // characters; a longer one is cut
constexpr std::size_t kMostRead = 8 * 1024;  // bytes of a field: a page shows two lines of it
constexpr double kWorthShowing = 0.25;       // a field, of the best field's weight
constexpr double kWorthNaming = 0.1;         // a word, of the best word's weight

struct Word {
    std::string text;
    double rarity;
};

struct WeightedEvidence {
    FieldEvidence evidence;
    double rarity;
};

// Whether Markdown could mean anything by it; what is typed at a desk seldom is.
bool may_be_markdown(std::string_view text) {
    constexpr std::string_view kMarks = "\\`*_[]<>&#~|";
    constexpr std::string_view kAtLineStart = " \t-+=0123456789";
    if (text.find_first_of(kMarks) != std::string_view::npos) return true;
    bool line_start = true;
    for (const char byte : text) {
        if (line_start && kAtLineStart.find(byte) != std::string_view::npos) return true;
        line_start = byte == '\n' || byte == '\r';
    }
    return false;
}

// One line: marks of Markdown gone, line ends as spaces.
std::string plain_line(std::string_view text) {
    text = text.substr(0, character_start(text, kMostRead));
    if (!may_be_markdown(text)) return collapse_white_space(text);
    std::string line = collapse_white_space(render::markdown_to_plain_text(text));
    if (line.starts_with("- ")) line.erase(0, 2);
    return line;
}

std::vector<render::MarkedRange> ranges_inside(const std::vector<Match>& matches,
                                               const search::Passage& passage) {
    std::vector<render::MarkedRange> ranges;
    for (const Match& match : matches)
        if (match.end > passage.begin && match.begin < passage.end)
            ranges.push_back({std::max(match.begin, passage.begin) - passage.begin,
                              std::min(match.end, passage.end) - passage.begin});
    return ranges;
}

render::Html marked_passage(std::string_view text, const std::vector<Match>& matches,
                            const search::Passage& passage) {
    std::string shown = passage.begin > 0 ? "…" : "";
    const std::size_t shift = shown.size();
    shown += text.substr(passage.begin, passage.end - passage.begin);
    if (passage.end < text.size()) shown += "…";
    std::vector<render::MarkedRange> ranges = ranges_inside(matches, passage);
    for (render::MarkedRange& range : ranges) {
        range.begin += shift;
        range.end += shift;
    }
    return render::mark(shown, ranges);
}

void add_words(std::vector<Word>& words, std::string_view text, const std::vector<Match>& matches) {
    for (const Match& match : matches) {
        const std::string_view word = text.substr(match.begin, match.end - match.begin);
        if (count_characters(word) < kShortestWord) continue;
        const std::string_view shown = first_characters(word, kLongestWord);
        words.push_back(
            {std::string(shown) + (shown.size() < word.size() ? "…" : ""), match.rarity});
    }
}

// Rarest first, each once, and none that is a part of one before it.
std::vector<std::string> distinct_words(std::vector<Word> words, std::size_t limit) {
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.rarity > b.rarity; });
    std::vector<std::string> kept;
    std::vector<std::string> folded;
    for (const Word& word : words) {
        if (kept.size() == limit || word.rarity < kWorthNaming * words.front().rarity) break;
        const std::string form = fold_to_text(word.text);
        const auto contains = [&](const std::string& other) {
            return other.find(form) != std::string::npos;
        };
        if (std::any_of(folded.begin(), folded.end(), contains)) continue;
        kept.push_back(word.text);
        folded.push_back(form);
    }
    return kept;
}

// A tag or a category says little of why, and it is shown beside the hit anyway: only where nothing else was found.
enum class Labels { left_out, alone };

std::vector<WeightedEvidence> evidence_in(const Entry& entry, const search::Matcher& matcher,
                                          Labels labels, search::Seen& seen,
                                          std::vector<Word>& all_words) {
    std::vector<WeightedEvidence> weighted;
    for (const search::SearchableText& source : search::searchable_texts(entry)) {
        const bool is_label = source.group == search::TextGroup::labels;
        if (source.field == Field::title || is_label != (labels == Labels::alone)) continue;
        const std::string text = plain_line(source.text);
        const std::vector<Match> matches = matcher.matches_in(text, seen);
        if (matches.empty()) continue;
        const search::Passage passage = search::best_passage(text, matches, kExcerptCharacters);
        std::vector<Word> words;
        add_words(words, text, matches);
        all_words.insert(all_words.end(), words.begin(), words.end());
        weighted.push_back(
            {{source.field, std::string(source.heading), marked_passage(text, matches, passage),
              distinct_words(std::move(words), kMostWords)},
             passage.rarity});
    }
    return weighted;
}

}  // namespace

Evidence find_evidence(const Entry& entry, const search::Matcher& matcher) {
    search::Seen seen;
    return find_evidence(entry, matcher, seen);
}

Evidence find_evidence(const Entry& entry, const search::Matcher& matcher, search::Seen& seen) {
    Evidence evidence;
    std::vector<Word> all_words;
    const std::string title = entry.display_title();
    const std::vector<Match> in_title = matcher.matches_in(title, seen);
    evidence.title = render::mark(title, ranges_inside(in_title, {0, title.size(), 0}));
    if (matcher.is_empty()) return evidence;
    add_words(all_words, title, in_title);

    std::vector<WeightedEvidence> weighted =
        evidence_in(entry, matcher, Labels::left_out, seen, all_words);
    if (weighted.empty() && in_title.empty())
        weighted = evidence_in(entry, matcher, Labels::alone, seen, all_words);
    std::stable_sort(weighted.begin(), weighted.end(),
                     [](const auto& a, const auto& b) { return a.rarity > b.rarity; });
    for (WeightedEvidence& candidate : weighted) {
        if (evidence.fields.size() == kMostEvidence ||
            candidate.rarity < kWorthShowing * weighted.front().rarity)
            break;
        evidence.fields.push_back(std::move(candidate.evidence));
    }
    evidence.words = distinct_words(std::move(all_words), kMostWords);
    return evidence;
}

render::Html excerpt_of(const Entry& entry, Field field, const search::Matcher& matcher,
                        std::size_t characters) {
    const std::string text = plain_line(entry.text(field));
    const std::vector<Match> matches = matcher.matches_in(text);
    return marked_passage(text, matches, search::best_passage(text, matches, characters));
}

}  // namespace casebook::app
