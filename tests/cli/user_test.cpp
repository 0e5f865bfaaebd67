// `casebook user`, alone and through a running server.
#include <nlohmann/json.hpp>

#include "commands.h"

namespace casebook {
namespace {

using nlohmann::json;

constexpr const char* kPassword = "一句 只有我想得到 的话 42\n";

class UserCommand : public Commands {
  protected:
    void expect_everything_works() {
        const ProgramRun added =
            run({"user", "add", "lihua", "--role", "author", "--team", "早班"});
        EXPECT_EQ(added.exit_code, kDone) << added.errors;
        EXPECT_NE(added.output.find("lihua: open /invitations/"), std::string::npos)
            << added.output;
        EXPECT_EQ(run({"user", "add", "chef", "--role", "admin", "--password-stdin"}, kPassword)
                      .exit_code,
                  kDone);
        json list = json::parse(run({"user", "list", "--json"}).output);
        ASSERT_EQ(list.size(), 2u) << list;
        EXPECT_EQ(list[0]["name"], "chef");
        EXPECT_EQ(list[0]["has_password"], true);
        EXPECT_EQ(list[1]["team"], "早班");
        EXPECT_EQ(list[1]["has_password"], false);
        EXPECT_EQ(run({"user", "role", "lihua", "lead"}).output, "lihua: lead, no password yet\n");
        EXPECT_EQ(run({"user", "disable", "lihua"}).output, "lihua: lead, disabled\n");
        EXPECT_EQ(run({"user", "enable", "lihua"}).exit_code, kDone);
        EXPECT_EQ(run({"user", "password", "lihua", "--password-stdin"}, kPassword).output,
                  "lihua: lead\n");
        const ProgramRun token =
            run({"user", "token", "lihua", "--scopes", "read", "--label", "crm"});
        EXPECT_TRUE(token.output.starts_with("cbk_")) << token.errors;
        EXPECT_EQ(token.output.size(), 37u);
    }

    void expect_refused(Words words, int exit_code, const std::string& input = "") {
        const ProgramRun refused = run(words, input);
        EXPECT_EQ(refused.exit_code, exit_code) << refused.output;
        expect_one_line(refused.errors);
    }
};

TEST_F(UserCommand, LooksAfterPeople) {
    expect_everything_works();
}

TEST_F(UserCommand, LooksAfterPeopleThroughARunningServer) {
    const Serving server(content(), state());
    ASSERT_TRUE(server.listens(state()));
    expect_everything_works();
}

TEST_F(UserCommand, SaysWhatCannotBeDone) {
    ASSERT_EQ(
        run({"user", "add", "chef", "--role", "admin", "--password-stdin"}, kPassword).exit_code,
        kDone);
    expect_refused({"user", "add", "CHEF"}, kFailed);
    expect_refused({"user", "add", "two words"}, kWrongUse);
    expect_refused({"user", "add", "x", "--role", "boss"}, kWrongUse);
    expect_refused({"user", "add", "weak", "--password-stdin"}, kWrongUse, "short\n");
    EXPECT_EQ(run({"user", "list"}).output.find("weak"), std::string::npos)
        << "nobody is half there";
    expect_refused({"user", "role", "nobody", "lead"}, kFailed);
    expect_refused({"user", "role", "chef", "agent"}, kFailed);
    expect_refused({"user", "disable", "chef"}, kFailed);
    expect_refused({"user", "token", "chef", "--scopes", "everything"}, kWrongUse);
    EXPECT_EQ(run({"user"}).exit_code, kWrongUse);
    EXPECT_EQ(run({"user", "promote", "chef"}).exit_code, kWrongUse);
}

TEST_F(UserCommand, ADamagedAuditTrailIsFoundByCheck) {
    ASSERT_EQ(
        run({"user", "add", "chef", "--role", "admin", "--password-stdin"}, kPassword).exit_code,
        kDone);
    ASSERT_EQ(run({"check", "--repair"}).exit_code, kDone);
    const json well = json::parse(run({"check", "--json"}).output);
    EXPECT_EQ(well["clean"], true) << well;
    EXPECT_GE(well["audited"], 3);
    // Page by page as SQLite writes it: a word of the trail is another of the same length.
    const fs::path database = state() / "casebook.db";
    std::string bytes;
    {
        std::ifstream file(database, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    const std::size_t at = bytes.find("role admin");
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at, 10, "role agent");
    std::ofstream(database, std::ios::binary) << bytes;
    const ProgramRun check = run({"check", "--json"});
    EXPECT_EQ(check.exit_code, kFailed);
    EXPECT_NE(check.output.find("audit_broken"), std::string::npos) << check.output;
}

TEST_F(UserCommand, AServerThatOthersReachWantsTlsAndSomebodyWhoCanSignIn) {
    expect_refused({"serve", "--listen", "0.0.0.0:0"}, kFailed);
    const ProgramRun nobody =
        run({"serve", "--listen", "0.0.0.0:0", "--trusted-proxy", "192.0.2.1"});
    EXPECT_EQ(nobody.exit_code, kFailed);
    EXPECT_NE(nobody.errors.find("casebook user add"), std::string::npos) << nobody.errors;
}

}  // namespace
}  // namespace casebook
