// "Your rights changed": whoever decides otherwise than yesterday is told by name, and says that they know. What is not acknowledged in
// time climbs to whoever leads the person's unit, because a right that its holder does not know of is a decision right unclear.
#include <algorithm>

#include "adaptation/handle.h"
#include "base/text.h"

namespace drivetrain::adaptation {

namespace {

std::string rights_timer(std::string const& notice) { return "rights/" + notice; }

std::string name_of_person(Context const& context, std::string const& person) {
  auto found = context.organisation.people.find(person);
  return found == context.organisation.people.end() ? person : found->second.header.title;
}

bool holds(Context const& context, std::string const& person, std::string const& role) {
  for (auto const* assignment : organisation::assignments_of(context.organisation, role))
    for (auto const& term : assignment->holders)
      if (term.person.text() == person && (!term.from || *term.from <= context.today) && (!term.to || context.today <= *term.to)) return true;
  return false;
}

/// Roles that lead the person's unit and those above it, nearest first, except those that the person holds.
std::vector<std::string> others_above(Context const& context, std::string const& person) {
  std::vector<std::string> leads;
  auto const& units = context.organisation.units;
  auto known = context.organisation.people.find(person);
  if (known == context.organisation.people.end()) return leads;
  auto unit = units.find(known->second.unit.text());
  for (std::size_t depth = 0; unit != units.end() && depth <= units.size(); ++depth) {
    auto const& owner = unit->second.header.owner;
    if (!owner.empty() && !holds(context, person, owner) && std::find(leads.begin(), leads.end(), owner) == leads.end()) leads.push_back(owner);
    unit = units.find(unit->second.parent.text());
  }
  return leads;
}

}  // namespace

Status handle(SendRightsNotice const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.person);
  if (transition.actor().kind != journal::ActorKind::policy) return Error{"DT-X904", "a notice of rights follows from a version that comes into force", ""};
  auto id = "rights-" + std::to_string(transition.command_position());
  transition.emit(RightsNoticeSent{id, command.person, command.revision, command.previous, command.change, command.lines, command.moved_to, command.moved_from, command.until});
  transition.set_timer(rights_timer(id), command.until, EscalateRightsNotice{id});
  transition.reply(id);
  return {};
}

Status handle(EscalateRightsNotice const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.rights_notice);
  if (transition.actor().kind == journal::ActorKind::person) return Error{"DT-X904", "a notice of rights climbs by the clock, not by hand", "acknowledge it instead"};
  auto found = context.state.rights_notices.find(command.rights_notice);
  if (found == context.state.rights_notices.end() || found->second.acknowledged) return {};
  auto const& notice = found->second;
  auto above = others_above(context, notice.sent.person);
  auto next = std::find_if(above.begin(), above.end(), [&](std::string const& role) { return std::find(notice.passed_to.begin(), notice.passed_to.end(), role) == notice.passed_to.end(); });
  if (next == above.end()) return {};
  auto until = transition.now() + (notice.sent.until - notice.at);
  transition.emit(RightsNoticeEscalated{command.rights_notice, notice.sent.person, *next, until});
  transition.set_timer(rights_timer(command.rights_notice), until, EscalateRightsNotice{command.rights_notice});
  return {};
}

Status handle(AcknowledgeRightsNotice const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.rights_notice);
  auto found = context.state.rights_notices.find(command.rights_notice);
  if (found == context.state.rights_notices.end()) return Error{"DT-X901", "there is no notice of rights " + command.rights_notice, "GET /api/v1/rights-notices lists yours."};
  auto const& notice = found->second;
  auto const& actor = transition.actor();
  organisation::Hand hand(context.organisation, context.absences, actor, transition.now());
  auto name = name_of_person(context, notice.sent.person);
  bool own = hand.is_person() && actor.id == notice.sent.person;
  if (!own && !hand.may_one_of(notice.passed_to)) {
    auto others = notice.passed_to.empty() ? "" : ", or by " + hand.who_may(notice.passed_to);
    return Error{"DT-X904", "what changes in the rights of " + name + " is acknowledged by " + name + others + "; " + hand.you_are(), "ask " + name + "."};
  }
  if (notice.acknowledged) return Error{"DT-X903", "it is acknowledged already, by " + name_of_person(context, notice.by), ""};
  transition.cancel_timer(rights_timer(command.rights_notice));
  transition.emit(RightsNoticeAcknowledged{command.rights_notice, notice.sent.person, actor.id});
  return {};
}

void apply(RightsNoticeSent const& event, journal::Record const& record, State& state) {
  RightsNotice notice;
  notice.sent = event;
  notice.at = record.at;
  notice.until = event.until;
  state.rights_notices[event.rights_notice] = std::move(notice);
}

void apply(RightsNoticeEscalated const& event, journal::Record const&, State& state) {
  auto& notice = state.rights_notices[event.rights_notice];
  notice.passed_to.push_back(event.role);
  notice.until = event.until;
}

void apply(RightsNoticeAcknowledged const& event, journal::Record const& record, State& state) {
  auto& notice = state.rights_notices[event.rights_notice];
  notice.acknowledged = record.at;
  notice.by = event.by;
  std::vector<std::pair<Instant, std::string>> known;
  for (auto const& [id, one] : state.rights_notices)
    if (one.acknowledged && one.sent.person == event.person) known.emplace_back(*one.acknowledged, id);
  if (known.size() <= State::max_acknowledged) return;
  std::sort(known.begin(), known.end());
  known.resize(known.size() - State::max_acknowledged);
  for (auto const& [at, id] : known) state.rights_notices.erase(id);
}

}  // namespace drivetrain::adaptation
