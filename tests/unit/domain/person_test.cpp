#include "domain/person.h"

#include <gtest/gtest.h>

#include "domain/viewer.h"
#include "domain/writing_rights.h"

namespace casebook {
namespace {

Person person(const char* name, Role role) {
    Person made;
    made.id = 1;
    made.name = name;
    made.role = role;
    return made;
}

Entry case_of(const char* author, State state) {
    Entry entry;
    entry.author = author;
    entry.state = state;
    return entry;
}

TEST(AccountNames, AreLettersAndDigitsOfAnyScript) {
    for (const char* name : {"a", "agent07", "李华", "li.hua", "li-hua_2", "hua@desk", "ＬＩ"})
        EXPECT_TRUE(is_account_name(name)) << name;
    for (const char* name : {"", " ", "li hua", ".li", "li.", "-", "li\nhua", "<b>", "a/b", "a,b",
                             "\xff", "api", "CLI", "desk", "Casebook", "a\xe2\x80\x8b"})
        EXPECT_FALSE(is_account_name(name)) << name;
    EXPECT_FALSE(is_account_name(std::string(41, 'a')));
}

TEST(AccountNames, AreTheSameWhateverTheirCaseWidthAndCharacterForm) {
    EXPECT_TRUE(is_same_account("LiHua", "lihua"));
    EXPECT_TRUE(is_same_account("李華", "李华"));
    EXPECT_TRUE(is_same_account("ａｂ", "ab"));
    EXPECT_FALSE(is_same_account("lihua", "lihua2"));
}

TEST(ListsOfScopes, AreReadAndWritten) {
    EXPECT_EQ(Scopes::parse("reuse, read")->text(), "read,reuse");
    EXPECT_FALSE(Scopes::parse(""));
    EXPECT_FALSE(Scopes::parse("read,everything"));
    EXPECT_EQ(Scopes::all().text(), "read,write,reuse,admin");
}

TEST(Drafts, AreSeenByTheirAuthorAndLeadsOnly) {
    const Entry draft = case_of("Hua", State::draft);
    EXPECT_TRUE(Viewer::of(person("hua", Role::agent)).may_see(draft));
    EXPECT_TRUE(Viewer::of(person("other", Role::lead)).may_see(draft));
    EXPECT_TRUE(Viewer::of(person("other", Role::admin)).may_see(draft));
    EXPECT_FALSE(Viewer::of(person("other", Role::author)).may_see(draft));
    EXPECT_FALSE(Viewer::of(person("other", Role::agent)).may_see(draft));
    EXPECT_FALSE(Viewer::of_the_public().may_see(draft));
    EXPECT_FALSE(Viewer::of(person("other", Role::agent)).may_see(case_of("", State::draft)));
    EXPECT_TRUE(Viewer::of(person("other", Role::agent)).may_see(case_of("Hua", State::invalid)));
}

TEST(WritingRights, AnAgentWritesDraftsAndPostsOfTheirOwn) {
    const Person agent = person("hua", Role::agent);
    const auto refusal = [&](const Entry* before, const Entry& wanted) {
        return refusal_to_write(agent, before, wanted);
    };
    EXPECT_FALSE(refusal(nullptr, case_of("hua", State::draft)));
    EXPECT_EQ(refusal(nullptr, case_of("hua", State::unverified)), WritingRefusal::state);
    EXPECT_EQ(refusal(nullptr, case_of("wang", State::draft)), WritingRefusal::author);
    const Entry published = case_of("hua", State::verified), own = case_of("hua", State::draft),
                others = case_of("wang", State::draft);
    EXPECT_FALSE(refusal(&own, own));
    EXPECT_EQ(refusal(&own, published), WritingRefusal::state);
    EXPECT_EQ(refusal(&published, own), WritingRefusal::state)
        << "taking it back is publishing, too";
    EXPECT_EQ(refusal(&others, own), WritingRefusal::other);
    EXPECT_EQ(refusal(&own, others), WritingRefusal::author);
    Entry post = case_of("hua", State::unverified);
    post.kind = Kind::post;
    EXPECT_FALSE(refusal(nullptr, post));
    post.kind = Kind::daily;
    EXPECT_EQ(refusal(nullptr, post), WritingRefusal::kind);
}

TEST(WritingRights, AnAuthorPublishesTheirOwnCasesAndALeadChangesAll) {
    const Person author = person("hua", Role::author), lead = person("li", Role::lead);
    const Entry own = case_of("hua", State::draft), others = case_of("wang", State::unverified);
    EXPECT_FALSE(refusal_to_write(author, &own, case_of("hua", State::verified)));
    EXPECT_EQ(refusal_to_write(author, &own, case_of("hua", State::archived)),
              WritingRefusal::state);
    EXPECT_EQ(refusal_to_write(author, &own, case_of("hua", State::invalid)),
              WritingRefusal::state);
    const Entry archived = case_of("hua", State::archived);
    EXPECT_FALSE(refusal_to_write(author, &archived, archived));
    EXPECT_EQ(refusal_to_write(author, &archived, own), WritingRefusal::state);
    EXPECT_EQ(refusal_to_write(author, &others, others), WritingRefusal::other);
    EXPECT_FALSE(refusal_to_write(lead, &others, case_of("wang", State::archived)));
}

}  // namespace
}  // namespace casebook
