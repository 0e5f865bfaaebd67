#include "search/learning/contradicted.h"

#include <gtest/gtest.h>

namespace casebook::search {
namespace {

constexpr EntryId kStolen = 1;
constexpr EntryId kRefund = 2;

TrainingExample lesson(EntryId id, std::string_view text) {
    return {id, 1, features_of(text), {id == kStolen ? kRefund : kStolen}};
}

std::vector<TrainingExample> many_that_agree() {
    std::vector<TrainingExample> examples{lesson(kStolen, "card stolen"),
                                          lesson(kRefund, "refund missing")};
    for (int i = 0; i < 150; ++i) {
        const std::string number = " " + std::to_string(i);
        examples.push_back(lesson(kStolen, "somebody stole my card in the street" + number));
        examples.push_back(lesson(kRefund, "the refund for my order is missing" + number));
        examples.push_back(lesson(kStolen, "银行卡在街上被人偷走了，请马上帮我冻结账户" + number));
        examples.push_back(lesson(kRefund, "网上买的东西申请退款以后一直没有到账" + number));
    }
    return examples;
}

TEST(Contradicted, AnEventForTheWrongCaseCountsLess) {
    auto examples = many_that_agree();
    examples.push_back(lesson(kRefund, "somebody stole my card in the street"));
    doubt_contradicted(examples, 2);
    EXPECT_LT(examples.back().weight, 0.5F);
    for (std::size_t i = 0; i + 1 < examples.size(); ++i) EXPECT_EQ(examples[i].weight, 1) << i;
}

TEST(Contradicted, WordsThatNobodyElseUsedAreNotDoubted) {
    auto examples = many_that_agree();
    examples.push_back(lesson(kRefund, "merchant never paid it back"));
    doubt_contradicted(examples, 2);
    EXPECT_EQ(examples.back().weight, 1);
}

TEST(Contradicted, FewEventsAreNotDoubted) {
    std::vector<TrainingExample> examples{lesson(kStolen, "card stolen"),
                                          lesson(kRefund, "refund missing"),
                                          lesson(kRefund, "my card was stolen")};
    doubt_contradicted(examples, 2);
    EXPECT_EQ(examples.back().weight, 1);
}

}  // namespace
}  // namespace casebook::search
