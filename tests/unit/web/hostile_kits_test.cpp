// The public kits of bad input (shared/kits), through the API and the pages: JSON that must be refused, texts that trip programs,
// addresses that climb out of a folder, pieces of SQL. What is taken is given back unchanged; what is not is refused with a 4xx.
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "support/desk.h"
#include "web/site.h"

namespace casebook::web {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::Desk;
using test::value_of;

constexpr std::string_view kCanary = "CANARY-7f3a91";

std::string kit(const std::string& name) {
    return value_of(read_file(test::shared_folder() / "kits" / name, 1 << 28));
}

std::vector<std::string> lines_of_kit(const std::string& name) {
    const std::string text = kit(name);
    std::vector<std::string> lines;
    for (const std::string_view line : split_lines(text))
        if (!line.empty()) lines.emplace_back(line);
    return lines;
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + 1))
        ++found;
    return found;
}

bool is_refusal(int status) {
    return status >= 400 && status < 500;
}

std::string body_of(const json& members) {
    return members.dump(-1, ' ', false, json::error_handler_t::ignore);
}

class HostileKits : public testing::Test {
  protected:
    void SetUp() override {
        CASEBOOK_SKIP_WITHOUT_SHARED();
        desk_.write("cases/1.md", test::case_text(1, "宽带掉线", "晚上掉线", "换光猫"));
        std::ofstream(desk_.folder() / "canary.txt") << kCanary;
        desk_.open().use_writer(std::make_unique<PosixFileWriter>(Durability::throw_away));
    }

    std::size_t entries() { return value_of(desk_.workspace().index().count(std::nullopt)); }
    void catch_up() { test::expect_done(desk_.workspace().follower().catch_up()); }

    Response put_json(const std::string& target, std::string body) {
        Request request = Desk::request(Method::put, target);
        request.headers["if-match"] = desk_.get(target).headers.find("ETag")->second;
        request.headers["content-type"] = "application/json";
        request.body = std::move(body);
        return desk_.send(request);
    }

    // The path as a decoder that was tricked would have it.
    Response get_path(const std::string& path) {
        Request request = Desk::request(Method::get, "/");
        request.path = path;
        request.local = path;
        return desk_.send(request);
    }

    Desk desk_;
};

// JSON ----------------------------------------------------------------------------------------------

TEST_F(HostileKits, JsonThatMustBeRejectedIsRefusedEverywhere) {
    std::size_t tried = 0;
    for (const auto& file : fs::directory_iterator(test::shared_folder() / "kits/json-parsing")) {
        const std::string name = file.path().filename().string();
        const std::string text = value_of(read_file(file.path(), 1 << 20));
        if (!name.starts_with("n_")) continue;
        ++tried;
        for (const char* address : {"/api/v1/cases", "/api/v1/posts", "/api/v1/suggest"})
            EXPECT_EQ(desk_.post_json(address, text).status, 400) << name << address;
        EXPECT_EQ(put_json("/api/v1/cases/1", text).status, 400) << name;
        // and as a member of what would be a good case
        EXPECT_EQ(desk_.post_json("/api/v1/cases", "{\"title\":\"a\",\"x\":" + text + "}").status,
                  400)
            << name;
    }
    EXPECT_GT(tried, 180u);
    catch_up();
    EXPECT_EQ(entries(), 1u);
}

