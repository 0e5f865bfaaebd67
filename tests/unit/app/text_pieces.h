// A text in memory, given in pieces as a file would be.
#pragma once

#include <string>

#include "app/import_text.h"

namespace casebook::app {

class TextPieces final : public TextStream {
  public:
    explicit TextPieces(std::string text, std::size_t piece_size = 1 << 16)
        : text_(std::move(text)), piece_size_(piece_size) {}

    Result<bool> read_more(std::string& text) override {
        if (position_ >= text_.size()) return false;
        text += text_.substr(position_, piece_size_);
        position_ += piece_size_;
        return true;
    }

  private:
    std::string text_;
    std::size_t piece_size_;
    std::size_t position_ = 0;
};

}  // namespace casebook::app
