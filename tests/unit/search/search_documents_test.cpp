// Phrases, exclusions, filters, order, facets: what the search finds.
#include <algorithm>

#include "search/phrase.h"
#include "search/query_problems.h"
#include "small_index.h"

namespace casebook::search {
namespace {

using test::value_of;

TEST(Phrase, IsFoundWordForWordInAnyWidthCaseAndScript) {
    const struct {
        std::string phrase, text;
        bool found;
    } rows[] = {
        {"没人上门", "报修两次，没人上门。", true},
        {"沒人上門", "没人上门", true},
        {"没人上门", "没人来上门", false},
        {"ＡＢＣ-12", "错误 abc-12 又来了", true},
        {"card arrived", "My Card\n arrived late", true},
        {"card arrived", "card has arrived", false},
        {"card", "cardiology", false},
        {"card", "discard", false},
        {"card", "a (card).", true},
        {"12", "电话 10123", false},
        {"没人上门", "没人\n上门", true},
        {"没人上门", "没人**上门**", true},
        {"没人 上门", "没人上门", true},
        {"提示 691", "提示 691", true},
        {"x.y", "x,y", false},
    };
    for (const auto& row : rows)
        EXPECT_EQ(Phrase(row.phrase).is_in(std::string_view(row.text)), row.found)
            << row.phrase << " in " << row.text;
}

TEST(Search, APhraseIsFoundOnlyWordForWord) {
    const SmallIndex small({case_of(1, "报修两次没人上门"), case_of(2, "上门的人没来，没人管"),
                            case_of(3, "card has arrived"), case_of(4, "arrived: has card"),
                            case_of(5, "断")});
    const Index index = small.open();
    EXPECT_EQ(searched(index, "“没人上门”"), Ids{1});
    EXPECT_EQ(searched(index, "\"has arrived\""), Ids{3});
    EXPECT_EQ(searched(index, "\"has arrived\" \"card has\""), Ids{3});
    EXPECT_EQ(searched(index, "\"断\""), Ids{5});
    EXPECT_EQ(searched(index, "\"arrived has\""), Ids{});
    EXPECT_EQ(searched(index, "上门 -“没人上门”"), Ids{2});
    EXPECT_EQ(searched(index, "-\"has arrived\" has"), Ids{4});
    Ids either = searched(index, "“没人上门” OR \"has arrived\"");
    std::sort(either.begin(), either.end());
    EXPECT_EQ(either, (Ids{1, 3}));
}

TEST(Search, APhraseIsLookedForInEveryFieldThatWordsAreFoundIn) {
    Entry entry = case_of(1, "题");
    entry.tags = {"光猫 红灯"};
    entry.category = "网络/掉线";
    entry.set_text(Field::cause, "尾纤弯折过度");
    entry.sections.push_back({std::nullopt, "别的", "备件已经用完"});
    entry.sections.push_back({Field::cause, "原因", "第二处原因也在这里"});
    const Index index = SmallIndex({entry}).open();
    for (const char* phrase : {"光猫 红灯", "网络/掉线", "弯折过度", "已经用完", "第二处原因"})
        EXPECT_EQ(searched(index, "\"" + std::string(phrase) + "\""), Ids{1}) << phrase;
    EXPECT_EQ(searched(index, "第二处原因"), Ids{1}) << "a heading may come twice";
}

TEST(Search, WhereNotAllCandidatesOfAPhraseAreReadTheTotalSaysSo) {
    std::vector<Entry> entries;
    const auto count = static_cast<EntryId>(kMostVerified + 200);
    for (EntryId id = 1; id <= count; ++id)  // both have all pairs of the phrase
        entries.push_back(case_of(id, id % 2 == 0 ? "网络不通了" : "不通了，网络不"));
    const SmallIndex small(entries);
    const Index index = small.open();
    const auto pair = value_of(index.search({.query = parsed("\"网络\"")}));
    EXPECT_EQ(pair.total_is, Total::exact) << "a pair is a term: nothing to check";
    EXPECT_EQ(pair.total, entries.size());
    for (const std::string text : {"\"网络不通\"", "网络 -\"网络不通\""}) {
        const auto found = value_of(index.search({.query = parsed(text), .limit = 2'000}));
        EXPECT_EQ(found.total_is, Total::at_least);
        EXPECT_GE(found.total, kMostVerified / 3);
        EXPECT_LE(found.total, entries.size() / 2);
        const bool even = text.front() == '"';
        for (const Precedent& precedent : found.found)
            ASSERT_EQ(precedent.stored.entry.id % 2 == 0, even) << text;
    }
}

TEST(Search, WhatIsExcludedIsNotFound) {
    const SmallIndex small(
        {case_of(1, "宽带掉线 光猫"), case_of(2, "宽带掉线"), case_of(3, "账单")});
    const Index index = small.open();
    EXPECT_EQ(searched(index, "掉线 -光猫"), Ids{2});
    EXPECT_EQ(searched(index, "掉线 NOT 光猫"), Ids{2});
    EXPECT_EQ(searched(index, "-掉线"), Ids{3});
    Ids either = searched(index, "光猫 OR 账单");
    std::sort(either.begin(), either.end());
    EXPECT_EQ(either, (Ids{1, 3}));
    EXPECT_EQ(searched(index, "宽带 光猫 OR 账单"), Ids{1});
}

Entry filed(EntryId id, const std::string& category, const std::vector<std::string>& tags,
            const std::string& created) {
    Entry entry = case_of(id, "掉线");
    entry.category = category;
    entry.tags = tags;
    entry.product = id % 2 == 0 ? "宽带" : "Bank Card";
    entry.author = "agent0" + std::to_string(id);
    entry.external_id = "crm-" + std::to_string(id);
    entry.created = parse_timestamp(created, std::chrono::minutes(480));
    return entry;
}

class Filters : public testing::Test {
  protected:
    Ids found(const std::string& text) {
        Ids ids = searched(index_, text);
        std::sort(ids.begin(), ids.end());
        return ids;
    }

    SmallIndex small_{{filed(1, "网络/宽带/掉线", {"光猫", "红灯"}, "2026-01-01T00:10:00+08:00"),
                       filed(2, "网络/宽带", {"光猫"}, "2026-03-31T23:50:00+08:00"),
                       filed(3, "网络", {}, "2026-04-01T00:00:00+08:00"),
                       filed(4, "网络的/宽带", {"红灯"}, "2025-12-31T23:59:59+08:00")}};
    Index index_ = small_.open();
};

TEST_F(Filters, NarrowTheSearch) {
    EXPECT_EQ(found("掉线 category:网络"), (Ids{1, 2, 3})) << "with all below it, and no other";
    EXPECT_EQ(found("类别：网络/宽带"), (Ids{1, 2}));
    EXPECT_EQ(found("tag:光猫"), (Ids{1, 2}));
    EXPECT_EQ(found("tag:光猫 tag:红灯"), Ids{1}) << "tags: all of them";
    EXPECT_EQ(found("-tag:光猫"), (Ids{3, 4}));
    EXPECT_EQ(found("产品:“bank card”"), (Ids{1, 3}));
    EXPECT_EQ(found("author:agent01 author:agent02"), (Ids{1, 2}))
        << "one author each: any of them";
    EXPECT_EQ(found("id:3"), Ids{3});
    EXPECT_EQ(found("external_id:CRM-4"), Ids{4});
    EXPECT_EQ(found("id:3 OR tag:红灯"), (Ids{1, 3, 4}));
    EXPECT_EQ(found("state:verified kind:case 掉线"), (Ids{1, 2, 3, 4}));
    EXPECT_EQ(found("state:draft"), Ids{});
    EXPECT_EQ(found("tag:没有的"), Ids{});
}

TEST_F(Filters, DaysAreThoseThatTheAuthorSaw) {
    EXPECT_EQ(found("from:2026-01-01"), (Ids{1, 2, 3}));
    EXPECT_EQ(found("to:2025-12-31"), Ids{4});
    EXPECT_EQ(found("from:2026-01 to:2026-03"), (Ids{1, 2}));
    EXPECT_EQ(found("date:2026-03"), Ids{2});
    EXPECT_EQ(found("date:2026"), (Ids{1, 2, 3}));
    EXPECT_EQ(found("date:2026-04-01"), Ids{3});
    EXPECT_EQ(found("date:2025 date:2026-04"), (Ids{3, 4}));
    EXPECT_EQ(found("-date:2026"), Ids{4});
}

TEST(Search, WhatHasNoDateIsNeitherBeforeNorAfterADay) {
    const SmallIndex small({case_of(1, "掉线")});
    const Index index = small.open();
    EXPECT_EQ(searched(index, "掉线 to:2099"), Ids{});
    EXPECT_EQ(searched(index, "掉线 from:1000"), Ids{});
}

TEST(Search, ComesInTheOrderThatIsAsked) {
    Entry first = case_of(1, "掉线"), second = case_of(2, "掉线 掉线 宽带"),
          third = case_of(3, "掉线，别的很多字也在这里");
    first.created = parse_timestamp("2026-01-01", {});
    second.created = parse_timestamp("2026-02-01", {});
    first.updated = parse_timestamp("2026-03-01", {});
    const SmallIndex small({first, second, third});
    const Index index = small.open();
    const auto in_order = [&](SearchOrder order) {
        return ids_of(value_of(index.search({.query = parsed("掉线"), .order = order})).found);
    };
    EXPECT_EQ(in_order(SearchOrder::newest), (Ids{2, 1, 3}));
    EXPECT_EQ(in_order(SearchOrder::oldest), (Ids{1, 2, 3})) << "what has no date is last";
    EXPECT_EQ(in_order(SearchOrder::updated), (Ids{1, 2, 3}));
    EXPECT_EQ(searched(index, "kind:case"), (Ids{2, 1, 3}))
        << "without words the newest come first";
}

TEST(Search, TooDeepAPageIsRefusedWithWords) {
    const SmallIndex small({case_of(1, "掉线")});
    const auto hits = small.open().search({.query = parsed("掉线"), .first = kDeepest, .limit = 1});
    ASSERT_FALSE(hits);
    EXPECT_EQ(hits.error().code, "page_too_deep");
    EXPECT_EQ(hits.error().kind, ErrorKind::invalid);
}

std::string told(const Facets& facets) {
    std::string out;
    for (const FacetCounts& field : facets.fields) {
        out += std::string(field.field->name) + "(";
        for (const FacetValue& value : field.values)
            out += value.value + "=" + std::to_string(value.count) + " ";
        out += ")";
    }
    return out;
}

Facets counted(const Index& index, const std::string& text) {
    return value_of(index.search({.query = parsed(text), .limit = 1, .facets = Facet::counted}))
        .facets;
}

TEST_F(Filters, AreCountedAsFacets) {
    EXPECT_EQ(
        told(counted(index_, "掉线")),
        "kind(case=4 )category(网络=3 网络的=1 )product(Bank Card=2 宽带=2 )"
        "tag(光猫=2 红灯=2 )state(verified=4 )author(agent01=1 agent02=1 agent03=1 agent04=1 )");
    EXPECT_EQ(told(counted(index_, "category:网络 -tag:红灯")),
              "kind(case=2 )category(网络/宽带=1 )product(Bank Card=1 宽带=1 )tag(光猫=1 )"
              "state(verified=2 )author(agent02=1 agent03=1 )");
    EXPECT_EQ(counted(index_, "掉线").precision, Precision::exact);
    EXPECT_EQ(told(counted(index_, "没有的词")), "");
}

TEST(Facets, AreTheMostFrequentTwelve) {
    std::vector<Entry> entries;
    for (EntryId id = 1; id <= 20; ++id) {
        entries.push_back(case_of(id, "掉线"));
        for (EntryId tag = id; tag <= 20; ++tag)
            entries.back().tags.push_back("t" + std::to_string(tag));
    }
    const Facets facets = counted(SmallIndex(entries).open(), "掉线");
    const auto tags = std::find_if(facets.fields.begin(), facets.fields.end(),
                                   [](const auto& field) { return field.field->name == "tag"; });
    ASSERT_NE(tags, facets.fields.end());
    ASSERT_EQ(tags->values.size(), kMostFacetValues);
    EXPECT_EQ(tags->values.front().value, "t20");
    EXPECT_EQ(tags->values.front().count, 20u);
    EXPECT_EQ(tags->values.back().count, 9u);
}

TEST(Facets, OfMoreHitsThanAreCountedAreEstimatesThatSaySo) {
    FacetCounter counter("");
    Entry entry = case_of(1, "x");
    for (int i = 0; i < 100; ++i) {
        entry.tags = {i % 4 == 0 ? "rare" : "often"};
        counter.add(packed_facets(entry));
    }
    const Facets facets = counter.counts(1'000);
    EXPECT_EQ(facets.precision, Precision::estimated);
    EXPECT_EQ(told(facets), "kind(case=1000 )tag(often=750 rare=250 )state(verified=1000 )");
}

TEST(Facets, OneValueWrittenInTwoWaysIsOne) {
    FacetCounter counter("");
    Entry entry = case_of(1, "x");
    for (const char* author : {"Agent07", "agent07", "ａｇｅｎｔ07"}) {
        entry.author = author;
        counter.add(packed_facets(entry));
    }
    const Facets facets = counter.counts(3);
    EXPECT_EQ(facets.fields.back().values.size(), 1u);
    EXPECT_EQ(facets.fields.back().values[0].count, 3u);
}

TEST(Explain, SaysWhatTheIndexIsAsked) {
    Entry entry = case_of(1, "没人上门");
    entry.tags = {"光猫"};
    const SmallIndex small({entry});
    const std::string explained =
        value_of(small.open().explain(parsed("“没人上门” tag:光猫 -退款")));
    for (const char* part : {"没人", "人上", "1 verified entries", "K光猫", "退款", "AND_NOT"})
        EXPECT_NE(explained.find(part), std::string::npos) << part << " in " << explained;
}

}  // namespace
}  // namespace casebook::search
