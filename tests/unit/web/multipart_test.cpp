#include "web/multipart.h"

#include <gtest/gtest.h>

namespace casebook::web {
namespace {

std::string part(const std::string& disposition, const std::string& content) {
    return "--B\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
}

TEST(Multipart, GivesThePartsByName) {
    const std::string body =
        part("form-data; name=\"text\"", "晚上\r\n掉线\r\n") + part("form-data; name=plain", "") +
        "--B\r\nContent-Type: text/plain\r\ncontent-disposition: FORM-DATA; filename=\"a;b.txt\"; "
        "name=\"file\"\r\n\r\n--B in the text\r\n--B--\r\n";
    const auto parts = parse_multipart(body, "B");
    ASSERT_TRUE(parts);
    EXPECT_EQ(*parts,
              (Values{{"text", "晚上\r\n掉线\r\n"}, {"plain", ""}, {"file", "--B in the text"}}));
}

TEST(Multipart, AnythingNotWholeIsRefused) {
    const std::string good = part("form-data; name=\"a\"", "x");
    for (const std::string& body :
         {std::string(), std::string("--B"), good, good + "--B", good + "--B\r\n",
          std::string("text"), "x" + good + "--B--", part("form-data", "x") + "--B--",
          part("attachment; name=\"a\"", "x") + "--B--", part("form-data; name=\"a", "x") + "--B--",
          std::string("--B\r\n\r\nx\r\n--B--"), std::string("--Bx\r\n") + good + "--B--",
          part("form-data; name=\"" + std::string(2000, 'a') + "\"", "x") + "--B--"})
        EXPECT_FALSE(parse_multipart(body, "B")) << body;
    EXPECT_TRUE(parse_multipart(good + "--B--", "B"));
    EXPECT_TRUE(parse_multipart("--B--\r\n", "B"));
}

TEST(Multipart, HasAtMostAThousandParts) {
    std::string body;
    for (int i = 0; i < 1000; ++i) body += part("form-data; name=a", "x");
    EXPECT_TRUE(parse_multipart(body + "--B--", "B"));
    EXPECT_FALSE(parse_multipart(body + part("form-data; name=a", "x") + "--B--", "B"));
}

TEST(Multipart, TheBoundaryIsNamedByTheType) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=B"), "B");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data;charset=utf-8; Boundary=\"a b\""), "a b");
    for (const std::string& type :
         {std::string(), std::string("text/plain; boundary=B"), std::string("multipart/form-data"),
          std::string("multipart/form-data; boundary="),
          std::string("multipart/form-data; boundary=\"B"),
          "multipart/form-data; boundary=" + std::string(71, 'x')})
        EXPECT_FALSE(multipart_boundary(type)) << type;
}

}  // namespace
}  // namespace casebook::web
