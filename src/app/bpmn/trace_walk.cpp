// See trace_walk.h.
#include "app/bpmn/trace_walk.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::app {

using processes::Activity;
using processes::ActivityNumber;
using processes::Case;
using processes::Engine;
using processes::NodeIndex;
using processes::TriggerKind;

namespace {

constexpr Instant monday{1'704'067'200'000'000};  // 2024-01-01, the walk's first moment

bool rests(std::string_view kind) { return kind == "async_before" || kind == "async_after"; }
/// The frame of several instances, or of what is being compensated: not an element of its own.
bool is_frame(std::string_view kind) { return kind == "multi_instance" || kind == "loop" || processes::undoes(kind); }
/// So that it stands in the path of what is inside: the scope of an element, not the frame around its instances.
bool is_on_path(std::string_view kind) { return kind == "compensation" || !is_frame(kind); }

}  // namespace

TraceWalk::TraceWalk(std::vector<std::shared_ptr<processes::Program const>> const& programs, bool whole) : stage_(monday), whole_(whole) {
  for (auto const& program : programs) stage_.deploy(program);
  stage_.before_apply = [this](journal::Record const& record) { count(record); };
}

/// What the record adds to the history. Seen before it is applied: what is cancelled is still there.
void TraceWalk::count(journal::Record const& record) {
  auto at = stage_.events().size();
  auto& here = counted_[at];
  here.clear();
  auto name = [&](std::string const& case_id, std::string const& element) {
    return (case_id == root_ || root_.empty() ? std::string() : process_of_[case_id] + ":") + element;
  };
  auto find = [&](std::string const& case_id, std::string const& activity) -> Activity const* {
    auto const* c = stage_.state().open(case_id);
    return c ? c->find(processes::activity_number(activity)) : nullptr;
  };
  auto drawn = [&](std::string const& case_id, std::string const& element) -> processes::Node const* {
    auto const* program = stage_.find({}, process_of_[case_id]);
    auto node = program ? program->find(element) : processes::no_index;
    return node == processes::no_index ? nullptr : &program->node(node);
  };
  if (record.type == processes::CaseStarted::type.number) {
    processes::CaseStarted event;
    if (decode_fields(record.payload, event)) process_of_[event.case_id] = event.process;
    if (root_.empty()) root_ = event.case_id;
  } else if (record.type == processes::ElementPassed::type.number) {
    processes::ElementPassed event;
    if (!decode_fields(record.payload, event)) return;
    // A link is a way drawn in two pieces there, and not in the history.
    auto const* node = drawn(event.case_id, event.element);
    auto const* program = stage_.find({}, process_of_[event.case_id]);
    if (node && program->trigger(program->find(event.element), TriggerKind::link)) return;
    here.push_back({name(event.case_id, event.element), 1, 0});
  } else if (record.type == processes::ErrorThrown::type.number) {
    // Whoever throws what interrupts is cancelled by it; what nobody catches ends its token.
    processes::ErrorThrown event;
    if (!decode_fields(record.payload, event) || (event.escalation && !event.interrupting)) return;
    auto const* node = drawn(event.case_id, event.element);
    if (!node || (node->kind != processes::ElementKind::end_event && node->kind != processes::ElementKind::throw_event)) return;
    auto const* c = stage_.state().open(event.case_id);
    for (auto const& [_, activity] : c->activities)
      if (activity.element.text() == event.element && !activity.listens()) return;  // counted when it is cancelled
    here.push_back({name(event.case_id, event.element), event.caught_by.empty(), !event.caught_by.empty()});
  } else if (record.type == processes::ActivityCompleted::type.number) {
    processes::ActivityCompleted event;
    if (!decode_fields(record.payload, event) || rests(event.kind) || is_frame(event.kind)) return;
    bool gateway = event.kind == processes::to_string(processes::ElementKind::event_gateway);  // the event that comes cancels it there
    here.push_back({name(event.case_id, event.element), !gateway, gateway});
  } else if (record.type == processes::ActivityCancelled::type.number) {
    processes::ActivityCancelled event;
    if (!decode_fields(record.payload, event) || rests(event.kind) || is_frame(event.kind)) return;
    auto const* activity = find(event.case_id, event.activity);
    if (activity && !activity->listens() && !activity->incident) here.push_back({name(event.case_id, event.element), 0, 1});
  } else if (record.type == processes::JoinFired::type.number) {
    processes::JoinFired event;
    if (!decode_fields(record.payload, event)) return;
    auto const* c = stage_.state().open(event.case_id);
    auto const* join = c ? c->find_join(event.element, processes::activity_number(event.scope)) : nullptr;
    if (!join) return;
    // The rest of a complex gateway's round is what came by flows that it had not taken from when it fired.
    auto taken = std::count_if(join->arrivals.begin(), join->arrivals.end(), [&](processes::Join::Arrival const& arrival) {
      return !join->fired || std::find(join->consumed.begin(), join->consumed.end(), arrival.flow) == join->consumed.end();
    });
    here.push_back({name(event.case_id, event.element), static_cast<int>(taken), 0});
  }
}

Status TraceWalk::start(std::string const& process, std::string_view how, feel::Context const& variables) {
  variables_ = variables;
  auto const* program = stage_.find({}, process);
  if (!program) return Error{"", "there is no process " + process, ""};
  std::vector<NodeIndex> starts;
  auto colon = how.find(':');
  auto kind = how.substr(0, colon);
  auto name = colon == std::string_view::npos ? std::string_view() : how.substr(colon + 1);
  if (kind == "none") {
    if (program->scopes()[0].start != processes::no_index) starts.push_back(program->scopes()[0].start);
  } else {
    for (auto start : program->scopes()[0].starts)
      for (auto const& trigger : program->triggers(start)) {
        if (processes::to_string(trigger.kind) != kind) continue;
        if (!name.empty() && program->word(trigger.name) != name) continue;
        if (kind == "conditional" && !processes::Rehearsal::holds(*program, start, variables, monday)) continue;
        starts.push_back(start);
      }
  }
  auto begun = stage_.start(*program, starts, variables, whole_);
  return begun.ok() ? Status() : Status(begun.error());
}

std::vector<TraceWalk::Place> TraceWalk::places() const {
  std::vector<Place> all;
  for (auto const& [_, c] : stage_.state().open_cases())
    for (auto const& [number, activity] : c.activities) all.push_back({c.id(), number, &activity, &c});
  return all;
}

Status TraceWalk::step(feel::Context const& action, std::function<bool()> const& as_expected) {
  auto text = [&](std::string_view name) {
    auto const* value = action.find(name);
    return value && value->kind() == feel::Kind::string ? std::string(value->string()) : std::string();
  };
  auto what = text("do"), at = text("at"), name = text("name");
  auto all = places();
  if (what == "signal") {
    auto waiters = stage_.state().waiting_for_signal(name);
    auto const* c = stage_.state().open(root_);
    if (waiters.empty()) return Error{"", "nothing waits for the signal " + name, ""};
    auto on = c ? root_ : processes::case_id(waiters.begin()->case_number);
    return stage_.act(on, whole_, [&](Engine& engine) { engine.hear(waiters, {}); });
  }
  if (what == "setvars") {
    auto const* c = stage_.state().open(root_);
    if (!c) return Error{"", "the case is over", ""};
    auto const* given = action.find("vars");
    auto variables = given && given->kind() == feel::Kind::context ? given->context() : variables_;
    return stage_.act(root_, whole_, [&](Engine& engine) { engine.change_variables(variables, 0); });
  }
  std::vector<Place> candidates;
  auto among = [&](auto const& fits) {
    for (auto const& place : all)
      if (place.what->element.text() == at && fits(place)) candidates.push_back(place);
  };
  auto of_kind = [](std::string_view kind) { return [kind](Place const& place) { return place.what->kind.text() == kind; }; };
  if (what == "resolve") {
    among([](Place const& place) { return place.what->incident.has_value(); });
    if (candidates.empty()) return Error{"", "there is no incident at " + at, ""};
    auto place = candidates.front();
    auto const* given = action.find("vars");
    auto variables = given ? *given : feel::Value();
    return stage_.act(place.case_id, whole_, [&](Engine& engine) { engine.retry(place.activity, variables); });
  }
  if (what == "error" || what == "escalate") {
    among([](Place const& place) { return place.what->kind.text() == "job" || place.what->kind.text() == "user_task"; });
    if (candidates.empty()) return Error{"", "no job or task is at " + at, ""};
    auto place = candidates.front();
    return stage_.act(place.case_id, whole_, [&](Engine& engine) {
      if (what == "error") engine.fail_with_error(place.activity, name, {}, {});
      else engine.escalate(place.activity, name, {});
    });
  }
  if (what == "complete") {
    among(of_kind("user_task"));
  } else if (what == "external") {
    among(of_kind("job"));
  } else if (what == "trigger") {
    among(of_kind("receive_task"));
  } else if (what == "async") {
    at.resize(std::min(at.size(), at.find('#')));
    among([](Place const& place) { return rests(place.what->kind.text()); });
  } else if (what == "message") {
    among([&](Place const& place) { return place.what->message.text() == name; });
    if (candidates.empty()) among([](Place const& place) { return !place.what->message.empty(); });
  } else if (what == "timer") {
    std::optional<Instant> earliest;
    for (auto const& place : all)
      if (place.what->due && !rests(place.what->kind.text()) && (!earliest || *place.what->due < *earliest)) earliest = place.what->due;
    if (!earliest) return Error{"", "no timer is set", ""};
    among([&](Place const& place) { return std::optional<Instant>(place.what->due) == earliest && !rests(place.what->kind.text()); });
    if (candidates.empty()) return Error{"", "the next timer is not that of " + at, ""};
    if (auto later = *earliest + Duration{1'000}; stage_.now() < later) stage_.set_clock(later);
  } else {
    return Error{"", "the action '" + what + "' is not known", ""};
  }
  if (candidates.empty()) return Error{"", "nothing at " + at + " waits for '" + what + "'", ""};
  auto const* given = action.find("vars");
  return one_of(candidates, given ? *given : feel::Value(), as_expected);
}

/// A trace says at which element, not which of several there: the first with which it came out as recorded, else the first.
Status TraceWalk::one_of(std::vector<Place> const& candidates, feel::Value const& variables, std::function<bool()> const& as_expected) {
  constexpr std::size_t most = 32;
  auto before = stage_.events().size();
  std::vector<std::pair<std::string, ActivityNumber>> ids;
  for (auto const& place : candidates) ids.emplace_back(place.case_id, place.activity);
  ids.resize(std::min(ids.size(), most));
  auto finish = [&](std::size_t i) {
    auto activity = ids[i].second;
    return stage_.act(ids[i].first, whole_, [&](Engine& engine) { engine.complete(activity, variables); });
  };
  if (ids.size() == 1) return finish(0);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto done = finish(i);
    if (as_expected()) return done;
    stage_.take_back(before);
  }
  return finish(0);
}

std::string TraceWalk::prefix(Case const& c) const { return c.id() == root_ ? std::string() : c.process.text() + ":"; }

std::string TraceWalk::path(Case const& c, ActivityNumber scope, std::string_view leaf) const {
  std::string path(leaf);
  while (scope != 0) {
    auto const* around = c.find(scope);
    if (!around) break;
    if (is_on_path(around->kind.text())) path = around->element.text() + "/" + path;
    scope = around->scope;
  }
  return prefix(c) + path;
}

namespace {

/// Where Camunda 7 would wait for compensation: at the handler, the event sub-process that undoes the scope, the scope itself, or the body of several.
std::string compensated_by(processes::Program const& program, Case const& c, processes::Compensable const& kept) {
  auto index = program.find(kept.element.text());
  auto const& node = program.node(index);
  auto is_instance = [&] {
    if (auto const* body = c.find(kept.scope)) return body->element == kept.element;
    return std::any_of(c.compensable.begin(), c.compensable.end(), [&](auto const& other) { return other.activity == kept.scope && other.element == kept.element; });
  };
  if (node.loop != processes::no_index && !is_instance()) return kept.element.text() + "#multiInstanceBody";
  if (node.handler != processes::no_index) return program.id(node.handler);
  if (processes::is_scope(node.kind))
    for (auto sub_process : program.inner(index).event_sub_processes)
      for (auto start : program.inner(sub_process).starts)
        if (program.trigger(start, TriggerKind::compensation)) return program.id(sub_process);
  return kept.element.text();
}

}  // namespace

Sight TraceWalk::sight() const {
  Sight sight;
  for (auto const& [_, c] : stage_.state().open_cases()) {
    auto const& program = *stage_.find({}, c.process.text());
    for (auto const& [number, activity] : c.activities) {
      auto const& kind = activity.kind.text();
      auto at = "@" + activity.element.text();
      auto drawn = program.find(activity.element.text());
      if (rests(kind)) {
        if (activity.item < 0 && drawn != processes::no_index && program.node(drawn).loop != processes::no_index) at += "#multiInstanceBody";
        sight.tokens.push_back("~" + path(c, activity.scope, activity.element.text()));
        sight.waits.push_back("async" + at);
        continue;
      }
      if (activity.incident) {
        // Where actions are taken back whole, what is left is a join that nothing can reach any more: its tokens are counted below.
        if (!whole_) sight.tokens.push_back(path(c, activity.scope, activity.element.text()) + "!");
        continue;
      }
      bool holds_others = std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& other) { return other.second.scope == number && !other.second.listens(); }) ||
                          std::any_of(c.joins_of(number).begin(), c.joins_of(number).end(), [](auto const& join) { return !join.arrivals.empty(); });
      if (!activity.listens() && !holds_others) sight.tokens.push_back(path(c, activity.scope, activity.element.text()));
      if (!activity.message.empty()) sight.waits.push_back("message:" + activity.message.text() + at);
      if (!activity.signal.empty()) sight.waits.push_back("signal:" + activity.signal.text() + at);
      if (activity.due) sight.waits.push_back("timer+" + std::to_string(((*activity.due - stage_.now()).us + 500'000) / 1'000'000) + "s" + at);
      if (kind == processes::to_string(TriggerKind::conditional)) sight.waits.push_back("conditional:" + at);
    }
    c.each_join([&](processes::Join const& join) {
      for (auto const& arrival : join.arrivals)
        for (std::uint32_t i = 0; i < arrival.tokens; ++i) sight.tokens.push_back(path(c, join.scope, join.element.text()));
    });
    for (auto const& kept : c.compensable) {
      sight.waits.push_back("compensate:@" + compensated_by(program, c, kept));
    }
  }
  std::sort(sight.tokens.begin(), sight.tokens.end());
  std::sort(sight.waits.begin(), sight.waits.end());
  return sight;
}

std::string TraceWalk::end() const {
  if (!stage_.state().open(root_)) return "completed";
  return "alive:" + std::to_string(sight().tokens.size());
}

std::map<std::string, std::string> TraceWalk::history() const {
  std::map<std::string, Counted> sums;
  std::map<std::string, int> active;
  for (auto const& [at, events] : counted_) {
    if (at >= stage_.events().size()) break;  // taken back
    for (auto const& event : events) sums[event.element].completed += event.completed, sums[event.element].cancelled += event.cancelled;
  }
  for (auto const& [_, c] : stage_.state().open_cases()) {
    for (auto const& [number, activity] : c.activities)
      if (!activity.listens() && !activity.incident && !rests(activity.kind.text()) && !is_frame(activity.kind.text())) ++active[prefix(c) + activity.element.text()];
    c.each_join([&](processes::Join const& join) {
      for (auto const& arrival : join.arrivals) active[prefix(c) + join.element.text()] += static_cast<int>(arrival.tokens);
    });
  }
  for (auto const& [element, _] : active) sums[element];
  std::map<std::string, std::string> history;
  for (auto const& [element, sum] : sums) {
    auto text = std::to_string(sum.completed);
    if (sum.cancelled > 0) text += "+" + std::to_string(sum.cancelled) + "c";
    if (auto found = active.find(element); found != active.end()) text += "+" + std::to_string(found->second) + "a";
    if (text != "0") history[element] = text;
  }
  return history;
}

}  // namespace drivetrain::app
