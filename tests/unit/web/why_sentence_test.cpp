// The sentence of a card: nothing in it that is not so.
#include "web/views/why_sentence.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "support/desk.h"

namespace casebook::web {
namespace {

using app::Suggestion;
using test::value_of;

class WhySentence : public testing::Test {
  protected:
    std::string said_of(const Suggestion& suggestion) const {
        return why_sentence(messages_, suggestion);
    }
    std::string text(std::string_view key) const { return messages_.text(key); }
    static bool has(const std::string& sentence, const std::string& words) {
        return sentence.find(words) != std::string::npos;
    }

  private:
    static render::Messages shipped() {
        const std::string path = "templates/messages/zh-CN.json";
        const auto file = std::filesystem::path(CASEBOOK_SOURCE_FOLDER) / path;
        return value_of(render::Messages::parse(value_of(read_file(file, 1 << 20)), path));
    }

    render::Messages messages_ = shipped();
};

TEST_F(WhySentence, OnlyALinkedCaseIsSaidToBeConfirmedAsTheSameProblem) {
    Suggestion dismissed;
    dismissed.score = -1.5;
    dismissed.learnt.dismissed = 1;
    EXPECT_TRUE(has(said_of(dismissed), text("why.little")));
    EXPECT_TRUE(has(said_of(dismissed), text("why.dismissed")));
    EXPECT_FALSE(has(said_of(dismissed), text("why.linked")));
    Suggestion linked;
    linked.is_linked = true;
    EXPECT_EQ(said_of(linked), text("why.linked"));
}

TEST_F(WhySentence, WhatWasLearntIsSaidOfACaseThatWasUsed) {
    Suggestion copied;
    copied.score = 2;
    copied.by_learning = 1;
    copied.learnt.trained = 1;
    EXPECT_FALSE(has(said_of(copied), text("why.learnt")));
    Suggestion used = copied;
    used.learnt.confirmations = 1;
    EXPECT_TRUE(has(said_of(used), text("why.learnt")));
    EXPECT_FALSE(has(said_of(used), "常")) << "once is not often";
    used.confirmed_alike = 1;
    EXPECT_FALSE(has(said_of(used), text("why.learnt"))) << "that is said instead";
}

TEST_F(WhySentence, AUseWithoutAnOutcomeIsNotSaidToHaveSolvedAnything) {
    Suggestion used;
    for (const std::size_t times : {1u, 3u}) {
        used.confirmed_alike = times;
        EXPECT_TRUE(has(said_of(used), "用上了它")) << said_of(used);
        EXPECT_FALSE(has(said_of(used), "解决")) << said_of(used);
    }
}

}  // namespace
}  // namespace casebook::web
