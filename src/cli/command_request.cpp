#include "cli/command_request.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace casebook::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The server works in another folder.
std::string absolute_text(const fs::path& path) {
    if (path.empty()) return {};
    std::error_code failure;
    const fs::path whole = fs::absolute(path, failure);
    return failure ? path.string() : whole.lexically_normal().string();
}

json options_of(const ImportOptions& options) {
    json paths = json::array();
    for (const fs::path& path : options.paths) paths.push_back(absolute_text(path));
    return {{"paths", paths},
            {"format", options.format},
            {"encoding", options.encoding},
            {"map", options.map},
            {"report", absolute_text(options.report)},
            {"dry_run", options.dry_run},
            {"kind", options.kind},
            {"owner", options.owner}};
}
json options_of(const ReindexOptions&) {
    return json::object();
}
json options_of(const CheckOptions& options) {
    return {{"repair", options.repair}};
}
json options_of(const ReuseOptions& options) {
    return {{"events", absolute_text(options.events)},
            {"until_round", options.until_round ? json(*options.until_round) : json(nullptr)},
            {"report", absolute_text(options.report)}};
}

json options_of(const UserOptions& options) {
    return {{"action", options.action},     {"name", options.name},
            {"role", options.role},         {"display_name", options.display_name},
            {"team", options.team},         {"has_password", options.has_password},
            {"password", options.password}, {"scopes", options.scopes},
            {"label", options.label}};
}

constexpr const char* name_of(const ImportOptions&) {
    return "import";
}
constexpr const char* name_of(const ReindexOptions&) {
    return "reindex";
}
constexpr const char* name_of(const CheckOptions&) {
    return "check";
}
constexpr const char* name_of(const ReuseOptions&) {
    return "reuse";
}
constexpr const char* name_of(const UserOptions&) {
    return "user";
}

ImportOptions read_import(const json& options) {
    ImportOptions import;
    for (const json& path : options.at("paths")) import.paths.emplace_back(path.get<std::string>());
    import.format = options.at("format");
    import.encoding = options.at("encoding");
    import.map = options.at("map").get<std::vector<std::string>>();
    import.report = options.at("report").get<std::string>();
    import.dry_run = options.at("dry_run");
    import.kind = options.at("kind");
    import.owner = options.at("owner");
    return import;
}

ReuseOptions read_reuse(const json& options) {
    ReuseOptions reuse;
    reuse.events = options.at("events").get<std::string>();
    if (const json& round = options.at("until_round"); !round.is_null()) reuse.until_round = round;
    reuse.report = options.at("report").get<std::string>();
    return reuse;
}

UserOptions read_user(const json& options) {
    UserOptions user;
    user.action = options.at("action");
    user.name = options.at("name");
    user.role = options.at("role");
    user.display_name = options.at("display_name");
    user.team = options.at("team");
    user.has_password = options.at("has_password");
    user.password = options.at("password");
    user.scopes = options.at("scopes");
    user.label = options.at("label");
    return user;
}

Result<WritingCommand> read_command(const std::string& name, const json& options) {
    if (name == "import") return WritingCommand(read_import(options));
    if (name == "reindex") return WritingCommand(ReindexOptions{});
    if (name == "check") return WritingCommand(CheckOptions{options.at("repair")});
    if (name == "reuse") return WritingCommand(read_reuse(options));
    if (name == "user") return WritingCommand(read_user(options));
    return Error{ErrorKind::invalid, "The server knows no such command", "", {}};
}

Result<CommandRequest> read_request(const json& request) {
    const std::string version = request.at("version");
    if (version != CASEBOOK_VERSION)
        return Error{
            ErrorKind::conflict,
            fmt::format("The server has version {}, this command {}", CASEBOOK_VERSION, version),
            "Restart the server with the new version",
            {}};
    CommandRequest read{{request.at("content").get<std::string>(),
                         {},
                         request.at("format") == "json" ? Format::json : Format::text,
                         request.at("quiet")},
                        {}};
    auto command = read_command(request.at("command"), request.at("options"));
    if (!command) return command.error();
    read.command = std::move(*command);
    return read;
}

}  // namespace

std::string print_request(const CommandRequest& request) {
    return std::visit(
        [&](const auto& options) {
            const json line{{"version", CASEBOOK_VERSION},
                            {"content", absolute_text(request.common.content)},
                            {"format", request.common.format == Format::json ? "json" : "text"},
                            {"quiet", request.common.quiet},
                            {"command", name_of(options)},
                            {"options", options_of(options)}};
            return line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
        },
        request.command);
}

Result<CommandRequest> parse_request(std::string_view line) {
    try {
        return read_request(json::parse(line));
    } catch (const std::exception&) {
        return Error{ErrorKind::invalid, "The server does not understand the command", "", {}};
    }
}

}  // namespace casebook::cli
