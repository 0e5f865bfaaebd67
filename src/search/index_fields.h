// THE field table: what of an entry is searchable, and how. Indexing, filters, facets and the search help are made from
// it. A change of this table, of the analysis or of the stored form needs a new kSchema.
//
// The index (Xapian, glass, no positions), a document an entry:
//
//   text terms   no prefix; the terms of all text fields share one space. The within-document frequency does not hold a
//                count but the term's finished BM25 share in this entry (impact.h), summed over the fields, each with its own
//                weight and its own idea of a usual length. So a short question with a long answer is not punished for the
//                answer, one posting list is read a term instead of one a field, and a query needs no document lengths.
//                Which field matched is found afterwards on the text itself (highlight.h).
//   exact terms  prefix + folded value; for filters. A category has a term for itself and for each of its ancestors.
//   Q<id>        unique term of the entry        XF<path>   unique term of the file
//   XH           "hidden": is never suggested (not a case, or a draft, invalid, archived). A mark for the few that are
//                left out costs less than one for the many.
//   value slots  0 creation (sortable), 1 path, 2 version of the file, 3 id (sortable)
//   data         the entry (stored_entry.h)
//   metadata     "schema"
#pragma once

#include <array>
#include <string_view>

#include "domain/field.h"

namespace casebook::search {

inline constexpr std::string_view kSchema = "2";

inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kPathPrefix = "XF";
inline constexpr std::string_view kHiddenTerm = "XH";

enum Slot : unsigned { kCreatedSlot = 0, kPathSlot = 1, kVersionSlot = 2, kIdSlot = 3 };

// Fields that say the same kind of thing are weighed together, as one text.
enum class TextGroup { title, complaint, resolution, labels };

struct TextField {
    Field field;
    TextGroup group;
};

// "Does not fit" is left out: its words are those of the cases that this one is not for.
inline constexpr std::array kTextFields{
    TextField{Field::title, TextGroup::title},
    TextField{Field::complaint, TextGroup::complaint},
    TextField{Field::body, TextGroup::complaint},
    TextField{Field::answer, TextGroup::resolution},
    TextField{Field::script, TextGroup::resolution},
    TextField{Field::fits, TextGroup::resolution},
    TextField{Field::resolution, TextGroup::resolution},
    TextField{Field::cause, TextGroup::resolution},
    TextField{Field::review, TextGroup::resolution},
    TextField{Field::questions, TextGroup::resolution},
    TextField{Field::notes, TextGroup::resolution},
    TextField{Field::conclusions, TextGroup::resolution},
    TextField{Field::actions, TextGroup::resolution},
    TextField{Field::topic, TextGroup::labels},
    TextField{Field::tags, TextGroup::labels},
    TextField{Field::category, TextGroup::labels},
    TextField{Field::product, TextGroup::labels},
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
