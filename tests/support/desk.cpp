#include "support/desk.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace casebook::test {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::string case_text(EntryId id, std::string_view title, std::string_view complaint,
                      std::string_view resolution, std::string_view more_front_matter) {
    return fmt::format("---\nid: {}\ntitle: {}\n{}---\n\n## 客户原话\n\n{}\n\n## 处理过程\n\n{}\n",
                       id, title, more_front_matter, complaint, resolution);
}

Desk::Desk() {
    fs::create_directories(content() / "cases");
}

Desk Desk::with_shipped_content() {
    Desk desk;
    fs::copy(fs::path(CASEBOOK_SOURCE_FOLDER) / "content", desk.content(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    return desk;
}

void Desk::write(const std::string& path, std::string_view text) {
    const fs::path file = content() / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string Desk::read(const std::string& path) const {
    std::ifstream file(content() / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void Desk::remove(const std::string& path) {
    fs::remove(content() / path);
}

app::Workspace& Desk::open() {
    close();
    app::WorkspaceOptions options;
    options.content = content();
    options.state = state();
    options.readers = 2;
    workspace_ = value_of(app::Workspace::open(options, {}));
    workspace_->use_clock(
        std::make_unique<FixedClock>(*parse_timestamp("2026-11-21T09:00:00+08:00", {})));
    return *workspace_;
}

web::Site& Desk::site() {
    if (!workspace_) open();
    if (!site_) site_ = value_of(web::Site::make(*workspace_, {"test", {"127.0.0.1:8080"}}));
    return *site_;
}

web::Request Desk::request(web::Method method, const std::string& target) {
    const auto parsed = web::parse_target(target);
    web::Request request;
    request.method = method;
    request.local = target;
    if (parsed) {
        request.path = parsed->path;
        request.query = parsed->query;
    }
    request.headers["host"] = "127.0.0.1:8080";
    if (method == web::Method::post) request.headers["origin"] = "http://127.0.0.1:8080";
    return request;
}

web::Response Desk::get(const std::string& target) {
    return site().handle(Desk::request(web::Method::get, target));
}

web::Response Desk::post(const std::string& target, web::Values form) {
    web::Request request = Desk::request(web::Method::post, target);
    request.form = std::move(form);
    return site().handle(request);
}

web::Response Desk::post_json(const std::string& target, std::string body) {
    web::Request request = Desk::request(web::Method::post, target);
    request.body = std::move(body);
    request.headers["content-type"] = "application/json";
    return site().handle(request);
}

fs::path shared_folder() {
    const fs::path shared = fs::path(CASEBOOK_SOURCE_FOLDER).parent_path() / "shared";
    return fs::is_directory(shared / "data") ? shared : fs::path();
}

}  // namespace casebook::test
