#include "search/index.h"

#include <xapian.h>
#include <atomic>
#include <thread>

#include "base/text.h"
#include "small_index.h"

namespace casebook::search {
namespace {

using test::expect_done;
using test::value_of;

Entry in_state(EntryId id, State state) {
    Entry entry = case_of(id, "宽带掉线");
    entry.state = state;
    return entry;
}

Entry of_kind(EntryId id, Kind kind, const std::string& title) {
    Entry entry = case_of(id, title);
    entry.kind = kind;
    return entry;
}

TEST(Suggest, OffersWhatSomebodyMayActOnAndNothingElse) {
    const SmallIndex small({in_state(1, State::draft), in_state(2, State::unverified),
                            in_state(3, State::verified), in_state(4, State::invalid),
                            in_state(5, State::archived), of_kind(6, Kind::daily, "宽带掉线"),
                            of_kind(7, Kind::post, "宽带掉线")});
    Ids ids = suggested(small.open(), "宽带掉线");
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(ids, (Ids{2, 3}));
}

TEST(Suggest, TheCaseWithMoreOfTheWordsComesFirst) {
    const SmallIndex small({case_of(1, "账单看不懂"), case_of(2, "宽带慢"),
                            case_of(3, "宽带掉线", "每晚掉线，红灯亮")});
    EXPECT_EQ(suggested(small.open(), "宽带每晚掉线红灯"), (Ids{3, 2}));
}

TEST(Suggest, ACaseCanBeLeftOut) {
    const SmallIndex small({case_of(1, "宽带掉线"), case_of(2, "宽带掉线")});
    const auto found = value_of(small.open().suggest({.text = "宽带掉线", .leave_out = 1}));
    EXPECT_EQ(ids_of(found.found), Ids{2});
}

TEST(Suggest, GivesNoMoreThanTheLimit) {
    std::vector<Entry> entries;
    for (EntryId id = 1; id <= 20; ++id) entries.push_back(case_of(id, "宽带掉线"));
    const SmallIndex small(entries);
    EXPECT_EQ(value_of(small.open().suggest({.text = "掉线", .limit = 7})).found.size(), 7u);
}

TEST(Suggest, TraditionalAndFullWidthWordsFindTheirCase) {
    const SmallIndex small({case_of(1, "宽带断线", "提示691"), case_of(2, "账单")});
    EXPECT_EQ(suggested(small.open(), "寬帶斷線"), Ids{1});
    EXPECT_EQ(suggested(small.open(), "６９１"), Ids{1});
}

TEST(Suggest, OnlyTheStartOfAnEndlessComplaintIsUsed) {
    const SmallIndex small({case_of(1, "宽带断线")});
    std::string complaint;
    for (std::size_t i = 0; i < kLongestComplaint; ++i) complaint += "啊";
    EXPECT_EQ(suggested(small.open(), complaint + "断线"), Ids{});
    EXPECT_EQ(suggested(small.open(), "断线" + complaint), Ids{1});
}

TEST(Search, EveryWordOfOneOrTwoCharactersInsideASentenceIsFound) {
    const std::string sentences[] = {"那段时光真好", "正在测试网络", "文件保存不了",
                                     "用户都在问",   "工程师没来",   "单子还在待处理里"};
    for (const std::string& sentence : sentences) {
        const SmallIndex small({case_of(1, "题", "好，" + sentence + "。"), case_of(2, "别的")});
        const Index index = small.open();
        for (std::size_t begin = 0; begin < sentence.size(); begin += 3)
            for (const std::size_t length : {3, 6})
                EXPECT_EQ(searched(index, sentence.substr(begin, length)), Ids{1})
                    << sentence.substr(begin, length);
    }
}

TEST(Search, AllWordsMustBeThere) {
    const SmallIndex small(
        {case_of(1, "宽带掉线 card"), case_of(2, "宽带慢"), case_of(3, "Cards")});
    EXPECT_EQ(searched(small.open(), "宽带 掉线"), Ids{1});
    EXPECT_EQ(searched(small.open(), "宽带 cards"), Ids{1});
    EXPECT_EQ(searched(small.open(), "宽带 没有的"), Ids{});
}

TEST(Search, EverySectionAndLabelIsFoundBy) {
    Entry entry = case_of(1, "题");
    entry.tags = {"光猫"};
    entry.category = "网络/掉线";
    entry.product = "宽频";
    entry.set_text(Field::cause, "尾纤弯折");
    entry.sections.push_back({std::nullopt, "别的", "备件"});
    const SmallIndex small({entry});
    for (const char* word : {"题", "光猫", "网络", "掉线", "宽频", "弯折", "备件"})
        EXPECT_EQ(searched(small.open(), word), Ids{1}) << word;
}

TEST(Search, KnowsHowManyThereAreAndGivesAPageOfThem) {
    std::vector<Entry> entries;
    for (EntryId id = 1; id <= 25; ++id) entries.push_back(case_of(id, "宽带掉线"));
    const SmallIndex small(entries);
    const auto hits =
        value_of(small.open().search({.query = parsed("掉线"), .first = 20, .limit = 10}));
    EXPECT_EQ(hits.total, 25u);
    EXPECT_EQ(hits.found.size(), 5u);
}

TEST(Search, TheNewestComesFirstWhenAsked) {
    Entry older = case_of(1, "掉线"), newer = case_of(2, "掉线"), undated = case_of(3, "掉线");
    older.created = parse_timestamp("2025-12-31", {});
    newer.created = parse_timestamp("2026-03-02", {});
    const SmallIndex small({older, newer, undated});
    const auto hits = value_of(small.open().search({.order = SearchOrder::newest}));
    EXPECT_EQ(ids_of(hits.found), (Ids{2, 1, 3}));
}

TEST(Search, AKindKeepsTheOthersOut) {
    const SmallIndex small({case_of(1, "掉线"), of_kind(2, Kind::post, "掉线")});
    const Index index = small.open();
    EXPECT_EQ(searched(index, "掉线 kind:post"), Ids{2});
    EXPECT_EQ(searched(index, "掉线 类型：每日一案例"), Ids{});
    EXPECT_EQ(searched(index, "kind:case"), Ids{1});
    EXPECT_EQ(searched(index, "-kind:case"), Ids{2});
}

// A list of hits, or an error that says what is wrong with the query.
bool answers(const Index& index, const std::string& text) {
    const auto query = parse_query(text);
    if (!query) return query.error().kind == ErrorKind::invalid && !query.error().code.empty();
    return static_cast<bool>(index.search({.query = *query}));
}

TEST(Search, OddQueriesNeverFail) {
    using namespace std::string_literals;
    const SmallIndex small({case_of(1, "宽带掉线 and near xor")});
    const Index index = small.open();
    std::string combining = "e";
    for (int i = 0; i < 500; ++i) combining += "\u0301";
    for (const std::string& query :
         {""s,
          " "s,
          "AND AND"s,
          "NOT"s,
          "OR -x +y"s,
          "\"unclosed"s,
          "'"s,
          "(((("s,
          "a NEAR/3 b"s,
          "*"s,
          "?*"s,
          "XK:case"s,
          "\\"s,
          "…！？"s,
          "\0掉\0线"s,
          "\xff\xfe断"s,
          "\xe6\x96"s,
          std::string(3000, 'a'),
          std::string(3000, '7') + "宽带",
          combining,
          "a-b_c.d/e@f:g-h_i.j/k@l:m-n_o.p/q@r:s-t_u.v/w@x:y-z_a.b/c@d:e-f_g.h"s}) {
        EXPECT_TRUE(answers(index, query)) << query;
        EXPECT_TRUE(index.suggest({.text = query})) << query;
    }
}

TEST(Search, NothingTypedGivesEverythingAndNoiseGivesNothing) {
    const SmallIndex small({case_of(1, "宽带"), case_of(2, "账单")});
    EXPECT_EQ(value_of(small.open().search({})).total, 2u);
    EXPECT_EQ(value_of(small.open().search({.query = parsed("？！")})).total, 0u);
}

TEST(Index, FindsEntriesByIdPathNumberAndDate) {
    Entry entry = of_kind(5, Kind::daily, "每日");
    entry.external_id = "crm-1";
    entry.date = parse_date("2026-11-18");
    const SmallIndex small({entry});
    const Index index = small.open();
    for (const auto& found :
         {value_of(index.find(5)), value_of(index.find_by_path("cases/5.md")),
          value_of(index.find_by_external_id("crm-1")), value_of(index.find_daily(*entry.date))}) {
        ASSERT_TRUE(found);
        EXPECT_EQ(found->entry, entry);
    }
    EXPECT_FALSE(value_of(index.find(6)));
    EXPECT_FALSE(value_of(index.find_by_external_id("crm-12")));
}

TEST(Index, LongNumbersOfOtherSystemsAreToldApart) {
    Entry first = case_of(1, "一"), second = case_of(2, "二");
    first.external_id = std::string(400, 'x') + "1";
    second.external_id = std::string(400, 'x') + "2";
    const SmallIndex small({first, second});
    const Index index = small.open();
    EXPECT_EQ(value_of(index.find_by_external_id(first.external_id))->entry.id, 1);
    EXPECT_EQ(value_of(index.find_by_external_id(second.external_id))->entry.id, 2);
    EXPECT_FALSE(value_of(index.find_by_external_id(std::string(400, 'x') + "3")));
}

TEST(Index, CountsAndKnowsTheLargestIdAndEveryVersion) {
    const SmallIndex small({case_of(3, "一"), of_kind(12, Kind::post, "二")});
    const Index index = small.open();
    EXPECT_EQ(value_of(index.count(std::nullopt)), 2u);
    EXPECT_EQ(value_of(index.count(Kind::case_)), 1u);
    EXPECT_EQ(value_of(index.count(Kind::daily)), 0u);
    EXPECT_EQ(value_of(index.largest_id()), 12);
    EXPECT_EQ(value_of(index.versions()),
              (std::unordered_map<std::string, std::string>{{"cases/3.md", "version 1"},
                                                            {"cases/12.md", "version 1"}}));
}

TEST(Index, AnEmptyOneAnswers) {
    const SmallIndex small({});
    const Index index = small.open();
    EXPECT_EQ(suggested(index, "掉线"), Ids{});
    EXPECT_EQ(searched(index, ""), Ids{});
    EXPECT_EQ(value_of(index.largest_id()), 0);
    EXPECT_TRUE(value_of(index.versions()).empty());
}

TEST(Index, WhereThereIsNoneItIsNotFound) {
    const TemporaryFolder folder;
    EXPECT_EQ(Index::open(folder.path() / "index", 1).error().kind, ErrorKind::not_found);
    EXPECT_EQ(IndexWriter::open(folder.path() / "index").error().kind, ErrorKind::not_found);
}

TEST(Index, OneOfAnotherSchemaIsAConflict) {
    const SmallIndex small({case_of(1, "掉线")});
    {
        Xapian::WritableDatabase database((small.folder() / "current").string(),
                                          Xapian::DB_OPEN | Xapian::DB_NO_TERMLIST);
        database.set_metadata("schema", "another");
        database.commit();
    }
    EXPECT_EQ(Index::open(small.folder(), 1).error().kind, ErrorKind::conflict);
}

TEST(Index, ManyThreadsShareFewReaders) {
    const SmallIndex small({case_of(1, "宽带掉线")});
    const Index index = small.open(2);
    std::atomic<int> found = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round) found += suggested(index, "掉线") == Ids{1};
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(found, 8 * 50);
}

}  // namespace
}  // namespace casebook::search
