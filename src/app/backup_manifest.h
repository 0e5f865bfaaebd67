// What a backup says that it holds, as JSON in the backup itself.
#pragma once

#include <string>
#include <string_view>

#include "app/backup.h"

namespace casebook::app {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kManifestSealName = "manifest.json.blake2b";
inline constexpr std::string_view kContentPrefix = "content/";
inline constexpr std::string_view kDatabaseName = "state/casebook.db";

// Whether a file of that name may be in a backup: the database, or one that stays in the content folder wherever that is.
bool is_allowed_name(std::string_view name);

std::string print_manifest(const BackupContents& contents);

// Error: corrupt; conflict when a newer program wrote it.
Result<BackupContents> parse_manifest(std::string_view json);

}  // namespace casebook::app
