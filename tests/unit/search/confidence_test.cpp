// The confidence of a suggestion tells those who read it whether there is a precedent at all.
#include "search/confidence.h"

#include "small_index.h"
#include "support/confidence_measure.h"

namespace casebook::search {
namespace {

using test::value_of;

constexpr const char* kComplaint = "家里的宽带每天晚上八点以后就掉线，重启光猫也没用";

double confidence_in(const std::vector<Entry>& entries, const std::string& text) {
    SmallIndex folder(entries);
    const Index index = folder.open();
    const auto answer = value_of(index.suggest({.text = text, .limit = 10}));
    if (answer.found.empty()) return 0;
    return confidence_of(confidence_signs(answer.found.front().stored.entry, answer.terms,
                                          answer.documents, answer.asked));
}

std::vector<Entry> library() {
    std::vector<Entry> entries{case_of(1, "", kComplaint, "换光猫")};
    for (EntryId id = 2; id < 40; ++id)
        entries.push_back(case_of(id, "",
                                  "快递显示签收可是没有收到，第" + std::to_string(id) + "次投诉",
                                  "调出签收照片"));
    return entries;
}

TEST(Confidence, TheSameWordsAreLikelyAndASingleCommonWordIsNot) {
    const double same = confidence_in(library(), kComplaint);
    const double distant = confidence_in(library(), "每天早上地铁口的共享单车乱停乱放，盲道都占了");
    EXPECT_EQ(level_of(same), ConfidenceLevel::likely) << same;
    EXPECT_EQ(level_of(distant), ConfidenceLevel::unsure) << distant;
}

TEST(Confidence, WhatIsSharedCountsOnce) {
    const std::string text = kComplaint;
    const double once = confidence_in(library(), text);
    const double thrice = confidence_in(library(), text + "\n" + text + "\n" + text);
    EXPECT_NEAR(once, thrice, 0.02);
}

TEST(Confidence, ACaseThatSharesNothingHasTheLeast) {
    const QueryTerms none;
    const ConfidenceSigns signs = confidence_signs(case_of(1, "标题", "客户原话"), none, 10, {});
    EXPECT_EQ(signs.covered, 0);
    EXPECT_EQ(signs.telling, 0);
    EXPECT_EQ(level_of(confidence_of(signs)), ConfidenceLevel::unsure);
}

TEST(Confidence, ExperienceMakesSurerThanTheWordsAlone) {
    const ConfidenceSigns signs{0.2, 0.5};
    const double words = confidence_of(signs);
    EXPECT_DOUBLE_EQ(confidence_of(signs, {}), words);
    EXPECT_DOUBLE_EQ(confidence_of(signs, {1, 9, 0, 0}), words);
    EXPECT_GT(confidence_of(signs, {0, 9, 0, 3}), 0.9);
    EXPECT_DOUBLE_EQ(confidence_of(signs, {0, -9, 0, 3}), words);
}

TEST(Confidence, WhatWasDismissedForSuchAComplaintIsLessSure) {
    const ConfidenceSigns signs{0.9, 1.5};
    EXPECT_LT(confidence_of(signs, {0, 0, 0.5, 1}), confidence_of(signs));
    EXPECT_DOUBLE_EQ(confidence_of(signs, {2, 9, 1, 3}), 0);
}

TEST(Confidence, OnePersonWhoSaidItOfTheseVeryWordsMakesLikely) {
    const auto level = [](double confirmed) {
        return level_of(confidence_of({}, {confirmed, 0, 0, 1}));
    };
    EXPECT_EQ(level(1), ConfidenceLevel::likely);
    EXPECT_EQ(level(0.3), ConfidenceLevel::possible);  // like words
    EXPECT_EQ(level(0.1), ConfidenceLevel::unsure);
}

TEST(Confidence, TwoConfirmationsForComplaintsLikeThisOneAreEnoughForPossible) {
    const auto level = [](std::size_t alike, double dismissed) {
        return level_of(confidence_of({}, {0, -9, dismissed, alike, alike}));
    };
    EXPECT_EQ(level(1, 0), ConfidenceLevel::unsure);
    EXPECT_EQ(level(2, 0), ConfidenceLevel::possible);
    EXPECT_EQ(level(2, 0.2), ConfidenceLevel::possible);
    EXPECT_EQ(level(2, 0.5), ConfidenceLevel::unsure);
    EXPECT_GT(confidence_of({0.5, 0.2}, {0, -9, 0, 2, 2}), confidence_of({}, {0, -9, 0, 2, 2}));
}

TEST(Confidence, ACodeThatOnlyOneCaseHasIsLikelyAndOneThatNoneHasIsMissed) {
    std::vector<Entry> entries = library();
    for (const char* code : {"0x80070005", "619", "678", "691", "720", "734", "797"})
        entries.push_back(case_of(static_cast<EntryId>(entries.size()) + 1, "",
                                  std::string("拨号的时候跳出错误代码 ") + code + "，连不上",
                                  "重装"));
    const double known = confidence_in(entries, "0x80070005");
    const double unknown = confidence_in(entries, "错误代码 0x80240034");
    EXPECT_EQ(level_of(known), ConfidenceLevel::likely) << known;
    EXPECT_NE(level_of(unknown), ConfidenceLevel::likely) << unknown;
    EXPECT_EQ(level_of(confidence_in(entries, "错误代码 0x80070005")), ConfidenceLevel::likely);
    EXPECT_EQ(asked_words("扣了15元 错误 691").codes, std::vector<std::string>{"691"});
}

TEST(Confidence, TheCustomersOwnNumbersAreNoCodesThatACaseCouldHave) {
    for (const char* text : {"2026-11-05 断网", "13:05 断网", "13800138000 断网",
                             "单号 TB202609050417 没到", "断网 12 次", "2026/11/05"})
        EXPECT_TRUE(asked_words(text).codes.empty()) << text;
    EXPECT_EQ(asked_words("报 0x80070005 又报 0x80070005").codes,
              std::vector<std::string>{"0x80070005"});
    EXPECT_EQ(asked_words("提示 e-47").codes, std::vector<std::string>{"e-47"});
}

TEST(Confidence, WhatIsToldOutsideTheComplaintIsCovered) {
    std::vector<Entry> entries = library();
    entries[0].set_text(Field::resolution, "清掉残留会话以后重新拨号");
    const double answer = confidence_in(entries, "残留会话");
    EXPECT_NE(level_of(answer), ConfidenceLevel::unsure) << answer;
}

TEST(Confidence, OfTypedComplaintsFewRightAnswersAreDoubtedAndFewOthersBelieved) {
    const auto set = test::judge_typed_complaints(test::TypedTo::the_whole_library);
    double right = 0, doubted = 0, without = 0, believed = 0;
    for (const test::JudgedSuggestion& one : set.first) {
        const bool unsure = level_of(confidence_of(one.signs)) == ConfidenceLevel::unsure;
        right += one.relevant;
        doubted += one.relevant && unsure;
        without += !one.precedent_there;
        believed += !one.precedent_there && !unsure;
    }
    EXPECT_GE(right, 120);
    EXPECT_LE(doubted / right, 0.11) << doubted << " of " << right;
    EXPECT_GE(without, 70);
    EXPECT_LE(believed / without, 0.11) << believed << " of " << without;
    EXPECT_GE(test::area_under_curve(set), 0.92);
}

TEST(Confidence, TellsWhetherThereIsAPrecedentFromWhatWasLearnt) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    const auto set = test::shared_folder() / "data" / "sets" / "learn_en_banking77";
    EXPECT_GE(test::area_under_curve(test::judge_first_suggestions(set, 10)), 0.80);
}

TEST(Confidence, TheFirstSuggestionTellsWhetherThereIsAPrecedent) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    const auto area = [](const char* set) {
        return test::area_under_curve(
            test::judge_first_suggestions(test::shared_folder() / "data" / "sets" / set));
    };
    EXPECT_GE(area("zh_csds_dev"), 0.88);
    EXPECT_GE(area("en_tweetsumm"), 0.72);
}

}  // namespace
}  // namespace casebook::search
