// Markdown files as a source of rows: a folder with all below it, or one file.
//
// A file with front matter is read as one of a library (docs/content-format.md) and keeps every byte. One without gets its title
// from a leading "# heading" or its name, its sections from the known headings (or those of --map), and what stands before them
// as its complaint. The kind is told by the folders cases, dailies and posts; any other file is a case. Hidden files are left out.
#pragma once

#include "app/import_source.h"

namespace casebook::app {

Result<std::unique_ptr<ImportSource>> open_markdown_source(const std::filesystem::path& path,
                                                           const ImportSettings& settings);

}  // namespace casebook::app
