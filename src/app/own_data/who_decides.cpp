// Asking the routing (see who_decides.h).
#include "app/own_data/who_decides.h"

#include <algorithm>

#include "app/own_data/tiles.h"
#include "app/own_data/write_model.h"
#include "base/text.h"
#include "base/zone.h"
#include "decisions/route.h"
#include "organisation/views.h"

namespace drivetrain::app::own_data {

namespace {

Instant noon(model::OperatingModel const& model, Date day) {
  auto zone = Zone::find(model.organisation.company.timezone.value);
  return (zone ? *zone : Zone::utc())->to_instant({day, hours(12).us});
}

organisation::State away(std::string const& person, Instant now) {
  organisation::State state;
  state.absences[person].push_back({"asked", person, now - hours(1), now + hours(1), "", ""});
  return state;
}

std::string title_of(Draft const& draft, std::string const& role) {
  for (auto const& known : draft.roles)
    if (known.id == role) return known.title;
  return role;
}

/// An amount inside the level: its end, or just above its beginning.
Decimal witness(DraftLevel const& level) {
  if (level.limit.up_to && level.limit.up_to_included) return *level.limit.up_to;
  if (level.limit.above) return level.limit.above_included ? *level.limit.above : Decimal::add(*level.limit.above, Decimal(1)).value_or(*level.limit.above);
  return Decimal(1);
}

struct Asked {
  Draft const& draft;
  model::OperatingModel const& model;
  Instant now;

  std::string then_moves_up(DraftDecision const& decision) const {
    auto compiled = model.decisions.decisions.find(decision.id);
    if (compiled == model.decisions.decisions.end() || compiled->second.escalation.empty()) return "";
    return ", and moves up after " + describe_duration(compiled->second.escalation.front().after);
  }
  std::string name(std::string const& person) const { return organisation::name_of(model.organisation, person); }

  /// "Tom Bright; when Tom Bright is away, Sarah Field".
  std::string seats(DraftDecision const& decision, std::string const& role) const {
    auto const& form = model.organisation;
    organisation::State nobody_away;
    auto today = organisation::acting_person(form, nobody_away, role, now);
    if (today.via == organisation::Via::many) return "any of " + counted(today.candidates.size(), "person", "people");
    if (today.person.empty()) return "nobody: the role is vacant";
    auto state = away(today.person, now);
    auto other = organisation::acting_person(form, state, role, now);
    auto words = name(today.person);
    if (today.via == organisation::Via::deputy) words += " as deputy, because nobody holds the role";
    return words + "; when " + name(today.person) + " is away, " + (other.person.empty() ? "nobody: it waits" + then_moves_up(decision) : name(other.person));
  }
};

/// "Above EUR 15,000 in "Purchasing" when the works manager is away": the highest limited level's end, and who is above it.
void ask_above(Asked const& asked, DraftDecision const& draft, decisions::Decision const& decision, std::vector<ReportItem>& items) {
  std::optional<Decimal> limit;
  std::string below;
  bool is_top = true;
  for (auto const& level : draft.levels) {
    if (!level.limit.up_to || (limit && *level.limit.up_to <= *limit)) continue;
    // The highest level that still has somebody above it, when there is one.
    bool somebody_above = std::any_of(draft.levels.begin(), draft.levels.end(), [&](auto const& other) { return !other.limit.up_to || *other.limit.up_to > *level.limit.up_to; });
    if (!somebody_above && limit) continue;
    limit = level.limit.up_to;
    below = level.role;
    is_top = !somebody_above;
  }
  if (!limit || below.empty()) return;
  auto fact = fact_of(draft);
  auto unit = draft.unit.empty() ? asked.draft.currency : draft.unit;
  auto asked_for = Decimal::add(*limit, Decimal(1)).value_or(*limit);
  feel::Context facts;
  facts.set(fact, feel::Value(asked_for));
  organisation::State present;
  auto holder = organisation::acting_person(asked.model.organisation, present, below, asked.now);
  auto state = holder.person.empty() ? organisation::State{} : away(holder.person, asked.now);
  auto route = decisions::route_facts(decision, feel::Value(facts), "", {asked.model.organisation, state}, asked.now);
  auto question = "Above " + in_words(*limit, unit) + " in \"" + draft.title + "\"";
  if (!holder.person.empty()) question += " when " + asked.name(holder.person) + " (" + title_of(asked.draft, below) + ") is away";
  std::string answer;
  auto covering = roles_at(draft, asked_for);
  if (route.role.empty() && covering.size() > 1) answer = title_of(asked.draft, covering[0]) + " and " + title_of(asked.draft, covering[1]) + " both may";
  else if (route.role.empty()) answer = is_top ? "nobody may decide; no level goes that high" : "nobody may decide; the next level begins higher";
  else if (route.person.empty()) answer = title_of(asked.draft, route.role) + " should, and nobody is there who may act in that role";
  else answer = asked.name(route.person) + " decides, as " + (route.via == "deputy" ? "deputy of " : "") + title_of(asked.draft, route.role);
  items.push_back({question + ": " + answer + ".", "", draft.origin});
}

}  // namespace

std::vector<ReportItem> who_decides(Draft const& draft, model::OperatingModel const& model, Date at) {
  std::vector<ReportItem> items;
  Asked asked{draft, model, noon(model, at)};
  for (auto const& decision : draft.decisions) {
    auto compiled = model.decisions.decisions.find(decision.id);
    if (compiled == model.decisions.decisions.end()) continue;
    auto unit = decision.unit.empty() ? draft.currency : decision.unit;
    if (!decision.levels.empty()) ask_above(asked, decision, compiled->second, items);
    auto levels = decision.levels;
    std::stable_sort(levels.begin(), levels.end(), [](auto const& a, auto const& b) { return witness(a) < witness(b); });
    for (auto const& level : levels)
      items.push_back({decision.title + ", " + level_in_words(level, unit) + ": " + title_of(draft, level.role) + " (" + asked.seats(decision, level.role) + ").", "", level.origin});
    for (auto const& role : decision.deciders)
      items.push_back({decision.title + ": " + title_of(draft, role) + " (" + asked.seats(decision, role) + ").", "", decision.origin});
  }
  return items;
}

}  // namespace drivetrain::app::own_data
