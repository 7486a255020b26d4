// DT-L901: an exclusive gateway that compares a variable with a number decides something: up to which amount, from how many hours.
// That belongs to a decision right, where it has an owner. 0 and 1 are counted as logic, not as limits.
#include <algorithm>
#include <vector>

#include "processes/check.h"

namespace drivetrain::processes {

namespace {

bool is_limit(Decimal number) { return number != Decimal(0) && number != Decimal(1); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) || (c & 0x80); }

/// Of an expression that is more than comparisons: a number that stands alone beside a comparison sign.
std::vector<std::string> compared_numbers(std::string const& text) {
  std::vector<std::string> found;
  auto beside = [&](std::size_t begin, std::size_t end) {
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    while (end < text.size() && text[end] == ' ') ++end;
    char before = begin > 0 ? text[begin - 1] : ' ', after = end < text.size() ? text[end] : ' ';
    auto one_of = [](char c, std::string_view signs) { return signs.find(c) != std::string_view::npos; };
    return (one_of(before, "<>=") && !one_of(after, "*/+-")) || (one_of(after, "<>=") && !one_of(before, "*/+-"));
  };
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (quoted || !is_digit(text[i]) || (i > 0 && (is_word(text[i - 1]) || text[i - 1] == '.'))) continue;
    auto end = i;
    while (end < text.size() && (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1])))) ++end;
    auto number = Decimal::parse(std::string_view(text).substr(i, end - i));
    if (number && is_limit(*number) && beside(i, end)) found.push_back(number->to_string());
    i = end - 1;
  }
  return found;
}

std::vector<std::string> limits_in(feel::Expression const& condition) {
  auto points = condition.breakpoints();
  if (!points) return compared_numbers(condition.text());
  std::vector<std::string> found;
  for (auto const& point : *points)
    if (point.constant.kind() == feel::Kind::number && is_limit(point.constant.number()))
      found.push_back(point.constant.number().to_string());
  return found;
}

/// The business-rule task that a case passes last before the gateway; no_index when there is none.
NodeIndex decision_before(Program const& program, NodeIndex gateway) {
  std::vector<NodeIndex> open{gateway};
  std::vector<bool> seen(program.nodes().size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    auto const& node = program.node(open[i]);
    if (node.kind == ElementKind::business_rule_task && !program.word(program.task(open[i]).decision).empty()) return open[i];
    for (auto flow : program.incoming(open[i])) {
      auto source = program.flow(flow).source;
      if (!seen[source]) seen[source] = true, open.push_back(source);
    }
  }
  return no_index;
}

}  // namespace

void check_literals(Program const& program, Diagnostics& diagnostics) {
  for (NodeIndex gateway = 0; gateway < program.nodes().size(); ++gateway) {
    if (program.node(gateway).kind != ElementKind::exclusive_gateway) continue;
    std::string literals;
    Span span;
    for (auto flow = program.node(gateway).first_outgoing; flow < program.node(gateway).first_outgoing + program.node(gateway).outgoing;
         ++flow) {
      auto condition = program.flow(flow).condition;
      if (condition == no_index || !program.expression(condition).feel()) continue;
      for (auto const& literal : limits_in(*program.expression(condition).feel())) {
        if (literals.empty()) span = program.flow_span(flow);
        if (literals.find(literal) == std::string::npos) literals += (literals.empty() ? "" : ", ") + literal;
      }
    }
    if (literals.empty()) continue;
    Diagnostic d;
    d.code = "DT-L901";
    d.span = span;
    d.message =
        "gateway '" + program.title(gateway) + "' in " + program.process() + " decides by the literal " + literals + "; that is a decision";
    d.why = "a limit drawn into a diagram has no owner, no deputy and no record, and changes only with the diagram";
    auto near = decision_before(program, gateway);
    d.help = near == no_index ? "put a business-rule task bound to a decision right before it, move the limit to that decision's bands, "
                                "and ask its outcome here"
                              : "move it to the decision " + program.word(program.task(near).decision) + " (taken at '" +
                                    program.title(near) + "'), and ask its outcome here";
    d.subject = program.process();
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::processes
