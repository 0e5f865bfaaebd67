// A table as a source of rows: its first row names the columns.
#pragma once

#include "app/import_source.h"

namespace casebook::app {

Result<std::unique_ptr<ImportSource>> open_csv_source(const std::filesystem::path& path,
                                                      TextFile file, const ImportSettings& settings,
                                                      std::chrono::minutes default_offset);

}  // namespace casebook::app
