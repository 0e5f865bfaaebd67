// Who wants to hear what people have to know of their complaints: what shows them notices.
#pragma once

#include <optional>
#include <string>

#include "domain/complaint.h"

namespace casebook::app {

struct ComplaintNews {
    enum class Kind {
        assigned,     // it is yours: a lead said so, or it came in for you
        handed_over,  // it is yours now: a colleague gave it to you
        due,          // `action` is to be done
        stuck,        // it was due long ago
        bounced,      // the back office misses `detail`
        merged,       // it was taken into complaint `detail`
        bad_card,     // the customer gave a 1: apologise by `due`
        unowned,      // it came in, `detail` of them, and nobody owns it yet
    };
    Kind kind = Kind::assigned;
    ComplaintNumber number = 0;
    std::string subject;  // the start of its text, masked
    std::string by;       // whose doing it is; empty: the rules, or the customer
    std::string detail;
    std::size_t others = 0;  // complaints of which the same is said with this one
    std::optional<NextActionKind> action{};
    std::optional<Timestamp> due{};
};
std::string_view to_text(ComplaintNews::Kind kind);  // "assigned" ...: the end of a message key

// Called after what it tells is durable, from any thread; must return soon, and must not change complaints itself. Everything that it is
// told is also on the complaint's page.
class ComplaintListener {
  public:
    virtual ~ComplaintListener() = default;
    virtual void told(const std::string& account, ComplaintNews news) = 0;
};

}  // namespace casebook::app
