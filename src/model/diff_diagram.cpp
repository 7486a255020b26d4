// Comparing processes (see diff_diagram.h): every element with an id becomes a list of properties, what a person would see in a
// modeller's panel. Arrows to and from a step that came or went are part of that change.
#include "model/diff_diagram.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "notation/bpmn.h"

namespace drivetrain::model {

namespace {

using notation::XmlKind;
using notation::XmlNode;

struct DrawnElement {
  std::string tag, name;
  std::size_t place = 0;                          ///< in the file: arrows out of a gateway are tried in this order
  std::map<std::string, std::string> properties;  ///< "role", "condition", "timer › timeDuration"
};
using Drawn = std::map<std::string, DrawnElement>;

bool is_drawing(XmlNode const& node) { return node.space == notation::bpmn::diagram; }
/// What a tool derives from the arrows.
bool is_derived(XmlNode const& node) { return node.name == "incoming" || node.name == "outgoing"; }

void collect_properties(XmlNode const& node, std::string const& path, DrawnElement& element) {
  auto add = [&](std::string const& name, std::string_view value) {
    if (auto trimmed = trim(value); !trimmed.empty()) {
      auto& all = element.properties[name];
      all += (all.empty() ? "" : ", ") + std::string(trimmed);
    }
  };
  for (auto const& attribute : node.attributes)
    if (attribute.prefix != "xmlns" && attribute.name != "xmlns" && attribute.name != "id") add(path.empty() ? attribute.name : path + " › " + attribute.name, attribute.value);
  if (!path.empty()) add(path, node.own_text());
}

void collect_drawn(XmlNode const& node, Drawn& into, DrawnElement* owner, std::string const& path) {
  for (auto const& child : node.children) {
    if (child.kind != XmlKind::element || is_drawing(child) || is_derived(child)) continue;
    auto id = std::string(child.value("id"));
    // Definitions inside an event have ids that tools invent anew; they belong to the event.
    bool stands_alone = !id.empty() && !child.name.ends_with("EventDefinition") && !child.name.ends_with("Expression") && child.name != "laneSet";
    if (stands_alone) {
      auto place = into.size();
      auto& element = into[id];
      element.place = place;
      element.tag = child.name, element.name = child.value("name");
      collect_properties(child, "", element);
      collect_drawn(child, into, &element, "");
    } else if (owner && child.name != "extensionElements" && child.name != "laneSet") {
      auto step = path.empty() ? child.name : path + " › " + child.name;
      collect_properties(child, step, *owner);
      collect_drawn(child, into, owner, step);
    } else {
      collect_drawn(child, into, owner, path);
    }
  }
}

std::string in_words_of_tag(std::string const& tag) {
  if (tag == "sequenceFlow" || tag == "messageFlow" || tag == "association") return "arrow";
  if (tag.ends_with("Task") || tag == "task" || tag == "callActivity" || tag.ends_with("ubProcess")) return "step";
  if (tag.ends_with("Gateway")) return "gateway";
  if (tag.ends_with("Event")) return "event";
  return tag;
}

bool is_arrow(DrawnElement const& element) { return in_words_of_tag(element.tag) == "arrow"; }

std::string label(std::string const& id, DrawnElement const& element) {
  auto get = [&](char const* key) {
    auto found = element.properties.find(key);
    return found == element.properties.end() ? std::string("?") : found->second;
  };
  if (is_arrow(element)) return "arrow " + get("sourceRef") + " → " + get("targetRef");
  return in_words_of_tag(element.tag) + " " + (element.name.empty() ? id : element.name + " (" + id + ")");
}

class DiagramComparison {
 public:
  DiagramComparison(std::string file, Drawn before, Drawn after) : file_(std::move(file)), before_(std::move(before)), after_(std::move(after)) {}

  std::vector<DiagramChange> run() {
    for (auto const& [id, element] : before_)
      if (!after_.contains(id) && !part_of_another_change(element)) add({id, "", "", label(id, element) + " of " + file_ + " removed"});
    for (auto const& [id, element] : after_) {
      auto old = before_.find(id);
      if (old != before_.end()) compare(id, old->second, element);
      else if (!part_of_another_change(element)) add({id, "", "", label(id, element) + " of " + file_ + " added"});
    }
    compare_order_of_arrows();
    return std::move(changes_);
  }

