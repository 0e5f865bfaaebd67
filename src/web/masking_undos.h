// What was masked in saves of the last minutes, so that the writer can say that a number was not personal. Kept in memory only,
// each under a token that says nothing; a restart forgets them, and the writer types the number again. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/masking.h"
#include "domain/entry.h"

namespace casebook::web {

struct MaskingUndo {
    Entry written;        // as it was typed, with its id
    std::string version;  // of the masked entry
    std::vector<app::Masking> masked;
    std::string account;  // who wrote it, and may take it back
};

class MaskingUndos {
  public:
    // Returns the token.
    std::string remember(MaskingUndo undo);
    std::optional<MaskingUndo> find(const std::string& token) const;
    void forget(const std::string& token);

  private:
    struct Kept {
        MaskingUndo undo;
        std::chrono::steady_clock::time_point until;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Kept> kept_;
};

}  // namespace casebook::web
