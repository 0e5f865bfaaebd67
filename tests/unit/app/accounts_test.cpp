// People: how they come in, what ends their sessions, and what somebody who guesses gets.
#include "app/people/accounts.h"

#include <fmt/format.h>

#include <thread>

#include "base/secret.h"
#include "support/desk.h"
#include "support/plain_hasher.h"

namespace casebook::app {
namespace {

using namespace std::chrono_literals;
using test::expect_done;
using test::value_of;

constexpr const char* kPassword = "一句 只有我想得到 的话 42";
constexpr const char* kHome = "10.0.0.7";
constexpr const char* kElsewhere = "203.0.113.9";

class AccountsTest : public testing::Test {
  protected:
    AccountsTest() { open(); }

    // As a restarted program would.
    void open() {
        accounts_.reset();
        database_.reset();
        database_ = std::make_unique<store::Database>(
            value_of(store::Database::open(folder_.path() / "casebook.db")));
        accounts_ = std::make_unique<Accounts>(*database_, [this] { return *now_; });
        expect_done(accounts_->load());
        accounts_->use_hasher(std::make_unique<test::PlainHasher>(work_));
    }

    Person add(const std::string& name, Role role = Role::agent) {
        Person person = value_of(accounts_->add({name, "", role, ""}, kAdmin));
        expect_done(accounts_->set_password(person.id, kPassword, kAdmin));
        return *accounts_->find(person.id);
    }

    Result<Accounts::SignedIn> sign_in(const std::string& name, const std::string& password,
                                       const std::string& address = kHome,
                                       const std::string& device = "") {
        return accounts_->sign_in({name, password, address, device});
    }

    std::string code_of(const Result<Accounts::SignedIn>& result) {
        return result ? "" : result.error().code;
    }

    bool is_signed_in(const std::string& id) {
        return accounts_->sessions().resume(id).has_value();
    }

    void pass(std::chrono::seconds time) { now_->instant += time; }

    std::vector<std::string> trail() {
        std::vector<std::string> actions;
        for (const auto& row : value_of(accounts_->audit().latest(100)))
            actions.push_back(row.event.action);
        return actions;
    }

    const Actor kAdmin{"chef", ""};
    std::shared_ptr<Timestamp> now_ =
        std::make_shared<Timestamp>(*parse_timestamp("2026-11-21T09:00:00+08:00", {}));
    std::shared_ptr<test::HashingWork> work_ = std::make_shared<test::HashingWork>();
    TemporaryFolder folder_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<Accounts> accounts_;
};

TEST_F(AccountsTest, SomebodyIsFoundByTheirNameInAnyForm) {
    add("LiHua", Role::author);
    EXPECT_EQ(accounts_->find("lihua")->role, Role::author);
    EXPECT_FALSE(accounts_->find("lihua2"));
    const auto again = accounts_->add({"LIHUA", "", Role::agent, ""}, kAdmin);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "name_taken");
    open();
    EXPECT_EQ(accounts_->find("lihua")->name, "LiHua");
    EXPECT_TRUE(accounts_->find("lihua")->has_password);
}

TEST_F(AccountsTest, PasswordsThatAreGuessedFirstAreRefused) {
    const Person person = add("lihua");
    for (const auto& [password, code] : {std::pair{"短", "password_too_short"},
                                         {"elevenchars", "password_too_short"},
                                         {"password1234", "password_guessable"},
                                         {"aaaaaaaaaaaaaaaa", "password_guessable"},
                                         {"hello lihua hello", "password_guessable"}}) {
        const auto set = accounts_->set_password(person.id, password, kAdmin);
        ASSERT_FALSE(set) << password;
        EXPECT_EQ(set.error().code, code) << password;
    }
    const auto long_one = accounts_->set_password(person.id, std::string(300, 'x'), kAdmin);
    EXPECT_EQ(long_one.error().code, "password_too_long");
    expect_done(accounts_->set_password(person.id, "正确的马电池订书钉蓝天下", kAdmin));
}

TEST_F(AccountsTest, ASessionBelongsToWhoSignedIn) {
    const Person person = add("lihua");
    const auto signed_in = value_of(sign_in("lihua", kPassword));
    EXPECT_EQ(signed_in.session.size(), 32u);
    const auto session = accounts_->sessions().resume(signed_in.session);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->person, person.id);
    open();
    EXPECT_TRUE(is_signed_in(signed_in.session)) << "a restart signs nobody out";
}

