// The map of a process with what is on it (see views.h).
#include <algorithm>
#include <map>

#include "processes/views.h"

namespace drivetrain::processes {

namespace {

/// Elements as a case meets them: from the start events on, an activity before its boundary events.
std::vector<NodeIndex> in_order(Program const& program) {
  std::vector<NodeIndex> order;
  std::vector<bool> seen(program.nodes().size());
  auto meet = [&](NodeIndex node) {
    if (!seen[node]) seen[node] = true, order.push_back(node);
  };
  for (NodeIndex node = 0; node < program.nodes().size(); ++node)
    if (program.node(node).scope == 0 &&
        program.node(node).kind == ElementKind::start_event)
      meet(node);
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto node = order[i];
    if (is_scope(program.node(node).kind))
      for (auto start : program.inner(node).starts) meet(start);
    for (auto event : program.boundaries(node)) meet(event);
    for (auto const& flow : program.outgoing(node)) meet(flow.target);
  }
  for (NodeIndex node = 0; node < program.nodes().size(); ++node) meet(node);
  return order;
}

/// An event by what it waits for or throws, everything else by its kind.
std::string_view kind_in_words_of_readers(Program const& program, NodeIndex index) {
  auto kind = program.node(index).kind;
  bool event = kind == ElementKind::catch_event || kind == ElementKind::throw_event || kind == ElementKind::boundary_event;
  auto triggers = program.triggers(index);
  return event && !triggers.empty() ? to_string(triggers.front().kind) : to_string(kind);
}

bool is_task(ElementKind kind) { return kind == ElementKind::user_task || kind == ElementKind::business_rule_task; }

struct Crowd {
  int waiting = 0, incidents = 0;
  std::optional<Instant> oldest;
};

/// What waits where, in the open cases of a process; of one revision when it is named.
std::map<std::string, Crowd> crowds_of(State const& state, std::string_view process, std::string_view revision) {
  std::map<std::string, Crowd> crowds;
  for (auto const& [_, c] : state.open_cases()) {
    if (c.process.text() != process || (!revision.empty() && c.revision.text() != revision)) continue;
    for (auto const& [number, activity] : c.activities) {
      if (activity.listens() || c.is_abandoned(number)) continue;
      auto& crowd = crowds[activity.element.text()];
      ++crowd.waiting, crowd.incidents += activity.incident.has_value();
      crowd.oldest = crowd.oldest ? std::min(*crowd.oldest, activity.since) : activity.since;
    }
    c.each_join([&, &c = c](Join const& join) {
      auto& crowd = crowds[join.element.text()];
      for (auto const& arrival : join.arrivals) crowd.waiting += static_cast<int>(arrival.tokens);
      auto since = waits_since(c, join.element.text());
      if (since) crowd.oldest = crowd.oldest ? std::min(*crowd.oldest, *since) : *since;
    });
  }
  return crowds;
}

Duration middle_of(std::vector<Duration>& times) {
  auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

constexpr std::size_t most_looked_at = 500;  ///< cases whose timelines a map reads

/// How long tokens were at each element, in the cases that ended last.
std::map<std::string, std::vector<Duration>> took_at(State const& state, std::string_view process, std::string_view revision, Instant from) {
  std::map<std::string, std::vector<Duration>> took;
  std::size_t looked_at = 0;
  auto const& finished = state.finished_cases();
  for (auto c = finished.rbegin(); c != finished.rend() && looked_at < most_looked_at && *c->ended >= from; ++c) {
    if (c->process.text() != process || (!revision.empty() && c->revision.text() != revision)) continue;
    ++looked_at;
    std::map<ActivityNumber, Instant> came;
    for (auto const& step : c->timeline) {
      if (step.kind == StepKind::activated) came[step.activity] = step.at;
      if (step.kind != StepKind::completed) continue;
      if (auto begun = came.find(step.activity); begun != came.end()) took[step.element.text()].push_back(step.at - begun->second);
    }
  }
  return took;
}

}  // namespace

std::vector<ElementView> view_elements(State const& state, Program const& program, Instant now, std::string_view revision) {
  auto tallies = state.tallies(program.process());
  auto crowds = crowds_of(state, program.process(), revision);
  auto took = took_at(state, program.process(), revision, now - days(static_cast<int>(ElementTally::recent_days)));
  auto first_day = static_cast<std::int32_t>(now.us / days(1).us) - static_cast<std::int32_t>(ElementTally::recent_days) + 1;
  std::vector<ElementView> views;
  for (auto index : in_order(program)) {
    auto const& node = program.node(index);
    ElementView v;
    v.element = program.id(index), v.kind = kind_in_words_of_readers(program, index), v.title = program.title(index);
    if (is_task(node.kind)) {
      auto const& task = program.task(index);
      v.role = program.word(task.role), v.decision = program.word(task.decision), v.expected = task.expected;
    }
    if (auto tally = tallies.find(v.element); tally != tallies.end()) {
      v.waiting = static_cast<int>(tally->second.waiting), v.incidents = static_cast<int>(tally->second.incidents);
      for (auto const& day : tally->second.recent)
        if (day.day >= first_day) v.passed += day.passed;
    }
    auto crowd = crowds.find(v.element);
    if (crowd != crowds.end()) v.oldest = crowd->second.oldest;
    if (!revision.empty()) v.waiting = crowd == crowds.end() ? 0 : crowd->second.waiting, v.incidents = crowd == crowds.end() ? 0 : crowd->second.incidents;
    if (auto times = took.find(v.element); times != took.end()) v.median_took = middle_of(times->second);
    views.push_back(std::move(v));
  }
  return views;
}

ProcessView view_process(State const& state, std::string_view process) {
  ProcessView v;
  v.process = process;
  for (auto const& [_, c] : state.open_cases()) {
    if (c.process.text() != process) continue;
    ++v.running;
    v.incidents += static_cast<int>(c.incidents);
    if (!v.oldest) v.oldest = c.started;
    auto revision =
        std::find_if(v.revisions.begin(), v.revisions.end(), [&](RevisionView const& r) { return r.revision == c.revision.text(); });
    if (revision == v.revisions.end()) revision = v.revisions.insert(v.revisions.begin(), {c.revision.text(), 0, c.started});
    ++revision->running;
  }
  return v;
}

std::vector<MarkView> view_marks(Case const& c) {
  std::vector<MarkView> views;
  auto mark = [&](std::string const& element) -> MarkView& {
    auto found = std::find_if(views.begin(), views.end(), [&](MarkView const& m) { return m.element == element; });
    return found != views.end() ? *found : views.emplace_back(MarkView{element, 0, 0, false});
  };
  for (auto const& step : c.timeline) {
    if (step.element.empty() || step.kind == StepKind::ended) continue;
    auto& m = mark(step.element.text());
    if (step.kind == StepKind::passed || step.kind == StepKind::completed || step.kind == StepKind::joined) ++m.done;
  }
  for (auto const& [_, activity] : c.activities) {
    if (activity.host != 0) continue;
    auto& m = mark(activity.element.text());
    ++m.waiting;
    m.incident = m.incident || activity.incident.has_value();
  }
  c.each_join([&](Join const& join) {
    for (auto const& arrival : join.arrivals) mark(join.element.text()).waiting += static_cast<int>(arrival.tokens);
  });
  return views;
}

std::vector<std::string> view_path(Case const& c, Program const& program) {
  std::vector<bool> reached(program.nodes().size()), left(program.nodes().size()), chose(program.nodes().size()), taken(program.flows().size());
  for (auto const& step : c.timeline) {
    auto node = step.element.empty() ? no_index : program.find(step.element.text());
    if (node == no_index) continue;
    reached[node] = true;
    bool by_flow = step.kind == StepKind::passed || step.kind == StepKind::arrived;
    if (auto flow = by_flow && !step.detail.empty() ? program.find_flow(step.detail.text()) : no_index; flow != no_index) {
      taken[flow] = true;
      chose[node] = chose[node] || step.kind == StepKind::passed;
    }
    if (step.kind == StepKind::passed || step.kind == StepKind::completed || step.kind == StepKind::joined) left[node] = true;
  }
  std::vector<std::string> path;
  for (FlowIndex flow = 0; flow < taken.size(); ++flow) {
    auto const& drawn = program.flow(flow);
    bool only_way = left[drawn.source] && !chose[drawn.source] && (program.node(drawn.source).outgoing == 1 || reached[drawn.target]);
    if (taken[flow] || only_way) path.push_back(program.flow_id(flow));
  }
  return path;
}

std::optional<Instant> waits_since(Case const& c, std::string_view element) {
  std::optional<Instant> oldest;
  auto note = [&](Instant since) { oldest = oldest ? std::min(*oldest, since) : since; };
  for (auto const& [_, activity] : c.activities)
    if (!activity.listens() && (element.empty() || activity.element.text() == element)) note(activity.since);
  c.each_join([&](Join const& join) {
    if (!element.empty() && join.element.text() != element) return;
    auto arrived = std::find_if(c.timeline.rbegin(), c.timeline.rend(), [&](Step const& step) { return step.kind == StepKind::arrived && step.element == join.element; });
    note(arrived == c.timeline.rend() ? c.started : arrived->at);
  });
  return oldest;
}

Duration expected_ahead(Case const& c, Program const& program) {
  // Working time from each node to an end, its own included: of alternatives the shortest, of parallel branches the longest.
  // From "unknown" downwards until nothing changes; a loop never shortens anything, so that ends.
  auto count = program.nodes().size();
  constexpr auto unknown = std::int64_t{1} << 62;
  std::vector<std::int64_t> ahead(count, unknown);
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeIndex i = 0; i < count; ++i) {
      auto kind = program.node(i).kind;
      bool parallel = kind != ElementKind::exclusive_gateway && kind != ElementKind::event_gateway;
      std::int64_t rest = program.node(i).outgoing == 0 || parallel ? 0 : unknown;
      for (auto const& flow : program.outgoing(i))
        rest = parallel ? std::max(rest, ahead[flow.target]) : std::min(rest, ahead[flow.target]);
      auto own = is_task(kind) ? program.task(i).expected.us : 0;
      auto now = rest >= unknown ? unknown : rest + own;
      if (now < ahead[i]) ahead[i] = now, changed = true;
    }
  }
  std::int64_t longest = 0;
  auto count_in = [&](std::string const& element) {
    auto node = program.find(element);
    if (node != no_index && ahead[node] < unknown) longest = std::max(longest, ahead[node]);
  };
  for (auto const& [_, activity] : c.activities)
    if (activity.host == 0) count_in(activity.element.text());
  c.each_join([&](Join const& join) { count_in(join.element.text()); });
  return {longest};
}

}  // namespace drivetrain::processes
