// Reading XML (see xml.h). pugixml parses in place, so that its names and values point into our copy of the file: their distance
// from its start is their place.
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <unordered_set>

#include "base/limits.h"
#include "base/text.h"
#include "notation/xml.h"

namespace drivetrain::notation {

namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xmlns_space = "http://www.w3.org/2000/xmlns/";
constexpr std::size_t max_attributes_of_an_element = 10'000;  ///< as in the readers of the engines from which models come

bool is_blank(std::string_view text) { return trim(text).empty(); }

/// XML 1.0 §2.2 Char, for what one byte can break.
std::size_t find_forbidden_character(std::string_view text) {
  auto at = std::find_if(text.begin(), text.end(), [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  return at == text.end() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

/// Offset of the first & that begins neither a predefined entity nor a character reference (XML 1.0 §4.6, §4.1).
std::size_t find_unknown_entity(std::string_view raw) {
  for (std::size_t i = 0; (i = raw.find('&', i)) != std::string_view::npos; ++i) {
    auto semicolon = raw.find(';', i);
    auto name = semicolon == std::string_view::npos ? std::string_view() : raw.substr(i + 1, semicolon - i - 1);
    bool predefined = name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos";
    bool hexadecimal =
        name.size() > 2 && name.starts_with("#x") && name.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
    bool decimal = name.size() > 1 && name[0] == '#' && name.find_first_not_of("0123456789", 1) == std::string_view::npos;
    if (!predefined && !hexadecimal && !decimal) return i;
  }
  return std::string_view::npos;
}

class XmlReader {
 public:
  XmlReader(SourceText const& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics), buffer_(source.text()) {}

  std::unique_ptr<XmlDocument> read() {
    pugi::xml_document parsed;
    auto options = pugi::parse_default | pugi::parse_comments | pugi::parse_pi | pugi::parse_doctype | pugi::parse_ws_pcdata;
    auto outcome = parsed.load_buffer_inplace(buffer_.data(), buffer_.size(), options, pugi::encoding_utf8);
    if (!outcome) {
      auto at = std::min<std::size_t>(static_cast<std::size_t>(std::max<std::ptrdiff_t>(outcome.offset, 0)), source_.text().size());
      broken("DT-R030", at, at + 1, outcome.description(), "every tag that is opened is closed, in the opposite order");
      return nullptr;
    }
    auto document = std::make_unique<XmlDocument>();
    spaces_.emplace_back("xml", xml_space);
    bool has_root = false;
    for (auto each : parsed.children()) {
      if (each.type() == pugi::node_element) {
        if (has_root)
          broken("DT-R030", offset(each.name()), offset(each.name()) + 1, "a second root element begins here",
                 "a file has one root element");
        else
          document->root = element(each, 1);
        has_root = true;
      } else if (each.type() == pugi::node_doctype) {
        auto at = source_.text().find("<!DOCTYPE");
        broken("DT-R031", at, at + 9, "a DOCTYPE is not allowed", "delete the line; a model needs no document type");
      } else if (each.type() == pugi::node_comment || each.type() == pugi::node_pi) {
        (has_root ? document->after : document->before).push_back(other(each));
      }
      if (stopped_) return nullptr;
    }
    return document;
  }

 private:
  /// A finding that makes the file unreadable.
  void broken(std::string code, std::size_t begin, std::size_t end, std::string message, std::string help) {
    diagnostics_.add({.code = std::move(code), .span = source_.span(begin, end), .message = std::move(message), .help = std::move(help)});
    stopped_ = true;
  }

  std::size_t offset(char const* in_buffer) const { return static_cast<std::size_t>(in_buffer - buffer_.data()); }

  bool count(std::size_t at, std::size_t depth) {
    if (depth <= limits::max_xml_depth && ++nodes_ <= limits::max_xml_nodes) return true;
    broken("DT-R013", at, at,
           depth > limits::max_xml_depth ? fmt::format("elements are nested more than {} deep", limits::max_xml_depth)
                                         : fmt::format("the file holds more than {} elements, attributes and texts", limits::max_xml_nodes),
           "split the model into several files");
    return false;
  }

  void check_entities(std::size_t begin, std::size_t end) {
    auto raw = source_.text().substr(begin, end - begin);
    auto bad = find_unknown_entity(raw);
    if (bad == std::string_view::npos) return;
    auto stop = raw.find_first_of("; \t\r\n", bad);
    auto name = raw.substr(bad, stop == std::string_view::npos ? std::string_view::npos : stop - bad + (raw[stop] == ';'));
    broken("DT-R031", begin + bad, begin + bad + name.size(), fmt::format("the entity {} is not known", name.substr(0, 40)),
           "write &amp; for an ampersand, or the character itself");
  }

  /// Namespaces in XML 1.0 §4: a qualified name has something on both sides of its colon.
  void half_a_name(std::string_view qualified, std::size_t at) {
    broken("DT-R030", at, at + qualified.size(), fmt::format("{} is half a name", qualified), "write a prefix before the colon and a name after it");
  }

  /// Splits "bpmn:task"; the namespace is that of the prefix where it stands.
  void resolve(std::string_view qualified, std::size_t at, bool is_attribute, std::string& prefix, std::string& name, std::string& space) {
    auto colon = qualified.find(':');
    if (colon != std::string_view::npos) prefix = qualified.substr(0, colon);
    name = colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
    if (colon != std::string_view::npos && (prefix.empty() || name.empty())) return half_a_name(qualified, at);
    if (prefix.empty() && is_attribute) return;
    auto declared = std::find_if(spaces_.rbegin(), spaces_.rend(), [&](auto const& each) { return each.first == prefix; });
    if (declared != spaces_.rend())
      space = declared->second;
    else if (!prefix.empty())
      broken("DT-R030", at, at + qualified.size(), fmt::format("the prefix {} is not declared", prefix),
             fmt::format("declare it on the root element: xmlns:{}=\"…\"", prefix));
  }

  void attributes(pugi::xml_node const& from, XmlNode& into, std::size_t depth) {
    // Declarations of this element count for its own attributes, so they come first.
    for (auto each : from.attributes()) {
      std::string_view qualified = each.name();
      if (qualified == "xmlns")
        spaces_.emplace_back("", each.value());
      else if (qualified.starts_with("xmlns:"))
        spaces_.emplace_back(qualified.substr(6), each.value());
    }
    if (spaces_.size() > limits::max_xml_prefixes)
      return broken("DT-R013", offset(from.name()), offset(from.name()), fmt::format("more than {} prefixes are declared around this element", limits::max_xml_prefixes), "split the model into several files");
    std::unordered_set<std::string> names;
    std::size_t number = 0;
    for (auto each : from.attributes()) {
      if (++number > max_attributes_of_an_element)
        return broken("DT-R013", offset(from.name()), offset(from.name()) + std::string_view(from.name()).size(),
                      fmt::format("this element has more than {} attributes", max_attributes_of_an_element), "describe the element by elements inside it");
      auto begin = offset(each.value());
      if (!count(begin, depth)) return;
      std::string_view qualified = each.name();
      auto end = source_.text().find(source_.text()[begin - 1], begin);
      XmlAttribute attribute;
      if (qualified == "xmlns" || qualified.starts_with("xmlns:")) {
        attribute.space = xmlns_space;
        attribute.prefix = qualified == "xmlns" ? "" : "xmlns";
        attribute.name = qualified == "xmlns" ? qualified : qualified.substr(6);
        if (attribute.name.empty()) half_a_name(qualified, offset(each.name()));
      } else {
        resolve(qualified, offset(each.name()), true, attribute.prefix, attribute.name, attribute.space);
      }
      attribute.value = each.value();
      attribute.span = source_.span(begin, end);
      check_entities(begin, end);
      if (source_.text().substr(begin, end - begin).find('<') != std::string_view::npos)
        broken("DT-R030", begin, end, "an attribute's value holds <", "write &lt;; or a quote is missing further up");
      if (!names.insert(attribute.space + '\n' + attribute.name).second)
        broken("DT-R030", offset(each.name()), offset(each.name()) + qualified.size(),
               fmt::format("the attribute {} stands twice", qualified), "keep one of them");
      if (stopped_) return;
      into.attributes.push_back(std::move(attribute));
    }
  }

  /// Comment or processing instruction.
  XmlNode other(pugi::xml_node const& from) {
    XmlNode node;
    node.kind = from.type() == pugi::node_comment ? XmlKind::comment : XmlKind::instruction;
    node.name = from.name();
    node.text = from.value();
    auto at = offset(from.type() == pugi::node_comment ? from.value() : from.name());
    node.span = source_.span(at, at);
    return node;
  }

  XmlNode text(pugi::xml_node const& from) {
    XmlNode node;
    node.kind = XmlKind::text;
    node.text = from.value();
    node.cdata = from.type() == pugi::node_cdata;
    auto begin = offset(from.value());
    auto end = std::min(source_.text().find(node.cdata ? "]]>" : "<", begin), source_.text().size());
    node.span = source_.span(begin, end);
    if (!node.cdata) check_entities(begin, end);
    return node;
  }

  XmlNode element(pugi::xml_node const& from, std::size_t depth) {
    XmlNode node;
    std::string_view qualified = from.name();
    auto at = offset(from.name());
    if (!count(at, depth)) return node;
    auto outer_spaces = spaces_.size();
    attributes(from, node, depth);
    resolve(qualified, at, false, node.prefix, node.name, node.space);
    node.span = source_.span(at - 1, at + qualified.size());
    if (auto id = node.attribute("id"); id && id->span.end.line == node.span.begin.line)
      node.span.end = {id->span.end.line, id->span.end.column + 1, id->span.end.offset + 1};
    for (auto each : from.children()) {
      if (stopped_) break;
      if (each.type() == pugi::node_element)
        node.children.push_back(element(each, depth + 1));
      else if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata)
        add_text(node, text(each));
      else
        node.children.push_back(other(each));
    }
    drop_layout(node);
    spaces_.resize(outer_spaces);
    return node;
  }

  /// Neighbouring texts become one, so that a tree does not depend on where CDATA sections ended.
  void add_text(XmlNode& node, XmlNode added) {
    if (!node.children.empty() && node.children.back().kind == XmlKind::text) {
      auto& last = node.children.back();
      last.text += added.text;
      last.cdata = false;
      last.span.end = added.span.end;
    } else if (count(added.span.begin.offset, 0)) {
      node.children.push_back(std::move(added));
    }
  }

  /// Blanks that only lay the file out are not content.
  void drop_layout(XmlNode& node) {
    auto is_layout = [](XmlNode const& each) { return each.kind == XmlKind::text && !each.cdata && is_blank(each.text); };
    bool only_layout = std::all_of(node.children.begin(), node.children.end(),
                                   [&](auto const& each) { return each.kind != XmlKind::text || is_layout(each); });
    bool single = node.children.size() == 1 && node.children[0].text.find('\n') == std::string::npos;
    if (only_layout && !single) std::erase_if(node.children, is_layout);
  }

  SourceText const& source_;
  Diagnostics& diagnostics_;
  std::string buffer_;
  std::vector<std::pair<std::string, std::string>> spaces_;
  std::size_t nodes_ = 0;
  bool stopped_ = false;
};

}  // namespace

std::unique_ptr<XmlDocument> read_xml(SourceText const& source, Diagnostics& diagnostics) {
  auto text = source.text();
  auto refuse = [&](std::string code, std::size_t at, std::string message, std::string help) {
    diagnostics.add({.code = std::move(code), .span = source.span(at, at + 1), .message = std::move(message), .help = std::move(help)});
    return nullptr;
  };
  if (text.size() > limits::max_model_file_bytes)
    return refuse("DT-R013", 0, fmt::format("the file has {} bytes; a model file may have {}", text.size(), limits::max_model_file_bytes),
                  "split the model into several files");
  if (auto bad = find_invalid_utf8(text); bad != std::string_view::npos)
    return refuse("DT-R014", bad, fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[bad])),
                  "save the file as UTF-8");
  if (auto bad = find_forbidden_character(text); bad != std::string_view::npos)
    return refuse("DT-R030", bad,
                  fmt::format("an invisible control character (0x{:02X}) stands here", static_cast<unsigned char>(text[bad])), "delete it");
  auto begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  auto trimmed = trim(text.substr(begin));
  if (trimmed.empty() || trimmed.front() != '<' || trimmed.back() != '>')
    return refuse("DT-R030", trimmed.empty() || trimmed.front() != '<' ? begin : text.find_last_not_of(" \t\r\n"),
                  trimmed.empty() ? "the file is empty" : "the file is not XML: it does not begin with < and end with >",
                  "save or export it as XML");
  return XmlReader(source, diagnostics).read();
}

}  // namespace drivetrain::notation