TEST_F(AccountsTest, TheIdOfASessionIsNowhereInTheDatabase) {
    add("lihua");
    const auto signed_in = value_of(sign_in("lihua", kPassword));
    const std::string token = value_of(
        accounts_->tokens().add(1, "crm", Scopes::all(), accounts_->event(kAdmin, "x", "")));
    std::string bytes;
    for (const char* name : {"casebook.db", "casebook.db-wal"})
        bytes += value_of(read_file(folder_.path() / name, 1 << 24));
    EXPECT_EQ(bytes.find(signed_in.session), std::string::npos);
    EXPECT_EQ(bytes.find(token), std::string::npos);
    EXPECT_EQ(bytes.find(token.substr(4)), std::string::npos);
    EXPECT_NE(bytes.find(hash_of_secret(signed_in.session)), std::string::npos);
}

TEST_F(AccountsTest, NobodyIsSignedInInACopyOfTheDatabase) {
    add("lihua");
    const std::string session = value_of(sign_in("lihua", kPassword)).session;
    const auto copy = folder_.path() / "copy.db";
    expect_done(database_->copy_to(copy));
    EXPECT_EQ(value_of(read_file(copy, 1 << 24)).find(hash_of_secret(session)), std::string::npos);
    const store::Database opened = value_of(store::Database::open_for_reading(copy));
    EXPECT_TRUE(value_of(store::People(opened).sessions()).empty());
    EXPECT_FALSE(value_of(store::People(opened).all()).empty()) << "the people are there";
    EXPECT_TRUE(is_signed_in(session));
}

TEST_F(AccountsTest, ASessionEndsWhenNobodyUsesItAndInAnyCase) {
    add("lihua");
    const std::string idle = value_of(sign_in("lihua", kPassword)).session;
    pass(119min);
    EXPECT_TRUE(is_signed_in(idle));
    pass(119min);
    EXPECT_TRUE(is_signed_in(idle)) << "it was used meanwhile";
    pass(120min);
    EXPECT_FALSE(is_signed_in(idle));
    const std::string busy = value_of(sign_in("lihua", kPassword)).session;
    for (int i = 0; i < 12 * 60 - 1; i += 10) {
        EXPECT_TRUE(is_signed_in(busy)) << i;
        pass(10min);
    }
    EXPECT_FALSE(is_signed_in(busy)) << "a shift is over";
}

TEST_F(AccountsTest, AnOpenPageThatAsksForNewsKeepsNoSessionAlive) {
    add("lihua");
    const std::string session = value_of(sign_in("lihua", kPassword)).session;
    for (int i = 0; i < 12; ++i) {
        EXPECT_TRUE(accounts_->sessions().resume(session, SessionUse::by_open_page)) << i;
        pass(10min);
    }
    EXPECT_FALSE(accounts_->sessions().resume(session, SessionUse::by_open_page));
    EXPECT_FALSE(is_signed_in(session));
}

TEST_F(AccountsTest, AClockThatGoesBackLengthensNoSession) {
    add("lihua");
    const std::string session = value_of(sign_in("lihua", kPassword)).session;
    EXPECT_TRUE(is_signed_in(session));
    pass(-3 * 24h);
    EXPECT_FALSE(is_signed_in(session));
}

TEST_F(AccountsTest, SigningOutEndsItAndReplayingTheCookieDoesNothing) {
    add("lihua");
    for (int i = 0; i < 200; ++i) {
        const std::string id = value_of(sign_in("lihua", kPassword)).session;
        const auto session = accounts_->sessions().resume(id);
        ASSERT_TRUE(session);
        expect_done(
            accounts_->sessions().end(session->hash, accounts_->event(kAdmin, "sign_out", "")));
        EXPECT_FALSE(is_signed_in(id));
    }
    EXPECT_FALSE(is_signed_in(""));
    EXPECT_FALSE(is_signed_in(std::string(32, '0')));
}

