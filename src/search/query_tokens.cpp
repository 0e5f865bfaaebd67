#include "search/query_tokens.h"

#include <array>
#include <optional>

#include "base/fold.h"
#include "base/text.h"
#include "search/analysis.h"
#include "search/filter_values.h"
#include "search/index_terms.h"

namespace casebook::search {
namespace {

struct Quotes {
    char32_t open;
    std::u32string_view close;  // any of these
};

constexpr std::array kQuotes{
    Quotes{U'"', U"\"＂"}, Quotes{U'＂', U"\"＂"}, Quotes{U'“', U"”“\""},
    Quotes{U'”', U"”“\""}, Quotes{U'「', U"」"},   Quotes{U'『', U"』"},
};

const Quotes* quotes_opened_by(char32_t c) {
    for (const Quotes& quotes : kQuotes)
        if (quotes.open == c) return &quotes;
    return nullptr;
}

bool is_minus(char32_t c) {
    return c == U'-' || c == U'－' || c == U'−';
}

bool is_colon(char32_t c) {
    return c == U':' || c == U'：';
}

bool is_name_character(char32_t c) {
    return is_letter(c) || c == U'_';
}

// A run of letters and digits that is longer than any term: the index has nothing under it.
std::optional<std::string> find_endless_word(std::string_view text) {
    std::string run;
    for (const FoldedCharacter& folded : fold(text)) {
        const char32_t c = folded.character;
        if (is_ideographic(c) || !(is_letter(c) || is_digit(c)))
            run.clear();
        else
            append_utf8(run, c);
        if (run.size() > kLongestTerm) return run;
    }
    return std::nullopt;
}

// One changed, missing or added letter.
bool is_nearly(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (a.size() < 4 || b.size() - a.size() > 1 || a == b) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    return a.substr(same + (a.size() == b.size() ? 1 : 0)) == b.substr(same + 1);
}

class TokenReader {
  public:
    TokenReader(std::string_view text, TextEnd end) : end_(end) {
        for (std::size_t position = 0; position < text.size();)
            characters_ += next_character(text, position);
    }

    Result<QueryTokens> read() {
        while (!problem_) {
            while (position_ < characters_.size() && is_white_space(at(position_))) ++position_;
            if (position_ >= characters_.size()) break;
            read_token();
        }
        if (problem_) return *problem_;
        return std::move(result_);
    }

  private:
    char32_t at(std::size_t i) const { return i < characters_.size() ? characters_[i] : 0; }
    bool is_end(std::size_t i) const { return i >= characters_.size() || is_white_space(at(i)); }

    std::string text(std::size_t begin, std::size_t end) const {
        std::string out;
        for (std::size_t i = begin; i < end; ++i) append_utf8(out, characters_[i]);
        return out;
    }

    void fail(QueryProblem problem, std::string detail, std::size_t offset) {
        problem_ = make_query_problem(problem, std::move(detail), offset);
    }

    void read_token() {
        start_ = position_;
        presence_ = Presence::wanted;
        if (is_minus(at(position_)) && !read_minus()) return;
        if (const Quotes* quotes = quotes_opened_by(at(position_))) return read_phrase(*quotes);
        if (read_filter_token()) return;
        read_word();
    }

    // False when the minus was no exclusion, or an error.
    bool read_minus() {
        const std::size_t after = position_ + 1;
        if (after >= characters_.size()) {
            fail(QueryProblem::lone_minus, "", position_);
            return false;
        }
        if (is_white_space(at(after))) {  // a dash between words
            position_ = after;
            return false;
        }
        if (is_minus(at(after))) return true;  // --force
        presence_ = Presence::excluded;
        position_ = after;
        return true;
    }

    // Where the quotation ends; nullopt when it does not.
    std::optional<std::size_t> find_closing(const Quotes& quotes, std::size_t from) const {
        const std::size_t found = characters_.find_first_of(quotes.close, from);
        if (found != std::u32string::npos) return found;
        if (end_ == TextEnd::cut) return characters_.size();
        return std::nullopt;
    }

    // The quoted text that begins at position_; leaves position_ behind it.
    std::optional<std::string> read_quoted(const Quotes& quotes) {
        const auto closing = find_closing(quotes, position_ + 1);
        if (!closing) {
            fail(QueryProblem::unclosed_quote, text(position_, position_ + 1), position_);
            return std::nullopt;
        }
        std::string quoted = text(position_ + 1, *closing);
        position_ = std::min(*closing + 1, characters_.size());
        return quoted;
    }

