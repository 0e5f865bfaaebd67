// Who passes on to people what happens to cases that concern them.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/entry.h"

namespace casebook::app {

struct CaseNews {
    enum class What {
        withdrawn,     // it is not right any more and is not suggested
        restored,      // that was taken back: it is suggested again
        needs_a_look,  // an agent doubts it; goes to the leads
    };
    What what = What::withdrawn;
    EntryId case_id = 0;
    std::string title;
    std::string who;     // the account that did it
    std::string reason;  // masked; may be empty
    Timestamp when{};
};

// Called after what it tells is durable, one call at a time or several at once. A call that is missed loses a notice, never the news itself:
// the case's history and its flags have it.
class NoticeListener {
  public:
    virtual ~NoticeListener() = default;

    // `accounts`: names, each once, without `news.who`; never empty.
    virtual void told(const std::vector<std::string>& accounts, const CaseNews& news) = 0;
};

}  // namespace casebook::app
