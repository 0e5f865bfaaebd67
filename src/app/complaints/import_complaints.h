// Complaints that come from elsewhere: e-mails that were saved as files (.eml), and rows of tables or JSONL. Idempotent: a mail by its
// Message-ID, a row by its external_id.
#pragma once

#include <filesystem>
#include <string>

#include "app/import_cases.h"

namespace casebook::app {

struct ComplaintImport {
    std::string by = "cli";  // in whose name
    std::string owner;       // who sees to them; empty: nobody yet
    ImportMode mode = ImportMode::write;
};

// A file, or a folder with .eml files in it. A file that is no mail is refused, the others are taken. The sender is the contact.
// Error: not_found, io, invalid (there is no such owner).
Result<ImportReport> import_mails(Workspace& workspace, const std::filesystem::path& path,
                                  const ComplaintImport& import);

// A table or JSONL with the columns of cases (complaint or title, category, external_id, created); contact (联系方式) and owner (负责人) besides.
Result<ImportReport> import_complaint_rows(Workspace& workspace, const std::filesystem::path& path,
                                           const ComplaintImport& import,
                                           const ImportSettings& settings);

}  // namespace casebook::app
