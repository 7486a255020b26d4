// Enforcement (see enforcement.h).
#include "app/views/enforcement.h"

#include <algorithm>
#include <set>

#include "adaptation/observe.h"
#include "base/text.h"

namespace drivetrain::app::views {

namespace {

using processes::ElementKind;
using processes::NodeIndex;
using processes::Program;

/// Everything that a case can reach when one element lets nothing pass.
std::set<NodeIndex> reached_without(Program const& program, NodeIndex blocked) {
  std::set<NodeIndex> reached;
  std::vector<NodeIndex> waiting;
  auto reach = [&](NodeIndex node) {
    if (node != processes::no_index && reached.insert(node).second && node != blocked) waiting.push_back(node);
  };
  for (NodeIndex i = 0; i < program.nodes().size(); ++i)
    if (program.node(i).scope == 0 && program.node(i).kind == ElementKind::start_event) reach(i);
  while (!waiting.empty()) {
    auto node = waiting.back();
    waiting.pop_back();
    for (auto const& flow : program.outgoing(node)) reach(flow.target);
    for (auto boundary : program.boundaries(node)) reach(boundary);
    if (program.node(node).kind == ElementKind::sub_process) reach(program.scopes()[program.node(node).part].start);
  }
  return reached;
}

std::string in_quotes(std::string const& title) { return "“" + title + "”"; }

class RuleReader {
 public:
  RuleReader(Company const& company, JournalIndex const& index, Instant from, Instant now) : company_(company), model_(company.model()), index_(index), from_(from), now_(now) {}

  EnforcingRule read(strategy::Realiser const& one) const {
    EnforcingRule rule;
    rule.carrier = carrier_of(model_, one, company_.today(now_));
    rule.practice = practice_of(company_, index_, rule.carrier.part, from_, now_);
    auto const& [kind, id] = rule.carrier.part;
    if (kind == "Process") read_process(one, rule);
    else if (kind == "Decision") read_decision(id, rule);
    else if (kind == "Control") rule.how = text_of(model_.adaptation.controls, id, [](auto const& control) { return control.statement; });
    else if (kind == "CheckPlan") rule.how = text_of(model_.processes.check_plans, id, [this](auto const& plan) { return of_check(plan); });
    else if (kind == "Kpi") rule.how = text_of(model_.performance.kpis, id, [](auto const& kpi) { return kpi.alarm ? "Its alarm limit is " + kpi.alarm->to_string() + (kpi.unit.empty() ? "" : " " + kpi.unit) + "." : std::string("It shows a breach."); });
    else if (kind == "Rhythm") rule.how = "It is looked after there.";
    else if (kind == "Sop") rule.how = "It is laid down there.";
    else rule.how = "The compiler refuses a version of the model that breaks it.";
    return rule;
  }

 private:
  template <class T, class Text>
  std::string text_of(std::map<std::string, T> const& all, std::string const& id, Text text) const {
    auto found = all.find(id);
    return found == all.end() ? std::string() : text(found->second);
  }
  std::string title(char const* kind, std::string const& id) const { return title_of(company_, kind, id); }

  std::string of_check(processes::CheckPlan const& plan) const {
    std::string text = plan.characteristic;
    if (plan.limits && plan.limits->lower) text += ", at least " + plan.limits->lower->to_string();
    if (plan.limits && plan.limits->upper) text += ", at most " + plan.limits->upper->to_string();
    if (plan.limits && !plan.unit.empty()) text += " " + plan.unit;
    if (plan.disposition) {
      auto const& to = *plan.disposition;
      text += to.decision.empty() ? "; what is out becomes the issue " + in_quotes(title("issue_type", to.issue.text())) : "; what is out is for the right " + in_quotes(title("decision", to.decision.text()));
    }
    return text + ".";
  }

  void read_process(strategy::Realiser const& one, EnforcingRule& rule) const {
    rule.step = one.step.value;
    auto found = model_.programs.find(rule.carrier.part.id);
    if (rule.step.empty() || found == model_.programs.end()) {
      rule.how = "The work is done in the order that its diagram gives.";
      return;
    }
    auto const& program = *found->second;
    auto node = program.find(rule.step);
    if (node == processes::no_index) return;   // DT-R001 says so
    rule.step_title = program.title(node);
    if (program.node(node).kind == ElementKind::user_task) {
      auto done = index_.done_since(from_);
      auto prefix = "step/" + rule.carrier.part.id + "/" + rule.step + "/";
      rule.practice = {};
      for (auto at = done.lower_bound(prefix); at != done.end() && at->first.starts_with(prefix); ++at) {
        rule.practice.count += at->second.count;
        if (!rule.practice.last || *rule.practice.last < at->second.last) rule.practice.last = at->second.last;
      }
      rule.practice.text = counted(static_cast<std::size_t>(rule.practice.count), "time done", "times done");
    } else if (program.node(node).kind == ElementKind::exclusive_gateway) {
      std::vector<std::string> ways;
      for (auto const& flow : program.outgoing(node)) ways.push_back(program.word(flow.title).empty() ? program.title(flow.target) : program.word(flow.title));
      rule.how = "Only one way is open, as the data says: " + join(ways, ", ") + ". ";
    }
    if (auto behind = tasks_behind(program, rule.step); !behind.empty()) rule.how += "Nobody can begin " + join(behind, ", ") + " before it.";
    else if (rule.how.empty()) rule.how = "Nothing stands behind it that has no other way.";
  }

  void read_decision(std::string const& id, EnforcingRule& rule) const {
    std::vector<std::string> who, asked;
    for (auto const& footing : rule.carrier.rests_on) who.push_back(title("role", footing.part.id));
    for (auto const& [process, program] : model_.programs)
      for (NodeIndex i = 0; i < program->nodes().size(); ++i)
        if (program->node(i).kind == ElementKind::business_rule_task && program->word(program->task(i).decision) == id) asked.push_back(in_quotes(program->title(i)) + " of " + title("process", process));
    rule.how = "Only " + join(who, " or ") + " may answer; anybody else is refused." + (asked.empty() ? "" : " Asked at " + join(asked, ", ") + "; without an answer the case goes no further.");
    auto reaches = adaptation::reaches_between(company_.adaptation, model_.organisation, from_, now_);
    rule.stopped = std::count_if(reaches.begin(), reaches.end(), [&](auto const& reach) { return right_of(reach.last->live) == id; });
  }
  std::string right_of(std::string const& live) const {
    if (auto found = company_.decisions.live.find(live); found != company_.decisions.live.end()) return found->second.decision;
    for (auto const& answered : company_.decisions.answered)
      if (answered.asked.live == live) return answered.asked.decision;
    return "";
  }

  Company const& company_;
  OperatingModel const& model_;
  JournalIndex const& index_;
  Instant from_, now_;
};

}  // namespace

std::vector<std::string> tasks_behind(Program const& program, std::string const& element) {
  std::vector<std::string> titles;
  auto blocked = program.find(element);
  if (blocked == processes::no_index) return titles;
  auto reached = reached_without(program, blocked);
  for (NodeIndex i = 0; i < program.nodes().size(); ++i)
    if (i != blocked && program.node(i).kind == ElementKind::user_task && !reached.contains(i)) titles.push_back(program.title(i));
  return titles;
}

std::vector<EnforcingRule> enforcing_rules(Company const& company, JournalIndex const& index, std::vector<strategy::Realiser> const& enforced_by, Instant from, Instant now) {
  RuleReader reader(company, index, from, now);
  std::vector<EnforcingRule> rules;
  for (auto const& one : enforced_by) rules.push_back(reader.read(one));
  return rules;
}

}  // namespace drivetrain::app::views
