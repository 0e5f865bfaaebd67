// The daily on the projector.
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;

bool shows(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

class Presentation : public testing::Test {
  protected:
    Presentation() {
        desk_.write("cases/1.md", test::case_text(1, "掉线的一条", "晚上总断", "理顺光纤"));
        desk_.write("cases/2.md", test::case_text(2, "<b>反面</b>的一条", "越修越坏", "恢复出厂",
                                                  "state: verified\nexample: bad\n"));
    }
    Response present(std::string_view sections) {
        desk_.write(
            "dailies/2026-11-20.md",
            "---\nid: 3\ntitle: 晨会\nhost: 周<i>\ndate: 2026-11-20\ncases: [1, 2]\n---\n\n" +
                std::string(sections));
        desk_.open();
        return desk_.get("/dailies/2026-11-20?present");
    }
    Desk desk_;
};

// In the order in which the page has them.
std::vector<std::string> steps_of(const Response& page) {
    std::vector<std::string> steps;
    const std::string before = "<section class=\"present-step present-";
    for (std::size_t at = 0; (at = page.body.find(before, at)) != std::string::npos;) {
        at += before.size();
        steps.push_back(page.body.substr(at, page.body.find('"', at) - at));
    }
    return steps;
}

TEST_F(Presentation, HasAStepForEachPartInTheOrderOfTheReview) {
    const Response page = present(
        "## 行动项\n\n改手册\n\n## 客户原话\n\n自己的原话\n\n## 点评\n\n自己的点评\n\n"
        "## 讨论问题\n\n先问什么\n\n## 处理过程\n\n自己的处理\n\n## 结论\n\n先问灯\n");
    ASSERT_EQ(page.status, 200);
    EXPECT_EQ(steps_of(page), (std::vector<std::string>{"complaint", "questions", "resolution",
                                                        "review", "outcome", "done"}));
    EXPECT_LT(page.body.find("先问灯"), page.body.find("改手册"));
    EXPECT_TRUE(shows(page, "周&lt;i&gt;"));
    EXPECT_FALSE(shows(page, "class=\"masthead\"")) << "no navigation on the projector";
    for (const char* of_a_case : {"晚上总断", "理顺光纤"})
        EXPECT_FALSE(shows(page, of_a_case)) << "the daily has its own words";
}

TEST_F(Presentation, TakesWhatTheDailyLacksFromTheCasesItIsAbout) {
    const Response page = present("## 讨论问题\n\n先问什么\n");
    EXPECT_EQ(steps_of(page),
              (std::vector<std::string>{"complaint", "questions", "resolution", "done"}));
    for (const char* words : {"掉线的一条", "晚上总断", "理顺光纤", "越修越坏",
                              "&lt;b&gt;反面&lt;/b&gt;的一条", "反面案例"})
        EXPECT_TRUE(shows(page, words)) << words;
    EXPECT_FALSE(shows(page, "<b>反面"));
}

TEST_F(Presentation, AlwaysAsksWhatOneWouldDo) {
    desk_.remove("cases/1.md");
    desk_.remove("cases/2.md");
    EXPECT_EQ(steps_of(present("")), (std::vector<std::string>{"questions", "done"}));
}

TEST_F(Presentation, IsOfferedOnTheDailysPage) {
    present("");
    const Response page = desk_.get("/dailies/2026-11-20");
    EXPECT_TRUE(shows(page, "href=\"/dailies/2026-11-20?present\""));
    EXPECT_EQ(desk_.get("/dailies/2026-11-21?present").status, 404);
}

}  // namespace
}  // namespace casebook::web
