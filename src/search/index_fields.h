// THE field table: what of an entry is searchable, and how. Indexing, filters, facets and the search help are made from
// it. A change of this table, of the analysis or of the stored form needs a new kSchema.
//
// The index (Xapian, glass, no positions), a document an entry:
//
//   text terms   no prefix. The terms of all text fields share one space; the field's weight is in the within-document
//                frequency (a word in the title counts as often as its weight says). One posting list a term, so a
//                suggestion reads a third of what separate fields would cost. Which field matched is found afterwards on
//                the text itself (highlight.h).
//   exact terms  prefix + folded value; for filters. A category has a term for itself and for each of its ancestors.
//   Q<id>        unique term of the entry        XF<path>   unique term of the file
//   XH           "hidden": is never suggested (not a case, or a draft, invalid, archived). A mark for the few that are
//                left out costs less than one for the many.
//   value slots  0 creation (sortable), 1 path, 2 version of the file, 3 id (sortable)
//   data         the whole entry (stored_entry.h)
//   metadata     "schema"
#pragma once

#include <array>
#include <string_view>

#include "domain/field.h"

namespace casebook::search {

inline constexpr std::string_view kSchema = "1";

inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kPathPrefix = "XF";
inline constexpr std::string_view kHiddenTerm = "XH";

enum Slot : unsigned { kCreatedSlot = 0, kPathSlot = 1, kVersionSlot = 2, kIdSlot = 3 };

struct TextField {
    Field field;
    int weight;  // how often an occurrence counts
};

inline constexpr std::array kTextFields{
    TextField{Field::title, 4},       TextField{Field::complaint, 2},
    TextField{Field::answer, 1},      TextField{Field::script, 1},
    TextField{Field::fits, 1},        TextField{Field::resolution, 1},
    TextField{Field::cause, 1},       TextField{Field::review, 1},
    TextField{Field::questions, 1},   TextField{Field::notes, 1},
    TextField{Field::conclusions, 1}, TextField{Field::actions, 1},
    TextField{Field::body, 2},        TextField{Field::topic, 2},
    TextField{Field::tags, 2},        TextField{Field::category, 1},
    TextField{Field::product, 1},
};

enum class ExactKind { value, path };

struct ExactField {
    std::string_view name;  // as typed in a filter
    std::string_view prefix;
    ExactKind kind;
};

inline constexpr std::array kExactFields{
    ExactField{"kind", "XK", ExactKind::value},
    ExactField{"category", "XC", ExactKind::path},
    ExactField{"product", "XP", ExactKind::value},
    ExactField{"tag", "K", ExactKind::value},
    ExactField{"author", "A", ExactKind::value},
    ExactField{"state", "XS", ExactKind::value},
    ExactField{"external_id", "XE", ExactKind::value},
    ExactField{"date", "D", ExactKind::value},
};

}  // namespace casebook::search
