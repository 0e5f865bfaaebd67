#include "search/index_document.h"

#include "search/facets.h"
#include "search/impact.h"
#include "search/index_fields.h"
#include "search/index_terms.h"
#include "search/searchable_texts.h"

namespace casebook::search {
namespace {

void add_text_terms(Xapian::Document& document, const Entry& entry) {
    Impacts impacts;
    for (const SearchableText& text : searchable_texts(entry)) impacts.add(text.group, text.text);
    impacts.for_each(
        [&](const std::string& term, unsigned impact) { document.add_term(term, impact); });
    document.add_value(kToldSlot, Xapian::sortable_serialise(static_cast<double>(impacts.told())));
}

void add_exact_term(Xapian::Document& document, const ExactField& field, const std::string& value) {
    if (value.empty()) return;
    if (field.kind == ExactKind::path) {
        for (std::size_t end = value.find('/'); end != std::string::npos;
             end = value.find('/', end + 1))
            document.add_boolean_term(exact_term(field.name, value.substr(0, end)));
    }
    document.add_boolean_term(exact_term(field.name, value));
}

std::string local_seconds(const std::optional<Timestamp>& time) {
    if (!time) return {};
    return Xapian::sortable_serialise(
        static_cast<double>((time->instant + time->offset).time_since_epoch().count()));
}

std::string created_value(const Entry& entry) {
    using std::chrono::sys_days;
    if (!entry.date) return local_seconds(entry.created);
    return Xapian::sortable_serialise(
        static_cast<double>(sys_days{*entry.date}.time_since_epoch().count()) * 86400.0);
}

}  // namespace

Xapian::Document make_document(const StoredEntry& stored) {
    Xapian::Document document;
    document.set_data(encode(stored));
    add_text_terms(document, stored.entry);
    for (const ExactField& field : kExactFields)
        for (const std::string& value : exact_values(stored.entry, field.name))
            add_exact_term(document, field, value);
    document.add_boolean_term(id_term(stored.entry.id));
    document.add_boolean_term(path_term(stored.path));
    if (!is_suggestable(stored.entry)) document.add_boolean_term(std::string(kHiddenTerm));
    document.add_value(kCreatedSlot, created_value(stored.entry));
    document.add_value(kIdSlot, Xapian::sortable_serialise(static_cast<double>(stored.entry.id)));
    document.add_value(kPathSlot, stored.path);
    document.add_value(kVersionSlot, stored.version);
    document.add_value(kUpdatedSlot, stored.entry.updated ? local_seconds(stored.entry.updated)
                                                          : created_value(stored.entry));
    document.add_value(kFacetSlot, packed_facets(stored.entry));
    return document;
}

void pack_data(Xapian::Document& document, EntryPacker& packer) {
    document.set_data(packer.pack(document.get_data()));
}

}  // namespace casebook::search
