// The desk: by the plain form, and by the fragment that the script asks for.
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;

class DeskPage : public testing::Test {
  protected:
    Desk desk_ = Desk::with_shipped_content();
};

bool shows(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

TEST_F(DeskPage, WorksWithoutAScript) {
    const Response page = desk_.post("/", {{"text", "晚上老掉线 红灯"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(shows(page, "<html"));
    EXPECT_TRUE(shows(page, ">晚上老掉线 红灯</textarea>"));
    EXPECT_TRUE(shows(page, "data-card=\"1001\""));
    EXPECT_TRUE(shows(page, "<mark>"));
}

TEST_F(DeskPage, GivesTheScriptTheSuggestionsAlone) {
    const Response fragment = desk_.post("/desk/suggestions", {{"text", "晚上老掉线 红灯"}});
    EXPECT_EQ(fragment.status, 200);
    EXPECT_EQ(fragment.kind, ResponseKind::fragment);
    EXPECT_FALSE(shows(fragment, "<html"));
    EXPECT_TRUE(shows(fragment, "data-card=\"1001\""));
}

TEST_F(DeskPage, SaysWhatAWordWasReadAs) {
    const Response fragment = desk_.post("/desk/suggestions", {{"text", "宽代掉线"}});
    EXPECT_TRUE(shows(fragment, "class=\"read-as-word\""));
    EXPECT_TRUE(shows(fragment, "宽带"));
    EXPECT_TRUE(shows(fragment, "宽代"));
    const Response plain = desk_.post("/desk/suggestions", {{"text", "宽带掉线"}});
    EXPECT_FALSE(shows(plain, "您写的是「宽带」"));
}

TEST_F(DeskPage, SaysWhetherThereIsNothingOrTooLittle) {
    const Response nothing = desk_.post("/desk/suggestions", {{"text", "zzzzzz"}});
    const Response little = desk_.post("/desk/suggestions", {{"text", "……"}});
    for (const Response* response : {&nothing, &little}) {
        EXPECT_EQ(response->status, 200);
        EXPECT_FALSE(shows(*response, "data-card"));
        EXPECT_TRUE(shows(*response, "data-summary"));
    }
    EXPECT_NE(nothing.body, little.body);
}

TEST_F(DeskPage, ALimitIsKeptInItsBounds) {
    const auto cards = [&](const std::string& limit) {
        const Response fragment =
            desk_.post("/desk/suggestions", {{"text", "掉线 扣款 快递 退款"}, {"limit", limit}});
        std::size_t count = 0;
        for (std::size_t at = 0; (at = fragment.body.find("data-card=\"", at)) != std::string::npos;
             ++at)
            ++count;
        return count;
    };
    EXPECT_EQ(cards("1"), 1u);
    EXPECT_EQ(cards("0"), 1u);
    const std::size_t usual = cards("");
    EXPECT_GT(usual, 1u);
    for (const char* limit : {"-3", "1000000", "x"}) EXPECT_EQ(cards(limit), usual) << limit;
}

TEST_F(DeskPage, AnyBytesOfAnyLengthAreAnswered) {
    using namespace std::string_literals;
    for (const std::string& text :
         {"\xff\xfe断"s, "\0"s, std::string(200'000, 'x'), "</textarea><script>alert(1)</script>"s})
        for (const char* address : {"/", "/desk/suggestions"}) {
            const Response response = desk_.post(address, {{"text", text}});
            EXPECT_EQ(response.status, 200);
            EXPECT_FALSE(shows(response, "<script>alert"));
        }
}

TEST_F(DeskPage, ALongTextIsClippedAndThatIsSaid) {
    std::string longer;
    for (int i = 0; i < 5001; ++i) longer += "掉";
    Request request = Desk::request(Method::post, "/desk/suggestions");
    request.headers["cookie"] = "lang=en";
    request.form.emplace("text", longer);
    EXPECT_TRUE(shows(desk_.send(request), "first 5000 characters"));
}

}  // namespace
}  // namespace casebook::web
