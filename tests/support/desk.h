// A desk for tests: a library folder and a state folder of its own, on glass databases, gone when the test ends.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "app/workspace.h"
#include "base/files.h"
#include "domain/person.h"

// The site is made by support/desk_site.cpp; only tests of the site link it.
namespace casebook::web {
class Site;
struct Request;
struct Response;
enum class Method : int;
using Values = std::multimap<std::string, std::string>;
}  // namespace casebook::web

namespace casebook::test {

// Fails the test with the error's words when there is none.
template <class T>
T value_of(Result<T> result) {
    EXPECT_TRUE(static_cast<bool>(result)) << (result ? "" : result.error().line());
    if (!result) throw std::runtime_error("no value: " + result.error().line());
    return std::move(*result);
}

inline void expect_done(const Result<void>& result) {
    EXPECT_TRUE(static_cast<bool>(result)) << (result ? "" : result.error().line());
}

// A case's file, as a person would write it.
std::string case_text(EntryId id, std::string_view title, std::string_view complaint,
                      std::string_view resolution,
                      std::string_view more_front_matter = "state: verified\n");

class Desk {
  public:
    Desk();  // an empty library; 2026-11-21T09:00:00+08:00

    static Desk with_shipped_content();  // a copy of content/

    void write(const std::string& path,
               std::string_view text);  // into the library, as an editor would
    std::string read(const std::string& path) const;
    void remove(const std::string& path);

    // Opens the workspace, or opens it again, as a restarted program would.
    app::Workspace& open();
    app::Workspace& workspace() { return *workspace_; }
    void close() {
        site_.reset();
        workspace_.reset();
        browser_ = {};
    }

    // The site over the open workspace; requests to it may say Host: 127.0.0.1:8080. All but send_as_it_is() come from the browser of
    // somebody signed in: a lead, "leader", unless sign_in() said who.
    web::Site& site();
    static web::Request request(web::Method method, const std::string& target);
    web::Response send(const web::Request& request);
    web::Response get(const std::string& target);
    web::Response post(const std::string& target, web::Values form);
    web::Response post_json(const std::string& target, std::string body);
    web::Response send_as_it_is(const web::Request& request);

    // From now on requests come from this person, who is made where missing.
    Person sign_in(const std::string& name, Role role);

    // What the browser of that person sends, to be added to a request.
    struct Browser {
        std::string cookie;  // "casebook=…"
        std::string csrf_token;
    };
    const Browser& browser();
    web::Request signed_in(web::Request request);

    std::filesystem::path content() const { return folder_->path() / "content"; }
    std::filesystem::path state() const { return folder_->path() / "state"; }
    std::filesystem::path folder() const { return folder_->path(); }

  private:
    std::size_t readers_ = 2;
    std::unique_ptr<TemporaryFolder> folder_ = std::make_unique<TemporaryFolder>();
    std::unique_ptr<app::Workspace> workspace_;
    std::shared_ptr<web::Site> site_;
    Browser browser_;
    std::string person_ = "leader";
    Role role_ = Role::lead;
};

// The folder shared/ beside the project; empty where it is missing.
std::filesystem::path shared_folder();

#define CASEBOOK_SKIP_WITHOUT_SHARED() \
    if (casebook::test::shared_folder().empty()) GTEST_SKIP() << "skipped: ../shared is not there"

}  // namespace casebook::test
