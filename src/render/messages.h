// The words of the program in one language: a flat JSON object from key to text, one file a language
// (templates/messages/zh-CN.json, en.json). Both have the same keys; a test sees to it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casebook::render {

enum class Language { chinese, english };
std::string_view tag_of(Language language);  // zh-CN, en

class Messages {
  public:
    // Error: invalid, naming `path`.
    static Result<Messages> parse(std::string_view json, const std::string& path);

    const std::string* find(std::string_view key) const;

    // The text; a key that does not exist gives the key itself, which a test would show.
    std::string text(std::string_view key) const;

    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

  private:
    std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace casebook::render
