// Machine transcripts of real calls, some 600 characters each, full of courtesies and fillers: ../shared/data/sets/zh_10086_calls.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/import_cases.h"
#include "app/search_library.h"
#include "app/suggest_resolutions.h"
#include "support/desk.h"

namespace casebook::app {
namespace {

using test::value_of;

std::size_t count_in(std::string_view text, std::string_view word) {
    std::size_t count = 0;
    for (std::size_t place = 0; (place = text.find(word, place)) != text.npos; place += word.size())
        ++count;
    return count;
}

class Calls : public testing::Test {
  protected:
    void open() {
        desk_.open();
        value_of(import_cases(desk_.workspace(),
                              test::shared_folder() / "data/sets/zh_10086_calls/cases.jsonl",
                              ImportMode::write, {}));
        value_of(desk_.workspace().follower().rebuild({}));
        const auto page = value_of(search_library(desk_.workspace(), {.limit = 100}));
        for (const SearchHit& hit : page.hits) calls_.push_back(hit.entry);
    }

    SuggestionList suggested_for(const Entry& call) {
        return value_of(suggest_resolutions(
            desk_.workspace(), {.text = call.text(Field::complaint), .leave_out = call.id}));
    }

    test::Desk desk_;
    std::vector<Entry> calls_;
};

TEST_F(Calls, AreSearchedByTheirMatterAndNotByTheirCourtesies) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    open();
    ASSERT_GE(calls_.size(), 30u);
    for (const Entry& call : calls_)
        for (const search::QueryTerm& term : suggested_for(call).terms)
            for (const std::string_view courtesy : {"您好", "高兴", "稍等", "谢谢", "请问"})
                EXPECT_NE(term.term, courtesy) << call.id;
}

TEST_F(Calls, FindOtherCallsAboutTheSameMatter) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    open();
    for (const std::string_view matter : {"宽带", "流量", "密码"}) {
        int asked = 0, same = 0;
        for (const Entry& call : calls_) {
            constexpr std::size_t kOften = 3;
            if (count_in(call.text(Field::complaint), matter) < kOften) continue;
            const auto list = suggested_for(call);
            ASSERT_FALSE(list.suggestions.empty());
            ++asked;
            same += std::any_of(list.suggestions.begin(), list.suggestions.begin() + 3,
                                [&](const Suggestion& suggestion) {
                                    return count_in(suggestion.entry.text(Field::complaint),
                                                    matter) > 0;
                                });
        }
        EXPECT_GE(same * 10, asked * 9) << matter;
    }
}

}  // namespace
}  // namespace casebook::app
