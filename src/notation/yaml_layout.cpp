// Laying out (see yaml_layout.h). Three steps: parts take the order of the declaration, pieces become lines, and comments behind
// neighbouring lines move under each other.
#include "notation/yaml_layout.h"

#include <algorithm>
#include <optional>

#include "base/render_diagnostic.h"
#include "notation/yaml_edit.h"
#include "notation/yaml_format.h"

namespace drivetrain::notation {

namespace {

/// What a declaration says of a value; both empty when it says nothing.
struct DeclaredAs {
  ObjectInfo const* group = nullptr;
  TypeInfo const* type = nullptr;
};

DeclaredAs declared_as(TypeInfo const* type, YamlNode const& node) {
  while (type && type->shape == Shape::list && node.kind != YamlKind::sequence) type = type->element.get();  // one stands for many
  if (!type) return {};
  return {type->shape == Shape::object && type->object ? &type->object() : nullptr, type};
}

DeclaredAs part_of(DeclaredAs whole, YamlPiece const& part) {
  if (!part.entry) return whole.type && whole.type->element ? declared_as(whole.type->element.get(), *part.node) : DeclaredAs{};
  if (whole.group) {
    auto field = whole.group->find(part.entry->key);
    return field ? declared_as(&field->type, *part.node) : DeclaredAs{};
  }
  return whole.type && whole.type->shape == Shape::map ? declared_as(whole.type->element.get(), *part.node) : DeclaredAs{};
}

std::size_t rank(ObjectInfo const& group, YamlPiece const& part) {
  auto field = group.find(part.entry->key);
  return field ? static_cast<std::size_t>(field - group.fields.data()) : group.fields.size();
}

/// Fields in the order declared; and what stands above the first field of a list's item stands above the item's dash.
void arrange(YamlPiece& piece, DeclaredAs as) {
  if (as.group && piece.node->kind == YamlKind::mapping)
    std::stable_sort(piece.parts.begin(), piece.parts.end(),
                     [&](YamlPiece const& a, YamlPiece const& b) { return rank(*as.group, a) < rank(*as.group, b); });
  for (auto& part : piece.parts) arrange(part, part_of(as, part));
  bool in_lines = piece.unfolds || !piece.node->flow;
  if (piece.entry || piece.parts.empty() || !in_lines) return;
  auto& first = piece.parts[0];
  if (!first.before.empty() && piece.before.empty()) piece.gap = first.gap;
  piece.before.insert(piece.before.end(), first.before.begin(), first.before.end());
  first.before.clear();
  first.gap = false;
}

void arrange_document(YamlPiece& document, ObjectInfo const* kind) {
  constexpr std::string_view order[] = {"apiVersion", "kind", "metadata", "spec"};
  auto rank_of = [&](YamlPiece const& part) { return std::find(std::begin(order), std::end(order), part.entry->key) - std::begin(order); };
  if (document.node->kind == YamlKind::mapping && kind)
    std::stable_sort(document.parts.begin(), document.parts.end(),
                     [&](YamlPiece const& a, YamlPiece const& b) { return rank_of(a) < rank_of(b); });
  for (auto& part : document.parts) {
    bool of_kind = part.entry && kind;
    arrange(part, {of_kind && part.entry->key == "metadata" ? &header_info() : of_kind && part.entry->key == "spec" ? kind : nullptr, nullptr});
  }
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

std::string_view trimmed(std::string_view line) {
  auto first = line.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  auto last = line.find_last_not_of(" \t\r\n");
  bool escaped = line[last] == '\\' && last + 1 < line.size();  // "\ " at the end of a line is a blank that counts
  return line.substr(first, last - first + 1 + (escaped ? 1 : 0));
}

bool is_block_text(YamlNode const& node, std::string_view written) {
  return node.quoted && !written.empty() && (written[0] == '|' || written[0] == '>');
}

class Layout {
 public:
  explicit Layout(SourceText const& source) : source_(source) {}

  void document(YamlPiece const& document) {
    if (!lines_.empty()) line("---");
    above(document, 0, true);
    if (document.parts.empty()) return value(document, "", 0), below(document, 0);
    parts(document, "", 0);
    below(document, 0);
  }
  void comments(std::vector<YamlComment> const& comments) {
    for (auto const& comment : comments) remark(comment, 0, &comment == comments.data());
  }
  std::string text() {
    align_behind();
    std::string all;
    for (auto const& line : lines_) {
      all += line.text;
      if (!line.behind.empty()) all += (line.text.empty() ? "" : blanks(line.gap)) + line.behind;
      all += '\n';
    }
    return all;
  }

 private:
  struct Line {
    std::string text, behind;
    std::size_t gap = 2;
  };

  void line(std::string text, std::string behind = {}) { lines_.push_back({std::move(text), std::move(behind)}); }
  void blank_line() {
    // Never two, and never one that the end of a | text with all its line breaks would swallow.
    if (!lines_.empty() && !lines_.back().text.empty() && !keeps_breaks_) line("");
  }
  void remark(YamlComment const& comment, std::size_t indent, bool first) {
    if (comment.after_blank && !first) blank_line();
    line(blanks(indent) + comment.text);
    keeps_breaks_ = false;
  }
  void above(YamlPiece const& piece, std::size_t indent, bool first) {
    if (piece.after_blank && !first) blank_line();
    for (auto const& comment : piece.before) remark(comment, indent, &comment == piece.before.data());
    if (piece.gap && !piece.before.empty()) blank_line();
  }
  void below(YamlPiece const& piece, std::size_t indent) {
    // Behind what was in brackets and now stands on lines there is no room any more.
    bool behind_key = piece.entry || piece.parts.empty();
    if (!behind_key)
      for (auto const& comment : piece.behind) remark(comment, indent, true);
    for (auto const& comment : piece.after) remark(comment, indent, false);
  }

  std::string_view written(Span const& span) const {
    return source_.text().substr(span.begin.offset, span.end.offset - span.begin.offset);
  }

  std::string key_text(YamlEntry const& entry) const {
    auto text = written(entry.key_span);
    return text.find('\n') == std::string_view::npos ? std::string(text) : yaml_quoted(entry.key);
  }

  /// A scalar on one line; nothing when it needs several. Plain text that moves into braces gets quotes when it needs them there.
  std::optional<std::string> one_line(YamlNode const& node, bool into_flow) const {
    auto text = written(node.span);
    if (is_block_text(node, text)) return std::nullopt;
    if (text.find('\n') != std::string_view::npos) {
      if (!into_flow || node.text.find('\n') != std::string::npos) return std::nullopt;
      return node.quoted || node.text.find_first_of(",[]{}") != std::string::npos ? yaml_quoted(node.text) : node.text;
    }
    if (!node.quoted) return into_flow && text.find_first_of(",[]{}") != std::string_view::npos ? yaml_quoted(node.text) : std::string(text);
    bool could_be_double = text.front() == '\'' && text.find_first_of("\"\\") == std::string_view::npos && text.find("''") == std::string_view::npos;
    return could_be_double ? "\"" + std::string(text.substr(1, text.size() - 2)) + "\"" : std::string(text);
  }

  std::optional<std::string> flow_text(YamlPiece const& piece) const {
    auto const& node = *piece.node;
    if (node.kind == YamlKind::scalar || node.kind == YamlKind::null) return one_line(node, true);
    bool group = node.kind == YamlKind::mapping;
    std::string text(1, group ? '{' : '[');
    for (auto const& part : piece.parts) {
      auto value = flow_text(part);
      if (!value) return std::nullopt;
      if (text.size() > 1) text += ", ";
      if (group) text += key_text(*part.entry) + ": ";
      text += *value;
      if (text.size() > 8 * yaml_line_width) return std::nullopt;
    }
    return text + (group ? '}' : ']');
  }

  bool bare(YamlPiece const& piece) const {
    return std::all_of(piece.parts.begin(), piece.parts.end(), [&](YamlPiece const& part) {
      return part.before.empty() && part.behind.empty() && part.after.empty() && !part.after_blank && bare(part);
    });
  }

  /// The whole value on one line where the rules want it so.
  std::optional<std::string> folded(YamlPiece const& piece, std::string const& lead) const {
    auto const& node = *piece.node;
    if (node.kind == YamlKind::null || node.kind == YamlKind::scalar) return one_line(node, false);
    if (piece.parts.empty()) return node.kind == YamlKind::mapping ? "{}" : "[]";
    bool is_metadata = piece.entry && piece.entry->key == "metadata" && lead.starts_with("metadata");
    if (piece.unfolds || (!node.flow && !(is_metadata && bare(piece) && piece.after.empty()))) return std::nullopt;
    auto text = flow_text(piece);
    return text && display_width(lead) + 1 + display_width(*text) <= yaml_line_width ? text : std::nullopt;
  }

  /// `lead`: what stands on the line already, without the blank before the value ("  sla:", "    -"). `indent`: of the key or dash.
  void value(YamlPiece const& piece, std::string const& lead, std::size_t indent) {
    auto behind = piece.behind.empty() ? std::string() : piece.behind[0].text;
    keeps_breaks_ = false;
    if (auto text = folded(piece, lead)) return line(text->empty() || lead.empty() ? lead + *text : lead + " " + *text, behind);
    if (piece.parts.empty()) return long_text(*piece.node, lead, indent, behind);
    if (piece.entry) line(lead, behind);
    parts(piece, piece.entry ? blanks(indent + 2) : lead + " ", indent + 2);  // an item's parts begin behind its dash
    below(piece, indent + 2);
  }

  /// `lead`: what stands before the first part on its line.
  void parts(YamlPiece const& whole, std::string lead, std::size_t indent) {
    for (auto const& part : whole.parts) {
      bool first = &part == whole.parts.data();
      above(part, indent, first);
      if (!first) lead = blanks(indent);
      value(part, lead + (part.entry ? key_text(*part.entry) + ":" : "-"), indent);
    }
  }

  /// Text of several lines: each is moved to its new place, none is broken anew.
  void long_text(YamlNode const& node, std::string const& lead, std::size_t indent, std::string const& behind) {
    auto text = written(node.span);
    bool block = is_block_text(node, text);
    std::vector<std::string_view> rows;
    for (std::size_t at = 0; at <= text.size();) {
      auto end = std::min(text.find('\n', at), text.size());
      rows.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    auto begin = lead.empty() ? "" : lead + " ";
    line(begin + std::string(block ? header_of(rows[0]) : std::string(trimmed(rows[0]))));
    auto depth = block ? depth_of(node, rows) : 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      auto row = block ? rows[i].substr(std::min(depth, rows[i].size())) : trimmed(rows[i]);
      if (block && !row.empty() && row.back() == '\r') row.remove_suffix(1);
      line(row.empty() ? "" : blanks(indent + 2) + std::string(row));
    }
    if (!block) lines_.back().behind = behind;
    if (block && rows[0].find('+') != std::string_view::npos) keep_breaks(node);
  }

  /// "|", ">-", "|2+  # why": an explicit depth becomes ours.
  static std::string header_of(std::string_view row) {
    std::string header(trimmed(row));
    for (std::size_t i = 1; i < header.size() && header[i] != ' ' && header[i] != '#'; ++i)
      if (header[i] >= '1' && header[i] <= '9') header[i] = '2';
    return header;
  }

  /// How far a | text is indented in the source: its first visible line, less the blanks that belong to the text.
  static std::size_t depth_of(YamlNode const& node, std::vector<std::string_view> const& rows) {
    auto visible = [](std::string_view row) { return row.find_first_not_of(" \t\r") != std::string_view::npos; };
    auto row = std::find_if(rows.begin() + 1, rows.end(), visible);
    if (row == rows.end()) return 0;
    auto written = row->find_first_not_of(' ');
    std::size_t own = 0, at = 0;
    for (; at < node.text.size(); at = node.text.find('\n', at) == std::string::npos ? node.text.size() : node.text.find('\n', at) + 1) {
      auto end = std::min(node.text.find('\n', at), node.text.size());
      auto in_text = std::string_view(node.text).substr(at, end - at);
      if (!visible(in_text)) continue;
      own = in_text.find_first_not_of(' ');
      break;
    }
    return written >= own ? written - own : 0;
  }

  /// A text that keeps all line breaks at its end (|+) needs exactly as many.
  void keep_breaks(YamlNode const& node) {
    auto last = node.text.find_last_not_of('\n');
    auto breaks = last == std::string::npos ? node.text.size() + 1 : node.text.size() - last - 1;
    for (std::size_t i = 1; i < breaks; ++i) line("");
    keeps_breaks_ = true;
  }

  void align_behind() {
    for (std::size_t i = 0; i < lines_.size();) {
      auto end = i;
      std::size_t longest = 0, shortest = yaml_line_width;
      auto depth = [&](std::size_t at) { return lines_[at].text.find_first_not_of(' '); };
      for (; end < lines_.size() && !lines_[end].behind.empty() && depth(end) == depth(i); ++end) {
        auto width = display_width(lines_[end].text);
        longest = std::max(longest, width), shortest = std::min(shortest, width);
      }
      // Under each other, unless that would push some far away from what they speak of.
      if (end > i && longest - std::min(shortest, longest) <= 40)
        for (auto at = i; at < end; ++at) lines_[at].gap = longest - display_width(lines_[at].text) + 2;
      i = std::max(end, i + 1);
    }
  }

  SourceText const& source_;
  std::vector<Line> lines_;
  bool keeps_breaks_ = false;
};

}  // namespace

std::string layout(SourceText const& source, YamlPieces pieces, std::vector<ObjectInfo const*> const& kinds) {
  Layout out(source);
  for (std::size_t i = 0; i < pieces.documents.size(); ++i) {
    arrange_document(pieces.documents[i], kinds[i]);
    out.document(pieces.documents[i]);
  }
  out.comments(pieces.leftover);
  return out.text();
}

}  // namespace drivetrain::notation