TEST_F(HostileKits, JsonThatMustBeOrMayBeTakenBreaksNothing) {
    std::size_t tried = 0;
    for (const auto& file : fs::directory_iterator(test::shared_folder() / "kits/json-parsing")) {
        const std::string name = file.path().filename().string();
        const std::string text = value_of(read_file(file.path(), 1 << 20));
        if (name.starts_with("n_")) continue;
        ++tried;
        for (const char* address : {"/api/v1/cases", "/api/v1/suggest"}) {
            EXPECT_LT(desk_.post_json(address, text).status, 500) << name << address;
            const std::string member = "{\"text\":\"a\",\"title\":\"a\",\"x\":" + text + "}";
            const int status = desk_.post_json(address, member).status;
            EXPECT_LT(status, 500) << name << address;
            if (name.starts_with("y_")) EXPECT_LT(status, 300) << name << address;
        }
        for (const char* field : {"title", "tags", "cases", "outcome", "state", "created", "limit"})
            for (const char* address : {"/api/v1/cases", "/api/v1/suggest"})
                EXPECT_LT(
                    desk_.post_json(address, fmt::format("{{\"{}\":{}}}", field, text)).status, 500)
                    << name << address;
    }
    EXPECT_GT(tried, 120u);
    catch_up();
    EXPECT_TRUE(desk_.open().problems().empty()) << "what was saved can be read";
}

// Texts ---------------------------------------------------------------------------------------------

class HostileTexts : public HostileKits {
  protected:
    // Saves a case that has the text everywhere. Whether it was taken.
    bool save(const std::string& text) {
        const json sent{{"title", text},       {"complaint", text}, {"resolution", text},
                        {"script", text},      {"tags", {text}},    {"category", text},
                        {"external_id", text}, {"reason", text},    {"changed_by", text}};
        const Response response = desk_.post_json("/api/v1/cases", body_of(sent));
        if (response.status == 201) expect_same(sent, json::parse(response.body));
        if (response.status == 201) return true;
        EXPECT_TRUE(is_refusal(response.status)) << response.status << text;
        return save_sections(text);
    }

    // The same without the fields that are one short line.
    bool save_sections(const std::string& text) {
        const json sent{{"title", "一个标题"}, {"complaint", text}, {"resolution", text}};
        const Response response = desk_.post_json("/api/v1/cases", body_of(sent));
        if (response.status == 201) expect_same(sent, json::parse(response.body));
        EXPECT_TRUE(response.status == 201 || is_refusal(response.status))
            << response.status << text;
        return response.status == 201;
    }

    // What came back, what a later GET says, and the page.
    void expect_same(const json& sent, const json& reply) {
        const std::string id = std::to_string(reply["id"].get<EntryId>());
        ids_.insert(id);
        const json read = json::parse(desk_.get("/api/v1/cases/" + id).body);
        const bool masked = !reply["masked"].empty();
        for (const char* field : {"title", "tags", "category", "external_id"})
            if (sent.contains(field) && !masked)
                EXPECT_EQ(read.value(field, json("")), sent[field]) << field << " of " << sent;
        for (const char* section : {"complaint", "resolution", "script"})
            if (sent.contains(section) && !masked)  // white space around a section is not kept
                EXPECT_EQ(trim(read.value(section, "")), trim(sent.value(section, "")))
                    << section << " of " << sent;
        expect_page("/cases/" + id);
    }

    void expect_page(const std::string& address) {
        const Response page = desk_.get(address);
        EXPECT_EQ(page.status, 200) << address;
        EXPECT_EQ(count(page.body, "<script"), 1u) << address;  // the layout's own
        EXPECT_FALSE(find_invalid_utf8(page.body)) << address;
    }

    void ask(const std::string& text) {
        const Response suggested = desk_.post_json("/api/v1/suggest", body_of({{"text", text}}));
        EXPECT_TRUE(suggested.status == 200 || is_refusal(suggested.status))
            << suggested.status << text;
        const Response shown = desk_.post("/desk/suggestions", {{"text", text}});
        EXPECT_TRUE(shown.status == 200 || is_refusal(shown.status)) << shown.status << text;
        EXPECT_EQ(count(shown.body, "<script"), 0u) << text;
    }

    std::set<std::string> ids_;
};

