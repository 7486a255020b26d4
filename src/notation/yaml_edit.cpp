// Edits of YAML text (see yaml_edit.h). Each computes one replacement of bytes; prove() then makes the same change in the tree and
// compares it with the tree of the edited text, so that a wrong guess about layout can never reach a file.
#include "notation/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/decimal.h"
#include "base/text.h"

namespace drivetrain::notation {

namespace {

struct Replacement {
  std::size_t begin, end;
  std::string text;
};

std::string applied(std::string_view text, Replacement const& replacement) {
  return std::string(text.substr(0, replacement.begin)) + replacement.text + std::string(text.substr(replacement.end));
}

bool same_yaml(YamlNode const& a, YamlNode const& b) {
  auto same_entry = [](YamlEntry const& x, YamlEntry const& y) { return x.key == y.key && same_yaml(x.value, y.value); };
  return a.kind == b.kind && a.text == b.text && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_yaml) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(), same_entry);
}

YamlNode* find_node(YamlNode& node, Span const& span, bool collection) {
  bool is_collection = node.kind == YamlKind::sequence || node.kind == YamlKind::mapping;
  if (is_collection == collection && node.span.begin == span.begin && node.span.end == span.end) return &node;
  for (auto& item : node.items)
    if (auto found = find_node(item, span, collection)) return found;
  for (auto& entry : node.entries)
    if (auto found = find_node(entry.value, span, collection)) return found;
  return nullptr;
}

Result<YamlNode> value_of(std::string_view yaml) {
  if (yaml.find('\n') != std::string_view::npos)
    return Error{"", "the new value has more than one line", "write it on one line, lists in [], groups in {}"};
  Diagnostics diagnostics;
  SourceText fragment("the new value", std::string(yaml));
  auto documents = read_yaml(fragment, diagnostics);
  if (!diagnostics.empty()) return Error{"", "the new value cannot be read: " + diagnostics.all()[0].message, diagnostics.all()[0].help};
  if (documents.size() > 1) return Error{"", "the new value holds several documents", ""};
  return documents.empty() ? YamlNode{} : std::move(documents[0]);
}

/// The edited text, if it reads like the source's tree after `change`, which answers false when it cannot be made.
Result<std::string> prove(SourceText const& source, Replacement const& replacement,
                          std::function<bool(std::vector<YamlNode>&)> const& change) {
  auto text = applied(source.text(), replacement);
  Diagnostics before, after;
  auto wanted = read_yaml(source, before);
  auto read = read_yaml(SourceText(source.path(), text), after);
  if (before.errors()) return Error{"", source.path() + " has errors and is not edited: " + before.all()[0].message, "mend them first"};
  if (!change(wanted)) return Error{"", source.path() + " has changed since it was read", "read it again"};
  if (after.errors() || !std::equal(wanted.begin(), wanted.end(), read.begin(), read.end(), same_yaml))
    return Error{"",
                 fmt::format("{} is laid out in a way that cannot be edited automatically at line {}", source.path(),
                             source.position(replacement.begin).line),
                 "make this change in the file by hand"};
  return text;
}

auto change_of(Span const& span, bool collection, std::function<void(YamlNode&)> const& change) {
  return [=](std::vector<YamlNode>& documents) {
    for (auto& document : documents)
      if (auto node = find_node(document, span, collection)) return change(*node), true;
    return false;
  };
}

std::string_view line_break(SourceText const& source) { return source.text().find("\r\n") == std::string_view::npos ? "\n" : "\r\n"; }

/// Offset of the line break (or end of file) after `offset`.
std::size_t line_end(SourceText const& source, std::size_t offset) {
  auto end = std::min(source.text().find('\n', offset), source.text().size());
  return end > offset && end < source.text().size() && source.text()[end - 1] == '\r' ? end - 1 : end;
}

std::size_t after_line(SourceText const& source, std::size_t offset) {
  auto end = source.text().find('\n', offset);
  return end == std::string_view::npos ? source.text().size() : end + 1;
}

