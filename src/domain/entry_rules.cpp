#include "domain/entry_rules.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 10> kNames{"needs_title_or_complaint",
                                                  "needs_title",
                                                  "needs_date",
                                                  "needs_body",
                                                  "too_long",
                                                  "too_many",
                                                  "not_text",
                                                  "has_line_end",
                                                  "not_a_path",
                                                  "out_of_range"};

class Checker {
  public:
    explicit Checker(const Entry& entry) : entry_(entry) {}

    std::vector<BrokenRule> check() {
        check_needed();
        check_header();
        check_numbers();
        for (const Section& section : entry_.sections)
            check_text(section.field.value_or(Field::body), section.text, kLongestText);
        return std::move(broken_);
    }

  private:
    void breaks(Field field, EntryRule rule) { broken_.push_back({field, rule}); }

    void check_needed() {
        const bool untitled = trim(entry_.title).empty();
        if (entry_.kind == Kind::case_ && untitled && trim(entry_.text(Field::complaint)).empty())
            breaks(Field::title, EntryRule::needs_title_or_complaint);
        if (entry_.kind != Kind::case_ && untitled) breaks(Field::title, EntryRule::needs_title);
        if (entry_.kind == Kind::daily && !entry_.date) breaks(Field::date, EntryRule::needs_date);
        if (entry_.kind == Kind::post && trim(entry_.text(Field::body)).empty())
            breaks(Field::body, EntryRule::needs_body);
    }

    void check_text(Field field, std::string_view text, std::size_t longest) {
        if (find_invalid_utf8(text) || text.find('\0') != std::string_view::npos)
            return breaks(field, EntryRule::not_text);
        if (count_characters(text) > longest) breaks(field, EntryRule::too_long);
    }

    void check_line(Field field, std::string_view text, std::size_t longest) {
        check_text(field, text, longest);
        if (text.find_first_of("\r\n") != std::string_view::npos)
            breaks(field, EntryRule::has_line_end);
    }

    void check_header() {
        check_line(Field::title, entry_.title, kLongestTitle);
        for (const auto& [field, text] : {std::pair{Field::category, &entry_.category},
                                          {Field::product, &entry_.product},
                                          {Field::channel, &entry_.channel},
                                          {Field::segment, &entry_.segment},
                                          {Field::lang, &entry_.lang},
                                          {Field::author, &entry_.author},
                                          {Field::host, &entry_.host},
                                          {Field::topic, &entry_.topic},
                                          {Field::external_id, &entry_.external_id}})
            check_line(field, *text, kLongestLabel);
        if (entry_.category.starts_with('/') || entry_.category.ends_with('/') ||
            entry_.category.find("//") != std::string::npos)
            breaks(Field::category, EntryRule::not_a_path);
        if (entry_.tags.size() > kMostTags) breaks(Field::tags, EntryRule::too_many);
        for (const std::string& tag : entry_.tags) check_line(Field::tags, tag, kLongestLabel);
        if (entry_.cases.size() > kMostTags) breaks(Field::cases, EntryRule::too_many);
    }

    void check_numbers() {
        const auto outside = [](const std::optional<int>& value, int least, int most) {
            return value && (*value < least || *value > most);
        };
        const Outcome& outcome = entry_.outcome;
        if (outside(outcome.satisfaction, 1, 5) || outside(outcome.expectation, 1, 5) ||
            outside(outcome.minutes, 0, 100'000))
            breaks(Field::outcome, EntryRule::out_of_range);
    }

    const Entry& entry_;
    std::vector<BrokenRule> broken_;
};

}  // namespace

std::string_view to_text(EntryRule rule) {
    return kNames[static_cast<std::size_t>(rule)];
}

std::vector<BrokenRule> find_broken_rules(const Entry& entry) {
    return Checker(entry).check();
}

}  // namespace casebook
