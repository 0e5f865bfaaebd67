#include "app/reuse_log_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app/import_text.h"
#include "app/lines_file.h"
#include "app/record_reuse.h"
#include "app/reuse_json.h"

namespace casebook::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::size_t kEventsAtOnce = 1000;  // that share a transaction

template <class T>
ordered_json value_or_null(const std::optional<T>& value) {
    return value ? ordered_json(*value) : ordered_json(nullptr);
}

ordered_json time_or_null(const std::optional<Timestamp>& time) {
    return time ? ordered_json(time->text()) : ordered_json(nullptr);
}

std::string dumped(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string line_of(const ReuseEvent& event) {
    return dumped({{"id", event.id},
                   {"when", event.when.text()},
                   {"who", event.who},
                   {"case", event.case_id},
                   {"verdict", to_text(event.verdict)},
                   {"text", event.text},
                   {"outcome",
                    {{"satisfaction", value_or_null(event.outcome.satisfaction)},
                     {"expectation", value_or_null(event.outcome.expectation)},
                     {"minutes", value_or_null(event.outcome.minutes)},
                     {"solved", value_or_null(event.outcome.solved)}}},
                   {"query_id", event.query_id},
                   {"undone", time_or_null(event.undone)},
                   {"undone_by", event.undone_by},
                   {"source_key", event.source_key}});
}

std::string line_of(const LearningReset& reset) {
    return dumped({{"reset", reset.id},
                   {"case", reset.case_id},
                   {"up_to_event", reset.up_to_event},
                   {"when", reset.when.text()},
                   {"who", reset.who},
                   {"undone", time_or_null(reset.undone)},
                   {"undone_by", reset.undone_by}});
}

std::string line_of(const CaseLink& link) {
    return dumped({{"link", link.id},
                   {"a", link.a},
                   {"b", link.b},
                   {"when", link.when.text()},
                   {"who", link.who},
                   {"undone", time_or_null(link.undone)},
                   {"undone_by", link.undone_by}});
}

// None where it is null. Throws where it is no time.
std::optional<Timestamp> time_of(const nlohmann::json& line, const char* name) {
    const auto* member = find_member(line, name);
    if (member == nullptr) return std::nullopt;
    return parse_timestamp(member->get<std::string>(), {}).value();
}

// Throws where a member is missing or of another type.
ReuseEvent event_of(const nlohmann::json& line) {
    ReuseEvent event;
    event.id = line.at("id");
    event.when = time_of(line, "when").value();
    event.who = line.at("who");
    event.case_id = line.at("case");
    event.verdict = parse_verdict(line.at("verdict").get<std::string>()).value();
    event.text = line.at("text");
    const auto outcome = read_outcome(line);
    if (outcome) event.outcome = *outcome;
    event.query_id = line.at("query_id");
    event.undone = time_of(line, "undone");
    event.undone_by = line.at("undone_by");
    event.source_key = line.at("source_key");
    return event;
}

LearningReset reset_of(const nlohmann::json& line) {
    LearningReset reset;
    reset.case_id = line.at("case");
    reset.up_to_event = line.at("up_to_event");
    reset.when = time_of(line, "when").value();
    reset.who = line.at("who");
    reset.undone = time_of(line, "undone");
    reset.undone_by = line.at("undone_by");
    return reset;
}

// Throws as event_of(), and where it links no two cases.
CaseLink link_of(const nlohmann::json& line) {
    const EntryId one = line.at("a"), other = line.at("b");
    CaseLink link;
    link.id = line.at("link");
    link.a = std::min(one, other);
    link.b = std::max(one, other);
    if (link.a < 1 || link.a == link.b) throw std::invalid_argument("no two cases");
    link.who = line.at("who");
    link.when = time_of(line, "when").value();
    link.undone = time_of(line, "undone");
    link.undone_by = line.at("undone_by");
    return link;
}

// Puts the lines into the log, many events at a time.
class Taker {
  public:
    Taker(Workspace& workspace, const std::set<EntryId>& replaced_ids)
        : workspace_(workspace), replaced_ids_(replaced_ids) {}

    Result<void> take(const std::string& text) {
        try {
            const nlohmann::json line = nlohmann::json::parse(text);
            if (line.contains("reset"))
                keep(reset_of(line));
            else if (line.contains("link"))
                keep(link_of(line));
            else
                keep(event_of(line));
        } catch (const std::exception&) {
            ++refused_;
        }
        return events_.size() < kEventsAtOnce ? Result<void>() : flush();
    }

    Result<void> finish() {
        if (auto flushed = flush(); !flushed) return flushed;
        if (auto added = workspace_.database().add_learning_resets(resets_); !added) return added;
        if (auto added = workspace_.database().add_case_links(links_); !added) return added;
        auto summaries = workspace_.database().outcome_summaries();
        if (!summaries) return summaries.error();
        workspace_.outcomes().replace_all(std::move(*summaries));
        if (workspace_.reuse_listener() != nullptr)
            for (const LearningReset& reset : resets_)
                workspace_.reuse_listener()->changed(reset.case_id);
        return {};
    }

    std::string note() const {
        return fmt::format(
            "{}: {} events and {} links of cases taken over, {} of entries with another number "
            "left out, {} lines are none",
            kReuseLogName, old_ids_.size(), links_.size(), left_out_, refused_);
    }

  private:
    void keep(ReuseEvent event) {
        if (replaced_ids_.contains(event.case_id)) {
            ++left_out_;
            return;
        }
        old_ids_.push_back(event.id);
        events_.push_back(std::move(event));
    }

    // Events get new numbers, in the same order and without gaps.
    void keep(LearningReset reset) {
        const auto after = std::upper_bound(old_ids_.begin(), old_ids_.end(), reset.up_to_event);
        reset.up_to_event = after - old_ids_.begin();
        if (!replaced_ids_.contains(reset.case_id)) resets_.push_back(std::move(reset));
    }

    void keep(CaseLink link) {
        if (replaced_ids_.contains(link.a) || replaced_ids_.contains(link.b))
            ++left_out_;
        else if (!link.undone && !linked_.emplace(link.a, link.b).second)
            ++refused_;  // a pair is linked once
        else
            links_.push_back(std::move(link));
    }

    Result<void> flush() {
        const auto ids = record_prepared(workspace_, std::exchange(events_, {}));
        return ids ? Result<void>() : ids.error();
    }

    Workspace& workspace_;
    const std::set<EntryId>& replaced_ids_;
    std::vector<ReuseEvent> events_;
    std::vector<LearningReset> resets_;
    std::vector<CaseLink> links_;
    std::set<std::pair<EntryId, EntryId>> linked_;
    std::vector<std::int64_t> old_ids_;
    std::size_t refused_ = 0;
    std::size_t left_out_ = 0;
};

}  // namespace

