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
//   value slots  0 creation and 4 change, as the author's own clock showed them, so that a filter by day agrees with the day that
//                is shown (sortable seconds; of a daily its date), 1 path, 2 version of the file, 3 id (sortable), 5 the facets
//                (facets.h)
//   data         the entry (stored_entry.h)
//   metadata     "schema"
#pragma once

#include <array>
#include <string_view>

#include "domain/field.h"

namespace casebook::search {

inline constexpr std::string_view kSchema = "4";

inline constexpr std::string_view kIdPrefix = "Q";
inline constexpr std::string_view kPathPrefix = "XF";
inline constexpr std::string_view kHiddenTerm = "XH";

enum Slot : unsigned {
    kCreatedSlot = 0,
    kPathSlot = 1,
    kVersionSlot = 2,
    kIdSlot = 3,
    kUpdatedSlot = 4,
    kFacetSlot = 5
};

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

enum class ExactKind {
    value,      // one term
    path,       // a term for itself and for each of its ancestors
    number,     // an id
    period,     // a year, a month or a day of the creation; a daily's own day has a term too
    first_day,  // the creation's day, from it on
    last_day,   // the creation's day, up to it
};

// Whether the search counts its values beside the hits.
enum class Facet { none, counted };

// What several filters of one field mean together: any of them where an entry has one value, all of them for tags.
enum class Repeated { any, all };

struct ExactField {
    std::string_view name;          // as typed in a filter, and as a parameter of addresses
    std::string_view chinese_name;  // as typed
    std::string_view prefix;        // of its terms; empty: there are none
    ExactKind kind;
    Facet facet;
    Repeated repeated;
    std::string_view
        example;  // a filter as a person types it; its help is the message "search.filter.<name>"
    std::string_view chinese_example;
};

inline constexpr std::array kExactFields{
    ExactField{"kind", "类型", "XK", ExactKind::value, Facet::counted, Repeated::any, "kind:case",
               "类型:案例"},
    ExactField{"category", "类别", "XC", ExactKind::path, Facet::counted, Repeated::any,
               "category:网络/宽带", "类别:网络/宽带"},
    ExactField{"product", "产品", "XP", ExactKind::value, Facet::counted, Repeated::any,
               "product:\"bank card\"", "产品:家庭宽带"},
    ExactField{"tag", "标签", "K", ExactKind::value, Facet::counted, Repeated::all, "tag:refund",
               "标签:光猫"},
    ExactField{"state", "状态", "XS", ExactKind::value, Facet::counted, Repeated::any,
               "state:verified", "状态:已确认"},
    ExactField{"author", "作者", "A", ExactKind::value, Facet::counted, Repeated::any,
               "author:agent07", "作者:agent07"},
    ExactField{"from", "自", "", ExactKind::first_day, Facet::none, Repeated::all,
               "from:2026-01-01", "自:2026-01-01"},
    ExactField{"to", "至", "", ExactKind::last_day, Facet::none, Repeated::all, "to:2026-03",
               "至:2026-03"},
    ExactField{"date", "日期", "D", ExactKind::period, Facet::none, Repeated::any, "date:2026-03",
               "日期:2026-03"},
    ExactField{"id", "编号", kIdPrefix, ExactKind::number, Facet::none, Repeated::any, "id:1042",
               "编号:1042"},
    ExactField{"external_id", "外部编号", "XE", ExactKind::value, Facet::none, Repeated::any,
               "external_id:crm-88213", "外部编号:crm-88213"},
};

// Other names under which people type the same field.
struct ExactFieldAlias {
    std::string_view alias;
    std::string_view name;
};

inline constexpr std::array kExactFieldAliases{
    ExactFieldAlias{"type", "kind"},
    ExactFieldAlias{"种类", "kind"},
    ExactFieldAlias{"tags", "tag"},
    ExactFieldAlias{"分类", "category"},
    ExactFieldAlias{"since", "from"},
    ExactFieldAlias{"until", "to"},
    ExactFieldAlias{"从", "from"},
    ExactFieldAlias{"到", "to"},
    ExactFieldAlias{"外部号", "external_id"},
};

// By name, Chinese name or alias, letters in either case; nullptr when there is none.
const ExactField* find_exact_field(std::string_view name);

}  // namespace casebook::search
