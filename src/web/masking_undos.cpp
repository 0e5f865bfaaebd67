#include "web/masking_undos.h"

#include <algorithm>

#include "web/random_token.h"

namespace casebook::web {
namespace {

constexpr std::chrono::minutes kKept{10};
constexpr std::size_t kMost = 1000;

}  // namespace

std::string MaskingUndos::remember(MaskingUndo undo) {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [&](const auto& pair) { return pair.second.until < now; });
    if (kept_.size() >= kMost)
        kept_.erase(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
            return a.second.until < b.second.until;
        }));
    const std::string token = random_token();
    kept_.emplace(token, Kept{std::move(undo), now + kKept});
    return token;
}

std::optional<MaskingUndo> MaskingUndos::find(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(token);
    if (found == kept_.end() || found->second.until < std::chrono::steady_clock::now())
        return std::nullopt;
    return found->second.undo;
}

void MaskingUndos::forget(const std::string& token) {
    const std::lock_guard lock(mutex_);
    kept_.erase(token);
}

}  // namespace casebook::web
