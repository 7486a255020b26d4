// /audit/state: time travel. What was true at a moment, rebuilt from the journal: the model in force, who answered for each role,
// what waited for a decision, how the queues stood, what was broken; beside what is different now.
#include <algorithm>
#include <set>

#include "app/api/api.h"
#include "app/api/problem.h"
#include "app/api/write.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

/// What the answer says of now, read before the past is.
struct Present {
  std::map<std::string, views::Holder> holders;
  std::map<std::string, Decimal> weights;
  std::string revision;
  std::uint64_t head = 0;
};

Present present_of(Reading const& reading) {
  Present present;
  for (auto const& [id, role] : reading.model().organisation.roles) present.holders[id] = holder_of(reading.company, id, reading.now);
  for (auto const& [id, objective] : reading.model().strategy.objectives) present.weights[id] = objective.weight.value;
  present.revision = reading.model().revision;
  present.head = reading.position;
  return present;
}

/// The position asked for; the head when nothing is.
Result<std::uint64_t> asked_position(Exchange const& exchange, Reading const& reading) {
  if (auto text = exchange.query("position")) {
    auto number = Decimal::parse(*text);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 1 || static_cast<std::uint64_t>(*whole) > reading.position) return Error{"DT-X902", "the journal has the positions 1 to " + std::to_string(reading.position), ""};
    return static_cast<std::uint64_t>(*whole);
  }
  auto at = exchange.query("at");
  if (!at) return reading.position;
  DT_TRY(auto instant, parse_instant(*at));
  auto position = std::min(exchange.api.index().position_at(instant), reading.position);
  if (position == 0) return Error{"DT-X902", "nothing had happened yet at " + *at, "the journal begins at " + format_instant(exchange.api.index().entry(1).at)};
  return position;
}

void write_then_form(JsonWriter& json, Reading const& then, Present const& present) {
  auto const& form = then.model().organisation;
  std::vector<organisation::Role const*> roles;
  for (auto const& [id, role] : form.roles) roles.push_back(&role);
  std::stable_sort(roles.begin(), roles.end(), [](auto const* a, auto const* b) { return a->authority > b->authority; });
  list_field(json, "holders", roles, [&](organisation::Role const* role) {
    auto holder = holder_of(then.company, role->header.id, then.now);
    auto now = present.holders.find(role->header.id);
    object(json, [&] {
      json.field("holder", holder);
      if (now != present.holders.end() && (now->second.person != holder.person || now->second.via != holder.via)) json.field("now", now->second);
    });
  });
}

void write_then_work(JsonWriter& json, Reading const& then) {
  std::set<std::string> roles;
  for (auto const& [id, item] : then.company.coordination.items) roles.insert(item.opened.role);
  list_field(json, "queues", roles, [&](std::string const& role) {
    auto queue = coordination::queue_of(role, then.company.coordination, then.model().coordination, then.model().values, then.now);
    auto const& items = then.company.coordination.items;
    object(json, [&] {
      views::write_role(json, "role", then.company, role);
      json.field("ready", queue.size()).field("started", std::count_if(items.begin(), items.end(), [&](auto const& one) { return one.second.opened.role == role && !one.second.ready(); }));
      if (queue.size() > 3) queue.resize(3);
      list_field(json, "first", queue, [&](auto const& entry) { write_work_item(json, then, entry, {}); });
    });
  });
  list_field(json, "issues", coordination::open_issues(then.company.coordination, then.model().coordination), [&](auto const* issue) { write_issue(json, then, *issue, nullptr); });
  std::map<std::string, std::size_t> running;
  for (auto const& [number, c] : then.company.processes.open_cases()) ++running[c.process.text()];
  list_field(json, "cases", running, [&](auto const& one) { object(json, [&] { json.field("process", refer(then.company, "process", one.first)).field("running", one.second); }); });
}

void write_past_state(JsonWriter& json, Reading const& then, Present const& present) {
  object(json, [&] {
    json.field("position", then.position).field("at", then.now).field("head", present.head).field("revision", then.model().revision).field("revision_now", present.revision);
    if (auto const& versions = then.company.adaptation.versions; !versions.empty()) json.field("deployed_at", versions.back().deployed);
    list_field(json, "weights", then.model().strategy.objectives, [&](auto const& one) {
      auto now = present.weights.find(one.first);
      object(json, [&] {
        json.field("objective", refer(then.company, "objective", one.first)).field("weight", one.second.weight.value);
        if (now != present.weights.end() && now->second != one.second.weight.value) json.field("now", now->second);
      });
    });
    write_then_form(json, then, present);
    list_field(json, "decisions", decisions::waiting(then.company.decisions, then.company.declarations(), then.company.people(), then.now), [&](auto const& waiting) { write_live_decision(json, then, *waiting.live); });
    write_then_work(json, then);
    list_field(json, "kpis", then.model().performance.kpis, [&](auto const& one) { write_kpi(json, then, one.second); });
  });
}

Response get_past_state(Exchange& exchange) {
  auto& runtime = exchange.api.runtime();
  Present present;
  Result<std::uint64_t> position = std::uint64_t{0};
  auto read = runtime.journal().read([&] {
    Reading reading{runtime.company(), exchange.api.index(), runtime.now(), runtime.journal().head(), exchange.person};
    present = present_of(reading);
    position = asked_position(exchange, reading);
  });
  if (!read) return problem(read.error());
  if (!position) return problem(position.error());
  JsonWriter json;
  // Nobody acts in the past: no person, so nothing is offered to be done.
  auto rebuilt = exchange.api.past().read(*position, [&](Company const& then, Instant at) { write_past_state(json, {then, exchange.api.index(), at, *position, ""}, present); });
  if (!rebuilt) return problem(rebuilt.error());
  return Response::json(json.take());
}

}  // namespace

void add_past_state(Router& router) { router.add({"get_past_state", "GET", "/api/v1/audit/state", get_past_state}); }

}  // namespace drivetrain::app::api
