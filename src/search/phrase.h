// Whether a text has a phrase word for word. The index has no positions (they would cost eight times the text in disk), so phrases
// are looked up on the stored text itself.
//
// Compared is the folded text (base/fold.h), in which white space between two Chinese characters does not count (a line break in
// the middle of a sentence), other white space is one space, and the Markdown marks * and ` are not there. A phrase that begins or
// ends with a letter or digit does not match inside a longer word.
#pragma once

#include <string>
#include <string_view>

#include "domain/entry.h"

namespace casebook::search {

class Phrase {
  public:
    explicit Phrase(std::string_view text);

    bool is_in(std::string_view text) const;
    bool is_in(const Entry& entry) const;  // in one of its searchable texts

  private:
    bool is_plainly_in(std::string_view text) const;

    std::string typed_;
    std::u32string characters_;
};

}  // namespace casebook::search