TEST_F(HostileTexts, NaughtyStringsAreGivenBackUnchangedOrRefused) {
    std::size_t taken = 0, tried = 0;
    for (const json& each : json::parse(kit("naughty-strings.json"))) {
        const std::string text = each.get<std::string>();
        taken += save(text);
        ask(text);
        ++tried;
    }
    EXPECT_GT(taken, tried * 9 / 10) << "most of them are harmless words";
    for (const Error& problem : desk_.open().problems()) ADD_FAILURE() << problem.line();
    EXPECT_EQ(entries(), 1 + ids_.size()) << "all of them are there after a restart";
    for (const std::string& id : ids_) expect_page("/cases/" + id);
    expect_page("/cases");
}

std::string bytes_of_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += hex[i] == ' ' ? 1 : 2)
        if (hex[i] != ' ')
            bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

TEST_F(HostileTexts, MalformedUtf8IsRefusedAndGoodUtf8IsGivenBack) {
    std::size_t good = 0, bad = 0;
    for (const std::string& line : lines_of_kit("utf8tests.txt")) {
        const auto parts = split(line, ':');
        if (line.starts_with('#') || parts.size() < 3) continue;
        const bool hex = parts[1].ends_with("hex");
        const std::string text = "字" + (hex ? bytes_of_hex(parts[2]) : parts[2]) + "字";
        const std::string body = "{\"title\":\"" + text + "\",\"text\":\"" + text + "\"}";
        const bool plain = text.find_first_of(std::string_view("\0\r\n\"\\\t", 6)) == text.npos;
        const int saved = desk_.post_json("/api/v1/cases", body).status;
        const int suggested = desk_.post_json("/api/v1/suggest", body).status;
        if (parts[1].starts_with("invalid")) {
            EXPECT_EQ(saved, 400) << line;
            EXPECT_EQ(suggested, 400) << line;
            const Response form = desk_.post("/desk/suggestions", {{"text", text}});
            EXPECT_LT(form.status, 500) << line;
            EXPECT_FALSE(find_invalid_utf8(form.body)) << line;
            ++bad;
        } else if (parts[1].starts_with("valid") && plain) {
            save(text);
            ask(text);
            ++good;
        }
    }
    EXPECT_GT(good, 20u);
    EXPECT_GT(bad, 100u);
    for (const Error& problem : desk_.open().problems()) ADD_FAILURE() << problem.line();
}

// Addresses -----------------------------------------------------------------------------------------

std::string with_file(std::string line, std::string_view file) {
    constexpr std::string_view kGap = "{FILE}";
    for (std::size_t at; (at = line.find(kGap)) != std::string::npos;)
        line.replace(at, kGap.size(), file);
    return line;
}

class Climbing : public HostileKits {
  protected:
    void expect_nothing_from_outside(const Response& response, const std::string& address) {
        EXPECT_TRUE(is_refusal(response.status)) << response.status << " " << address;
        for (const std::string_view outside :
             {kCanary, std::string_view("root:x:"), std::string_view("cmake_minimum_required")})
            EXPECT_EQ(response.body.find(outside), std::string::npos) << address;
    }

    // As sent; and as a path that was not decoded, decoded once, and twice.
    void try_everywhere(const std::string& climb) {
        for (const char* folder : {"/static/", "/static/css/", "/cases/", "/dailies/", "/posts/",
                                   "/api/v1/cases/", "/edit/", "/history/", "/attachments/1/"}) {
            const std::string address = folder + climb;
            if (parse_target(address)) expect_refused(desk_.get(address), address);
            std::string path = address;
            for (int decoded = 0; decoded < 3; ++decoded) {
                expect_refused(get_path(path), path);
                const auto next = parse_target(path);
                if (!next || next->path == path) break;
                path = next->path;
            }
        }
    }

    void expect_refused(const Response& response, const std::string& address) {
        expect_nothing_from_outside(response, address);
    }
};

