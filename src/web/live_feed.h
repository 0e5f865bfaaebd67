// Tells pages that are open that there is something new, as server-sent events (HTML Standard, 9.2). An event says that, never what: the
// page then asks as itself, in its language and with its rights. Thread-safe.
//
//   event: hello     data: how many notices were not seen        to the page that has begun to listen
//   event: notices   data: new                                   to the open pages of one account
//   event: desk      data: empty                                 to all: what concerns the whole desk changed
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/notice_board.h"

namespace casebook::web {

std::string live_event(std::string_view name, std::string_view data);

class LiveFeed final : public app::NoticeListener {
  public:
    // nullopt: to all.
    using Sink = std::function<void(std::optional<std::string> account, std::string bytes)>;

    // nullptr: nobody can be reached any more.
    void use_sink(Sink sink);

    void told(const std::vector<Notice>& notices) override;
    void desk_changed() override;

  private:
    void send(std::optional<std::string> account, std::string bytes);

    std::mutex mutex_;
    Sink sink_;
};

}  // namespace casebook::web
