// Findings as text (see render_diagnostic.h). The quoted line is laid out cell by cell, so that the underline stands under the
// right characters whatever their width.
#include "base/render_diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/code_points.h"
#include "base/text.h"

namespace drivetrain {

namespace {

constexpr std::size_t tab_width = 4;

struct Palette {
  std::string_view bold, severity, faint, mark, end;
};

Palette palette(Severity severity, bool colour) {
  if (!colour) return {};
  auto by_severity = severity == Severity::error ? "\033[1;31m" : severity == Severity::warning ? "\033[1;35m" : "\033[1;36m";
  return {"\033[1m", by_severity, "\033[2m", by_severity, "\033[0m"};
}

/// Control characters, and those that turn the direction of the text (a line must not read other than it is).
bool is_deceptive(char32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

/// A line as it is shown: for each character its text and width.
struct Cell {
  std::string text;
  std::size_t width;
};

std::vector<Cell> lay_out(std::string_view line) {
  std::vector<Cell> cells;
  while (!line.empty()) {
    auto rest = line;
    auto c = take_code_point(rest);
    auto bytes = line.substr(0, line.size() - rest.size());
    if (c == '\t')
      cells.push_back({std::string(tab_width, ' '), tab_width});
    else if (is_deceptive(c) || (c == 0xFFFD && bytes.size() == 1))
      cells.push_back({"\xEF\xBF\xBD", 1});
    else
      cells.push_back({std::string(bytes), display_width(c)});
    line = rest;
  }
  return cells;
}

/// The same for texts in messages, which may quote what a file says.
std::string shown(std::string_view text) {
  std::string safe;
  for (auto const& cell : lay_out(text)) safe += cell.text;
  return safe;
}

std::string place(Span const& span) {
  if (!span.known()) return span.file.empty() ? std::string() : shown(span.file) + ": ";
  return fmt::format("{}:{}:{}: ", shown(span.file), span.begin.line, span.begin.column);
}

/// What of a line is laid out: all of it, or the part around the underlined one of a line that is longer than anybody reads.
/// A thousand findings in one line of megabytes would otherwise cost gigabytes of copying.
struct Excerpt {
  std::string_view text;
  std::size_t first = 0;             ///< characters of `text` before the underlined part
  bool cut_before = false, cut_after = false;
};
constexpr std::size_t longest_laid_out = 8192;  // bytes; wider than any terminal

Excerpt excerpt(SourceText const& source, Span const& span) {
  auto line = source.line(span.begin.line);
  Excerpt whole{line, span.begin.column - 1};
  if (line.size() <= longest_laid_out) return whole;
  auto start = static_cast<std::size_t>(line.data() - source.text().data());
  auto at = std::min<std::size_t>(span.begin.offset > start ? span.begin.offset - start : 0, line.size());
  auto inside = [&](std::size_t byte) { return byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0) == 0x80; };
  auto from = at > longest_laid_out / 2 ? at - longest_laid_out / 2 : 0, to = std::min(line.size(), at + longest_laid_out / 2);
  for (int i = 0; i < 3 && inside(from); ++i) ++from;
  for (int i = 0; i < 3 && inside(to); ++i) --to;
  return {line.substr(from, to - from), lay_out(line.substr(from, at - from)).size(), from > 0, to < line.size()};
}

/// The quoted line and its underline; empty when the file is not at hand.
std::string quote(Span const& span, SourceLookup const& sources, RenderOptions const& options, Palette const& colours) {
  auto source = span.known() && sources ? sources(span.file) : nullptr;
  if (!source) return {};
  auto part = excerpt(*source, span);
  auto cells = lay_out(part.text);
  auto first = std::min(part.first, cells.size());
  bool one_line = span.end.line == span.begin.line;
  auto last = one_line && span.end.column > span.begin.column ? std::min<std::size_t>(first + (span.end.column - span.begin.column), cells.size())
              : one_line                                      ? first + 1
                                                              : cells.size();
  last = std::max(last, first + 1);

  // Cut a long line around the underlined part, a third of the room before it.
  std::size_t from = 0, to = cells.size();
  auto width = [&](std::size_t a, std::size_t b) {
    std::size_t sum = 0;
    for (auto i = a; i < std::min(b, cells.size()); ++i) sum += cells[i].width;
    return sum;
  };
  auto const room = std::max<std::size_t>(options.width, 40) - 10;
  if (width(0, cells.size()) > room) {
    from = first;
    while (from > 0 && width(from - 1, first) <= room / 3) --from;
    to = from;
    while (to < cells.size() && width(from, to + 1) <= room) ++to;
    last = std::max(std::min(last, to), first + 1);
  }
  auto const starts_cut = from > 0 || part.cut_before, ends_cut = to < cells.size() || part.cut_after;
  std::string shown_line = starts_cut ? "…" : "", underline = starts_cut ? " " : "";
  for (auto i = from; i < to; ++i) shown_line += cells[i].text;
  if (ends_cut) shown_line += "…";
  underline += std::string(width(from, first), ' ');
  auto marked = std::max<std::size_t>(width(first, last), 1);
  auto mark = "^" + std::string(marked - 1, '~');

  auto number = std::to_string(span.begin.line);
  auto gutter = std::max<std::size_t>(number.size(), 5);
  return fmt::format("{}{:>{}} |{} {}\n{}{:>{}} |{} {}{}{}{}\n", colours.faint, number, gutter, colours.end, shown_line, colours.faint, "",
                     gutter, colours.end, underline, colours.mark, mark, colours.end);
}

/// "   why: …", further lines indented under the first.
std::string labelled(std::string_view label, std::string_view text, Palette const& colours) {
  if (text.empty()) return {};
  auto lines = split(text, '\n');
  auto out = fmt::format("{}{:>7}:{} {}\n", colours.bold, label, colours.end, shown(lines[0]));
  for (std::size_t i = 1; i < lines.size(); ++i) out += fmt::format("{:>9}{}\n", "", shown(lines[i]));
  return out;
}

}  // namespace

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
  }
  return "error";
}

