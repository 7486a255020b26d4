// DT-P406: when every step takes all the time that it is allowed, the promise still holds. Prevents inconsistent performance: everybody keeps
// their limit and the customer waits. The longest way from start to end counts, each loop once; what a timer on a step begins is the way of
// what went wrong and does not count. Branches at the same time count as the longest of them.
#include <map>

#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

using processes::NodeIndex;
using processes::no_index;

struct Way {
  Duration time{};
  std::vector<std::string> steps;   ///< with a limit, from the start
};

class LongestWay {
 public:
  LongestWay(processes::Program const& program, std::map<std::string, Duration> const& limits)
      : program_(program), limits_(limits), places_(program.nodes().size()) {}

  Way of_process() {
    Way longest;
    for (NodeIndex node = 0; node < program_.nodes().size(); ++node)
      if (program_.node(node).scope == 0 && program_.incoming(node).empty() && program_.node(node).host == no_index)
        if (auto way = from(node); longest.time < way.time) longest = std::move(way);
    return longest;
  }

 private:
  struct Place {
    bool seen = false, done = false;
    Duration time{};                   ///< from it to an end
    std::vector<std::string> steps;    ///< of the element alone
    NodeIndex next = no_index;         ///< on the longest way
  };

  /// Depth first with a stack of our own: a diagram may be long. An element that is still open when it is met again closes a loop.
  Way from(NodeIndex start) {
    std::vector<std::pair<NodeIndex, std::size_t>> open{{start, 0}};
    if (!places_[start].done) places_[start].seen = true;
    while (!open.empty() && !places_[start].done) {
      auto [node, at] = open.back();
      auto outgoing = program_.outgoing(node);
      if (at < outgoing.size()) {
        ++open.back().second;
        auto target = outgoing[at].target;
        if (!places_[target].seen) places_[target].seen = true, open.push_back({target, 0});
        continue;
      }
      finish(node);
      open.pop_back();
    }
    Way way{places_[start].time, {}};
    for (auto node = start; node != no_index; node = places_[node].next)
      way.steps.insert(way.steps.end(), places_[node].steps.begin(), places_[node].steps.end());
    return way;
  }

  void finish(NodeIndex node) {
    auto own = of_node(node);
    auto& place = places_[node];
    place.steps = std::move(own.steps);
    Duration rest{};
    for (auto const& flow : program_.outgoing(node))
      if (places_[flow.target].done && rest < places_[flow.target].time) rest = places_[flow.target].time, place.next = flow.target;
    place.time = own.time + rest;
    place.done = true;
  }

  /// A sub-process takes what it is allowed as a whole, else what is inside it. Scopes nest no deeper than the file's elements may.
  Way of_node(NodeIndex node) {
    auto limit = limits_.find(program_.id(node));
    if (limit != limits_.end()) return {limit->second, {limit->first}};
    if (program_.node(node).kind != processes::ElementKind::sub_process) return {};
    auto start = program_.scopes()[program_.node(node).part].start;
    return start == no_index ? Way{} : from(start);
  }

  processes::Program const& program_;
  std::map<std::string, Duration> const& limits_;
  std::vector<Place> places_;
};

void report_promise(std::string const& process, Way const& way, Duration promise, std::string const& whose, Span const& span, Diagnostics& diagnostics) {
  Diagnostic d;
  d.code = "DT-P406";
  d.span = span;
  d.message = "step limits on " + join(way.steps, " → ") + " of " + process + " sum to " + describe_duration(way.time) + ", " + whose + " is " + describe_duration(promise);
  d.why = "everybody may keep their limit, and the customer is let down all the same";
  d.help = "shorten the limits, do steps at the same time, or promise at least " + format_duration(way.time);
  d.subject = process;
  diagnostics.add(std::move(d));
}

}  // namespace

void check_promised_time(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, process] : input.model.processes.processes) {
    auto program = input.model.programs.find(id);
    std::map<std::string, Duration> limits;
    for (auto const& step : process.steps)
      if (step.limit) limits.emplace(step.step.value, *step.limit);
    if (limits.empty() || program == input.model.programs.end()) continue;
    auto way = LongestWay(*program->second, limits).of_process();
    if (process.promise && *process.promise < way.time) report_promise(id, way, *process.promise, "the promise", process.header.id_span, diagnostics);
    for (auto const& [name, service] : input.model.processes.services)
      for (auto const& tier : service.tiers)
        // Limits are working time, of which no more passes than time on the wall: a promise by the clock is broken by them, too.
        if (service.process.text() == id && tier.promise && *tier.promise < way.time)
          report_promise(id, way, *tier.promise, "the promise of " + name + " " + tier.id.value, tier.id.span.known() ? tier.id.span : service.header.id_span, diagnostics);
  }
}

}  // namespace drivetrain::model
