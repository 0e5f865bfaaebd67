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
    desk.readers_ = 1;  // what agents type is read with the vocabulary, which a single reader waits for
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
    options.readers = readers_;
    workspace_ = value_of(app::Workspace::open(options, {}));
    workspace_->use_clock(
        std::make_unique<FixedClock>(*parse_timestamp("2026-11-21T09:00:00+08:00", {})));
    return *workspace_;
}

fs::path shared_folder() {
    const fs::path shared = fs::path(CASEBOOK_SOURCE_FOLDER).parent_path() / "shared";
    return fs::is_directory(shared / "data") ? shared : fs::path();
}

}  // namespace casebook::test
