// The file with its picture (see layout.h). The picture is spliced into the text as it stands, so that comments, indentation and whatever
// other tools wrote stay byte for byte. What comes out is read again and compared with the tree that was meant; where splicing by text is
// not possible (a root without end tag, say), the tree is written whole.
#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "notation/bpmn_layout/whole.h"
#include "notation/bpmn_layout/write_di.h"

namespace drivetrain::notation::picture {

namespace {

constexpr std::string_view xmlns_uri = "http://www.w3.org/2000/xmlns/";

struct TextEdit {
  std::size_t at = 0, removed = 0;
  std::string added;
};

std::string qualified(XmlNode const& node) { return node.prefix.empty() ? node.name : node.prefix + ":" + node.name; }

/// As write_xml lays it out at that depth.
std::string lines_of(XmlNode const& node, std::size_t depth, std::string const& line_end) {
  XmlDocument alone;
  alone.root = node;
  auto text = write_xml(alone);
  text.erase(0, text.find('\n') + 1);  // the declaration
  std::string indented;
  for (auto line : split(trim(text), '\n')) {
    indented.append(depth * 2, ' ');
    indented += line, indented += line_end;
  }
  return indented;
}

class FileEdit {
 public:
  FileEdit(SourceText const& source, BpmnDefinitions const& definitions)
      : text_(source.text()), document_(*definitions.xml), line_end_(text_.find("\r\n") == std::string_view::npos ? "\n" : "\r\n") {
    for (auto const& each : definitions.xml->root.children) collect_ids(each);
  }

