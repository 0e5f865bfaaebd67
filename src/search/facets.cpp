#include "search/facets.h"

#include <algorithm>
#include <map>

#include "base/fold.h"
#include "base/text.h"
#include "search/index_terms.h"

namespace casebook::search {
namespace {

constexpr char kBetweenFields = '\x1f';
constexpr char kBetweenValues = '\x1e';
constexpr std::size_t kLongestValue =
    100;  // bytes; a longer one is no name that one would click on

bool can_be_counted(std::string_view value) {
    return !value.empty() && value.size() <= kLongestValue &&
           value.find_first_of("\x1e\x1f") == std::string_view::npos;
}

// Counted under its folded form, shown as it was first met.
class Tally {
  public:
    void add(std::string_view value, std::size_t count) {
        FacetValue& known = values_[fold_to_text(value)];
        if (known.value.empty()) known.value = value;
        known.count += count;
    }

    std::vector<FacetValue> most_frequent(double scale) const {
        std::vector<FacetValue> values;
        for (const auto& [folded, value] : values_)
            values.push_back(
                {value.value, static_cast<std::size_t>(static_cast<double>(value.count) * scale)});
        std::stable_sort(values.begin(), values.end(),
                         [](const auto& a, const auto& b) { return a.count > b.count; });
        if (values.size() > kMostFacetValues) values.resize(kMostFacetValues);
        return values;
    }

  private:
    std::map<std::string, FacetValue> values_;
};

// "a/b/c" below "a" is "a/b"; below nothing it is "a". Empty when it is not below.
std::string_view step_below(std::string_view path, const std::string& folded_parent) {
    if (folded_parent.empty()) return path.substr(0, path.find('/'));
    // Folding may change how long a text is, so the parent is compared part by part.
    const auto parts = std::count(folded_parent.begin(), folded_parent.end(), '/') + 1;
    std::size_t end = 0;
    for (std::ptrdiff_t i = 0; i < parts; ++i) {
        end = path.find('/', end + (i > 0 ? 1 : 0));
        if (end == std::string_view::npos) return {};
    }
    if (fold_to_text(path.substr(0, end)) != folded_parent) return {};
    return path.substr(0, path.find('/', end + 1));
}

template <class Take>
void split_at(std::string_view text, char separator, Take take) {
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        take(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

template <class Take>
void for_each_counted_field(Take take) {
    for (const ExactField& field : kExactFields)
        if (field.facet == Facet::counted) take(field);
}

}  // namespace

std::string packed_facets(const Entry& entry) {
    std::vector<std::string> fields;
    for_each_counted_field([&](const ExactField& field) {
        std::vector<std::string> values;
        for (std::string& value : exact_values(entry, field.name))
            if (can_be_counted(value)) values.push_back(std::move(value));
        fields.push_back(join(values, std::string(1, kBetweenValues)));
    });
    return join(fields, std::string(1, kBetweenFields));
}

std::string_view category_in(std::string_view packed) {
    const auto counted_before = [] {
        std::size_t number = 0;
        for (const ExactField& field : kExactFields) {
            if (field.name == "category") break;
            number += field.facet == Facet::counted ? 1 : 0;
        }
        return number;
    };
    static const std::size_t place = counted_before();
    for (std::size_t skipped = 0; skipped < place; ++skipped) {
        const std::size_t end = packed.find(kBetweenFields);
        if (end == std::string_view::npos) return {};
        packed.remove_prefix(end + 1);
    }
    return packed.substr(0, packed.find(kBetweenFields));
}

void FacetCounter::add(std::string_view packed) {
    ++packed_[std::string(packed)];
    ++added_;
}

Facets FacetCounter::counts(std::size_t hits) const {
    std::vector<const ExactField*> fields;
    for_each_counted_field([&](const ExactField& field) { fields.push_back(&field); });
    std::vector<Tally> tallies(fields.size());
    const std::string parent = fold_to_text(category_);
    for (const auto& [packed, count] : packed_) {
        std::size_t number = 0;
        split_at(packed, kBetweenFields, [&](std::string_view values) {
            if (number >= fields.size()) return;
            const bool path = fields[number]->kind == ExactKind::path;
            split_at(values, kBetweenValues, [&](std::string_view value) {
                if (path) value = step_below(value, parent);
                if (!value.empty()) tallies[number].add(value, count);
            });
            ++number;
        });
    }
    Facets facets;
    facets.precision = added_ == hits ? Precision::exact : Precision::estimated;
    const double scale = added_ == 0 ? 1 : static_cast<double>(hits) / static_cast<double>(added_);
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (auto values = tallies[i].most_frequent(scale); !values.empty())
            facets.fields.push_back({fields[i], std::move(values)});
    return facets;
}

}  // namespace casebook::search
