#include "search/search_language.h"

#include <algorithm>

#include "base/text.h"
#include "search/analysis.h"
#include "search/filter_values.h"
#include "search/index_terms.h"
#include "search/query_tokens.h"

namespace casebook::search {
namespace {

using What = QueryToken::What;

bool can_be_searched(const Condition& condition) {
    if (condition.what == Condition::What::filter) return true;
    bool any = false;
    analyse(condition.text, [&](const Token&) { any = true; });
    return any;
}

// Gives the tokens their structure: "a b OR c NOT d" is a, and b or c, and not d.
class Assembler {
  public:
    explicit Assembler(ParsedQuery& query) : query_(query) {}

    Result<void> take(const QueryToken& token) {
        if (token.what == What::condition) return take_condition(token);
        const bool joins_two = token.what != What::not_;
        if (!joins_two && operator_ && operator_->what == What::or_)
            return make_query_problem(QueryProblem::choice_with_exclusion, token.condition.text,
                                      token.source.begin);
        const bool nothing_before = joins_two && !after_condition_;
        if (nothing_before || (operator_ && operator_->what != What::and_))
            return without_words(operator_ && !nothing_before ? *operator_ : token);
        operator_ = token;
        after_condition_ = false;
        return {};
    }

    Result<void> end() const {
        if (operator_) return without_words(*operator_);
        return {};
    }

  private:
    static Error without_words(const QueryToken& token) {
        return make_query_problem(QueryProblem::operator_without_words, token.condition.text,
                                  token.source.begin);
    }

    Result<void> take_condition(const QueryToken& token) {
        Condition condition = token.condition;
        Presence presence = token.presence;
        const bool choice = operator_ && operator_->what == What::or_;
        if (operator_ && operator_->what == What::not_) {
            presence = Presence::excluded;
            condition.source.begin = operator_->source.begin;
        }
        operator_.reset();
        after_condition_ = true;
        if (choice && (presence == Presence::excluded || last_ == Presence::excluded))
            return make_query_problem(
                QueryProblem::choice_with_exclusion,
                presence == Presence::excluded ? condition.text : last_text_,
                presence == Presence::excluded ? condition.source.begin : last_source_.begin);
        last_ = presence;
        last_text_ = condition.text;
        last_source_ = condition.source;
        if (!choice) query_.all_of.push_back({presence, Joined::by_itself, {}});
        Clause& clause = query_.all_of.back();
        if (choice) clause.joined = Joined::by_or;
        if (can_be_searched(condition)) clause.any_of.push_back(std::move(condition));
        return {};
    }

