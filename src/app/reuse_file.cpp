#include "app/reuse_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "app/import_text.h"
#include "app/record_reuse.h"
#include "app/reuse_json.h"
#include "base/fingerprint.h"
#include "base/text.h"

namespace casebook::app {
namespace {

using nlohmann::json;

constexpr std::size_t kEventsAtOnce = 1000;  // that share a transaction and its sync
constexpr std::chrono::hours kClocksDiffer{24};

// A row as written; nothing of the library has been asked yet.
struct Row {
    ReuseEvent event;
    std::string case_name;
    std::optional<int> round;
    std::string when_written;
};

Result<std::string> read_case(const json& row) {
    const json* member = find_member(row, "case");
    if (member != nullptr && member->is_number_integer()) return member->dump();
    if (member != nullptr && member->is_string() && !member->get<std::string>().empty())
        return member->get<std::string>();
    return refused_row("“case” is missing", "Name the case by its external id or its id");
}

// Missing: now. A time of tomorrow would count for longer than it should.
Result<Timestamp> read_when(const std::string& written, const Timestamp& now) {
    if (written.empty()) return now;
    const auto when = parse_timestamp(written, now.offset);
    if (!when)
        return refused_row(fmt::format("“{}” is not a time", written),
                           "Write it as 2026-03-02T09:14:00+08:00");
    if (when->instant > now.instant + kClocksDiffer)
        return refused_row(fmt::format("“{}” has not come yet", written), "Correct the time");
    return *when;
}

Result<Row> parse_row(const Line& line, const ReuseFileSettings& settings, const Timestamp& now) {
    if (line.is_too_long()) return refused_row("The line is too long", "Shorten the text");
    const json object = json::parse(line.text, nullptr, false);
    if (!object.is_object()) return refused_row("The line is not a JSON object", "");
    const auto text = read_text_member(object, "text");
    const auto who = read_text_member(object, "who");
    const auto written = read_text_member(object, "when");
    const auto round = read_number_member(object, "round");
    const auto case_name = read_case(object);
    const auto verdict = read_verdict(object);
    const auto outcome = read_outcome(object);
    for (const Error* error :
         {text ? nullptr : &text.error(), who ? nullptr : &who.error(),
          written ? nullptr : &written.error(), round ? nullptr : &round.error(),
          case_name ? nullptr : &case_name.error(), verdict ? nullptr : &verdict.error(),
          outcome ? nullptr : &outcome.error()})
        if (error != nullptr) return *error;
    const auto when = read_when(*written, now);
    if (!when) return when.error();
    Row row{{}, *case_name, *round, *written};
    row.event.who = who->empty() ? settings.who : std::string(first_characters(*who, 100));
    row.event.when = *when;
    row.event.verdict = *verdict;
    row.event.text = *text;
    row.event.outcome = *outcome;
    return row;
}

class Recorder {
  public:
    Recorder(Workspace& workspace, const ReuseFileSettings& settings, ReuseFileReport& report)
        : workspace_(workspace), settings_(settings), report_(report) {}

    // Error: the database failed; a row that is wrong is refused and the others go on.
    Result<void> take(const Line& line, const Place& place) {
        auto row = parse_row(line, settings_, workspace_.clock().now());
        const bool later =
            row && row->round && settings_.until_round && *row->round > *settings_.until_round;
        if (later) {
            ++report_.later;
            return {};
        }
        const auto taken = row ? prepare(*row) : Result<void>(row.error());
        if (!taken) {
            Error error = taken.error();
            error.place = place;
            report_.refused.push_back(std::move(error));
            return {};
        }
        return batch_.size() < kEventsAtOnce ? Result<void>() : flush();
    }

    Result<void> flush() {
        const auto ids = record_prepared(workspace_, std::exchange(batch_, {}));
        if (!ids) return ids.error();
        for (const std::int64_t id : *ids) ++(id == 0 ? report_.known : report_.recorded);
        return {};
    }

  private:
    Result<void> prepare(Row& row) {
        const auto case_id = find_case(row.case_name);
        if (!case_id) return case_id.error();
        row.event.case_id = *case_id;
        const auto masked = prepare_reuse_event(workspace_, row.event);
        if (!masked) return masked.error();
        report_.masked += *masked;
        row.event.source_key = key_of(row);
        batch_.push_back(std::move(row.event));
        return {};
    }

    Result<EntryId> find_case(const std::string& name) {
        if (const auto known = cases_.find(name); known != cases_.end()) return known->second;
        auto found = find_reusable_case(workspace_, name);
        if (found) cases_.emplace(name, *found);
        return found;
    }

    std::string key_of(const Row& row) {
        const ReuseEvent& event = row.event;
        const std::string words = fingerprint(fmt::format(
            "{}\n{}\n{}\n{}\n{}\n{}", event.case_id, to_text(event.verdict),
            row.round ? std::to_string(*row.round) : "", row.when_written, event.who, event.text));
        return fmt::format("{}-{}", words, ++times_[words]);
    }

    Workspace& workspace_;
    const ReuseFileSettings& settings_;
    ReuseFileReport& report_;
    std::vector<ReuseEvent> batch_;
    std::unordered_map<std::string, EntryId> cases_;
    std::unordered_map<std::string, int> times_;  // how often each has come up in the file
};

}  // namespace

Result<ReuseFileReport> record_reuse_file(Workspace& workspace, const std::filesystem::path& path,
                                          const ReuseFileSettings& settings,
                                          const Progress& progress) {
    auto file = TextFile::open(path, EncodingChoice::automatic);
    if (!file) return file.error();
    LineReader lines(*file);
    ReuseFileReport report;
    Recorder recorder(workspace, settings, report);
    while (true) {
        const auto line = lines.next();
        if (!line) return line.error();
        if (!*line) break;
        if (progress) progress(file->bytes_done(), file->bytes_total());
        if (trim((*line)->text).empty() && !(*line)->is_too_long()) continue;
        if (auto taken = recorder.take(**line, {path.string(), (*line)->number}); !taken)
            return taken.error();
    }
    if (auto flushed = recorder.flush(); !flushed) return flushed.error();
    return report;
}

}  // namespace casebook::app
