#include "web/assets.h"

#include <filesystem>
#include <fstream>

#include "support/desk.h"
#include "web/http.h"
#include "web/site.h"

namespace casebook::web {
namespace {

namespace fs = std::filesystem;
using test::Desk;
using test::value_of;

const fs::path kStatic = fs::path(CASEBOOK_SOURCE_FOLDER) / "static";

std::string text_of(const fs::path& file) {
    return value_of(read_file(file, 1 << 20));
}

TEST(Assets, EveryFileHasAStampedAddressThatMayBeKeptForEver) {
    Desk desk;
    for (const auto& file : fs::recursive_directory_iterator(kStatic)) {
        if (!file.is_regular_file() || file.path().extension() == ".css") continue;
        const std::string path = file.path().lexically_relative(kStatic);
        const Response response = desk.get(desk.site().assets()->url(path));
        EXPECT_EQ(response.status, 200) << path;
        EXPECT_EQ(response.body, text_of(file.path())) << path;
        EXPECT_NE(headers_of(response).find("Cache-Control")->second.find("immutable"),
                  std::string::npos);
    }
}

TEST(Assets, TheStyleSheetHoldsAllOfItsFiles) {
    Desk desk;
    const Response style = desk.get(desk.site().assets()->url("css/app.css"));
    EXPECT_EQ(style.content_type, "text/css; charset=utf-8");
    std::size_t files = 0;
    for (const auto& file : fs::directory_iterator(kStatic / "css")) {
        ++files;
        EXPECT_NE(style.body.find(text_of(file.path())), std::string::npos) << file.path();
    }
    EXPECT_GT(files, 5u);
}

TEST(Assets, AWrongStampOrPathIsNotFound) {
    Desk desk;
    const std::string good = desk.site().assets()->url("js/app.js");
    const std::string stamp = good.substr(8, 16);
    for (const std::string& address :
         {std::string("/static/"), "/static/" + stamp, "/static/" + stamp + "/",
          "/static/" + stamp + "/js/", "/static/" + stamp + "xjs/app.js",
          "/static/" + stamp + "/../templates/layout.html", "/static/" + stamp + "//js/app.js",
          "/static/" + stamp + "/css/10-tokens.css",
          std::string("/static/0000000000000000/js/app.js"), std::string("/static/js/app.js")})
        EXPECT_EQ(desk.get(address).status, 404) << address;
}

TEST(Assets, ThePagesNameOnlyAddressesThatAnswer) {
    Desk desk;
    const std::string page = desk.get("/").body;
    std::size_t addresses = 0;
    for (std::size_t at = 0; (at = page.find("\"/static/", at)) != std::string::npos; ++addresses) {
        const std::size_t end = page.find('"', ++at);
        EXPECT_EQ(desk.get(page.substr(at, end - at)).status, 200) << page.substr(at, end - at);
    }
    EXPECT_GE(addresses, 3u);
}

}  // namespace
}  // namespace casebook::web
