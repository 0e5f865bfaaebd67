#include "app/backup_manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace casebook::app {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kFormat = "casebook-backup";
constexpr int kVersion = 1;
constexpr std::size_t kLongestName = 4096;  // bytes, as the system's

// JSON holds text; a name of other bytes is written in hexadecimal.
std::string hex_of(std::string_view bytes) {
    std::string text;
    for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return text;
}

std::string bytes_of(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

ordered_json json_of(const std::string& name, const ArchivedFile& file) {
    ordered_json json = find_invalid_utf8(name) ? ordered_json{{"path_hex", hex_of(name)}}
                                                : ordered_json{{"path", name}};
    json["size"] = file.size;
    json["fingerprint"] = file.fingerprint;
    return json;
}

std::string name_in(const ordered_json& file) {
    return file.contains("path_hex") ? bytes_of(file.at("path_hex").get<std::string>())
                                     : file.at("path").get<std::string>();
}

Error no_manifest(std::string_view why) {
    return {ErrorKind::corrupt,
            fmt::format("The backup's manifest cannot be read ({})", why),
            "Nothing was changed. Use another backup",
            {}};
}

Result<BackupContents> read_manifest(const ordered_json& json) {
    if (json.at("format") != kFormat) return no_manifest("another program's");
    if (json.at("version").get<int>() > kVersion)
        return Error{ErrorKind::conflict,
                     "A newer Casebook made this backup",
                     "Restore it with that version, " + json.at("program").get<std::string>(),
                     {}};
    BackupContents contents{json.at("program"), json.at("made"), {}};
    for (const ordered_json& file : json.at("files"))
        contents.files[name_in(file)] = {file.at("size"), file.at("fingerprint")};
    return contents;
}

}  // namespace

std::uint64_t BackupContents::bytes() const {
    std::uint64_t sum = 0;
    for (const auto& [name, file] : files) sum += file.size;
    return sum;
}

bool is_allowed_name(std::string_view name) {
    if (name == kDatabaseName) return true;
    if (!name.starts_with(kContentPrefix) || name.size() > kLongestName) return false;
    if (name.find('\0') != std::string_view::npos) return false;
    const std::vector<std::string> parts = split(name, '/');
    return std::none_of(parts.begin(), parts.end(), [](const std::string& part) {
        return part.empty() || part == "." || part == "..";
    });
}

std::string print_manifest(const BackupContents& contents) {
    ordered_json files = ordered_json::array();
    for (const auto& [name, file] : contents.files) files.push_back(json_of(name, file));
    const ordered_json json{{"format", kFormat},
                            {"version", kVersion},
                            {"program", contents.program},
                            {"made", contents.made},
                            {"files", files}};
    return json.dump(1) + "\n";
}

Result<BackupContents> parse_manifest(std::string_view json) {
    try {
        return read_manifest(ordered_json::parse(json));
    } catch (const std::exception& failure) {
        return no_manifest(failure.what());
    }
}

}  // namespace casebook::app
