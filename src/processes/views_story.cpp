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
    case StepKind::suspended: return "the case was suspended";
    case StepKind::resumed: return "the case was resumed";
    case StepKind::modified: return "the case was changed by hand";
    case StepKind::migrated: return "the case goes on with another version of its process";
  }
  return title;
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

}  // namespace drivetrain::processes
