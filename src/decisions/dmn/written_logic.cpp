// Content as text (see written_logic.h).
#include "decisions/dmn/written_logic.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.h"

namespace drivetrain::decisions::dmn {

namespace {

using notation::DmnKind;
using notation::XmlKind;
using notation::XmlNode;

/// White space as FEEL takes it: a run is one blank, except in texts.
void add_words(std::string& text, std::string_view words) {
  bool quoted = false, blank = false;
  for (char c : trim(words)) {
    bool space = !quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
    if (c == '"') quoted = !quoted;
    if (!space && blank) text += ' ';
    blank = space;
    if (!space) text += c;
  }
}

/// "feel:number" of DMN 1.1 is "number".
std::string_view type_word(std::string_view type) {
  auto colon = type.rfind(':');
  return trim(colon == std::string_view::npos ? type : type.substr(colon + 1));
}

bool says_nothing(XmlNode const& node, std::string_view space) {
  static std::set<std::string_view> const silent{"description", "extensionElements", "annotation", "annotationEntry"};
  return node.kind != XmlKind::element || node.space != space || silent.contains(node.name);
}

void add_content(std::string& text, XmlNode const& node) {
  static std::set<std::string_view> const silent{"id", "label", "xmlns", "preferredOrientation", "outputLabel"};
  text += '<' + node.name;
  std::vector<notation::XmlAttribute const*> attributes;
  for (auto const& each : node.attributes)
    if (each.prefix.empty() && !silent.contains(each.name)) attributes.push_back(&each);
  std::sort(attributes.begin(), attributes.end(), [](auto const* a, auto const* b) { return a->name < b->name; });
  for (auto const* each : attributes) {
    text += ' ' + each->name + '=';
    add_words(text, each->name == "typeRef" ? type_word(each->value) : std::string_view(each->value));
  }
  text += '>';
  add_words(text, node.name == "typeRef" ? std::string(type_word(node.own_text())) : node.own_text());
  for (auto const& child : node.children)
    if (!says_nothing(child, node.space)) add_content(text, child);
  text += "</>";
}

std::string xml_content(XmlNode const* node) {
  std::string text;
  if (node) add_content(text, *node);
  return text;
}

std::optional<std::uint32_t> node_at(DecisionModel const& model, std::string const& own_space, notation::DmnReference const& reference) {
  auto const& space = reference.space.empty() ? own_space : reference.space;
  for (std::uint32_t i = 0; i < model.nodes().size(); ++i)
    if (model.nodes()[i].id == reference.id && model.nodes()[i].space == space) return i;
  return std::nullopt;
}

std::string quoted_name(std::string_view what, std::string const& name) { return std::string(what) + " \"" + name + "\""; }

}  // namespace

std::string content_of(DecisionModel const& model, std::uint32_t index) {
  auto const& node = model.nodes()[index];
  if (node.kind != DmnKind::decision_service) return node.element->logic ? xml_content(node.element->logic->xml) : std::string();
  std::string text = "takes";
  for (auto each : node.parameters) text += " \"" + model.nodes()[each].qualified + '"';
  text += " yields";
  for (auto each : node.outputs) text += " \"" + model.nodes()[each].qualified + '"';
  return text;
}

std::map<std::string, std::string> used_by(DecisionModel const& model, std::uint32_t target) {
  std::map<std::string, std::string> used;
  std::string all = content_of(model, target);
  auto declare = [&](std::string const& what, std::uint32_t index) {
    auto type = "typed " + std::string(type_word(model.nodes()[index].element->variable.type.value));
    all += type, used[what] += type;
  };
  auto inform = [&](std::uint32_t index) { declare(quoted_name("the type of", model.nodes()[index].qualified), index); };
  if (model.nodes()[target].kind != DmnKind::business_knowledge) declare("the declared type", target);
  for (auto index : model.nodes()[target].parameters) inform(index);
  for (auto index : model.nodes()[target].outputs) inform(index);
  std::set<std::uint32_t> seen{target};
  std::vector<std::uint32_t> open{target};
  while (!open.empty()) {
    auto const& node = model.nodes()[open.back()];
    open.pop_back();
    for (auto const* references : {&node.element->required_inputs, &node.element->required_decisions})
      for (auto const& reference : *references)
        if (auto at = node_at(model, node.space, reference)) inform(*at);
    for (auto const& reference : node.element->required_knowledge) {
      auto at = node_at(model, node.space, reference);
      if (!at || !seen.insert(*at).second) continue;
      open.push_back(*at);
      auto content = content_of(model, *at);
      auto what = quoted_name("the " + std::string(notation::to_string(model.nodes()[*at].kind)), model.nodes()[*at].qualified);
      all += content, used[what] += content;
      declare(what, *at);
    }
  }
  // Types are named by typeRef, and by expressions ("instance of"): whatever holds the name may mean it.
  std::vector<notation::DmnItem const*> rest;
  for (auto const& definitions : model.definitions())
    for (auto const& item : definitions->items)
      if (!item.name.empty()) rest.push_back(&item);
  for (bool grown = true; grown;) {
    grown = false;
    std::erase_if(rest, [&](notation::DmnItem const* item) {
      if (all.find(item->name) == std::string::npos) return false;
      auto content = xml_content(item->xml);
      all += content, used[quoted_name("the type", item->name)] += content;
      return grown = true;
    });
  }
  return used;
}

}  // namespace drivetrain::decisions::dmn
