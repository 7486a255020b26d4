// Who does a task and when, computed where the case stands now (see engine.h). What cannot be computed is an incident at the task; null says
// nobody, or no time. Whether the company has such people is not asked here.
#include "base/text.h"
#include "processes/engine.h"
#include "processes/task_events.h"

namespace drivetrain::processes {

namespace {

Error cannot_offer(std::string const& what, std::string const& expression, std::string const& why) {
  return {"", what + " '" + expression + "' " + why, "set the variables that it reads and resolve the incident"};
}

void add_names(feel::Value const& value, std::vector<std::string>& into) {
  if (value.is_null()) return;
  if (value.kind() == feel::Kind::list) {
    for (auto const& one : value.list()) add_names(one, into);
    return;
  }
  for (auto name : split(feel::to_plain_text(value), ','))
    if (!trim(name).empty()) into.emplace_back(trim(name));
}

}  // namespace

Result<feel::Value> Engine::said(std::uint32_t index, ActivityNumber from, std::string const& what) const {
  auto found = value(index, from);
  if (!found.ok()) return cannot_offer(what, program().expression(index).text(), "cannot be evaluated: " + found.error().message);
  return found;
}

/// A date, a date and time, or a duration from now: working time in our own processes, as everywhere in them; clock time in others.
Result<std::optional<Instant>> Engine::moment(std::uint32_t index, ActivityNumber from, std::string const& what) const {
  DT_TRY(auto found, said(index, from, what));
  bool working = dialect() == Dialect::own;
  auto after = [&](Duration duration) -> Result<std::optional<Instant>> {
    if (!working) return std::optional(now() + duration);
    DT_TRY(auto instant, context_.after_working(now(), duration));
    return std::optional(instant);
  };
  if (found.is_null()) return std::optional<Instant>();
  if (found.kind() == feel::Kind::date_time) return std::optional(found.instant());
  if (found.kind() == feel::Kind::days_duration) return after(found.duration());
  auto text = feel::to_plain_text(found);
  if (trim(text).empty()) return std::optional<Instant>();
  if (auto duration = parse_duration(trim(text)); working && duration.ok()) return after(*duration);
  auto parsed = TimerDefinition::date(trim(text));
  if (!parsed.ok()) return cannot_offer(what, program().expression(index).text(), "yields " + text + ": " + parsed.error().message);
  return parsed->first(now(), context_.zone());
}

Result<TaskOffered> Engine::offered(NodeIndex node, ActivityNumber number) const {
  auto const& offer = *program().offer(node);
  auto of = [&](char const* what) { return std::string("the ") + what + " of '" + program().title(node) + "',"; };
  TaskOffered event;
  event.case_id = case_id(), event.activity = activity_id(number), event.process = program().process(), event.element = program().id(node);
  if (offer.assignee != no_index) {
    DT_TRY(auto found, said(offer.assignee, number, of("assignee")));
    std::vector<std::string> names;
    add_names(found, names);
    if (names.size() > 1) return cannot_offer(of("assignee"), program().expression(offer.assignee).text(), "yields " + feel::to_text(found) + ", and a task has one");
    if (!names.empty()) event.assignee = names.front();
  }
  for (auto const& one : offer.roles) {
    DT_TRY(auto found, said(one.value, number, of("candidate roles")));
    add_names(found, event.candidate_roles);
  }
  for (auto const& one : offer.people) {
    DT_TRY(auto found, said(one.value, number, of("candidate people")));
    add_names(found, event.candidate_people);
  }
  if (offer.due != no_index) {
    DT_ASSIGN(event.due, moment(offer.due, number, of("due date")));
  }
  if (offer.follow_up != no_index) {
    DT_ASSIGN(event.follow_up, moment(offer.follow_up, number, of("follow-up date")));
  }
  if (offer.priority != no_index) {
    DT_TRY(auto found, said(offer.priority, number, of("priority")));
    auto whole = found.kind() == feel::Kind::number ? found.number().to_int64() : std::nullopt;
    if (found.kind() == feel::Kind::string)
      if (auto number_in_words = Decimal::parse(trim(found.string()))) whole = number_in_words->to_int64();
    if (!found.is_null() && !whole) return cannot_offer(of("priority"), program().expression(offer.priority).text(), "yields " + feel::to_text(found) + ", not a whole number");
    if (whole) event.priority = *whole;
  }
  return event;
}

void Engine::offer(Token const& token, ActivityNumber number) {
  if (program().node(token.node).kind != ElementKind::user_task || !program().offer(token.node)) return;
  auto event = offered(token.node, number);
  if (event.ok()) return emit(*event);
  cancel(number, event.error().message);
  stuck(token, event.error());
}

}  // namespace drivetrain::processes
