// /cases and /messages: what is under way for whom, by which promise and since when; starting a case, ending it, giving it a message.
#include <algorithm>
#include <charconv>

#include "app/api/case_filter.h"
#include "app/api/case_hints.h"
#include "app/api/case_rows.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/task_forms.h"
#include "app/views/promises.h"
#include "base/list_limits.h"
#include "base/text.h"
#include "feel/json.h"
#include "processes/commands.h"
#include "processes/handle_refusals.h"
#include "processes/views.h"

namespace drivetrain::app::api {

using platform::Response;
using processes::Case;

namespace {

constexpr std::size_t most_places = 100;  ///< told in a list of cases, for each

}  // namespace

processes::Program const* program_of_case(Reading const& reading, Case const& c) {
  return reading.company.find(std::string_view(c.revision.text()), c.process.text());
}

std::string title_of_element(processes::Program const* program, std::string const& element) {
  auto node = program ? program->find(element) : processes::no_index;
  return node == processes::no_index ? element : program->title(node);
}

void write_case_fields(JsonWriter& json, Reading const& reading, Case const& c) {
  auto const* program = program_of_case(reading, c);
  json.field("case_id", c.id()).field("process", refer(reading.company, "process", c.process.text())).field("revision", c.revision.text());
  json.field("business_key", c.business_key);
  if (!c.service.empty()) json.field("service", refer(reading.company, "service", c.service.text()));
  text_if(json, "tier", c.tier.text());
  text_if(json, "customer", c.customer.text());
  json.field("state", to_string(c.status)).field("started_at", c.started);
  field_if(json, "ended_at", c.ended);
  field_if(json, "promised", c.promised);
  json.field("promise", views::to_string(views::promise_of(reading.company, c, reading.now)));
  std::vector<std::string> waits;
  for (auto const& [number, activity] : c.activities)
    if (activity.host == 0 && waits.size() < most_places) waits.push_back(activity.title.empty() ? title_of_element(program, activity.element.text()) : activity.title.text());
  c.each_join([&](processes::Join const& join) { waits.push_back(title_of_element(program, join.element.text())); });
  json.field("waits_at", waits);
  field_if(json, "waits_since", processes::waits_since(c));
  json.field("incidents", c.incidents).field("suspended", reading.company.processes.suspended(c) != nullptr);
}

namespace {

/// What a list is ordered by, descending with a minus before it; what has no such thing comes last either way.
class CaseOrder {
 public:
  CaseOrder(Reading const& reading, std::string by) : reading_(reading), down_(by.starts_with('-')), by_(down_ ? by.substr(1) : by) {}

  void sort(std::vector<Case const*>& cases) const {
    std::vector<std::pair<Rank, Case const*>> ranked;
    ranked.reserve(cases.size());
    for (auto const* c : cases) ranked.emplace_back(rank_of(*c), c);
    std::sort(ranked.begin(), ranked.end(), [&](auto const& a, auto const& b) {
      if (a.first.absent != b.first.absent) return b.first.absent;
      if (a.first.at != b.first.at) return down_ ? b.first.at < a.first.at : a.first.at < b.first.at;
      if (a.first.text != b.first.text) return down_ ? b.first.text < a.first.text : a.first.text < b.first.text;
      return a.second->number < b.second->number;
    });
    for (std::size_t i = 0; i < cases.size(); ++i) cases[i] = ranked[i].second;
  }