TEST_F(AccountsTest, AnotherPasswordEndsTheOtherSessions) {
    const Person person = add("lihua");
    const std::string here = value_of(sign_in("lihua", kPassword)).session;
    const std::string there = value_of(sign_in("lihua", kPassword)).session;
    const std::string other = "换了 一句 别人想不到 的话";
    expect_done(accounts_->change_password(person.id, kPassword, other, {"lihua", kHome},
                                           hash_of_secret(here)));
    EXPECT_TRUE(is_signed_in(here));
    EXPECT_FALSE(is_signed_in(there));
    EXPECT_EQ(code_of(sign_in("lihua", kPassword)), "sign_in_failed");
    EXPECT_TRUE(sign_in("lihua", other));
    const auto wrong =
        accounts_->change_password(person.id, kPassword, other, {"lihua", kHome}, "");
    EXPECT_EQ(wrong.error().code, "wrong_password");
}

TEST_F(AccountsTest, ADisabledAccountIsOutAtOnce) {
    const Person person = add("lihua");
    const std::string session = value_of(sign_in("lihua", kPassword)).session;
    value_of(accounts_->change(person.id, {{}, {}, {}, true}, kAdmin));
    EXPECT_FALSE(is_signed_in(session));
    EXPECT_EQ(code_of(sign_in("lihua", kPassword)), "sign_in_failed");
    value_of(accounts_->change(person.id, {{}, {}, {}, false}, kAdmin));
    EXPECT_TRUE(sign_in("lihua", kPassword));
}

TEST_F(AccountsTest, AnotherRoleGivesTheSessionAnotherId) {
    const Person person = add("lihua");
    const std::string old_id = value_of(sign_in("lihua", kPassword)).session;
    value_of(accounts_->change(person.id, {{}, Role::author, {}, {}}, kAdmin));
    const auto session = accounts_->sessions().resume(old_id);
    ASSERT_TRUE(session && session->new_id);
    EXPECT_FALSE(is_signed_in(old_id));
    EXPECT_EQ(accounts_->sessions().resume(*session->new_id)->form_token, session->form_token)
        << "what is being typed can still be sent";
    open();
    EXPECT_TRUE(is_signed_in(*session->new_id));
    EXPECT_FALSE(is_signed_in(old_id));
}

TEST_F(AccountsTest, TheLastAdministratorStays) {
    const Person chef = add("chef", Role::admin);
    for (const PersonChange& change : {PersonChange{{}, Role::lead, {}, {}}, {{}, {}, {}, true}}) {
        const auto changed = accounts_->change(chef.id, change, kAdmin);
        ASSERT_FALSE(changed);
        EXPECT_EQ(changed.error().code, "last_admin");
    }
    add("second", Role::admin);
    value_of(accounts_->change(chef.id, {{}, Role::lead, {}, {}}, kAdmin));
}

TEST_F(AccountsTest, TheFirstAdministratorComesInByALinkThatWorksOnce) {
    EXPECT_FALSE(accounts_->has_administrator());
    const std::string early = value_of(accounts_->invite_first_administrator());
    const std::string secret = value_of(accounts_->invite_first_administrator());
    EXPECT_FALSE(accounts_->find_invitation(early)) << "each start makes a new one";
    open();
    ASSERT_TRUE(accounts_->find_invitation(secret));
    const auto weak = accounts_->accept(secret, {"chef", ""}, "short", kHome);
    EXPECT_EQ(weak.error().code, "password_too_short");
    EXPECT_TRUE(accounts_->all().empty()) << "nothing is half made";
    const Person chef = value_of(accounts_->accept(secret, {"chef", "掌柜"}, kPassword, kHome));
    EXPECT_EQ(chef.role, Role::admin);
    EXPECT_TRUE(accounts_->has_administrator());
    EXPECT_EQ(accounts_->accept(secret, {"thief", ""}, kPassword, kHome).error().code,
              "invitation_gone");
    EXPECT_TRUE(sign_in("chef", kPassword));
    open();
    EXPECT_FALSE(accounts_->find_invitation(secret));
}

TEST_F(AccountsTest, ALinkSentTwiceAtOnceLetsOneIn) {
    const std::string secret = value_of(accounts_->invite_first_administrator());
    std::atomic<int> let_in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&, i] {
            let_in += accounts_->accept(secret, {fmt::format("chef{}", i), ""}, kPassword, kHome)
                          .
                          operator bool();
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(let_in, 1);
}

