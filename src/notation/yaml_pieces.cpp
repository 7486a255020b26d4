// Comments find their values (see yaml_pieces.h). The tree is walked in the order of the file beside the list of comments: those
// above a value are its own, one behind it on its line too, and after the last part of a group those indented as far as the group.
#include "notation/yaml_pieces.h"

#include <algorithm>

namespace drivetrain::notation {

namespace {

bool is_collection(YamlNode const& node) { return node.kind == YamlKind::sequence || node.kind == YamlKind::mapping; }

class CommentAttacher {
 public:
  CommentAttacher(SourceText const& source, YamlMargins const& margins) : source_(source), comments_(margins.comments) {}

  /// `limit`: offset where the next document begins.
  YamlPiece document(YamlNode const& node, std::size_t limit) {
    YamlPiece piece;
    piece.node = &node;
    take_before(node.span.begin.offset, piece.before);
    piece.gap = !piece.before.empty() && is_blank_line(source_, node.span.begin.line - 1);
    fill(piece, limit, 0);
    take_before(limit, piece.after);
    return piece;
  }
  std::vector<YamlComment> rest() {
    std::vector<YamlComment> left;
    take_before(source_.text().size() + 1, left);
    return left;
  }

 private:
  bool more(std::size_t limit) const { return next_ < comments_.size() && comments_[next_].at.offset < limit; }
  void take_before(std::size_t limit, std::vector<YamlComment>& into) {
    while (more(limit)) into.push_back(comments_[next_++]);
  }
  void take_behind(std::uint32_t line, std::size_t limit, YamlPiece& piece) {
    while (more(limit) && !comments_[next_].own_line && comments_[next_].at.line == line) piece.behind.push_back(comments_[next_++]);
    // Only one has room on the line.
    for (; piece.behind.size() > 1; piece.behind.erase(piece.behind.begin())) piece.before.push_back(piece.behind.front());
  }

  /// The dash of a block list's item: the first begins the list, others begin a line at the same column.
  Position dash(YamlNode const& list, std::size_t index) const {
    auto const& item = list.items[index].span.begin;
    if (index == 0 || list.flow) return list.flow ? item : list.span.begin;
    auto const& above = list.items[index - 1].span.end;
    for (auto line = item.line; line > above.line; --line) {
      auto text = source_.line(line);
      auto first = text.find_first_not_of(' ');
      if (first + 1 == list.span.begin.column && first < text.size() && text[first] == '-')
        return {line, list.span.begin.column, static_cast<std::uint32_t>(text.data() - source_.text().data() + first)};
    }
    return item;
  }

  void parts_of(YamlPiece& piece, std::size_t limit, std::size_t column) {
    auto const& node = *piece.node;
    auto count = node.kind == YamlKind::sequence ? node.items.size() : node.entries.size();
    auto start = [&](std::size_t i) { return node.kind == YamlKind::sequence ? dash(node, i) : node.entries[i].key_span.begin; };
    piece.parts.resize(count);
    auto begin = count ? start(0) : Position{};
    for (std::size_t i = 0; i < count; ++i) {
      auto& part = piece.parts[i];
      auto following = i + 1 < count ? start(i + 1) : Position{};
      part.entry = node.kind == YamlKind::sequence ? nullptr : &node.entries[i];
      part.node = part.entry ? &part.entry->value : &node.items[i];
      take_before(begin.offset, part.before);
      auto first_line = part.before.empty() ? begin.line : part.before[0].at.line;
      part.after_blank = i > 0 && is_blank_line(source_, first_line - 1);
      part.gap = !part.before.empty() && is_blank_line(source_, begin.line - 1);
      if (!part.before.empty()) part.before[0].after_blank = false;  // that blank is the part's
      fill(part, i + 1 < count ? following.offset : limit, column);
      begin = following;
    }
  }

  /// Everything of a piece but what stands above it. `outer_column`: of the group around.
  void fill(YamlPiece& piece, std::size_t limit, std::size_t outer_column) {
    auto const& node = *piece.node;
    auto key_line = piece.entry ? piece.entry->key_span.begin.line : 0;
    bool in_lines = is_collection(node) && !node.flow && (!node.items.empty() || !node.entries.empty());
    if (in_lines) {
      // Comments above the first part belong to that part, but one on the key's line to the key.
      if (key_line) take_behind(key_line, limit, piece);
      auto column = node.span.begin.column;
      bool as_deep_as_key = node.kind == YamlKind::sequence && column <= outer_column;
      parts_of(piece, limit, column);
      while (more(limit) && comments_[next_].own_line && comments_[next_].at.column >= column + (as_deep_as_key ? 1 : 0))
        piece.after.push_back(comments_[next_++]);
      return;
    }
    take_between_key_and(node, piece);
    if (is_collection(node)) {
      auto end = node.span.end.offset;
      piece.unfolds = more(end);
      parts_of(piece, end, outer_column);
      take_before(end, piece.after);
      if (piece.parts.empty()) {
        piece.before.insert(piece.before.end(), piece.after.begin(), piece.after.end());
        piece.after.clear();
      }
    }
    take_behind(node.span.end.line, limit, piece);
  }

  void take_between_key_and(YamlNode const& node, YamlPiece& piece) {
    std::vector<YamlComment> between;
    take_before(node.span.begin.offset, between);
    for (auto& comment : between) (comment.own_line || !piece.behind.empty() ? piece.before : piece.behind).push_back(comment);
  }

  SourceText const& source_;
  std::vector<YamlComment> const& comments_;
  std::size_t next_ = 0;
};

}  // namespace

YamlPieces pieces_of(SourceText const& source, std::vector<YamlNode> const& documents, YamlMargins const& margins) {
  CommentAttacher attacher(source, margins);
  YamlPieces pieces;
  std::vector<YamlNode const*> full;
  for (auto const& document : documents)
    if (document.kind != YamlKind::null) full.push_back(&document);
  for (std::size_t i = 0; i < full.size(); ++i) {
    auto limit = source.text().size() + 1;
    if (i + 1 < full.size()) {
      limit = full[i + 1]->span.begin.offset;
      for (auto marker : margins.document_markers)
        if (marker >= full[i]->span.end.offset) limit = std::min(limit, marker);
    }
    pieces.documents.push_back(attacher.document(*full[i], limit));
  }
  pieces.leftover = attacher.rest();
  return pieces;
}

}  // namespace drivetrain::notation
