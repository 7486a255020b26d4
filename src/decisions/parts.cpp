// The parts of RAPID (see parts.h).
#include "decisions/parts.h"

#include <algorithm>

#include "base/text.h"
#include "decisions/subjects.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

bool waits_for(Decision const& decision, std::string_view part) {
  auto const& parts = decision.rapid.waits_for;
  return std::any_of(parts.begin(), parts.end(), [&](Text const& one) { return one.value == part; });
}

Contribution const* last_of(LiveDecision const& live, std::string_view part, std::string_view role) {
  auto const& all = live.contributions;
  auto found = std::find_if(all.rbegin(), all.rend(), [&](Contribution const& one) { return one.part == part && one.role == role; });
  return found == all.rend() ? nullptr : &*found;
}

struct DeclaredPart {
  std::string part, role;
};
std::vector<DeclaredPart> declared_parts(Decision const& decision) {
  std::vector<DeclaredPart> parts;
  auto const& rapid = decision.rapid;
  if (!rapid.recommend.empty()) parts.push_back({"recommend", rapid.recommend.text()});
  for (auto const& role : rapid.agree) parts.push_back({"agree", role.text()});
  for (auto const& role : rapid.input) parts.push_back({"input", role.text()});
  if (!rapid.perform.empty()) parts.push_back({"perform", rapid.perform.text()});
  return parts;
}

/// Whoever opened it with a recommendation has recommended.
bool is_in(LiveDecision const& live, DeclaredPart const& part) {
  return last_of(live, part.part, part.role) || (part.part == "recommend" && !live.recommendation.empty());
}

}  // namespace

std::vector<PartToday> parts_of(Decision const& decision, LiveDecision const& live, People const& people, Instant now) {
  std::vector<PartToday> parts;
  for (auto const& one : declared_parts(decision))
    parts.push_back({one.part, one.role, seat_of(one.role, "", people, now), waits_for(decision, one.part), last_of(live, one.part, one.role)});
  return parts;
}

std::vector<PartToday> parts_asked(Decision const& decision, LiveDecision const& live, People const& people, Instant now) {
  auto parts = parts_of(decision, live, people, now);
  bool proposed = !waits_for(decision, "recommend") || decision.rapid.recommend.empty() || is_in(live, {"recommend", decision.rapid.recommend.text()});
  std::erase_if(parts, [&](PartToday const& part) { return part.part == "perform" || is_in(live, {part.part, part.role}) || (part.part == "agree" && !proposed); });
  return parts;
}

Instant asked_at(Decision const& decision, LiveDecision const& live, organisation::Model const& form) {
  auto at = live.opened;
  for (auto const& part : declared_parts(decision)) {
    if (part.part == "perform" || !waits_for(decision, part.part)) continue;
    if (!is_in(live, part)) return after_working("", live.opened, decision.rapid.within, form);
    if (auto const* given = last_of(live, part.part, part.role)) at = std::max(at, given->at);
  }
  return at == live.opened ? at : std::min(at, after_working("", live.opened, decision.rapid.within, form));
}

Status check_turn(Decision const& decision, LiveDecision const& live, People const& people, Instant now) {
  auto at = asked_at(decision, live, people.form);
  if (at <= now) return {};
  std::vector<std::string> missing;
  for (auto const& part : parts_of(decision, live, people, now))
    if (part.waited_for && !is_in(live, {part.part, part.role}))
      missing.push_back(part.part + " (" + part.role + (part.seat.person.empty() ? "" : ", " + organisation::name_of(people.form, part.seat.person)) + ")");
  return Error{"DT-X911", live.title + " is not yet to be decided: " + join(missing, ", ") + (missing.size() == 1 ? " is" : " are") + " not in",
               "it is asked of the decider once that is in, at the latest at " + format_instant(at) + "."};
}

std::vector<std::string> against(LiveDecision const& live, std::string_view outcome) {
  std::vector<std::string> roles;
  for (auto const& one : live.contributions)
    if (one.part == "agree" && last_of(live, "agree", one.role) == &one && one.stance == "disagree" && one.outcome == outcome) roles.push_back(one.role);
  return roles;
}

std::string other_part(Decision const& decision, LiveDecision const& live, std::string_view person, std::string_view part) {
  if (!separates(decision, part) || person.empty()) return {};
  bool asked = live.opened_by.kind == journal::ActorKind::person && live.opened_by.id == person;  // by hand: whoever asks has recommended
  if (part != "recommend" && separates(decision, "recommend") && (asked || live.recommended_by == person)) return "recommend";
  for (auto const& one : live.contributions)
    if (one.person == person && one.part != part && separates(decision, one.part)) return one.part;
  return {};
}

}  // namespace drivetrain::decisions
