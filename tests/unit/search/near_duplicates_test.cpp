// A case that is there already is recognised before it is written down once more.
#include "search/likeness.h"
#include "small_index.h"
#include "support/planted_copies.h"

namespace casebook::search {
namespace {

using test::value_of;

constexpr const char* kComplaint =
    "家里的宽带每天晚上八点以后就掉线，重启光猫也没用，已经报修过两次，师傅一次都没有上门。";
constexpr const char* kResolution =
    "当场查到分光器满载，换了端口，第二天回访三晚没有再掉线，补偿五天月租。";

std::vector<Entry> cases() {
    return {case_of(1, "宽带每晚掉线", kComplaint, kResolution),
            case_of(2, "信用卡被重复扣款", "同一笔买菜钱扣了我两次，银行说要等五个工作日才能退。",
                    "核对流水后当天冲正，并寄出书面说明。"),
            case_of(3, "快递显示签收却没有收到", "物流写着本人签收，可是我一整天都在家。",
                    "调出签收照片，是隔壁单元代收。")};
}

Ids duplicates_of(const Entry& entry) {
    SmallIndex folder(cases());
    const Index index = folder.open();
    Ids ids;
    for (const NearDuplicate& duplicate : value_of(index.near_duplicates(entry)))
        ids.push_back(duplicate.stored.entry.id);
    return ids;
}

TEST(NearDuplicates, AReorderedCopyIsRecognisedWhereverItsPartsStand) {
    EXPECT_EQ(duplicates_of(case_of(0, "", kResolution, kComplaint)), Ids{1});
}

TEST(NearDuplicates, TheComplaintAloneIsACopyOfTheWholeCase) {
    EXPECT_EQ(duplicates_of(case_of(0, "", kComplaint)), Ids{1});
}

TEST(NearDuplicates, TheFirstHalfOfAComplaintOrTheTitleAloneIsACopyHoweverMuchTheCaseTellsBeside) {
    std::vector<Entry> long_cases = cases();
    long_cases[0].set_text(
        Field::resolution,
        std::string(kResolution) +
            "现场逐户测了光功率，箱体进水的两户换了接头，楼道的分光器改成冗余的一组，值班表贴在机房"
            "门口，"
            "客户群里发了说明，前台补录工单并约好月底再测一次，没有其他用户再来电话。");
    SmallIndex folder(long_cases);
    const Index index = folder.open();
    const std::string half =
        std::string(kComplaint).substr(0, std::string(kComplaint).size() / 2 / 3 * 3);
    for (const Entry& entry : {case_of(0, "", half), case_of(0, "宽带每晚掉线")}) {
        const auto duplicates = value_of(index.near_duplicates(entry));
        ASSERT_EQ(duplicates.size(), 1u);
        EXPECT_EQ(duplicates[0].stored.entry.id, 1);
    }
}

TEST(NearDuplicates, TheSameProblemWithAnotherResolutionIsNoCopy) {
    EXPECT_EQ(duplicates_of(case_of(0, "夜里断网", "晚上一到八点网就断，报修了也没人来。",
                                    "远程把无线信道改到三十六，客户说当晚就稳定了，不用上门。")),
              Ids{});
}

TEST(NearDuplicates, AFewWordsThatALongCaseHasAreNoCopyOfIt) {
    EXPECT_EQ(duplicates_of(case_of(0, "光猫没用")), Ids{});
}

TEST(NearDuplicates, ACaseIsNoCopyOfItself) {
    EXPECT_EQ(duplicates_of(case_of(1, "宽带每晚掉线", kComplaint, kResolution)), Ids{});
}

TEST(NearDuplicates, AnEmptyCaseHasNoCopies) {
    EXPECT_EQ(duplicates_of(case_of(0, "")), Ids{});
}

TEST(NearDuplicates, LikenessIsOneForTheSameAndNothingForStrangers) {
    TextScale scale({10, [](const std::string&) { return 1.0; }});
    const WeighedText text = scale.weigh(kComplaint);
    EXPECT_DOUBLE_EQ(likeness(text, text), 1);
    EXPECT_DOUBLE_EQ(likeness(text, scale.weigh("refund for a late parcel")), 0);
    EXPECT_DOUBLE_EQ(likeness(text, scale.weigh("")), 0);
    EXPECT_DOUBLE_EQ(likeness(scale.weigh(""), scale.weigh("")), 0);
}

TEST(NearDuplicates, NineteenOfTwentyPlantedCopiesAreFoundAndNineOfTenWarningsAreRight) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    for (const char* set : {"zh_csds_dev", "en_tweetsumm"}) {
        const auto path = test::shared_folder() / "data" / "sets" / set / "cases.jsonl";
        for (const test::CopyScores& score : test::measure_planted_copies(path, 150, 7)) {
            EXPECT_GE(score.recall(), 0.95) << set << " " << to_text(score.kind);
            EXPECT_GE(score.precision(), 0.90) << set << " " << to_text(score.kind);
        }
    }
}

}  // namespace
}  // namespace casebook::search
