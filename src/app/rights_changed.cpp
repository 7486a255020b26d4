// The rights of each person in each version, and where they differ (see rights_changed.h).
#include "app/rights_changed.h"

#include <algorithm>
#include <set>

namespace drivetrain::app {

namespace {

using adaptation::HeldRight;
using adaptation::RightsChange;
/// Person → decision → how.
using RightsOfPeople = std::map<std::string, std::map<std::string, std::vector<HeldRight>>>;

class RightsIn {
 public:
  RightsIn(model::OperatingModel const& model, Date day) : model_(model), day_(day) {
    for (auto const& [id, decision] : model.decisions.decisions) {
      for (auto const& band : decision.bands) give(id, band.when.text, band.role.text());
      for (auto const& role : decision.rapid.decide) give(id, "", role.text());
    }
  }
  RightsOfPeople all;

 private:
  void give(std::string const& decision, std::string const& when, std::string const& role) {
    for (auto const* assignment : organisation::assignments_of(model_.organisation, role)) {
      for (auto const& term : assignment->holders) give(decision, when, role, term, "holder");
      for (auto const& term : assignment->deputies) give(decision, when, role, term, "deputy");
    }
  }
  void give(std::string const& decision, std::string const& when, std::string const& role, organisation::Term const& term, char const* via) {
    if (!term.to || day_ <= *term.to) all[term.person.text()][decision].push_back({when, role, via, term.from, term.to});
  }

  model::OperatingModel const& model_;
  Date day_;
};

/// A term that began already is no other right than one without a beginning.
bool same(std::vector<HeldRight> before, std::vector<HeldRight> after, Date day) {
  auto key = [](HeldRight const& one) { return std::tie(one.when, one.role, one.via, one.from, one.to); };
  for (auto* rights : {&before, &after}) {
    for (auto& one : *rights)
      if (one.from && *one.from <= day) one.from.reset();
    std::sort(rights->begin(), rights->end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
  }
  return before == after;
}

std::string title_of_right(model::OperatingModel const& before, model::OperatingModel const& after, std::string const& decision) {
  auto const* entity = after.find("Decision", decision) ? after.find("Decision", decision) : before.find("Decision", decision);
  return entity ? entity->title : decision;
}

}  // namespace

std::map<std::string, std::vector<RightsChange>> rights_changed(model::OperatingModel const& before, model::OperatingModel const& after, Date day) {
  RightsIn earlier(before, day), now(after, day);
  std::map<std::string, std::vector<RightsChange>> changed;
  for (auto const& [person, declared] : after.organisation.people) {
    auto& had = earlier.all[person];
    auto& has = now.all[person];
    std::set<std::string> decisions;
    for (auto const* rights : {&had, &has})
      for (auto const& [decision, how] : *rights) decisions.insert(decision);
    for (auto const& decision : decisions) {
      if (same(had[decision], has[decision], day)) continue;
      auto known = [&](model::OperatingModel const& model) { return model.decisions.decisions.contains(decision); };
      changed[person].push_back({decision, title_of_right(before, after, decision), had[decision], has[decision], !known(after) ? "retired" : known(before) ? "same" : "new"});
    }
  }
  return changed;
}

}  // namespace drivetrain::app
