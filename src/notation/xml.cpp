// Asking and changing an XML tree (see xml.h).
#include "notation/xml.h"

#include <algorithm>

namespace drivetrain::notation {

XmlAttribute const* XmlNode::attribute(std::string_view wanted_name, std::string_view wanted_space) const {
  auto at = std::find_if(attributes.begin(), attributes.end(),
                         [&](auto const& each) { return each.name == wanted_name && each.space == wanted_space; });
  return at == attributes.end() ? nullptr : &*at;
}

std::string_view XmlNode::value(std::string_view wanted_name, std::string_view wanted_space) const {
  auto found = attribute(wanted_name, wanted_space);
  return found ? std::string_view(found->value) : std::string_view();
}

XmlNode const* XmlNode::child(std::string_view wanted_space, std::string_view wanted_name) const {
  auto at = std::find_if(children.begin(), children.end(),
                         [&](auto const& each) { return each.kind == XmlKind::element && each.is(wanted_space, wanted_name); });
  return at == children.end() ? nullptr : &*at;
}

std::string XmlNode::own_text() const {
  std::string joined;
  for (auto const& each : children)
    if (each.kind == XmlKind::text) joined += each.text;
  return joined;
}

bool same_content(XmlNode const& a, XmlNode const& b) {
  auto same_attribute = [](XmlAttribute const& x, XmlAttribute const& y) {
    return x.prefix == y.prefix && x.name == y.name && x.space == y.space && x.value == y.value;
  };
  return a.kind == b.kind && a.prefix == b.prefix && a.name == b.name && a.space == b.space && a.text == b.text &&
         std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(), same_attribute) &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(),
                    [](XmlNode const& x, XmlNode const& y) { return same_content(x, y); });
}

bool same_content(XmlDocument const& a, XmlDocument const& b) {
  auto same = [](std::vector<XmlNode> const& x, std::vector<XmlNode> const& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](XmlNode const& m, XmlNode const& n) { return same_content(m, n); });
  };
  return same(a.before, b.before) && same_content(a.root, b.root) && same(a.after, b.after);
}

XmlNode* find_by_id(XmlNode& root, std::string_view id) {
  if (root.kind == XmlKind::element && root.value("id") == id) return &root;
  for (auto& each : root.children)
    if (auto found = find_by_id(each, id)) return found;
  return nullptr;
}

void set_attribute(XmlNode& element, std::string_view prefix, std::string_view space, std::string_view name, std::string_view value) {
  for (auto& each : element.attributes)
    if (each.name == name && each.space == space) {
      each.value = value;
      return;
    }
  XmlAttribute added;
  added.prefix = prefix, added.name = name, added.space = space, added.value = value;
  element.attributes.push_back(std::move(added));
}

}  // namespace drivetrain::notation
