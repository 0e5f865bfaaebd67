// A file of many lines, written one by one: as an export writes its rows.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

#include "base/result.h"

namespace casebook::app {

class LinesFile {
  public:
    explicit LinesFile(std::filesystem::path path);

    // `line` with its end. Error: io.
    Result<void> add(std::string_view line);

    // Durable when it returns how many there are. Error: io.
    Result<std::size_t> finish();

  private:
    std::filesystem::path path_;
    std::ofstream file_;
    std::size_t count_ = 0;
};

}  // namespace casebook::app
