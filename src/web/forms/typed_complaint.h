// What was typed on the page of a complaint whose form was refused. It comes back field by field, in the form that was sent; where somebody
// else wrote the same field meanwhile, what stands there now is told beside it, and what was not touched is as it is now.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/page.h"

namespace casebook::web {

enum class ComplaintForm { none, step, details, hand_over, bounce, merge, close };

// A field that several people write, after a refusal.
struct GivenBack {
    std::string value;
    std::optional<std::string> changed_to;  // what somebody else wrote there meanwhile
};

struct TypedFact {
    std::string name, value;
    std::optional<std::string> was;  // as the page had it
};

class TypedComplaint {
  public:
    explicit TypedComplaint(const Visit& visit);

    // The form whose button was pressed.
    ComplaintForm form() const { return form_; }

    // As typed in `form`, else `otherwise`.
    std::string text(ComplaintForm form, const std::string& name,
                     const std::string& otherwise = "") const;

    // A field of the details. What the page had is in the field <name>_was.
    GivenBack detail(const std::string& name, const std::string& now) const;

    // Those of the details, in their order; also names without a value and values without a name.
    std::vector<TypedFact> facts() const;

  private:
    std::optional<std::string> find(const std::string& name) const;

    const Values& values_;
    ComplaintForm form_;
};

// `now` where nothing was changed by hand.
GivenBack give_back(const std::string& typed, const std::optional<std::string>& was,
                    const std::string& now);

}  // namespace casebook::web
