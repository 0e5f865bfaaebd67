#include "app/masking.h"

#include <functional>

namespace casebook::app {
namespace {

// Visits every text that a person may have typed a customer's number into.
void for_each_text(Entry& entry, const std::function<void(Field, std::string&)>& visit) {
    visit(Field::title, entry.title);
    for (std::string& tag : entry.tags) visit(Field::tags, tag);
    visit(Field::topic, entry.topic);
    for (ExtraKey& extra : entry.extra) visit(Field::body, extra.value);
    for (Section& section : entry.sections) {
        visit(section.field.value_or(Field::body), section.heading);
        visit(section.field.value_or(Field::body), section.text);
    }
}

std::vector<std::string> personal_words_of(Entry entry) {
    std::vector<std::string> words;
    for_each_text(entry, [&](Field, const std::string& text) {
        for (const PersonalDataFinding& finding : find_personal_data(text))
            words.push_back(text.substr(finding.begin, finding.end - finding.begin));
    });
    return words;
}

}  // namespace

std::vector<Masking> mask_new_personal_data(Entry& entry, const Entry& before,
                                            std::vector<std::string> allowed) {
    for (std::string& word : personal_words_of(before)) allowed.push_back(std::move(word));
    std::vector<Masking> maskings;
    for_each_text(entry, [&](Field field, std::string& text) {
        MaskedText masked = mask_personal_data(text, allowed);
        for (const PersonalDataFinding& finding : masked.findings)
            maskings.push_back(
                {field, finding.kind, text.substr(finding.begin, finding.end - finding.begin)});
        if (!masked.findings.empty()) text = std::move(masked.text);
    });
    return maskings;
}

}  // namespace casebook::app