 private:
  struct Rank {
    std::int64_t at = 0;
    std::string text;
    bool absent = false;
  };
  static Rank of(std::optional<Instant> instant) { return instant ? Rank{instant->us, {}, false} : Rank{0, {}, true}; }
  static Rank of(std::string const& text) { return {0, lower_ascii(text), text.empty()}; }
  Rank rank_of(Case const& c) const {
    if (by_ == "started") return of(std::optional(c.started));
    if (by_ == "ended") return of(c.ended);
    if (by_ == "waiting") return of(processes::waits_since(c));
    if (by_ == "key") return of(c.business_key);
    if (by_ == "customer") return of(c.customer.text());
    if (by_ == "process") return of(views::title_of(reading_.company, "process", c.process.text()));
    return of(c.promised);
  }
  Reading const& reading_;
  bool down_;
  std::string by_;
};

/// Those that match, and what is told of them as a whole.
struct Count {
  std::size_t total = 0, incidents = 0, suspended = 0, broken = 0;
  void add(Reading const& reading, Case const& c) {
    ++total;
    incidents += c.incidents > 0, suspended += reading.company.processes.suspended(c) != nullptr, broken += views::promise_of(reading.company, c, reading.now) == views::Promise::broken;
  }
};

void write_counts(JsonWriter& json, Count const& count, bool complete) {
  json.field("total", count.total);
  object_field(json, "totals", [&] { json.field("incidents", count.incidents).field("suspended", count.suspended).field("broken", count.broken); });
  json.field("complete", complete);
}

/// Where the next page of a walk begins: behind a case, "case-7" in the order of their start, "case-7@1704067200000000" in that of their promises.
struct Behind {
  processes::CaseNumber number = 0;
  std::optional<Instant> promised;
  static std::optional<Behind> read(std::string_view cursor) {
    auto at = std::min(cursor.find('@'), cursor.size());
    Behind behind;
    behind.number = processes::case_number(cursor.substr(0, at));
    if (behind.number == 0) return std::nullopt;
    if (at == cursor.size()) return behind;
    auto digits = cursor.substr(at + 1);
    Instant promised;
    auto end = std::from_chars(digits.data(), digits.data() + digits.size(), promised.us);
    if (end.ec != std::errc() || end.ptr != digits.data() + digits.size()) return std::nullopt;
    behind.promised = promised;
    return behind;
  }
  static std::string text(Case const& c, bool by_promise) { return c.id() + (by_promise && c.promised ? "@" + std::to_string((*c.promised).us) : ""); }
};

/// Open cases in an order in which the state keeps them, from the first or from behind one, as long as `visit` wants more.
class CaseWalk {
 public:
  enum class Order : std::uint8_t { started, promised };
  CaseWalk(processes::State const& state, Order order, bool down) : state_(state), order_(order), down_(down) {}

  template <class Visit>
  void walk(std::optional<Behind> const& behind, Visit visit) const {
    if (order_ == Order::started) return down_ ? started_last(behind, visit) : by_number(behind ? behind->number : 0, visit);
    // Those without a promise come last either way, in the order of their start.
    if (!behind || behind->promised)
      if (!(down_ ? promised_last(behind, visit) : promised_next(behind, visit))) return;
    by_number(behind && !behind->promised ? behind->number : 0, [&](Case const& c) { return c.promised || visit(c); });
  }

