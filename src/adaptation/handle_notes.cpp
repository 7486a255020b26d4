// Release notes: the way down reaches those who act on it. Each unit that a version concerns is told what changes for it; whoever
// leads the unit says that they know. What nobody acknowledges in time climbs to the unit above, until somebody does.
#include <algorithm>

#include "adaptation/handle.h"

namespace drivetrain::adaptation {

namespace {

std::string note_timer(std::string const& note) { return "note/" + note; }

/// Roles that lead the unit and those above it, nearest first, each once.
std::vector<std::string> leads_upwards(organisation::Model const& form, std::string const& unit) {
  std::vector<std::string> leads;
  auto found = form.units.find(unit);
  for (std::size_t depth = 0; found != form.units.end() && depth <= form.units.size(); ++depth) {
    auto const& owner = found->second.header.owner;
    if (!owner.empty() && std::find(leads.begin(), leads.end(), owner) == leads.end()) leads.push_back(owner);
    found = form.units.find(found->second.parent.text());
  }
  return leads;
}

std::string unit_title(Context const& context, std::string const& unit) {
  auto found = context.organisation.units.find(unit);
  return found == context.organisation.units.end() ? unit : found->second.header.title;
}

}  // namespace

Status handle(SendReleaseNote const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.unit);
  if (transition.actor().kind != journal::ActorKind::policy) return Error{"DT-X904", "a release note follows from a version that comes into force", ""};
  auto leads = leads_upwards(context.organisation, command.unit);
  if (leads.empty()) return Error{"DT-X909", "nobody leads " + unit_title(context, command.unit) + ", nor a unit above it", "give the unit an owner"};
  auto id = "note-" + std::to_string(transition.command_position());
  transition.emit(ReleaseNoteSent{id, command.unit, leads.front(), command.revision, command.previous, command.changes, command.until});
  transition.set_timer(note_timer(id), command.until, EscalateReleaseNote{id});
  transition.reply(id);
  return {};
}

Status handle(EscalateReleaseNote const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.release_note);
  if (transition.actor().kind == journal::ActorKind::person) return Error{"DT-X904", "a release note climbs by the clock, not by hand", "acknowledge it instead"};
  auto found = context.state.notes.find(command.release_note);
  if (found == context.state.notes.end() || found->second.acknowledged) return {};
  auto const& note = found->second;
  auto told = note.roles();
  auto leads = leads_upwards(context.organisation, note.sent.unit);
  auto next = std::find_if(leads.begin(), leads.end(), [&](std::string const& role) { return std::find(told.begin(), told.end(), role) == told.end(); });
  if (next == leads.end()) return {};
  auto until = transition.now() + (note.sent.until - note.at);
  transition.emit(ReleaseNoteEscalated{command.release_note, note.sent.unit, *next, until});
  transition.set_timer(note_timer(command.release_note), until, EscalateReleaseNote{command.release_note});
  return {};
}

Status handle(AcknowledgeReleaseNote const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.release_note);
  auto found = context.state.notes.find(command.release_note);
  if (found == context.state.notes.end()) return Error{"DT-X901", "there is no release note " + command.release_note, "GET /api/v1/release-notes lists them."};
  auto const& note = found->second;
  organisation::Hand hand(context.organisation, context.absences, transition.actor(), transition.now());
  DT_CHECK(hand.check(note.roles(), "what changes for " + unit_title(context, note.sent.unit) + " is acknowledged", "nobody leads the unit"));
  if (note.acknowledged) {
    auto person = context.organisation.people.find(note.by);
    return Error{"DT-X903", "it is acknowledged already, by " + (person == context.organisation.people.end() ? note.by : person->second.header.title), ""};
  }
  transition.cancel_timer(note_timer(command.release_note));
  transition.emit(ReleaseNoteAcknowledged{command.release_note, note.sent.unit, transition.actor().id});
  return {};
}

std::vector<std::string> ReleaseNote::roles() const {
  std::vector<std::string> all{sent.role};
  all.insert(all.end(), passed_to.begin(), passed_to.end());
  return all;
}

void apply(ReleaseNoteSent const& event, journal::Record const& record, State& state) {
  ReleaseNote note;
  note.sent = event;
  note.at = record.at;
  note.until = event.until;
  state.notes[event.release_note] = std::move(note);
}

void apply(ReleaseNoteEscalated const& event, journal::Record const&, State& state) {
  auto& note = state.notes[event.release_note];
  note.passed_to.push_back(event.role);
  note.until = event.until;
}

void apply(ReleaseNoteAcknowledged const& event, journal::Record const& record, State& state) {
  auto& note = state.notes[event.release_note];
  note.acknowledged = record.at;
  note.by = event.by;
}

}  // namespace drivetrain::adaptation