 private:
  void add(DiagramChange change) { changes_.push_back(std::move(change)); }
  bool came_or_went(std::string const& id) const { return before_.contains(id) != after_.contains(id); }
  bool part_of_another_change(DrawnElement const& element) const {
    if (!is_arrow(element)) return false;
    return std::any_of(element.properties.begin(), element.properties.end(), [&](auto const& property) {
      return (property.first == "sourceRef" || property.first == "targetRef") && came_or_went(property.second);
    });
  }
  /// Lanes list their steps; a step that came or went is said once.
  std::string without_new_and_old(std::string const& references) const {
    std::vector<std::string> kept;
    for (auto part : split(references, ','))
      if (auto id = std::string(trim(part)); !came_or_went(id)) kept.push_back(id);
    std::sort(kept.begin(), kept.end());
    return join(kept, ", ");
  }
  /// By step that they leave, the arrows that are on both sides, as they stand in the file.
  static std::map<std::string, std::vector<std::string>> arrows_by_source(Drawn const& drawn, Drawn const& other) {
    std::map<std::string, std::map<std::size_t, std::string>> placed;
    for (auto const& [id, element] : drawn) {
      auto source = element.properties.find("sourceRef");
      if (is_arrow(element) && source != element.properties.end() && other.contains(id)) placed[source->second][element.place] = id;
    }
    std::map<std::string, std::vector<std::string>> ordered;
    for (auto const& [source, arrows] : placed)
      for (auto const& [place, id] : arrows) ordered[source].push_back(id);
    return ordered;
  }
  void compare_order_of_arrows() {
    auto was = arrows_by_source(before_, after_), is = arrows_by_source(after_, before_);
    for (auto const& [source, arrows] : was) {
      auto now = is.find(source);
      if (now == is.end() || now->second == arrows || !std::is_permutation(arrows.begin(), arrows.end(), now->second.begin(), now->second.end())) continue;
      auto before = join(arrows, ", "), after = join(now->second, ", ");
      add({source + " › order of arrows", before, after, "order of the arrows out of " + source + " of " + file_ + ": " + before + " → " + after});
    }
  }
  void compare(std::string const& id, DrawnElement const& old, DrawnElement const& now) {
    if (part_of_another_change(old) || part_of_another_change(now)) return;
    if (old.tag != now.tag) add({id + " › kind", old.tag, now.tag, "kind of " + label(id, now) + " of " + file_ + ": " + old.tag + " → " + now.tag});
    auto keys = old.properties;
    keys.insert(now.properties.begin(), now.properties.end());
    for (auto const& [key, unused] : keys) {
      auto value = [&](DrawnElement const& element) {
        auto found = element.properties.find(key);
        auto text = found == element.properties.end() ? std::string() : found->second;
        return key == "flowNodeRef" ? without_new_and_old(text) : text;
      };
      auto was = value(old), is = value(now);
      if (was == is) continue;
      if (was.empty()) was = "nothing";
      if (is.empty()) is = "nothing";
      add({id + " › " + key, was, is, key + " of " + label(id, now) + " of " + file_ + ": " + was + " → " + is});
    }
  }

  std::string file_;
  Drawn before_, after_;
  std::vector<DiagramChange> changes_;
};

std::optional<Drawn> drawn(SourceText const& source) {
  Diagnostics unused;
  auto definitions = notation::read_bpmn(source, unused);
  if (!definitions) return std::nullopt;
  Drawn all;
  collect_drawn(definitions->xml->root, all, nullptr, "");
  return all;
}

bool same_tree(SourceText const& before, SourceText const& after) {
  Diagnostics unused;
  auto a = notation::read_xml(before, unused), b = notation::read_xml(after, unused);
  return a && b && notation::same_content(*a, *b);
}

}  // namespace

std::vector<DiagramChange> compare_diagrams(SourceText const& before, SourceText const& after) {
  if (before.text() == after.text() || same_tree(before, after)) return {};
  auto old = drawn(before), now = drawn(after);
  if (!old || !now) return {{"", "", "", after.path() + " changed"}};
  auto changes = DiagramComparison(after.path(), std::move(*old), std::move(*now)).run();
  if (changes.empty()) changes.push_back({"", "", "", "the drawing of " + after.path() + " changed, not what it says"});
  return changes;
}

}  // namespace drivetrain::model