 private:
  template <class Visit>
  void by_number(processes::CaseNumber behind, Visit visit) const {
    auto const& open = state_.open_cases();
    for (auto one = open.upper_bound(behind); one != open.end() && visit(one->second);) ++one;
  }
  template <class Visit>
  void started_last(std::optional<Behind> const& behind, Visit visit) const {
    auto const& open = state_.open_cases();
    for (auto one = behind ? open.lower_bound(behind->number) : open.end(); one != open.begin() && visit((--one)->second);) {}
  }
  using Promised = processes::State::Promised;
  template <class Visit>
  bool promised_next(std::optional<Behind> const& behind, Visit visit) const {
    auto const& all = state_.promised();
    for (auto one = behind ? all.upper_bound({*behind->promised, behind->number}) : all.begin(); one != all.end(); ++one)
      if (!visit(state_.open_cases().at(one->case_number))) return false;
    return true;
  }
  /// The latest promise first; of one instant in the order of their start, as everywhere.
  template <class Visit>
  bool promised_last(std::optional<Behind> const& behind, Visit visit) const {
    auto const& all = state_.promised();
    auto of_one = [&](Promised from) {
      auto one = all.lower_bound(from);
      for (; one != all.end() && one->at == from.at; ++one)
        if (!visit(state_.open_cases().at(one->case_number))) return false;
      return true;
    };
    if (behind && !of_one({*behind->promised, behind->number + 1})) return false;
    auto before = behind ? all.lower_bound({*behind->promised, 0}) : all.end();
    while (before != all.begin()) {
      auto at = std::prev(before)->at;
      before = all.lower_bound({at, 0});
      if (!of_one({at, 0})) return false;
    }
    return true;
  }
  processes::State const& state_;
  Order order_;
  bool down_;
};

/// Open cases in an order that is kept. However many there are, a page looks at limits::max_cases_looked_at at most, and so does the count.
Status list_walked(Exchange const& exchange, Reading const& reading, JsonWriter& json, CaseFilter const& filter, CaseWalk const& cases, bool by_promise) {
  auto cursor = exchange.query("cursor");
  auto behind = cursor ? Behind::read(*cursor) : std::nullopt;
  std::size_t limit = 50;
  if (auto wanted = Decimal::parse(exchange.query("limit").value_or("50"))) limit = static_cast<std::size_t>(wanted->to_int64().value_or(50));
  if (cursor && !behind) return Error{"DT-X902", "this cursor is not one of ours: " + *cursor, "begin without a cursor"};
  std::vector<Case const*> shown;
  Count count;
  Case const *last = nullptr, *next = nullptr;  // looked at last for the page; the first that it does not show
  std::size_t looked = 0;
  cases.walk(behind, [&](Case const& c) {
    if (looked == limits::max_cases_looked_at || shown.size() == limit) return next = &c, false;
    ++looked, last = &c;
    if (fits(reading, filter, c)) shown.push_back(&c);
    return true;
  });
  bool complete = true;
  looked = 0;
  cases.walk(std::nullopt, [&](Case const& c) {
    if (looked++ == limits::max_cases_looked_at) return complete = false;
    if (fits(reading, filter, c)) count.add(reading, c);
    return true;
  });
  object(json, [&] {
    list_field(json, "items", shown, [&](Case const* c) { object(json, [&] { write_case_fields(json, reading, *c); }); });
    if (next && last) json.field("next_cursor", Behind::text(*last, by_promise));
    write_counts(json, count, complete);
  });
  return {};
}

/// Everything else is put in order when it is asked for: of the open cases no more than limits::max_cases_sorted, those that were started first.
Status list_sorted(Exchange const& exchange, Reading const& reading, JsonWriter& json, CaseFilter const& filter, std::string by) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<Case const*> cases;
  Count count;
  std::size_t looked = 0;
  auto look_at = [&](Case const& c) {
    if (!fits(reading, filter, c)) return;
    cases.push_back(&c), count.add(reading, c);
  };
  auto const& open = reading.company.processes.open_cases();
  for (auto one = open.begin(); one != open.end() && looked < limits::max_cases_sorted; ++one, ++looked) look_at(one->second);
  for (auto const& c : reading.company.processes.finished_cases()) look_at(c);
  CaseOrder(reading, std::move(by)).sort(cases);
  object(json, [&] {
    write_page(json, cases, page, [&](Case const* c) { object(json, [&] { write_case_fields(json, reading, *c); }); });
    write_counts(json, count, looked == open.size());
  });
  return {};
}

Status list_cases(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto filter, case_filter_of(exchange));
  auto by = exchange.query("sort").value_or("promised");
  bool only_open = std::all_of(filter.states.begin(), filter.states.end(), [](auto const& state) { return state == "running"; });
  for (auto [name, order] : {std::pair("started", CaseWalk::Order::started), std::pair("promised", CaseWalk::Order::promised)})
    if (bool down = by.starts_with('-'); only_open && std::string_view(by).substr(down) == name)
      return list_walked(exchange, reading, json, filter, CaseWalk(reading.company.processes, order, down), order == CaseWalk::Order::promised);
  return list_sorted(exchange, reading, json, filter, std::move(by));
}