TEST_F(AccountsTest, AnInvitationIsVoidWhenItIsOldReplacedOrItsPersonDisabled) {
    const Person person = value_of(accounts_->add({"lihua", "", Role::agent, ""}, kAdmin));
    const std::string replaced = value_of(accounts_->invite(person.id, kAdmin));
    const std::string secret = value_of(accounts_->invite(person.id, kAdmin));
    EXPECT_FALSE(accounts_->find_invitation(replaced));
    pass(72h);
    EXPECT_FALSE(accounts_->find_invitation(secret));
    const std::string another = value_of(accounts_->invite(person.id, kAdmin));
    value_of(accounts_->change(person.id, {{}, {}, {}, true}, kAdmin));
    EXPECT_FALSE(accounts_->accept(another, {}, kPassword, kHome));
}

TEST_F(AccountsTest, AThousandGuessesAtAnAccountReachTheHashAFewTimes) {
    add("lihua");
    work_->compared = 0;
    int waits = 0;
    for (int i = 0; i < 1000; ++i)
        waits += code_of(sign_in("lihua", fmt::format("guess number {}", i),
                                 fmt::format("198.51.{}.{}", i / 250, i % 250))) == "sign_in_wait";
    EXPECT_LE(work_->compared, 20);
    EXPECT_GE(waits, 980);
}

TEST_F(AccountsTest, WhoSignedInHereBeforeIsNotLockedOutByGuesses) {
    add("lihua");
    const std::string device = value_of(sign_in("lihua", kPassword)).device;
    for (int i = 0; i < 1000; ++i) static_cast<void>(sign_in("lihua", "guess", kHome));
    EXPECT_EQ(code_of(sign_in("lihua", kPassword, kHome)), "sign_in_wait");
    EXPECT_TRUE(sign_in("lihua", kPassword, kHome, device)) << "from the very address that guesses";
}

TEST_F(AccountsTest, AKnownDeviceMayNotGuessOnEither) {
    add("lihua");
    const std::string device = value_of(sign_in("lihua", kPassword)).device;
    work_->compared = 0;
    for (int i = 0; i < 1000; ++i) static_cast<void>(sign_in("lihua", "guess", kHome, device));
    EXPECT_LE(work_->compared, 20);
    add("wang");
    EXPECT_EQ(code_of(sign_in("wang", "guess", kElsewhere, device)), "sign_in_failed")
        << "it is known for one account only, and counts for nothing at another";
    EXPECT_TRUE(sign_in("wang", kPassword, kElsewhere, "made up"))
        << "a forged cookie is no cookie";
}

TEST_F(AccountsTest, OneAddressMayNotTryManyAccounts) {
    work_->compared = 0;
    for (int i = 0; i < 1000; ++i)
        static_cast<void>(sign_in(fmt::format("name{}", i), "guess", kElsewhere));
    EXPECT_LE(work_->compared, 40);
    add("lihua");
    EXPECT_TRUE(sign_in("lihua", kPassword, kHome)) << "others go in and out";
}

TEST_F(AccountsTest, GuessingWaitsGrowAndPass) {
    add("lihua");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(sign_in("lihua", "guess")), "sign_in_failed");
    EXPECT_EQ(sign_in("lihua", kPassword).error().detail, "30");
    pass(31s);
    EXPECT_EQ(code_of(sign_in("lihua", "guess")), "sign_in_failed");
    EXPECT_EQ(sign_in("lihua", kPassword).error().detail, "60");
    pass(61s);
    EXPECT_TRUE(sign_in("lihua", kPassword));
    EXPECT_EQ(code_of(sign_in("lihua", "guess")), "sign_in_failed") << "counted anew";
}

TEST_F(AccountsTest, AnUnknownNameCostsAndSaysTheSameAsAKnownOne) {
    add("lihua");
    value_of(accounts_->change(add("gone").id, {{}, {}, {}, true}, kAdmin));
    value_of(accounts_->add({"new", "", Role::agent, ""}, kAdmin));
    std::vector<std::string> said;
    for (const char* name : {"lihua", "nobody", "gone", "new"}) {
        const int before = work_->compared;
        for (int i = 0; i < 8; ++i) {
            const auto result = sign_in(name, "guess", fmt::format("10.1.{}.{}", name[0], i));
            said.push_back(result.error().message + result.error().code + result.error().detail);
        }
        EXPECT_EQ(work_->compared - before, 5) << name;
    }
    for (std::size_t i = 8; i < said.size(); ++i) EXPECT_EQ(said[i], said[i % 8]) << i;
}

