// Templates and static files, from the binary (release) or from disk (otherwise).
//
// All static files are reached below one folder stamped with a hash of them all (/static/<stamp>/js/app.js), so a browser may
// keep them for ever and a new version has new addresses. The style sheets css/*.css are one file, css/app.css, joined in
// alphabetical order.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "render/templates.h"

namespace casebook::web {

struct Asset {
    std::string_view content_type;
    std::string bytes;
};

class Assets {
  public:
    // Error: invalid (a broken template), io.
    static Result<std::shared_ptr<const Assets>> load();

    const render::Templates& templates() const { return templates_; }
    std::string url(std::string_view path) const;  // "js/app.js" -> "/static/<stamp>/js/app.js"
    const Asset* find(
        std::string_view stamped_path) const;  // "<stamp>/js/app.js"; the stamp must be right

  private:
    explicit Assets(render::Templates templates) : templates_(std::move(templates)) {}
    render::Templates templates_;
    std::map<std::string, Asset, std::less<>> files_;  // by path below static/
    std::string stamp_;
};

// As this program was built (a dev build reads the files again when one of them changed: somebody edits them), or once and never again.
enum class AssetReading { as_built, once };

// The assets in use. Thread-safe.
class CurrentAssets {
  public:
    CurrentAssets(std::shared_ptr<const Assets> assets, AssetReading reading);

    std::shared_ptr<const Assets> get() const;

  private:
    AssetReading reading_;
    mutable std::mutex mutex_;  // of the rest
    mutable std::shared_ptr<const Assets> assets_;
    mutable std::uint64_t state_;  // of the files that they were made of
};

}  // namespace casebook::web