/// What was sent before anybody asked, and is kept.
Status list_messages(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  std::vector<std::pair<std::uint64_t, processes::BufferedMessage const*>> kept;
  for (auto const& [number, message] : reading.company.processes.buffered())
    if (!message.taken && reading.now < message.until && exchange.asks_for("message", message.message) && exchange.asks_for("key", message.key)) kept.emplace_back(number, &message);
  object(json, [&] {
    write_page(json, kept, page, [&](auto const& one) {
      object(json, [&] {
        json.field("id", processes::message_id(one.first)).field("message", one.second->message).field("key", one.second->key);
        text_if(json, "message_id", one.second->message_id);
        json.field("since", one.second->since).field("until", one.second->until).field("variables", feel::Value(one.second->variables));
      });
    });
    json.field("total", kept.size());
  });
  return {};
}

processes::StartCase case_in(feel::Value const& body) {
  auto text = [&](std::string_view field) {
    auto found = body.at(field);
    return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
  };
  processes::StartCase command;
  command.process = text("process");
  command.business_key = text("business_key");
  command.service = text("service");
  command.tier = text("tier");
  command.customer = text("customer");
  command.variables = body.at("variables");
  return command;
}

Response start_case(Exchange& exchange) {
  auto const command = case_in(exchange.body);
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  if (outcome.refusal && outcome.refusal->code == "DT-X902")
    if (auto misfits = form_misfits(exchange, "/variables", [&](Reading const& reading) { return start_faults(reading.company, command.process, command.variables); }); !misfits.empty())
      return misfit_problem(422, outcome.refusal->message, misfits);
  return answer_outcome(exchange, outcome);
}

/// Each is a case of its own: one that is refused keeps no other from starting.
Response start_cases(Exchange& exchange) {
  auto cases = exchange.value("cases");
  std::vector<journal::Command> commands;
  for (auto const& one : cases.list()) commands.push_back(journal::command(case_in(one), journal::Actor::person(exchange.person)));
  return answer_many(exchange, std::move(commands));
}

Response cancel_case(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::CancelCase{id, exchange.text("reason")}, case_hints(id));
}

Response resolve_incident(Exchange& exchange) {
  auto const& id = exchange.at("case_id");
  return ask(exchange, processes::ResolveIncident{id, exchange.at("activity"), exchange.value("variables")}, case_hints(id));
}

Response correlate_message(Exchange& exchange) {
  processes::CorrelateMessage command{exchange.text("message"), exchange.text("key"), exchange.value("variables")};
  command.message_id = exchange.text("message_id");
  if (auto ttl = exchange.text("ttl"); !ttl.empty()) {
    auto duration = parse_duration(ttl);
    if (!duration) return misfit_problem(422, "ttl is no duration: " + duration.error().message, {{"/ttl", duration.error().message}});
    command.ttl = *duration;
  }
  auto outcome = execute(exchange, journal::command(command, journal::Actor::person(exchange.person)));
  // The address exists; what is missing is a case that waits, which is a state.
  if (outcome.refusal && outcome.refusal->code == "DT-X901") return problem(409, *outcome.refusal);
  return answer_outcome(exchange, outcome);
}

}  // namespace

HintsOf case_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    auto const* c = reading.company.processes.find(id);
    auto owners = c ? processes::owners_of(*c, reading.company, reading.model().processes) : std::vector<std::string>();
    if (!owners.empty()) hints.holder = holder_of(reading.company, owners.front(), reading.now);
    return hints;
  };
}

void add_cases(Router& router) {
  router.read("/cases", "list_cases", list_cases);
  router.write("/cases", "start_case", start_case);
  router.write("/cases/starts", "start_cases", start_cases);
  router.write("/cases/{case_id}/cancel", "cancel_case", cancel_case);
  router.write("/cases/{case_id}/activities/{activity}/retry", "resolve_incident", resolve_incident);
  router.read("/messages", "list_messages", list_messages);
  router.write("/messages", "correlate_message", correlate_message);
}

}  // namespace drivetrain::app::api
