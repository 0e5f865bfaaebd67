// Writing and changing entries by plain forms.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "app/read_entry.h"
#include "app/search_library.h"
#include "base/text.h"
#include "support/desk.h"
#include "web/forms/entry_form.h"
#include "web/site.h"

namespace casebook::web {
namespace {

using test::Desk;
using test::expect_done;
using test::value_of;

constexpr const char* kPath = "cases/2026-11/7-a.md";

bool shows(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

std::string header(const Response& response, const char* name) {
    const Values headers = headers_of(response);
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

// What a browser would send of the page's form, with its escapes undone.
std::string hidden(const Response& page, const std::string& name) {
    const std::string before = fmt::format("name=\"{}\" value=\"", name);
    const std::size_t at = page.body.find(before);
    if (at == std::string::npos) return "(there is none)";
    const std::size_t begin = at + before.size();
    return page.body.substr(begin, page.body.find('"', begin) - begin);
}

class Writing : public testing::Test {
  protected:
    Writing() {
        desk_.write(kPath, test::case_text(7, "旧标题", "网速慢", "换路由器"));
        desk_.write("dailies/2026-11/2026-11-20.md",
                    "---\nid: 8\ntitle: 昨天\ndate: 2026-11-20\n---\n\n## 结论\n\n先问灯\n");
        desk_.open();
    }

    app::ReadEntry entry(EntryId id) { return value_of(app::read_entry(desk_.workspace(), id)); }
    std::string version(EntryId id) { return entry(id).version; }
    std::size_t revisions(EntryId id) {
        return value_of(desk_.workspace().database().revisions_of(id, 100)).size();
    }

    Desk desk_;
};

TEST_F(Writing, ANewCaseIsSavedReadAtOnceAndFound) {
    const Response response =
        desk_.post("/new/case", {{"complaint", "光猫一闪一闪"}, {"resolution", "理顺光纤"}});
    ASSERT_EQ(response.status, 303) << response.body;
    const std::string place = header(response, "Location");
    EXPECT_TRUE(place.starts_with("/cases/")) << place;
    const Response page = desk_.get(place);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(shows(page, "光猫一闪一闪"));
    EXPECT_TRUE(shows(page, "已经保存"));
    EXPECT_FALSE(shows(desk_.get(place.substr(0, place.find('?'))), "已经保存"));
    expect_done(desk_.workspace().follower().catch_up());
    app::SearchRequest search;
    search.text = "一闪一闪";
    EXPECT_EQ(value_of(app::search_library(desk_.workspace(), search)).total, 1u);
}

const Values kCopy{{"title", "旧标题"},
                   {"complaint", "网速慢"},
                   {"resolution", "换路由器"},
                   {"tags", "光猫、wifi"}};

TEST_F(Writing, ACopyOfACaseComesBackOnceWithTheCaseAndAllThatWasTyped) {
    const Response question = desk_.post("/new/case", kCopy);
    EXPECT_EQ(question.status, 409);
    EXPECT_TRUE(shows(question, "似乎已有这样的案例"));
    EXPECT_TRUE(shows(question, "href=\"/cases/7\""));
    EXPECT_TRUE(shows(question, "100% 相同"));
    EXPECT_TRUE(shows(question, "已确认"));
    for (const auto& [name, text] : kCopy) EXPECT_TRUE(shows(question, text)) << name;
    Values again = kCopy;
    again.emplace("known_copies", hidden(question, "known_copies"));
    EXPECT_EQ(desk_.post("/new/case", again).status, 303) << "saved all the same";
}

TEST_F(Writing, TheQuestionAboutACopyIsNotForgottenInThePreview) {
    Values known = kCopy;
    known.emplace("known_copies", hidden(desk_.post("/new/case", kCopy), "known_copies"));
    known.emplace("action", "preview");
    EXPECT_EQ(hidden(desk_.post("/new/case", known), "known_copies"), "7");
}

TEST_F(Writing, AnotherCopyIsAskedAboutAgain) {
    Values known = kCopy;
    known.emplace("known_copies", "8,999,x");
    EXPECT_EQ(desk_.post("/new/case", known).status, 409);
}

TEST_F(Writing, AChangeOfACaseIsNotTakenForACopy) {
    desk_.write("cases/2026-11/9-b.md", test::case_text(9, "旧标题", "网速慢", "换路由器"));
    desk_.open();
    Values change = kCopy;
    change.emplace("version", version(7));
    EXPECT_EQ(desk_.post("/edit/7", change).status, 303);
}

TEST_F(Writing, EveryFieldOfTheThreeKindsIsKept) {
    const Values values{
        {"title", "标题"},
        {"complaint", "原话"},
        {"answer", "答复"},
        {"script", "话术"},
        {"fits", "适用"},
        {"not_fits", "不适用"},
        {"resolution", "处理"},
        {"cause", "原因"},
        {"review", "点评"},
        {"category", "网络/宽带"},
        {"product", "宽带"},
        {"channel", "电话"},
        {"segment", "家庭"},
        {"tags", "上门、光猫, wifi"},
        {"author", "agent07"},
        {"lang", "zh"},
        {"solved", "false"},
        {"satisfaction", "4"},
        {"expectation", "2"},
        {"minutes", "12"},
        {"state", "draft"},
        {"confirmed", "2026-10-30"},
        {"valid_until", "2027/3/1"},
        {"example", "bad"},
        {"date", "2026-11-25"},
        {"host", "zhou"},
        {"cases", "#7、 8"},
        {"questions", "问什么"},
        {"notes", "记录"},
        {"conclusions", "结论"},
        {"actions", "行动"},
        {"topic", "话题"},
        {"body", "正文"},
    };
    for (const Kind kind : {Kind::case_, Kind::daily, Kind::post}) {
        const Response response = desk_.post(fmt::format("/new/{}", to_text(kind)), values);
        ASSERT_EQ(response.status, 303) << response.body;
        EntryId id = 0;
        for (EntryId candidate = 9; candidate < 20 && id == 0; ++candidate)
            if (const auto read = app::read_entry(desk_.workspace(), candidate);
                read && read->entry.kind == kind)
                id = candidate;
        const EntryForm kept = form_of(entry(id).entry);
        for (const FormField& field : form_fields(kind)) {
            const std::string name(field.name);
            const std::string wanted = name == "tags"          ? "上门, 光猫, wifi"
                                       : name == "valid_until" ? "2027-03-01"
                                       : name == "cases"       ? "7, 8"
                                                               : values.find(name)->second;
            EXPECT_EQ(kept.text(name), wanted) << to_text(kind) << " " << name;
        }
    }
}

TEST_F(Writing, TheFormOfAnEntryShowsEveryFieldAndSavingItUntouchedWritesNothing) {
    const std::string before = desk_.read(kPath);
    const Response page = desk_.get("/edit/7");
    EXPECT_TRUE(shows(page, "value=\"旧标题\""));
    EXPECT_TRUE(shows(page, "\n网速慢</textarea>"));
    Values form{{"version", hidden(page, "version")}};
    for (const auto& [name, text] : form_of(entry(7).entry).typed) form.emplace(name, text);
    EXPECT_EQ(desk_.post("/edit/7", form).status, 303);
    EXPECT_EQ(desk_.read(kPath), before);
    EXPECT_EQ(revisions(7), 1u);
}

TEST_F(Writing, AFieldThatWasNotTouchedStaysAsTheFileHasIt) {
    desk_.write(
        "cases/2026-11/9-b.md",
        "---\nid: 9\ntitle: 甲\nlang: fr\ntags: [\"一,二\", 三]\n---\n\n## 客户原话\n\n慢\n");
    desk_.open();
    Values form{{"version", version(9)}};
    for (const auto& [name, text] : form_of(entry(9).entry).typed)
        form.emplace(name, name == "title" ? "乙" : text);
    EXPECT_EQ(desk_.post("/edit/9", form).status, 303);
    EXPECT_EQ(entry(9).entry.title, "乙");
    EXPECT_EQ(entry(9).entry.lang, "fr");
    EXPECT_EQ(entry(9).entry.tags, (std::vector<std::string>{"一,二", "三"}));
}

TEST_F(Writing, AChangeTouchesOnlyItsLinesAndIsSignedWithItsReason) {
    desk_.sign_in("小王", Role::lead);
    const Response response = desk_.post("/edit/7", {{"version", version(7)},
                                                     {"title", "新标题"},
                                                     {"editor", "somebody else"},
                                                     {"reason", "客户又打来"}});
    ASSERT_EQ(response.status, 303) << response.body;
    EXPECT_EQ(header(response, "Location"), "/cases/7?saved=1");
    EXPECT_TRUE(shows(desk_.get("/cases/7"), "新标题"));
    EXPECT_NE(desk_.read(kPath).find("网速慢"), std::string::npos);
    const auto latest = value_of(desk_.workspace().database().revisions_of(7, 1)).front();
    EXPECT_EQ(latest.author, "小王");
    EXPECT_EQ(latest.reason, "客户又打来");
    EXPECT_EQ(latest.origin, store::Origin::page);
}

TEST_F(Writing, WhoIsSignedInIsTheAuthorWhereNoneIsGiven) {
    desk_.sign_in("小王", Role::agent);
    const Response response =
        desk_.post("/new/post", {{"title", "心得"}, {"body", "正文"}, {"editor", "somebody else"}});
    ASSERT_EQ(response.status, 303);
    EXPECT_EQ(entry(9).entry.author, "小王");
}

TEST_F(Writing, LineEndsOfBrowsersBecomeTheFilesOwn) {
    ASSERT_EQ(
        desk_.post("/edit/7", {{"version", version(7)}, {"resolution", "一\r\n\r\n二\r三"}}).status,
        303);
    EXPECT_NE(desk_.read(kPath).find("一\n\n二\n三\n"), std::string::npos);
    EXPECT_EQ(desk_.read(kPath).find('\r'), std::string::npos);
}

TEST_F(Writing, WhatIsWrongIsSaidAtItsFieldAndWhatWasTypedIsKept) {
    const struct {
        const char *kind, *name, *text, *rule;
    } rows[] = {
        {"case", "title", "", "rule.needs_title_or_complaint"},
        {"case", "confirmed", "明天", "rule.not_a_date"},
        {"case", "valid_until", "2026-02-30", "rule.not_a_date"},
        {"case", "minutes", "-3", "rule.out_of_range"},
        {"case", "minutes", "十二", "rule.not_a_number"},
        {"case", "satisfaction", "9", "rule.out_of_range"},
        {"case", "state", "gone", "rule.not_a_choice"},
        {"case", "example", "good", "rule.not_a_choice"},
        {"case", "category", "/网络//", "rule.not_a_path"},
        {"case", "product", "甲\n乙", "rule.has_line_end"},
        {"daily", "title", " ", "rule.needs_title"},
        {"daily", "date", "", "rule.needs_date"},
        {"daily", "date", "2026-11-20", "rule.daily_exists"},
        {"daily", "cases", "7, x", "rule.not_an_id"},
        {"daily", "cases", "-7", "rule.not_an_id"},
        {"post", "body", "", "rule.needs_body"},
    };
    for (const auto& row : rows) {
        Values form{{"title", "标题"}, {"complaint", ""}, {"body", "正文"}, {"date", "2026-11-28"}};
        if (form.contains(row.name)) form.erase(row.name);
        form.emplace(row.name, row.text);
        form.emplace("reason", "留着");
        const Response page = desk_.post(fmt::format("/new/{}", row.kind), form);
        const std::string what = fmt::format("{} {} “{}”", row.kind, row.name, row.text);
        EXPECT_EQ(page.status, 422) << what;
        const std::string words =
            desk_.site().assets()->templates().messages(render::Language::chinese).text(row.rule);
        EXPECT_TRUE(shows(page, fmt::format("id=\"field-{}-error\"", row.name))) << what;
        EXPECT_TRUE(shows(page, fmt::format("href=\"#field-{}\"", row.name))) << what;
        EXPECT_TRUE(shows(page, render::escape_text(words))) << what;
        EXPECT_TRUE(shows(page, "aria-invalid=\"true\"")) << what;
        EXPECT_TRUE(shows(page, render::escape_text(row.text))) << what;
        EXPECT_FALSE(shows(page, "rule.")) << what;
    }
    EXPECT_EQ(value_of(desk_.workspace().database().revision_count()), 2);
}

TEST_F(Writing, TextThatIsNotUtf8IsAFieldErrorAndThePageStaysText) {
    using namespace std::string_literals;
    for (const std::string& text : {"断\xff\xfe"s, "断\0断"s}) {
        for (const char* action : {"save", "preview"}) {
            const Response page = desk_.post(
                "/new/case",
                {{"title", "x"}, {"complaint", text}, {"editor", text}, {"action", action}});
            EXPECT_EQ(page.status, 422);
            EXPECT_EQ(page.body.find('\xff'), std::string::npos);
            EXPECT_EQ(page.body.find('\0'), std::string::npos);
            EXPECT_TRUE(shows(page, "field-complaint-error"));
        }
    }
}

TEST_F(Writing, APreviewShowsThePageToBeAndKeepsEverythingTyped) {
    const std::string before = desk_.read(kPath);
    const Response page = desk_.post("/edit/7", {{"action", "preview"},
                                                 {"version", version(7)},
                                                 {"title", "预览的标题"},
                                                 {"script", "**请先**看灯"},
                                                 {"reason", "为了预览"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(shows(page, "<strong>请先</strong>看灯"));
    EXPECT_TRUE(shows(page, "\n**请先**看灯</textarea>"));
    EXPECT_TRUE(shows(page, "value=\"预览的标题\""));
    EXPECT_TRUE(shows(page, "value=\"为了预览\""));
    EXPECT_EQ(hidden(page, "version"), version(7));
    EXPECT_EQ(desk_.read(kPath), before);
    for (const char* kind : {"daily", "post"}) {
        const Response other =
            desk_.post(fmt::format("/new/{}", kind), {{"action", "preview"},
                                                      {"title", "标题"},
                                                      {"date", "2026-11-29"},
                                                      {"body", "**粗**"},
                                                      {"conclusions", "**粗**"}});
        EXPECT_EQ(other.status, 200) << kind;
        EXPECT_TRUE(shows(other, "<strong>粗</strong>")) << kind;
    }
    EXPECT_EQ(value_of(desk_.workspace().database().revision_count()), 2);
}

TEST_F(Writing, WhatTheCustomerSaidBeginsANewCase) {
    const Response page = desk_.post("/new/case", {{"action", "begin"}, {"text", "晚上断<b>"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(shows(page, "\n晚上断&lt;b&gt;</textarea>"));
    EXPECT_FALSE(shows(page, "field-complaint-error"));
}

TEST_F(Writing, PartsThatTheFormDoesNotKnowAreShownAndKept) {
    desk_.write(
        "cases/2026-11/9-b.md",
        "---\nid: 9\ntitle: 甲\nexternal_id: crm-9\nodd: kept\n---\n\n## 客户原话\n\n慢\n\n## "
        "别的标题\n\n一 <b>字</b>\n");
    desk_.open();
    const Response page = desk_.get("/edit/9");
    EXPECT_TRUE(shows(page, "别的标题"));
    EXPECT_TRUE(shows(page, "一 &lt;b&gt;字&lt;/b&gt;"));
    EXPECT_TRUE(shows(page, "crm-9"));
    ASSERT_EQ(desk_.post("/edit/9", {{"version", version(9)}, {"title", "乙"}}).status, 303);
    const std::string now = desk_.read("cases/2026-11/9-b.md");
    for (const char* kept : {"external_id: crm-9", "odd: kept", "## 别的标题\n\n一 <b>字</b>\n"})
        EXPECT_NE(now.find(kept), std::string::npos) << kept;
}

TEST_F(Writing, ALaterSaveOfAnOlderTextShowsBothAndOneMoreSaveWins) {
    const std::string read = version(7);
    desk_.sign_in("小李", Role::lead);
    ASSERT_EQ(desk_
                  .post("/edit/7", {{"version", read},
                                    {"title", "她的标题"},
                                    {"complaint", "网速慢"},
                                    {"cause", "她写的原因"}})
                  .status,
              303);
    desk_.sign_in("小王", Role::lead);
    const Response page = desk_.post("/edit/7", {{"version", read},
                                                 {"title", "我的标题"},
                                                 {"complaint", "网速慢"},
                                                 {"cause", ""},
                                                 {"review", "我的点评"},
                                                 {"reason", "我的理由"}});
    ASSERT_EQ(page.status, 409);
    EXPECT_TRUE(shows(page, "小李"));
    EXPECT_TRUE(shows(page, "<p class=\"conflict-text\">她的标题</p>"));
    EXPECT_TRUE(shows(page, "<p class=\"conflict-text\">我的标题</p>"));
    EXPECT_TRUE(shows(page, "value=\"我的标题\""));
    EXPECT_TRUE(shows(page, "\n我的点评</textarea>"));
    EXPECT_TRUE(shows(page, "value=\"我的理由\""));
    EXPECT_TRUE(shows(page, "\n她写的原因</textarea>")) << "only she changed it: taken over";
    EXPECT_FALSE(shows(page, "id=\"conflict-cause\""));
    EXPECT_FALSE(shows(page, "id=\"conflict-review\""));
    EXPECT_TRUE(shows(page, "href=\"/cases/7\""));
    EXPECT_EQ(entry(7).entry.title, "她的标题");
    const Response again = desk_.post("/edit/7", {{"version", hidden(page, "version")},
                                                  {"title", "我的标题"},
                                                  {"cause", "她写的原因"},
                                                  {"review", "我的点评"}});
    EXPECT_EQ(again.status, 303);
    EXPECT_EQ(entry(7).entry.title, "我的标题");
    EXPECT_EQ(entry(7).entry.text(Field::cause), "她写的原因");
    EXPECT_EQ(entry(7).entry.text(Field::review), "我的点评");
}

TEST_F(Writing, AVersionThatNobodyKnowsMakesEveryDifferenceAConflict) {
    const Response page = desk_.post(
        "/edit/7",
        {{"version", "x"}, {"title", "我的"}, {"complaint", "网速慢"}, {"resolution", "我的处理"}});
    EXPECT_EQ(page.status, 409);
    for (const char* part : {"conflict-title", "conflict-resolution"})
        EXPECT_TRUE(shows(page, part)) << part;
    EXPECT_FALSE(shows(page, "conflict-complaint"));
}

TEST_F(Writing, AFileThatWasChangedOutsideMeanwhileIsAConflictToo) {
    desk_.sign_in("小李", Role::lead);
    ASSERT_EQ(desk_.post("/edit/7", {{"version", version(7)}, {"cause", "原因"}}).status, 303);
    desk_.sign_in("小王", Role::lead);
    const std::string read = version(7);
    desk_.write(kPath, test::case_text(7, "编辑器里的", "网速慢", "换路由器"));
    const Response page = desk_.post("/edit/7", {{"version", read}, {"title", "我的"}});
    EXPECT_EQ(page.status, 409);
    EXPECT_TRUE(shows(page, "编辑器里的"));
    EXPECT_FALSE(shows(page, "小李")) << "nobody knows who it was";
    EXPECT_NE(desk_.read(kPath).find("编辑器里的"), std::string::npos);
}

class BrokenDisk final : public FileWriter {
  public:
    explicit BrokenDisk(ErrorKind kind) : kind_(kind) {}
    Result<void> stage(const std::filesystem::path&, std::string_view) override {
        return Error{kind_, "No space left on device /secret/path", "", {}};
    }
    Result<void> commit() override { return {}; }
    void discard() override {}
    Result<void> remove(const std::filesystem::path&) override { return {}; }

  private:
    ErrorKind kind_;
};

TEST_F(Writing, ASaveThatFailsSaysSoAndKeepsWhatWasTyped) {
    for (const auto& [kind, status] : {std::pair{ErrorKind::io, 500}, {ErrorKind::busy, 503}}) {
        desk_.workspace().use_writer(std::make_unique<BrokenDisk>(kind));
        for (const std::string address : {"/new/case", "/edit/7"}) {
            const Response page = desk_.post(
                address,
                {{"version", version(7)}, {"title", "写了很久"}, {"complaint", "很长的话"}});
            EXPECT_EQ(page.status, status) << address;
            EXPECT_TRUE(shows(page, "value=\"写了很久\"")) << address;
            EXPECT_TRUE(shows(page, "\n很长的话</textarea>")) << address;
            EXPECT_TRUE(shows(page, "没有保存成")) << address;
            EXPECT_FALSE(shows(page, "/secret/path")) << address;
        }
    }
}

TEST_F(Writing, AnEntryThatIsGoneMeanwhileTakesNoTypedTextWithIt) {
    const std::string read = version(7);
    desk_.remove(kPath);
    const Response page =
        desk_.post("/edit/7", {{"version", read}, {"kind", "case"}, {"title", "写了很久"}});
    EXPECT_GE(page.status, 400);
    EXPECT_TRUE(shows(page, "value=\"写了很久\""));
}

TEST_F(Writing, UnknownKindsAndEntriesAreNotFound) {
    for (const char* address : {"/new/user", "/new/Case", "/edit/1", "/edit/x", "/edit/-7"}) {
        EXPECT_EQ(desk_.get(address).status, 404) << address;
        EXPECT_EQ(desk_.post(address, {{"title", "x"}}).status, 404) << address;
    }
}

TEST_F(Writing, AFormWithoutAnOriginOfOursChangesNothing) {
    for (const char* origin : {"", "null", "http://evil.example"}) {
        for (const char* address : {"/new/case", "/edit/7"}) {
            Request request = Desk::request(Method::post, address);
            request.form = {{"version", version(7)}, {"title", "坏"}};
            request.headers["origin"] = origin;
            EXPECT_EQ(desk_.send(request).status, 403) << origin << address;
        }
    }
    EXPECT_EQ(value_of(desk_.workspace().database().revision_count()), 2);
}

TEST_F(Writing, LongTextsAreKeptWhole) {
    std::string text;
    while (text.size() < 64 * 1024) text += "一段很长的处理过程，";
    ASSERT_EQ(
        desk_.post("/edit/7", {{"version", version(7)}, {"resolution", text}, {"review", text}})
            .status,
        303);
    EXPECT_EQ(entry(7).entry.text(Field::resolution), text);
    EXPECT_EQ(desk_.get("/cases/7").status, 200);
    const Response too_long =
        desk_.post("/edit/7", {{"version", version(7)}, {"cause", std::string(100'001, 'x')}});
    EXPECT_EQ(too_long.status, 422);
    EXPECT_TRUE(shows(too_long, "field-cause-error"));
}

// Whatever is typed into any control comes back as text, in the form, the preview, the conflict and on the entry's page.
void expect_harmless(const Response& response, const std::string& text) {
    EXPECT_LT(response.status, 500) << text;
    for (const char* trick : {"<script>alert", "<script>a", "<svg onload", "<img src=x", "<iframe",
                              "<body onload", "href=\"javascript:", "\"'>"})
        EXPECT_EQ(response.body.find(trick), std::string::npos) << trick << " after " << text;
}

TEST_F(Writing, HostileTextIsTextEverywhere) {
    std::vector<std::string> texts{
        "\"'><script>alert(1)</script><img src=x onerror=alert(1)> {{title}}",
        "</textarea><script>alert(1)</script>", "[a](javascript:alert(1))"};
    if (!test::shared_folder().empty()) {
        const auto kit = nlohmann::json::parse(
            value_of(read_file(test::shared_folder() / "kits" / "xss.json", 4 << 20)));
        const auto add = [&](auto&& self, const nlohmann::json& node) -> void {
            if (node.is_string()) texts.push_back(node.get<std::string>());
            if (node.is_structured())
                for (const auto& child : node) self(self, child);
        };
        add(add, kit);
    }
    const std::size_t step = std::max<std::size_t>(1, texts.size() / 60);
    for (std::size_t i = 0; i < texts.size(); i += i < 3 ? 1 : step)
        for (const Kind kind : {Kind::case_, Kind::daily, Kind::post}) {
            Values form{{"editor", texts[i]}, {"reason", texts[i]}, {"version", texts[i]}};
            for (const FormField& field : form_fields(kind)) form.emplace(field.name, texts[i]);
            const std::string address = fmt::format("/new/{}", to_text(kind));
            expect_harmless(desk_.post(address, form), texts[i]);
            form.emplace("action", "preview");
            expect_harmless(desk_.post(address, form), texts[i]);
            if (kind != Kind::case_) continue;
            form.erase("action");
            expect_harmless(desk_.post("/edit/7", form), texts[i]);
        }
}

// Whatever can be typed is saved and comes back as it was typed, or is refused at its field.
TEST_F(Writing, OddTextsComeBackAsTheyWereTyped) {
    CASEBOOK_SKIP_WITHOUT_SHARED();
    const auto kit = nlohmann::json::parse(
        value_of(read_file(test::shared_folder() / "kits" / "naughty-strings.json", 4 << 20)));
    for (std::size_t i = 0; i < kit.size(); i += 4) {
        const std::string text = kit[i].get<std::string>();
        const Response response = desk_.post("/edit/7", {{"version", version(7)},
                                                         {"title", "x" + text},
                                                         {"product", text},
                                                         {"script", text},
                                                         {"editor", text},
                                                         {"reason", text}});
        EXPECT_TRUE(response.status == 303 || response.status == 422) << i << " " << text;
        if (response.status != 303) continue;
        const EntryForm kept = form_of(entry(7).entry);
        EXPECT_EQ(kept.text("title"), trim("x" + text)) << i;
        EXPECT_EQ(kept.text("product"), trim(text)) << i;
        EXPECT_EQ(desk_.get("/cases/7").status, 200) << i;
        EXPECT_EQ(desk_.get("/history/7").status, 200) << i;
    }
}

}  // namespace
}  // namespace casebook::web
