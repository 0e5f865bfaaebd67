#include "base/secret.h"

#include <gtest/gtest.h>

#include <set>

#include "base/password.h"

namespace casebook {
namespace {

TEST(Secrets, Are128BitsAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string secret = random_secret();
        EXPECT_EQ(secret.size(), 32u);
        EXPECT_EQ(secret.find_first_not_of("0123456789abcdef"), std::string::npos);
        EXPECT_TRUE(seen.insert(secret).second);
    }
}

TEST(Secrets, AreStoredAsAHashThatItsKeyDecides) {
    EXPECT_EQ(hash_of_secret("a").size(), 64u);
    EXPECT_NE(hash_of_secret("a"), hash_of_secret("b"));
    EXPECT_EQ(keyed_hash("0123456789abcdef", "a"), keyed_hash("0123456789abcdef", "a"));
    EXPECT_NE(keyed_hash("0123456789abcdef", "a"), keyed_hash("0123456789abcdeg", "a"));
}

TEST(Secrets, AreComparedWhole) {
    EXPECT_TRUE(is_same_secret("abc", "abc"));
    EXPECT_FALSE(is_same_secret("abc", "abd"));
    EXPECT_FALSE(is_same_secret("abc", "ab"));
    EXPECT_TRUE(is_same_secret("", ""));
}

TEST(Digits, CombinedTwiceAreTheSameAgain) {
    const std::string one = random_secret(), other = random_secret();
    EXPECT_EQ(combine_digits(combine_digits(one, other), other), one);
    EXPECT_EQ(combine_digits("0f", "f0"), "ff");
    EXPECT_EQ(combine_digits("0f", "f"), "");
    EXPECT_EQ(combine_digits("0g", "ff"), "");
}

TEST(Passwords, AreArgon2idAtTheCostThatWasAskedFor) {
    const std::string hash = hash_password("正确的马 电池");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(is_password_of(hash, "正确的马 电池"));
    EXPECT_FALSE(is_password_of(hash, "正确的马 电池 "));
    EXPECT_FALSE(is_password_of("", ""));
    EXPECT_FALSE(is_password_of("not a hash", "x"));
    EXPECT_NE(hash, hash_password("正确的马 电池")) << "each has a salt of its own";
}

}  // namespace
}  // namespace casebook
