#include "search/stop_words.h"

#include <string>
#include <unordered_set>

#include <xapian.h>

namespace casebook::search {
namespace {

constexpr std::string_view kWords[] = {
    "a",     "an",    "and",    "are",   "as",   "at",    "be",    "but",  "by",    "for",
    "if",    "in",    "into",   "is",    "it",   "no",    "not",   "of",   "on",    "or",
    "such",  "that",  "the",    "their", "then", "there", "these", "they", "this",  "to",
    "was",   "will",  "with",   "i",     "my",   "me",    "you",   "your", "we",    "he",
    "she",   "his",   "her",    "have",  "has",  "had",   "do",    "does", "did",   "what",
    "how",   "can",   "am",     "so",    "from", "about", "been",  "were", "which", "who",
    "would", "could", "should", "i'm",   "i've", "our",   "us",    "any",  "some"};

}  // namespace

bool is_stop_word(std::string_view stem) {
    static const std::unordered_set<std::string> stems = [] {
        const Xapian::Stem english("en");
        std::unordered_set<std::string> set;
        for (const std::string_view word : kWords) set.insert(english(std::string(word)));
        return set;
    }();
    return stems.contains(std::string(stem));
}

}  // namespace casebook::search