std::size_t line_begin(SourceText const& source, std::size_t offset) {
  auto before = offset == 0 ? std::string_view::npos : source.text().rfind('\n', offset - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

bool is_first_on_line(SourceText const& source, std::size_t offset) {
  auto begin = line_begin(source, offset);
  return source.text().substr(begin, offset - begin).find_first_not_of(' ') == std::string_view::npos;
}

std::string blanks_to(Position position) { return std::string(position.column - 1, ' '); }

/// Offset of the dash of a block item: the first item's begins the list, others begin a line at the same column.
std::size_t dash_of(SourceText const& source, YamlNode const& sequence, std::size_t index) {
  auto first = sequence.span.begin;
  if (index == 0) return first.offset;
  for (auto line = line_begin(source, sequence.items[index].span.begin.offset); line > first.offset; line = line_begin(source, line - 1)) {
    auto at = line + first.column - 1;
    if (at < source.text().size() && source.text()[at] == '-' && is_first_on_line(source, at)) return at;
  }
  return first.offset;
}

/// Inside brackets or braces: before what follows, or behind the last.
Replacement insertion_in_flow(std::vector<Span> const& parts, Span const& whole, std::size_t index, std::string text) {
  if (parts.empty()) return {whole.begin.offset + 1, whole.begin.offset + 1, text};
  if (index < parts.size()) return {parts[index].begin.offset, parts[index].begin.offset, text + ", "};
  auto const& last = parts.back();
  bool own_line = parts.size() > 1 && parts[parts.size() - 2].begin.line != last.begin.line;
  return {last.end.offset, last.end.offset, (own_line ? ",\n" + blanks_to(last.begin) : ", ") + text};
}

Replacement removal_in_flow(std::vector<Span> const& parts, std::size_t index) {
  if (parts.size() == 1) return {parts[0].begin.offset, parts[0].end.offset, ""};
  if (index + 1 < parts.size()) return {parts[index].begin.offset, parts[index + 1].begin.offset, ""};
  return {parts[index - 1].end.offset, parts[index].end.offset, ""};
}

std::vector<Span> spans_of(YamlNode const& node) {
  std::vector<Span> spans;
  for (auto const& item : node.items) spans.push_back(item.span);
  for (auto const& entry : node.entries) spans.push_back({entry.key_span.file, entry.key_span.begin, entry.value.span.end});
  return spans;
}

}  // namespace

std::string yaml_text(std::string_view text) {
  auto is_plain = [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0xC3 || (byte >= 0x80 && byte < 0xC0) ||
           std::string_view(" _./()+-;=<").find(c) != std::string_view::npos;
  };
  constexpr std::string_view words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
  auto lower = lower_ascii(text);
  bool is_word = std::find(std::begin(words), std::end(words), lower) != std::end(words);
  bool plain = !text.empty() && text == trim(text) && std::all_of(text.begin(), text.end(), is_plain) && !is_word &&
               !Decimal::parse(text) && std::string_view("-.+<=;").find(text[0]) == std::string_view::npos;
  return plain ? std::string(text) : yaml_quoted(text);
}

std::string yaml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      quoted += '\\', quoted += c;
    else if (c == '\n')
      quoted += "\\n";
    else if (c == '\t')
      quoted += "\\t";
    else if (byte < 0x20 || byte == 0x7F)
      quoted += fmt::format("\\x{:02x}", byte);
    else
      quoted += c;
  }
  return quoted + "\"";
}

Result<std::string> replace_scalar(SourceText const& source, Span const& span, std::string_view yaml) {
  DT_TRY(auto value, value_of(yaml));
  auto begin = span.begin.offset;
  bool needs_blank = begin == span.end.offset && begin > 0 && begin <= source.text().size() && source.text()[begin - 1] != ' ';
  return prove(source, {begin, span.end.offset, (needs_blank ? " " : "") + std::string(yaml)},
               change_of(span, false, [&](YamlNode& node) { node = value; }));
}

