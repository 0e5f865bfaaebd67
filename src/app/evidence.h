// Why an entry is shown: the passages whose words the complaint shares, marked, and the words themselves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/entry.h"
#include "render/html.h"
#include "search/highlight.h"

namespace casebook::app {

struct FieldEvidence {
    std::optional<Field> field;  // none: a section whose heading Casebook does not know
    std::string heading;         // of such a section
    render::Html excerpt;  // plain text of the field around the best passage, matches in <mark>
    std::vector<std::string> words;  // as they stand in the field, rarest first
};

struct Evidence {
    render::Html title;                 // the display title, marked
    std::vector<FieldEvidence> fields;  // the most telling first, at most kMostEvidence
    std::vector<std::string>
        words;  // over all fields and the title, rarest first, at most kMostWords
};

inline constexpr std::size_t kMostEvidence = 3;
inline constexpr std::size_t kMostWords = 6;

// Adds to `seen` what of the query the entry says.
Evidence find_evidence(const Entry& entry, const search::Matcher& matcher, search::Seen& seen);
Evidence find_evidence(const Entry& entry, const search::Matcher& matcher);

// The start of a field's plain text, or its best passage when words match; marked.
render::Html excerpt_of(const Entry& entry, Field field, const search::Matcher& matcher,
                        std::size_t characters);

}  // namespace casebook::app
