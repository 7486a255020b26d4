// DT-P401, first half: from where a case starts, every element can be reached, and from every element an end. Only the first
// element of a cut-off stretch is named; the rest follows from it.
#include <vector>

#include "processes/check.h"

namespace drivetrain::processes {

namespace {

bool is_end(ElementKind kind) { return kind == ElementKind::end_event; }

/// Where tokens begin: start events, what an event or compensation begins, what stands by itself in an ad hoc sub-process.
bool begins(Program const& program, NodeIndex node) {
  auto const& drawn = program.node(node);
  if (drawn.kind == ElementKind::start_event || drawn.instantiates || drawn.kind == ElementKind::event_sub_process || drawn.for_compensation) return true;
  if (drawn.kind == ElementKind::boundary_event && drawn.host == no_index) return true;  // compensation: its association leads on
  if (drawn.kind == ElementKind::catch_event && program.trigger(node, TriggerKind::link)) return true;
  auto owner = program.scopes()[drawn.scope].owner;
  return owner != no_index && program.node(owner).kind == ElementKind::ad_hoc_sub_process && drawn.incoming == 0 && drawn.host == no_index;
}

/// The elements of a program with the ways between them, boundary events included.
class Ways {
 public:
  explicit Ways(Program const& program) : program_(program) {}

  template <class Visit>
  void after(NodeIndex node, Visit visit) const {
    for (auto const& flow : program_.outgoing(node)) visit(flow.target);
    for (auto event : program_.boundaries(node)) visit(event);
  }
  template <class Visit>
  void before(NodeIndex node, Visit visit) const {
    for (auto flow : program_.incoming(node)) visit(program_.flow(flow).source);
    if (program_.node(node).host != no_index) visit(program_.node(node).host);
  }

  void mark_after(NodeIndex from, std::vector<bool>& marked) const {
    mark(from, marked, [this](NodeIndex node, auto visit) { after(node, visit); });
  }
  void mark_before(NodeIndex from, std::vector<bool>& marked) const {
    mark(from, marked, [this](NodeIndex node, auto visit) { before(node, visit); });
  }

 private:
  template <class Next>
  static void mark(NodeIndex from, std::vector<bool>& marked, Next next) {
    std::vector<NodeIndex> open{from};
    marked[from] = true;
    while (!open.empty()) {
      auto node = open.back();
      open.pop_back();
      next(node, [&](NodeIndex other) {
        if (marked[other]) return;
        marked[other] = true;
        open.push_back(other);
      });
    }
  }
  Program const& program_;
};

Diagnostic finding(Program const& program, NodeIndex node, std::string message, std::string why, std::string help) {
  Diagnostic d;
  d.code = "DT-P401";
  d.span = program.span(node);
  d.message = program.process() + ": " + std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  d.subject = program.process();
  return d;
}

std::string named(Program const& program, NodeIndex node) {
  return "the " + std::string(describe(program.node(node).kind)) + " '" + program.title(node) + "'";
}

}  // namespace

bool check_reachability(Program const& program, Diagnostics& diagnostics) {
  Ways ways(program);
  auto count = program.nodes().size();
  std::vector<bool> reached(count), ending(count);
  for (NodeIndex node = 0; node < count; ++node) {
    auto kind = program.node(node).kind;
    if (begins(program, node)) ways.mark_after(node, reached);
    if (is_end(kind) || program.node(node).outgoing == 0) ways.mark_before(node, ending);
  }
  bool sound = true;
  // First what nothing leads to, then what only leads to itself.
  auto told = reached;
  for (bool roots : {true, false})
    for (NodeIndex node = 0; node < count; ++node) {
      bool root = program.node(node).incoming == 0 && program.node(node).host == no_index;
      if (told[node] || root != roots) continue;
      ways.mark_after(node, told);
      sound = false;
      diagnostics.add(finding(
          program, node, "no case can reach " + named(program, node), "what is drawn there would never be done, and nobody would notice",
          roots ? "draw a sequence flow to it, or remove it" : "draw a sequence flow from the start into this loop, or remove it"));
    }
  told = ending;
  for (NodeIndex node = 0; node < count; ++node) {
    if (told[node] || !reached[node]) continue;
    ways.mark_after(node, told);
    sound = false;
    diagnostics.add(finding(program, node, "from " + named(program, node) + " no end can be reached",
                            "every case that gets here stays open for ever", "draw a way out of this loop to an end event"));
  }
  for (NodeIndex node = 0; node < count; ++node) {
    auto const& drawn = program.node(node);
    if (!reached[node] || drawn.outgoing > 0 || is_end(drawn.kind) || drawn.for_compensation || drawn.kind == ElementKind::event_sub_process || drawn.kind == ElementKind::throw_event || (drawn.kind == ElementKind::boundary_event && drawn.host == no_index)) continue;
    if (auto owner = program.scopes()[drawn.scope].owner; owner != no_index && program.node(owner).kind == ElementKind::ad_hoc_sub_process) continue;
    auto d = finding(program, node, "nothing follows " + named(program, node) + "; the case ends there",
                     "a forgotten arrow looks the same as a meant end", "draw an end event after it");
    d.severity = Severity::warning;
    diagnostics.add(std::move(d));
  }
  return sound;
}

void check(Program const& program, Diagnostics& diagnostics) {
  if (check_reachability(program, diagnostics)) check_synchronisation(program, diagnostics);
  check_literals(program, diagnostics);
}

}  // namespace drivetrain::processes