TEST_F(Climbing, OutOfAFolderIsRefusedOnEveryAddress) {
    for (const std::string& line : lines_of_kit("traversal.txt")) {
        if (line.find('?') != std::string::npos || line.find('#') != std::string::npos) continue;
        try_everywhere(with_file(line, line.size() % 2 == 0 ? "canary.txt" : "etc/passwd"));
    }
    for (const char* own :
         {"../CMakeLists.txt", "../../CMakeLists.txt", "..%2f..%2fcanary.txt",
          "css/../../CMakeLists.txt", "../../state/casebook.db", "css/app.css%00.md",
          "....//....//canary.txt", "/etc/passwd", "%2e%2e/%2e%2e/canary.txt"})
        try_everywhere(own);
}

TEST_F(Climbing, ATextThatBecomesAFileNameStaysInTheLibrary) {
    std::set<fs::path> outside;
    const auto others = [&] {
        std::set<fs::path> paths;
        for (const auto& file : fs::directory_iterator(desk_.folder())) paths.insert(file.path());
        return paths;
    };
    const auto before = others();
    for (const std::string& line : lines_of_kit("traversal.txt")) {
        if (line.size() > 180 || line.size() % 4 != 0) continue;
        const std::string climb = with_file(line, "canary.txt");
        const json named{{"title", climb}, {"created", climb}, {"external_id", climb}};
        EXPECT_LT(desk_.post_json("/api/v1/cases", body_of(named)).status, 500) << climb;
        const json titled{
            {"title", climb}, {"external_id", climb}, {"topic", climb}, {"body", "a"}};
        const Response saved = desk_.post_json("/api/v1/posts", body_of(titled));
        if (saved.status != 201) continue;
        const fs::path file = desk_.content() / json::parse(saved.body)["file"].get<std::string>();
        EXPECT_EQ(file.lexically_normal(), file) << climb;
        EXPECT_TRUE(fs::is_regular_file(file)) << file;
        EXPECT_LT(
            desk_.post_json("/api/v1/dailies", body_of({{"title", "a"}, {"date", climb}})).status,
            500);
    }
    EXPECT_EQ(others(), before);
    EXPECT_EQ(value_of(read_file(desk_.folder() / "canary.txt", 100)), kCanary);
    for (const Error& problem : desk_.open().problems()) ADD_FAILURE() << problem.line();
}

// SQL -----------------------------------------------------------------------------------------------

TEST_F(HostileKits, PiecesOfSqlAreWordsLikeOthers) {
    std::size_t created = 0;
    for (const std::string& text : lines_of_kit("sqli.txt")) {
        const std::string coded = percent_encode(text);
        for (const char* address :
             {"/api/v1/search?q=", "/api/v1/search?author=", "/search?tag=", "/search?q=author:",
              "/cases?page=", "/api/v1/cases?per_page=", "/cases/", "/cases/1", "/api/v1/cases/",
              "/api/v1/dailies/", "/posts/"})
            EXPECT_LT(desk_.get(address + coded).status, 500) << address << text;
        EXPECT_LT(desk_.post_json("/api/v1/suggest", body_of({{"text", text}, {"category", text}}))
                      .status,
                  500)
            << text;
        const json sent{{"title", "a"},
                        {"external_id", text},
                        {"author", text},
                        {"changed_by", text},
                        {"reason", text}};
        const Response saved = desk_.post_json("/api/v1/cases", body_of(sent));
        EXPECT_LT(saved.status, 500) << text;
        if (saved.status != 201) continue;
        ++created;
        const EntryId id = json::parse(saved.body)["id"];
        const auto revisions = value_of(desk_.workspace().database().revisions_of(id, 10));
        ASSERT_EQ(revisions.size(), 1u) << text;
        EXPECT_EQ(revisions[0].author, "leader");
        EXPECT_EQ(revisions[0].reason, text);
    }
    EXPECT_GT(created, 300u);
    catch_up();
    EXPECT_EQ(entries(), 1 + created);
    test::expect_done(desk_.workspace().database().check());
    EXPECT_EQ(value_of(desk_.workspace().database().revision_count()),
              static_cast<std::int64_t>(1 + created));
}

}  // namespace
}  // namespace casebook::web