Result<std::string> insert_item(SourceText const& source, YamlNode const& sequence, std::size_t index, std::string_view yaml) {
  DT_TRY(auto value, value_of(yaml));
  index = std::min(index, sequence.items.size());
  Replacement replacement{};
  if (sequence.flow) {
    replacement = insertion_in_flow(spans_of(sequence), sequence.span, index, std::string(yaml));
  } else if (index == 0) {
    auto at = sequence.span.begin.offset;
    replacement = {at, at, fmt::format("- {}{}{}", yaml, line_break(source), blanks_to(sequence.span.begin))};
  } else {
    auto at = line_end(source, sequence.items[index - 1].span.end.offset);
    replacement = {at, at, fmt::format("{}{}- {}", line_break(source), blanks_to(sequence.span.begin), yaml)};
  }
  return prove(source, replacement, change_of(sequence.span, true, [&](YamlNode& node) {
                 node.items.insert(node.items.begin() + static_cast<std::ptrdiff_t>(index), value);
               }));
}

Result<std::string> remove_item(SourceText const& source, YamlNode const& sequence, std::size_t index) {
  if (index >= sequence.items.size())
    return Error{"", fmt::format("the list has {}, not {}", counted(sequence.items.size(), "item"), index + 1), ""};
  Replacement replacement{};
  if (sequence.flow) {
    replacement = removal_in_flow(spans_of(sequence), index);
  } else {
    auto dash = dash_of(source, sequence, index);
    auto end = sequence.items[index].span.end.offset;
    if (sequence.items.size() == 1) {
      // "key:" stays on its line: the list becomes an empty one behind it.
      auto before = source.text().find_last_not_of(" \r\n", dash == 0 ? 0 : dash - 1);
      bool behind_key = dash > 0 && before != std::string_view::npos && source.text()[before] == ':';
      replacement = {behind_key ? before + 1 : dash, line_end(source, end), behind_key ? " []" : "[]"};
    } else if (is_first_on_line(source, dash)) {
      replacement = {line_begin(source, dash), after_line(source, end), ""};
    } else {
      replacement = {dash, dash_of(source, sequence, index + 1), ""};
    }
  }
  return prove(source, replacement, change_of(sequence.span, true, [&](YamlNode& node) {
                 node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(index));
               }));
}

Result<std::string> insert_entry(SourceText const& source, YamlNode const& mapping, std::string_view key, std::string_view yaml) {
  if (mapping.find(key)) return Error{"", fmt::format("the key {} is there already", key), "replace its value"};
  DT_TRY(auto value, value_of(yaml));
  auto text = fmt::format("{}: {}", yaml_text(key), yaml);
  Replacement replacement{};
  if (mapping.flow) {
    replacement = insertion_in_flow(spans_of(mapping), mapping.span, mapping.entries.size(), text);
  } else {
    auto at = line_end(source, mapping.span.end.offset);
    replacement = {at, at, fmt::format("{}{}{}", line_break(source), blanks_to(mapping.span.begin), text)};
  }
  return prove(source, replacement,
               change_of(mapping.span, true, [&](YamlNode& node) { node.entries.push_back({std::string(key), {}, value}); }));
}

Result<std::string> remove_entry(SourceText const& source, YamlNode const& mapping, std::string_view key) {
  auto entry = mapping.find_entry(key);
  if (!entry) return Error{"", fmt::format("there is no key {}", key), ""};
  auto index = static_cast<std::size_t>(entry - mapping.entries.data());
  auto spans = spans_of(mapping);
  Replacement replacement{};
  if (mapping.flow)
    replacement = removal_in_flow(spans, index);
  else if (spans.size() == 1)
    replacement = {spans[0].begin.offset, line_end(source, spans[0].end.offset), "{}"};
  else if (is_first_on_line(source, spans[index].begin.offset))
    replacement = {line_begin(source, spans[index].begin.offset), after_line(source, spans[index].end.offset), ""};
  else
    replacement = {spans[index].begin.offset, spans[index + 1].begin.offset, ""};
  return prove(source, replacement, change_of(mapping.span, true, [&](YamlNode& node) {
                 node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(index));
               }));
}

}  // namespace drivetrain::notation
