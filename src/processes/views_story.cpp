// The case told in sentences: what happened (timeline), and why it stands where it does (why). See views.h.
#include "processes/views.h"

namespace drivetrain::processes {

namespace {

class Titles {
 public:
  explicit Titles(Program const* program) : program_(program) {}
  std::string element(std::string const& id) const {
    auto node = program_ ? program_->find(id) : no_index;
    return node == no_index ? id : program_->title(node);
  }
  /// The name drawn on a flow, else where it leads to.
  std::string flow(std::string const& id) const {
    auto index = program_ ? program_->find_flow(id) : no_index;
    if (index == no_index) return id;
    auto const& flow = program_->flow(index);
    return flow.title != 0 ? program_->word(flow.title) : program_->title(flow.target);
  }

 private:
  Program const* program_;
};

std::string says(Step const& step, Titles const& titles) {
  auto title = "'" + titles.element(step.element) + "'";
  switch (step.kind) {
    case StepKind::started: return "the case began";
    case StepKind::passed: return step.detail.empty() ? "passed " + title : title + " went on by '" + titles.flow(step.detail) + "'";
    case StepKind::activated: return title + " began to wait";
    case StepKind::completed: return title + " was completed";
    case StepKind::cancelled: return title + " was no longer needed";
    case StepKind::arrived: return "a branch arrived at " + title;
    case StepKind::joined: return "all branches came together at " + title;
    case StepKind::incident: return "got stuck at " + title;
    case StepKind::resolved: return "the incident at " + title + " was resolved";
    case StepKind::ended: return step.element.empty() ? "the case ended" : "the case ended with " + title;
    case StepKind::case_cancelled: return "the case was cancelled";
  }
  return title;
}

void say(WhyView& why, Activity const& a) {
  auto quoted = "'" + why.title + "'";
  if (a.incident) {
    why.waits_for = "an incident to be resolved: " + a.incident->message;
    why.mover = "a person who may resolve incidents: " + a.incident->help;
  } else if (a.kind.text() == to_string(ElementKind::user_task)) {
    why.waits_for = quoted + " to be done";
    why.mover = "a holder of the role " + a.role.text() + ", from the queue";
  } else if (a.kind.text() == to_string(ElementKind::business_rule_task)) {
    why.waits_for = quoted + " to be decided";
    why.mover = "whoever holds the right " + a.decision.text() + " for this case";
  } else if (a.due) {
    why.waits_for = quoted + ", due at " + format_instant(*a.due);
    why.mover = "the clock";
  } else if (!a.message.empty()) {
    why.waits_for = "the message '" + a.message.text() + "' with key '" + a.key + "'";
    why.mover = "whoever sends that message";
  }
}

}  // namespace

std::vector<TimelineView> view_timeline(Case const& c, Program const* program) {
  Titles titles(program);
  std::vector<TimelineView> views;
  views.reserve(c.timeline.size());
  for (auto const& step : c.timeline)
    views.push_back({step.at, std::string(to_string(step.kind)), step.element, titles.element(step.element), activity_id(step.activity),
                     says(step, titles)});
  return views;
}

std::vector<WhyView> why(Case const& c, Program const* program) {
  Titles titles(program);
  std::vector<WhyView> all;
  for (auto const& [number, a] : c.activities) {
    if (a.host != 0 || c.scopes.contains(number)) continue;
    WhyView one{a.element, titles.element(a.element), {}, {}, a.since};
    if (a.kind.text() == to_string(ElementKind::event_gateway)) {
      for (auto listener : a.listeners) {
        WhyView event;
        auto const& listening = *c.find(listener);
        event.title = titles.element(listening.element);
        say(event, listening);
        one.waits_for += (one.waits_for.empty() ? "" : ", or ") + event.waits_for;
        one.mover += (one.mover.empty() ? "" : ", or ") + event.mover;
      }
      one.waits_for += "; whichever comes first";
    } else {
      say(one, a);
    }
    all.push_back(std::move(one));
  }
  for (auto const& join : c.joins) {
    WhyView one{join.element, titles.element(join.element), "the other branches to arrive", "whoever can move those branches", c.started};
    std::string missing;
    auto node = program ? program->find(join.element.text()) : no_index;
    if (node != no_index)
      for (auto flow : program->incoming(node)) {
        bool there = false;
        for (auto const& arrival : join.arrivals) there = there || arrival.flow.text() == program->flow_id(flow);
        if (!there) missing += (missing.empty() ? "'" : ", '") + program->title(program->flow(flow).source) + "'";
      }
    if (!missing.empty()) one.waits_for = "the branch from " + missing;
    for (auto const& step : c.timeline)
      if (step.kind == StepKind::arrived && step.element == join.element) one.since = step.at;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace drivetrain::processes
