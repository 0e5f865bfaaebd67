// Who hears what a complaint needs: its owner. Where it has none, or the owner's account is disabled, somebody has to give it to somebody:
// the leads of its team, or all leads where there is no team, or none of its own.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/complaints/change_complaint.h"

namespace casebook::app {

// Its owner works here.
bool is_answered_for(const Workspace& workspace, const Complaint& complaint);

// Accounts, none of them disabled.
std::vector<std::string> who_answers(const Workspace& workspace, const Complaint& complaint);

// Each of them but whoever did it.
void tell_who_answers(Workspace& workspace, const Complaint& complaint, ComplaintNews news);

// News of one round or one import. An owner hears of each complaint; leads hear at once of all of a kind that nobody answers for.
class GatheredNews {
  public:
    void add(const Workspace& workspace, const Complaint& complaint, ComplaintNews news);

    // Each of those whom it concerns but whoever did it.
    void tell(Workspace& workspace);

  private:
    struct OfOneKind {
        ComplaintNews first;
        std::size_t count = 0;
    };
    using Hearers = std::vector<std::string>;

    std::vector<std::pair<Hearers, ComplaintNews>> single_;
    std::map<std::pair<Hearers, ComplaintNews::Kind>, OfOneKind> together_;
};

}  // namespace casebook::app
