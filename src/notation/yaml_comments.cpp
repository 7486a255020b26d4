// Finding comments (see yaml_comments.h): the text outside all scalars is walked once.
#include "notation/yaml_comments.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::notation {

namespace {

struct Stretch {
  std::size_t begin, end;
};

void collect_scalars(YamlNode const& node, std::vector<Stretch>& into) {
  if (node.kind == YamlKind::scalar || node.kind == YamlKind::null) into.push_back({node.span.begin.offset, node.span.end.offset});
  for (auto const& item : node.items) collect_scalars(item, into);
  for (auto const& entry : node.entries) {
    into.push_back({entry.key_span.begin.offset, entry.key_span.end.offset});
    collect_scalars(entry.value, into);
  }
}

std::string_view without_blanks_behind(std::string_view text) {
  auto last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

}  // namespace

bool is_blank_line(SourceText const& source, std::uint32_t line) {
  return line >= 1 && source.line(line).find_first_not_of(" \t\r") == std::string_view::npos;
}

YamlMargins margins_of(SourceText const& source, std::vector<YamlNode> const& documents) {
  std::vector<Stretch> scalars;
  for (auto const& document : documents) collect_scalars(document, scalars);
  std::sort(scalars.begin(), scalars.end(), [](Stretch const& a, Stretch const& b) { return a.begin < b.begin; });
  YamlMargins margins;
  auto text = source.text();
  auto next = scalars.begin();
  for (std::size_t at = 0; at < text.size();) {
    while (next != scalars.end() && next->end <= at) ++next;
    if (next != scalars.end() && next->begin <= at) {
      at = next->end;
      continue;
    }
    bool line_begins = at == 0 || text[at - 1] == '\n';
    if (line_begins && text.substr(at, 3) == "---") margins.document_markers.push_back(at);
    if (line_begins && text[at] == '%') margins.directives.push_back(at);
    if (text[at] != '#') {
      ++at;
      continue;
    }
    auto end = std::min(text.find('\n', at), text.size());
    YamlComment comment{.at = source.position(at), .text = std::string(without_blanks_behind(text.substr(at, end - at)))};
    auto line_start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;  // npos + 1 is 0
    comment.own_line = text.substr(line_start, at - line_start).find_first_not_of(" \t\xEF\xBB\xBF") == std::string_view::npos;
    comment.after_blank = is_blank_line(source, comment.at.line - 1);
    margins.comments.push_back(std::move(comment));
    at = end;
  }
  return margins;
}

}  // namespace drivetrain::notation