TEST_F(AccountsTest, WhatIsTypedAsANameIsNotKeptInTheTrail) {
    static_cast<void>(sign_in("my secret password", "x"));
    const auto row = value_of(accounts_->audit().latest(1)).front();
    EXPECT_EQ(row.event.action, "sign_in.failed");
    EXPECT_EQ(row.event.subject, "");
    EXPECT_EQ(row.event.detail, kHome);
}

TEST_F(AccountsTest, TheTrailTellsWhoDidWhat) {
    const Person person = add("lihua");
    value_of(accounts_->change(person.id, {"华", Role::author, "早班", {}}, kAdmin));
    static_cast<void>(sign_in("lihua", "wrong"));
    value_of(sign_in("lihua", kPassword));
    EXPECT_EQ(trail(),
              (std::vector<std::string>{"sign_in.done", "sign_in.failed", "person.changed",
                                        "sessions.ended", "person.password", "person.added"}));
    const auto changed = value_of(accounts_->audit().latest(1, {}, "person.changed")).front();
    EXPECT_EQ(changed.event.detail, "role agent → author, team “” → “早班”, display name “华”");
    EXPECT_EQ(value_of(accounts_->audit().verify()).broken_at, std::nullopt);
}

TEST_F(AccountsTest, UsingASessionDoesNotWriteEachTime) {
    add("lihua");
    const std::string session = value_of(sign_in("lihua", kPassword)).session;
    const auto last_seen = [&] {
        return value_of(store::People(*database_).sessions()).front().last_seen;
    };
    EXPECT_TRUE(is_signed_in(session));
    const auto noted = last_seen();
    for (int i = 0; i < 59; ++i) {
        pass(1s);
        EXPECT_TRUE(is_signed_in(session));
        EXPECT_EQ(last_seen(), noted) << i;
    }
    pass(1s);
    EXPECT_TRUE(is_signed_in(session));
    EXPECT_EQ(last_seen(), noted + 60);
}

TEST_F(AccountsTest, ATokenActsWithinItsScopesUntilItIsRevoked) {
    const Person person = add("lihua");
    const std::string token =
        value_of(accounts_->tokens().add(person.id, "crm", *Scopes::parse("read,reuse"),
                                         accounts_->event(kAdmin, "token.added", "")));
    EXPECT_TRUE(token.starts_with("cbk_"));
    open();
    const auto bearer = accounts_->tokens().find(token);
    ASSERT_TRUE(bearer);
    EXPECT_EQ(bearer->person, person.id);
    EXPECT_TRUE(bearer->scopes.has(Scope::reuse));
    EXPECT_FALSE(bearer->scopes.has(Scope::write));
    const auto event = accounts_->event(kAdmin, "token.revoked", "");
    EXPECT_FALSE(accounts_->tokens().revoke(person.id + 1, bearer->token, event)) << "another's";
    expect_done(accounts_->tokens().revoke(person.id, bearer->token, event));
    EXPECT_FALSE(accounts_->tokens().find(token));
    open();
    EXPECT_FALSE(accounts_->tokens().find(token));
}

// Takes its time, and notes how many were at it at once.
class SlowHasher final : public PasswordHasher {
  public:
    std::string hash(std::string_view) const override { return "x"; }
    bool is_right(std::string_view, std::string_view) const override {
        const int now = ++inside_;
        for (int most = most_; now > most && !most_.compare_exchange_weak(most, now);) {
        }
        std::this_thread::sleep_for(20ms);
        --inside_;
        return false;
    }
    static inline std::atomic<int> inside_ = 0, most_ = 0;
};

TEST(PasswordGate, LetsTwoInAtOnceAndFewWait) {
    PasswordGate gate(std::make_unique<SlowHasher>());
    std::atomic<int> turned_away = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 40; ++i)
        threads.emplace_back([&] {
            turned_away += !gate.is_right("", "", PasswordGate::Asker::anybody).has_value();
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_LE(SlowHasher::most_, 2);
    EXPECT_GE(turned_away, 1) << "those who would wait long are told so";
}

TEST(AddressesToCount, AreTheNetworkThatOnePersonHas) {
    EXPECT_EQ(address_to_count("203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(address_to_count("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(address_to_count("2001:db8:1:2::1"), "2001:db8:1:2::/64");
    EXPECT_EQ(address_to_count("unknown"), "unknown");
}

}  // namespace
}  // namespace casebook::app
