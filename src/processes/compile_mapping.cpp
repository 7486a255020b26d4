// Variables into an activity and out of it: Camunda 8's ioMapping, Camunda 7's inputOutput with its lists and maps.
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::XmlNode;

void Compilation::mapping(BpmnElement const& element, NodeIndex node) {
  MappingPart part;
  auto add = [&](std::vector<MappingPart::One>& list, std::string const& target, std::optional<Expression> value) {
    if (value && !target.empty()) list.push_back({builder_->word(target), builder_->expression(std::move(*value))});
  };
  if (auto const* mapped = extension(element, "ioMapping"))
    for (auto const& child : mapped->children) {
      if (child.name != "input" && child.name != "output") continue;
      auto const* source = vendor(child, "source");
      auto const* target = vendor(child, "target");
      if (source && target) add(child.name == "input" ? part.in : part.out, target->value, compiled_value(source->value, source->span));
    }
  if (auto const* mapped = extension(element, "inputOutput"))
    for (auto const& child : mapped->children) {
      if (child.name != "inputParameter" && child.name != "outputParameter") continue;
      auto source = parameter(element, child);
      if (auto const* target = vendor(child, "name")) add(child.name == "inputParameter" ? part.in : part.out, target->value, std::move(source));
    }
  http_mapping(element, part);
  data_mapping(element, part);
  if (!part.in.empty() || !part.out.empty()) builder_->mapping(node, std::move(part));
}

/// What a parameter, or an entry of a list or map, yields: its text, null when it is empty, or the list or map inside.
std::optional<Expression> Compilation::parameter(BpmnElement const& element, XmlNode const& node) {
  auto inner = std::find_if(node.children.begin(), node.children.end(), [this](XmlNode const& child) { return is_spoken(child.space) && !child.name.empty(); });
  if (inner != node.children.end()) return structured(element, *inner);
  auto text = std::string(trim(node.own_text()));
  return text.empty() ? std::optional(Expression()) : compiled_value(text, node.span);
}

std::optional<Expression> Compilation::structured(BpmnElement const& element, XmlNode const& node) {
  bool whole = true;
  if (node.name == "list") {
    std::vector<Expression> items;
    for (auto const& child : node.children) {
      if (!is_spoken(child.space)) continue;
      auto item = child.name == "value" ? parameter(element, child) : structured(element, child);
      if (item) items.push_back(std::move(*item));
      else whole = false;
    }
    return whole ? std::optional(Expression::list(std::move(items))) : std::nullopt;
  }
  if (node.name == "map") {
    std::vector<std::pair<Expression, Expression>> entries;
    for (auto const& child : node.children) {
      if (!is_spoken(child.space) || child.name != "entry") continue;
      auto const* written = vendor(child, "key");
      if (!written || written->value.empty()) {
        refuse(child.span, "an entry of a map of " + named(element) + " has no key", "write key=\"…\"");
        whole = false;
        continue;
      }
      auto key = compiled_value(written->value, written->span);
      auto value = parameter(element, child);
      if (key && value) entries.emplace_back(std::move(*key), std::move(*value));
      else whole = false;
    }
    return whole ? std::optional(Expression::map(std::move(entries))) : std::nullopt;
  }
  refuse(node.span, named(element) + " maps a variable by a " + node.name, "let an expression yield it");
  return std::nullopt;
}

}  // namespace drivetrain::processes
