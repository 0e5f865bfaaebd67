#include "search/searchable_texts.h"

namespace casebook::search {
namespace {

std::optional<TextGroup> group_of(Field field) {
    for (const TextField& candidate : kTextFields)
        if (candidate.field == field) return candidate.group;
    return std::nullopt;
}

class Collector {
  public:
    void add(Field field, std::string_view text) {
        const std::optional<TextGroup> group = group_of(field);
        if (group && !text.empty()) texts_.push_back({*group, field, {}, text});
    }

    void add(const Section& section) {
        if (section.field)
            add(*section.field, section.text);
        else if (!section.text.empty())
            texts_.push_back({TextGroup::resolution, std::nullopt, section.heading, section.text});
    }

    std::vector<SearchableText> take() { return std::move(texts_); }

  private:
    std::vector<SearchableText> texts_;
};

}  // namespace

std::vector<SearchableText> searchable_texts(const Entry& entry) {
    Collector texts;
    texts.add(Field::title, entry.title);
    for (const Section& section : entry.sections) texts.add(section);
    texts.add(Field::topic, entry.topic);
    for (const std::string& tag : entry.tags) texts.add(Field::tags, tag);
    texts.add(Field::category, entry.category);
    texts.add(Field::product, entry.product);
    return texts.take();
}

}  // namespace casebook::search
