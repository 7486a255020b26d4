// The company of a case run (see stage.h).
#include "app/cases/stage.h"

#include "base/text.h"

namespace drivetrain::app::cases {

namespace {

std::string start_or_default(std::string const& start) { return start.empty() ? "2026-01-05T08:00" : start; }

/// The local start as an instant, by the zone that the model's files name.
Instant first_instant(model::Files const& files, std::string const& start) {
  auto local = parse_local_time(start_or_default(start));
  if (!local) return Instant{1'767'600'000'000'000};
  auto compilation = model::compile(files, {local->date});
  auto zone = Zone::find(compilation.model->organisation.company.timezone.value);
  return (zone ? zone.take() : Zone::utc())->to_instant(*local);
}

}  // namespace

Stage::Stage(model::Files files, std::string const& start)
    : files_(std::move(files)), start_(start), world_(1, first_instant(files_, start)), runtime_(std::make_unique<Runtime>(world_.world())) {}

Status Stage::begin() {
  auto local = parse_local_time(start_or_default(start_));
  if (!local) return Error{"DT-C003", "\"" + start_ + "\" is no local date and time", "write for example: at 2026-01-05T09:00"};
  DT_CHECK(runtime_->open());
  auto compilation = model::compile(files_, {local->date});
  DT_TRY(auto outcome, runtime_->deploy_first(compilation));
  if (!outcome.accepted()) return *outcome.refusal;
  return {};
}

Status Stage::restart() {
  runtime_.reset();
  runtime_ = std::make_unique<Runtime>(world_.world());
  return runtime_->open();
}

Status Stage::advance_to(Instant then) {
  if (then < now()) return Error{"DT-C003", "time does not run backwards", "it is " + format_instant(now()) + " already"};
  int idle = 0;
  for (auto due = runtime_->journal().next_timer(); due && *due <= then; due = runtime_->journal().next_timer()) {
    if (*due > world_.clock.now()) world_.clock.set(*due);
    idle = runtime_->journal().fire_due_timers() ? 0 : idle + 1;   // none may fire when a commit fails; then they stand as before
    if (idle > 3) return Error{"DT-C004", "a timer is due and does not fire", ""};
  }
  world_.clock.set(then);
  return {};
}

Result<Instant> Stage::local(std::string const& text) const {
  auto full = text;
  if (text.find('T') == std::string::npos) full = format_date(company().today(now())) + "T" + text;
  DT_TRY(auto local, parse_local_time(full));
  return company().zone().to_instant(local);
}

Result<Instant> Stage::later(std::string const& amount) const {
  DT_TRY(auto words, split_words(amount));
  bool working = words.size() == 3 && (words[1].text == "business" || words[1].text == "working");
  if (!working) {
    Reader reader(words);
    DT_TRY(auto duration, read_amount(reader));
    DT_CHECK(reader.end());
    return now() + duration;
  }
  auto number = Decimal::parse(words[0].text);
  if (!number) return Error{"DT-C003", "\"" + words[0].text + "\" is not a number", ""};
  DT_TRY(auto hours, organisation::hours_of_company(company().model().organisation));
  if (words[2].text == "hours" || words[2].text == "hour")
    return organisation::add_working(hours, now(), {static_cast<std::int64_t>(number->to_double() * 3.6e9)});
  // A business day later is the same time of day on the next day on which the company works.
  auto there = now();
  for (auto left = number->to_int64().value_or(0); left > 0; --left) {
    do {
      auto local = company().zone().to_local(there);
      local.date = date_from_days(days_from_epoch(local.date) + 1);
      there = company().zone().to_instant(local);
    } while (hours.of_day(company().zone().to_local(there).date, Instant{INT64_MIN / 4}).empty() && !hours.is_always());
  }
  return there;
}

std::string Stage::id_of(std::string const& name) const {
  auto found = names_.find(name);
  return found == names_.end() ? name : found->second;
}

Result<feel::Value> Stage::value(std::string const& text) const {
  feel::Scope scope;
  feel::Context context;
  for (auto const& [name, id] : names_) {
    scope.names.push_back(name);
    context.set(name, feel::Value(id));
  }
  auto compiled = feel::compile(text, scope);
  if (auto* error = std::get_if<feel::CompileError>(&compiled)) return Error{"DT-C003", text + ": " + error->message, error->help};
  auto result = std::get<feel::Expression>(compiled).evaluate(feel::Environment::of(context, now()));
  if (result.value.is_null() && !result.warnings.empty()) return Error{"DT-C003", text + ": " + result.warnings.front().message, ""};
  return result.value;
}

Result<std::string> Stage::work(std::string const& element, std::string const& case_name) const {
  auto case_id = id_of(case_name);
  std::vector<std::string> there;
  for (auto const& [id, item] : company().coordination.items) {
    if (item.opened.case_id != case_id) continue;
    if (item.opened.element == element) return id;
    there.push_back(item.opened.element);
  }
  return Error{"DT-X901", case_name + " has no open work " + element, there.empty() ? "it has none at all" : "it has " + join(there, ", ")};
}

Result<std::string> Stage::decision(std::string const& name) const {
  auto id = id_of(name);
  if (company().decisions.live.contains(id)) return id;
  for (auto const& [live, one] : company().decisions.live)
    if (one.subject == id || one.subject.rfind(id + "/", 0) == 0) return live;
  // One that was taken meanwhile keeps its id; whoever reaches for it is refused by the handler, not by us.
  if (id.rfind("decision-", 0) == 0) return id;
  return Error{"DT-X901", "no decision about " + name + " waits", ""};
}

Result<std::string> Stage::decision(std::string const& name, std::string const& person) const {
  for (auto const& waiting : decisions::waiting(company().decisions, company().declarations(), company().people(), now()))
    if (waiting.live->kind == "change" && waiting.live->subject == id_of(name) && waiting.today.person == person) return waiting.live->live;
  return decision(name);
}

std::string Stage::signal(std::string const& name) const {
  adaptation::Signal const* newest = nullptr;
  for (auto const& [id, one] : company().adaptation.signals)
    if (one.gauge == name && (!newest || one.raised > newest->raised)) newest = &one;
  return newest ? newest->id : id_of(name);
}

Result<std::string> Stage::occurrence(std::string const& name) const {
  auto id = id_of(name);
  if (company().coordination.occurrences.contains(id)) return id;
  for (auto const& [occurrence, one] : company().coordination.occurrences)
    if (one.rhythm == id) return occurrence;
  return Error{"DT-X901", "no meeting " + name + " is due or in session", ""};
}

}  // namespace drivetrain::app::cases