std::string render_text(Diagnostic const& diagnostic, SourceLookup const& sources, RenderOptions const& options) {
  auto colours = palette(diagnostic.severity, options.colour);
  auto out = fmt::format("{}{}{}{}{}:{} {}{}{}", colours.bold, place(diagnostic.span), colours.end, colours.severity,
                         to_string(diagnostic.severity), colours.end, colours.bold, shown(diagnostic.message), colours.end);
  out += diagnostic.code.empty() ? "\n" : fmt::format(" [{}]\n", diagnostic.code);
  out += quote(diagnostic.span, sources, options, colours);
  out += labelled("why", diagnostic.why, colours);
  out += labelled("help", diagnostic.help, colours);
  for (auto const& note : diagnostic.notes) {
    auto note_colours = palette(Severity::note, options.colour);
    out += fmt::format("{}{:>7}:{} {}{}\n", note_colours.severity, "note", note_colours.end, place(note.span), shown(note.message));
    out += quote(note.span, sources, options, note_colours);
  }
  return out;
}

std::string summary(Diagnostics const& diagnostics) {
  std::vector<std::string> parts;
  auto notes = diagnostics.all().size() + diagnostics.dropped() - diagnostics.errors() - diagnostics.warnings();
  if (diagnostics.errors()) parts.push_back(counted(diagnostics.errors(), "error"));
  if (diagnostics.warnings()) parts.push_back(counted(diagnostics.warnings(), "warning"));
  if (notes > 0 && notes <= diagnostics.all().size()) parts.push_back(counted(notes, "note"));
  auto text = parts.empty() ? std::string("no findings") : join(parts, ", ");
  if (diagnostics.dropped()) text += fmt::format(" (the last {} not shown)", diagnostics.dropped());
  return text;
}

std::string render_text(Diagnostics const& diagnostics, SourceLookup const& sources, RenderOptions const& options) {
  std::string out;
  for (auto const& diagnostic : diagnostics.all()) out += render_text(diagnostic, sources, options) + "\n";
  return out + summary(diagnostics) + "\n";
}

}  // namespace drivetrain