Result<std::size_t> write_reuse_log(const store::Database& database, const fs::path& path) {
    LinesFile file(path);
    auto written = database.for_each_reuse_event(
        0, store::EventChoice::all,
        [&](const ReuseEvent& event) { return file.add(line_of(event)); });
    if (!written) return written.error();
    written = database.for_each_learning_reset(
        [&](const LearningReset& reset) { return file.add(line_of(reset)); });
    if (!written) return written.error();
    const auto links = database.case_links();
    if (!links) return links.error();
    for (const CaseLink& link : *links)
        if (auto added = file.add(line_of(link)); !added) return added.error();
    return file.finish();
}

Result<void> take_reuse_log(Workspace& workspace, const fs::path& path,
                            const std::set<EntryId>& replaced_ids, ImportMode mode,
                            std::vector<std::string>& notes) {
    const auto events = workspace.database().reuse_event_count();
    if (!events) return events.error();
    const auto links = workspace.database().case_links();
    if (!links) return links.error();
    if (*events > 0 || !links->empty()) {
        notes.push_back(fmt::format("{}: not taken over: the library has a log of reuse already",
                                    kReuseLogName));
        return {};
    }
    if (mode == ImportMode::dry_run) return {};
    Taker taker(workspace, replaced_ids);
    auto read = for_each_line(path, [&](const std::string& line) { return taker.take(line); });
    if (!read) return read;
    if (auto finished = taker.finish(); !finished) return finished;
    notes.push_back(taker.note());
    return {};
}

}  // namespace casebook::app
