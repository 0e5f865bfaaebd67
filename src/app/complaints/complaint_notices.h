// Puts news of complaints on the notice board.
#pragma once

#include "app/complaints/complaint_listener.h"

namespace casebook::app {

class NoticeBoard;

class ComplaintNotices final : public ComplaintListener {
  public:
    // The board outlives it.
    explicit ComplaintNotices(NoticeBoard& board) : board_(board) {}
    void told(const std::string& account, ComplaintNews news) override;

  private:
    NoticeBoard& board_;
};

}  // namespace casebook::app