  DiPrefixes const& prefixes() {
    if (prefixes_) return *prefixes_;
    prefixes_ = di_prefixes(document_.root);
    auto at = document_.root.span.begin.offset + 1 + qualified(document_.root).size();
    std::string declarations;
    std::vector<XmlAttribute> added;
    for (auto const& [prefix, uri] : prefixes_->missing) {
      XmlAttribute attribute;
      attribute.prefix = "xmlns", attribute.name = prefix, attribute.space = xmlns_uri, attribute.value = uri;
      declarations += fmt::format(" xmlns:{}=\"{}\"", prefix, uri);
      added.push_back(std::move(attribute));
    }
    auto& attributes = document_.root.attributes;
    attributes.insert(attributes.begin(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    if (!declarations.empty()) edits_.push_back({at, 0, declarations});
    return *prefixes_;
  }

  void remove_diagrams() {
    std::erase_if(document_.root.children, [&](XmlNode const& child) {
      if (child.kind != XmlKind::element || !child.is(bpmn::diagram, "BPMNDiagram")) return false;
      auto begin = child.span.begin.offset;
      auto end = text_.find("</" + qualified(child), begin);
      end = end == std::string_view::npos ? end : text_.find('>', end);
      if (end == std::string_view::npos)
        whole_ = true;
      else
        cut(begin, end + 1);
      return true;
    });
  }

  void append(BpmnDiagram const& diagram, std::string const& plane_id) {
    auto node = diagram_node(known(diagram), plane_id, prefixes());
    auto end = root_end();
    if (end == std::string_view::npos)
      whole_ = true;
    else
      edits_.push_back(on_own_lines(end, lines_of(node, 1, line_end_)));
    document_.root.children.push_back(std::move(node));
  }

  /// Into the plane of the nth diagram of the file.
  void add_to(std::size_t nth, Completion::Part const& part) {
    BpmnDiagram added;
    added.shapes = part.shapes, added.edges = part.edges;
    added = known(added);
    for (auto& child : document_.root.children) {
      if (child.kind != XmlKind::element || !child.is(bpmn::diagram, "BPMNDiagram") || nth-- != 0) continue;
      auto plane = std::find_if(child.children.begin(), child.children.end(),
                                [](XmlNode const& each) { return each.kind == XmlKind::element && each.is(bpmn::diagram, "BPMNPlane"); });
      if (plane == child.children.end()) return;
      std::string lines;
      auto join = [&](XmlNode node) {
        lines += lines_of(node, 3, line_end_);
        plane->children.push_back(std::move(node));
      };
      for (auto const& shape : added.shapes) join(shape_node(shape, prefixes()));
      for (auto const& edge : added.edges) join(edge_node(edge, prefixes()));
      auto end = text_.find("</" + qualified(*plane), plane->span.begin.offset);
      if (end == std::string_view::npos)
        whole_ = true;
      else
        edits_.push_back(on_own_lines(end, std::move(lines)));
      return;
    }
  }

  Result<std::string> finish() {
    if (!whole_) {
      auto text = spliced();
      Diagnostics ignored;
      auto again = read_xml(SourceText("picture", text), ignored);
      if (again && same_content(*again, document_)) return text;
    }
    auto text = write_xml(document_);
    Diagnostics findings;
    auto again = read_xml(SourceText("picture", text), findings);
    if (again && same_content(*again, document_)) return text;
    return Error{"DT-R013",
                 fmt::format("the file with its picture would have {} bytes, or more parts than one file may hold ({} bytes, {} elements, "
                             "attributes and texts), and could not be read again",
                             text.size(), limits::max_model_file_bytes, limits::max_xml_nodes),
                 "split the process: a part of it in a called process (callActivity) in a file of its own"};
  }

  std::size_t without_id() const { return without_id_; }

 private:
  void collect_ids(XmlNode const& node) {
    if (node.kind != XmlKind::element) return;
    if (auto id = node.attribute("id")) ids_.insert(id->value);
    for (auto const& child : node.children) collect_ids(child);
  }

  /// What the file can name: a flow that was written without id has none.
  BpmnDiagram known(BpmnDiagram diagram) {
    auto before = diagram.shapes.size() + diagram.edges.size();
    std::erase_if(diagram.shapes, [&](auto const& each) { return !ids_.contains(each.element.value); });
    std::erase_if(diagram.edges, [&](auto const& each) { return !ids_.contains(each.element.value); });
    without_id_ += before - diagram.shapes.size() - diagram.edges.size();
    return diagram;
  }

  /// Where the root's end tag begins: before the comments and instructions that follow it.
  std::size_t root_end() const {
    auto rest = text_;
    for (;;) {
      rest = rest.substr(0, rest.find_last_not_of(" \t\r\n") + 1);
      auto back = rest.ends_with("-->") ? rest.rfind("<!--") : rest.ends_with("?>") ? rest.rfind("<?") : std::string_view::npos;
      if (back == std::string_view::npos) break;
      rest = rest.substr(0, back);
    }
    return rest.rfind("</" + qualified(document_.root));
  }

  bool blank_before(std::size_t& at) const {
    auto begin = at;
    while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t')) --begin;
    bool own_line = begin > 0 && text_[begin - 1] == '\n';
    if (own_line) at = begin;
    return own_line;
  }

  TextEdit on_own_lines(std::size_t at, std::string lines) const {
    if (!blank_before(at)) lines.insert(0, line_end_);
    return {at, 0, std::move(lines)};
  }

  void cut(std::size_t begin, std::size_t end) {
    if (blank_before(begin)) {
      while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t' || text_[end] == '\r')) ++end;
      if (end < text_.size() && text_[end] == '\n') ++end;
    }
    edits_.push_back({begin, end - begin, {}});
  }

  std::string spliced() {
    std::stable_sort(edits_.begin(), edits_.end(), [](TextEdit const& a, TextEdit const& b) { return a.at < b.at; });
    std::string text;
    std::size_t done = 0;
    for (auto const& edit : edits_) {
      if (edit.at < done) return {};
      text += text_.substr(done, edit.at - done);
      text += edit.added;
      done = edit.at + edit.removed;
    }
    text += text_.substr(done);
    return text;
  }

  std::string_view text_;
  XmlDocument document_;
  std::string line_end_;
  std::optional<DiPrefixes> prefixes_;
  std::unordered_set<std::string> ids_;
  std::vector<TextEdit> edits_;
  std::size_t without_id_ = 0;
  bool whole_ = false;
};

bool shows_anything(BpmnDefinitions const& definitions) {
  return std::any_of(definitions.diagrams.begin(), definitions.diagrams.end(), [](auto const& each) { return !each.shapes.empty(); });
}

void count(LaidOutBpmn& into, std::vector<BpmnShape> const& shapes, std::vector<BpmnEdge> const& edges) {
  into.shapes += shapes.size(), into.edges += edges.size();
}

}  // namespace

}  // namespace drivetrain::notation::picture

namespace drivetrain::notation {

Result<LaidOutBpmn> with_picture(SourceText const& source, BpmnDefinitions const& definitions, LayoutWish wish) {
  using namespace picture;
  LaidOutBpmn result;
  FileEdit edit(source, definitions);
  bool anew = wish == LayoutWish::anew || !shows_anything(definitions);
  DiagramIds ids(definitions, anew ? OldPictures::replaced : OldPictures::stay);
  if (anew) {
    result.state = PictureState::laid_out;
    result.picture = lay_out_bpmn(definitions);
    for (auto const& diagram : result.picture.diagrams) {
      ids.note(diagram);
      count(result, diagram.shapes, diagram.edges);
    }
    edit.remove_diagrams();
  } else {
    auto completion = complete_picture(definitions);
    result.picture.remarks = std::move(completion.remarks);
    result.picture.diagrams = definitions.diagrams;
    for (auto const& part : completion.parts) {
      edit.add_to(part.diagram, part);
      count(result, part.shapes, part.edges);
      auto& diagram = result.picture.diagrams[part.diagram];
      diagram.shapes.insert(diagram.shapes.end(), part.shapes.begin(), part.shapes.end());
      diagram.edges.insert(diagram.edges.end(), part.edges.begin(), part.edges.end());
    }
    result.state = completion.parts.empty() && completion.diagrams.empty() ? PictureState::complete : PictureState::completed;
    for (auto const& diagram : completion.diagrams) ids.note(diagram);
    for (auto const& diagram : completion.diagrams) {
      edit.append(diagram, ids.fresh("plane_" + diagram.plane.value));
      count(result, diagram.shapes, diagram.edges);
      result.picture.diagrams.push_back(diagram);
    }
  }
  if (result.state == PictureState::complete) {
    result.text = source.text();
    return result;
  }
  if (result.state == PictureState::laid_out)
    for (auto const& diagram : result.picture.diagrams) edit.append(diagram, ids.fresh("plane_" + diagram.plane.value));
  if (auto lost = edit.without_id()) {
    result.edges -= std::min(result.edges, lost);
    result.picture.remarks.push_back(fmt::format("{} no id, so that no edge can name {}: give each flow an id to draw it",
                                                 counted(lost, "flow has", "flows have"), lost == 1 ? "it" : "them"));
  }
  DT_ASSIGN(result.text, edit.finish());
  return result;
}

}  // namespace drivetrain::notation
