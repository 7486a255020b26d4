// Writing XML (see xml.h).
#include "notation/xml.h"

#include <algorithm>

namespace drivetrain::notation {

namespace {

void write_escaped(std::string_view text, bool in_attribute, std::string& out) {
  for (char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '\r': out += "&#13;"; break;
      case '"': out += in_attribute ? "&quot;" : "\""; break;
      case '\n': out += in_attribute ? "&#10;" : "\n"; break;
      case '\t': out += in_attribute ? "&#9;" : "\t"; break;
      default: out += c;
    }
  }
}

void write_name(std::string const& prefix, std::string const& name, std::string& out) {
  if (!prefix.empty()) out += prefix, out += ':';
  out += name;
}

/// `depth` of an element inside text is 0 and `laid_out` false: blanks added there would become part of the text.
void write_node(XmlNode const& node, std::size_t depth, bool laid_out, std::string& out) {
  switch (node.kind) {
    case XmlKind::text:
      if (node.cdata && node.text.find("]]>") == std::string::npos)
        out += "<![CDATA[" + node.text + "]]>";
      else
        write_escaped(node.text, false, out);
      return;
    case XmlKind::comment: out += "<!--" + node.text + "-->"; return;
    case XmlKind::instruction: out += "<?" + node.name + (node.text.empty() ? "" : " " + node.text) + "?>"; return;
    case XmlKind::element: break;
  }
  out += '<';
  write_name(node.prefix, node.name, out);
  for (auto const& attribute : node.attributes) {
    out += ' ';
    write_name(attribute.prefix, attribute.name, out);
    out += "=\"";
    write_escaped(attribute.value, true, out);
    out += '"';
  }
  if (node.children.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  bool holds_text = std::any_of(node.children.begin(), node.children.end(), [](XmlNode const& each) { return each.kind == XmlKind::text; });
  bool lines = laid_out && !holds_text;
  for (auto const& each : node.children) {
    if (lines) out += '\n', out.append((depth + 1) * 2, ' ');
    write_node(each, depth + 1, lines, out);
  }
  if (lines) out += '\n', out.append(depth * 2, ' ');
  out += "</";
  write_name(node.prefix, node.name, out);
  out += '>';
}

}  // namespace

std::string write_xml(XmlDocument const& document) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  auto line = [&](XmlNode const& node) {
    write_node(node, 0, true, out);
    out += '\n';
  };
  for (auto const& each : document.before) line(each);
  line(document.root);
  for (auto const& each : document.after) line(each);
  return out;
}

}  // namespace drivetrain::notation
