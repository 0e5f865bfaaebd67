// What a writer sees when something was masked, and the way back.
#include <gtest/gtest.h>

#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;

class MaskedSave : public testing::Test {
  protected:
    // Saves a new case with this complaint; the address of the page that comes after it.
    std::string save(const std::string& complaint) {
        const Response saved = desk_.post(
            "/new/case", {{"title", "光猫闪红灯"}, {"complaint", complaint}, {"action", "save"}});
        EXPECT_EQ(saved.status, 303) << saved.body;
        const auto location = saved.headers.find("Location");
        return location == saved.headers.end() ? "" : location->second;
    }
    static std::string token_in(const std::string& url) {
        const std::size_t at = url.find("masked=");
        return at == std::string::npos ? "" : url.substr(at + 7);
    }

    Desk desk_;
};

TEST_F(MaskedSave, SaysWhatWasMaskedAndNeverShowsIt) {
    const std::string url = save("打 13812345678 给我");
    EXPECT_EQ(url.find("138"), std::string::npos) << url;
    const Response page = desk_.get(url);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("手机号"), std::string::npos);
    EXPECT_EQ(page.body.find("13812345678"), std::string::npos);
}

TEST_F(MaskedSave, IsUndoneWithOneClick) {
    const std::string url = save("测试号 13812345678");
    const Response undone = desk_.post("/unmask", {{"token", token_in(url)}});
    ASSERT_EQ(undone.status, 303) << undone.body;
    EXPECT_NE(desk_.get(undone.headers.find("Location")->second).body.find("13812345678"),
              std::string::npos);
    EXPECT_EQ(desk_.post("/unmask", {{"token", token_in(url)}}).status, 404) << "once";
}

TEST_F(MaskedSave, CannotBeUndoneWithAGuessedToken) {
    save("测试号 13812345678");
    EXPECT_EQ(desk_.post("/unmask", {{"token", "00000000000000000000000000000000"}}).status, 404);
    EXPECT_EQ(desk_.post("/unmask", {}).status, 404);
}

TEST_F(MaskedSave, SaysNothingWhenNothingWasMasked) {
    EXPECT_EQ(token_in(save("晚上掉线")), "");
}

}  // namespace
}  // namespace casebook::web