    ParsedQuery& query_;
    std::optional<QueryToken> operator_;  // that waits for what comes after it
    bool after_condition_ = false;
    Presence last_ = Presence::wanted;
    std::string last_text_;
    Span last_source_;
};

bool is_lone_filter(const Clause& clause) {
    return clause.presence == Presence::wanted && clause.joined != Joined::by_or &&
           clause.any_of.front().what == Condition::What::filter;
}

// An entry has one kind, one state: two filters of that field can only mean "one of them".
void join_filters_of_a_field(std::vector<Clause>& clauses) {
    std::vector<Clause> joined;
    for (Clause& clause : clauses) {
        const auto is_partner = [&](const Clause& other) {
            return is_lone_filter(other) &&
                   other.any_of.front().field == clause.any_of.front().field;
        };
        const bool may_join =
            is_lone_filter(clause) && clause.any_of.front().field->repeated == Repeated::any;
        const auto partner =
            may_join ? std::find_if(joined.begin(), joined.end(), is_partner) : joined.end();
        if (partner == joined.end()) {
            joined.push_back(std::move(clause));
            continue;
        }
        partner->joined = Joined::by_field;
        for (Condition& condition : clause.any_of) partner->any_of.push_back(std::move(condition));
    }
    clauses = std::move(joined);
}

Result<void> check_phrases(const ParsedQuery& query) {
    std::size_t phrases = 0;
    for (const Clause& clause : query.all_of)
        for (const Condition& condition : clause.any_of)
            if (condition.what == Condition::What::phrase && ++phrases > kMostPhrases)
                return make_query_problem(QueryProblem::too_many_phrases,
                                          std::to_string(kMostPhrases), condition.source.begin);
    return {};
}

Result<void> add_chosen(ParsedQuery& query, const ChosenFilter& chosen, std::size_t place) {
    const ExactField* field = find_exact_field(chosen.field);
    if (field == nullptr) return {};
    auto filter = read_filter(*field, chosen.value);
    if (const auto* problem = std::get_if<QueryProblem>(&filter)) {
        const bool empty = *problem == QueryProblem::empty_value;
        return make_parameter_problem(*problem, empty ? chosen.field : chosen.value, chosen.field);
    }
    auto& condition = std::get<Condition>(filter);
    condition.chosen = place;
    query.all_of.push_back({Presence::wanted, Joined::by_itself, {std::move(condition)}});
    query.asked = true;
    return {};
}

Result<void> read_text(ParsedQuery& query, std::string_view text) {
    const std::string_view kept = first_characters(text, kLongestQuery);
    const bool cut = kept.size() < text.size();
    if (cut) query.notices.push_back({kCutNotice, std::to_string(kLongestQuery)});
    auto tokens = read_query_tokens(kept, cut ? TextEnd::cut : TextEnd::typed);
    if (!tokens) return tokens.error();
    query.asked = !tokens->tokens.empty();
    for (Notice& notice : tokens->notices) query.notices.push_back(std::move(notice));
    Assembler assembler(query);
    for (const QueryToken& token : tokens->tokens)
        if (auto taken = assembler.take(token); !taken) return taken;
    return assembler.end();
}

std::string quoted(const std::string& text) {
    constexpr std::string_view kPairs[][2] = {{"\"", "\""}, {"「", "」"}, {"『", "』"}, {"“", "”"}};
    for (const auto& [open, close] : kPairs)
        if (text.find(close) == std::string::npos &&
            !(open == "\"" && text.find("＂") != std::string::npos))
            return std::string(open) + text + std::string(close);
    return "\"" + text + "\"";
}

bool needs_quotes(const std::string& value) {
    for (std::size_t position = 0; position < value.size();) {
        const bool first = position == 0;
        const char32_t c = next_character(value, position);
        if (is_white_space(c) ||
            (first && std::u32string_view(U"\"＂“”「『").find(c) != std::u32string_view::npos))
            return true;
    }
    return false;
}

}  // namespace

Result<ParsedQuery> parse_query(std::string_view text, const std::vector<ChosenFilter>& chosen) {
    ParsedQuery query;
    if (auto read = read_text(query, replace_invalid_utf8(text)); !read) return read.error();
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (auto added = add_chosen(query, chosen[i], i); !added) return added.error();
    std::erase_if(query.all_of, [](const Clause& clause) { return clause.any_of.empty(); });
    for (Clause& clause : query.all_of)
        if (clause.any_of.size() == 1) clause.joined = Joined::by_itself;
    join_filters_of_a_field(query.all_of);
    if (auto checked = check_phrases(query); !checked) return checked.error();
    return query;
}

std::string to_text(const Condition& condition) {
    switch (condition.what) {
        case Condition::What::words:
            return condition.text;
        case Condition::What::phrase:
            return quoted(condition.text);
        case Condition::What::filter:
            break;
    }
    const std::string& value = condition.text;
    return std::string(condition.field->name) + ":" + (needs_quotes(value) ? quoted(value) : value);
}

std::string to_text(const ParsedQuery& query) {
    std::vector<std::string> clauses;
    for (const Clause& clause : query.all_of) {
        std::vector<std::string> conditions;
        for (const Condition& condition : clause.any_of) conditions.push_back(to_text(condition));
        // Filters of one field are alternatives without being told so.
        const std::string_view between = clause.joined == Joined::by_or ? " OR " : " ";
        clauses.push_back((clause.presence == Presence::excluded ? "-" : "") +
                          join(conditions, between));
    }
    return join(clauses, " ");
}

}  // namespace casebook::search