    void read_phrase(const Quotes& quotes) {
        const auto quoted = read_quoted(quotes);
        if (!quoted) return;
        if (trim(*quoted).empty() && end_ == TextEnd::typed)
            return fail(QueryProblem::empty_phrase, "", start_);
        add_text(Condition::What::phrase, collapse_white_space(*quoted));
    }

    bool read_filter_token() {
        std::size_t colon = position_;
        while (is_name_character(at(colon))) ++colon;
        if (colon == position_ || !is_colon(at(colon))) return false;
        const std::string name = fold_to_text(text(position_, colon));
        const ExactField* field = find_exact_field(name);
        if (field == nullptr) {
            note_unknown_filter(name, colon);
            return false;
        }
        position_ = colon + 1;
        if (const auto value = read_filter_value()) add_filter(*field, *value);
        return true;
    }

    // Said only where a filter was probably meant: state:x is one, stat:x nearly is, note:x is a word.
    void note_unknown_filter(const std::string& name, std::size_t colon) {
        if (is_end(colon + 1) || at(colon + 1) == U'/') return;
        for (const ExactField& field : kExactFields)
            if (is_nearly(name, field.name))
                result_.notices.push_back(
                    {kUnknownFilterNotice, name + ": → " + std::string(field.name) + ":"});
    }

    std::optional<std::string> read_filter_value() {
        if (const Quotes* quotes = quotes_opened_by(at(position_))) return read_quoted(*quotes);
        const std::size_t begin = position_;
        while (!is_end(position_)) ++position_;
        return text(begin, position_);
    }

    void add_filter(const ExactField& field, const std::string& value) {
        auto filter = read_filter(field, value);
        if (const auto* problem = std::get_if<QueryProblem>(&filter)) {
            const bool empty = *problem == QueryProblem::empty_value;
            return fail(*problem, empty ? text(start_, position_) : value, start_);
        }
        add(std::get<Condition>(std::move(filter)));
    }

    // A word ends at white space, or where a quotation begins: Chinese is written without spaces around it. A straight quotation
    // mark after a letter or digit is one of inches.
    bool ends_word(std::size_t i) const {
        if (is_end(i)) return true;
        const Quotes* quotes = i > position_ ? quotes_opened_by(at(i)) : nullptr;
        if (quotes == nullptr || at(i) == U'”') return false;
        const bool straight = at(i) == U'"' || at(i) == U'＂';
        if (straight && !is_ideographic(at(i - 1))) return false;
        return characters_.find_first_of(quotes->close, i + 1) != std::u32string::npos;
    }

    void read_word() {
        std::size_t end = position_;
        while (!ends_word(end)) ++end;
        const std::string word = text(position_, end);
        const std::size_t begin = position_;
        position_ = end;
        if (presence_ == Presence::wanted && begin == start_ && read_operator(word)) return;
        add_text(Condition::What::words, word);
    }

    bool read_operator(const std::string& word) {
        using What = QueryToken::What;
        const What what = word == "AND"                  ? What::and_
                          : word == "OR" || word == "或" ? What::or_
                          : word == "NOT"                ? What::not_
                                                         : What::condition;
        if (what == What::condition) return false;
        QueryToken token;
        token.what = what;
        token.source = {start_, position_};
        token.condition.text = word;
        result_.tokens.push_back(std::move(token));
        return true;
    }

    void add_text(Condition::What what, std::string text) {
        if (const auto endless = find_endless_word(text)) {
            constexpr std::size_t kShown = 12;
            return fail(QueryProblem::word_too_long,
                        std::string(first_characters(*endless, kShown)) + "…", start_);
        }
        Condition condition;
        condition.what = what;
        condition.text = std::move(text);
        add(std::move(condition));
    }

    void add(Condition condition) {
        QueryToken token;
        token.source = condition.source = {start_, position_};
        token.presence = presence_;
        token.condition = std::move(condition);
        result_.tokens.push_back(std::move(token));
    }

    std::u32string characters_;
    TextEnd end_;
    std::size_t position_ = 0;
    std::size_t start_ = 0;  // of the token that is being read, its minus included
    Presence presence_ = Presence::wanted;
    QueryTokens result_;
    std::optional<Error> problem_;
};

}  // namespace

Result<QueryTokens> read_query_tokens(std::string_view text, TextEnd end) {
    return TokenReader(text, end).read();
}

}  // namespace casebook::search
