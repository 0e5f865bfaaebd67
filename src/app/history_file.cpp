#include "app/history_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "app/backup_manifest.h"
#include "app/import_text.h"
#include "app/lines_file.h"
#include "base/fingerprint.h"
#include "content/library.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::size_t kRevisionsAtOnce = 1000;  // that share a transaction

std::string line_of(const store::Revision& revision) {
    const ordered_json json{{"path", revision.path},
                            {"entry", revision.entry},
                            {"at", revision.at},
                            {"author", revision.author},
                            {"origin", to_text(revision.origin)},
                            {"reason", revision.reason},
                            {"fingerprint", revision.fingerprint},
                            {"text", revision.text}};
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

// None when the line is no revision of a file of a library, or its text is not the one that was written.
std::optional<store::Revision> parse_line(const std::string& line) {
    try {
        const ordered_json json = ordered_json::parse(line);
        const auto origin = store::parse_origin(json.at("origin").get<std::string>());
        store::Revision revision{0,
                                 json.at("path"),
                                 json.at("entry"),
                                 json.at("at"),
                                 json.at("author"),
                                 origin.value_or(store::Origin::outside),
                                 json.at("reason"),
                                 json.at("fingerprint"),
                                 json.at("text")};
        const bool in_library = content::kind_of_path(revision.path) &&
                                is_allowed_name(std::string(kContentPrefix) + revision.path);
        const bool whole =
            revision.text.empty() || fingerprint(revision.text) == revision.fingerprint;
        return in_library && whole ? std::optional(std::move(revision)) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

// Puts revisions into the database, many at a time.
class Taker {
  public:
    explicit Taker(store::Database& database) : database_(database) {}

    Result<void> take(std::optional<store::Revision> revision) {
        if (!revision) {
            ++refused_;
            return {};
        }
        batch_.push_back(std::move(*revision));
        return batch_.size() < kRevisionsAtOnce ? Result<void>() : flush();
    }
    Result<void> flush() {
        if (batch_.empty()) return {};
        const auto added = database_.add_revisions(batch_);
        if (!added) return added.error();
        taken_ += batch_.size();
        batch_.clear();
        return {};
    }
    std::string note() const {
        return fmt::format("{}: {} revisions taken over, {} lines are none", kHistoryName, taken_,
                           refused_);
    }

  private:
    store::Database& database_;
    std::vector<store::Revision> batch_;
    std::size_t taken_ = 0;
    std::size_t refused_ = 0;
};

}  // namespace

Result<std::size_t> write_history_file(const store::Database& database, const fs::path& path) {
    LinesFile file(path);
    const auto written = database.for_each_revision(
        [&](const store::Revision& revision) { return file.add(line_of(revision)); });
    if (!written) return written.error();
    return file.finish();
}

Result<void> take_history(store::Database& database, const fs::path& path, ImportMode mode,
                          std::vector<std::string>& notes) {
    const auto known = database.revision_count();
    if (!known) return known.error();
    if (*known > 0) {
        notes.push_back(
            fmt::format("{}: not taken over: the library has a history already", kHistoryName));
        return {};
    }
    if (mode == ImportMode::dry_run) return {};
    Taker taker(database);
    auto read =
        for_each_line(path, [&](const std::string& line) { return taker.take(parse_line(line)); });
    if (!read) return read;
    if (auto flushed = taker.flush(); !flushed) return flushed;
    notes.push_back(taker.note());
    return {};
}

}  // namespace casebook::app
