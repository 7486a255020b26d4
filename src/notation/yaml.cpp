// Reading YAML (see yaml.h): libyaml's events become a positioned tree. libyaml finds syntax errors; duplicate keys, bounds and
// the refusal of anchors, aliases and tags are ours. libyaml counts characters, we count bytes: OffsetMap translates.
// Source: YAML 1.2.2, core schema.
#include "notation/yaml.h"

#include <yaml.h>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/limits.h"
#include "base/text.h"
#include "notation/clipped.h"
#include "notation/yaml_syntax_help.h"

namespace drivetrain::notation {

YamlNode const* YamlNode::find(std::string_view key) const {
  auto entry = find_entry(key);
  return entry ? &entry->value : nullptr;
}

YamlEntry const* YamlNode::find_entry(std::string_view key) const {
  auto at = std::find_if(entries.begin(), entries.end(), [&](YamlEntry const& entry) { return entry.key == key; });
  return at == entries.end() ? nullptr : &*at;
}

std::string_view describe(YamlNode const& node) {
  switch (node.kind) {
    case YamlKind::null: return "nothing";
    case YamlKind::sequence: return "a list";
    case YamlKind::mapping: return "a group of fields";
    case YamlKind::scalar: break;
  }
  return "a value";
}

namespace {

/// Byte offset of the n-th character. A checkpoint every 64 characters keeps it small; plain ASCII needs none.
class OffsetMap {
 public:
  /// `skipped` bytes at the begin of the text are not counted.
  OffsetMap(std::string_view text, std::size_t skipped) : skipped_(skipped), text_(text.substr(skipped)) {
    text = text_;
    if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
    for (std::size_t byte = 0, character = 0; byte < text.size(); byte = next(byte), ++character)
      if (character % 64 == 0) checkpoints_.push_back(static_cast<std::uint32_t>(byte));
  }
  std::size_t bytes(std::size_t character) const { return skipped_ + bytes_of_rest(character); }

 private:
  std::size_t bytes_of_rest(std::size_t character) const {
    if (checkpoints_.empty()) return std::min(character, text_.size());
    auto checkpoint = std::min(character / 64, checkpoints_.size() - 1);
    std::size_t byte = checkpoints_[checkpoint];
    for (auto left = character - checkpoint * 64; left > 0 && byte < text_.size(); --left) byte = next(byte);
    return byte;
  }

  std::size_t next(std::size_t byte) const {
    do ++byte;
    while (byte < text_.size() && (static_cast<unsigned char>(text_[byte]) & 0xC0) == 0x80);
    return byte;
  }
  std::size_t skipped_;
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;
};

/// YAML 1.2.2 §5.1 c-printable, for what UTF-8 encodes in one or two bytes; returns npos when all is printable.
std::size_t find_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) return i;
    if (c == 0xC2 && i + 1 < text.size()) {
      auto second = static_cast<unsigned char>(text[i + 1]);
      if (second < 0xA0 && second != 0x85) return i;
    }
  }
  return std::string_view::npos;
}

/// libyaml takes a byte order mark for a character of the first line, and the first key for more indented than the others.
std::size_t byte_order_mark(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

std::string text_of(yaml_char_t const* chars, std::size_t length) { return {reinterpret_cast<char const*>(chars), length}; }

bool is_null(std::string_view plain) { return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL"; }

struct Event {
  yaml_event_t value{};
  Event() = default;
  Event(Event const&) = delete;
  Event& operator=(Event const&) = delete;
  ~Event() { yaml_event_delete(&value); }
};

/// The keys of one group so far. Most groups are small, and a few comparisons are quicker than a table.
class KeysSeen {
 public:
  /// Where the key stands already; null pointer when it is new. `entries` are those before it.
  Span const* find(std::vector<YamlEntry> const& entries, std::string const& key) {
    constexpr std::size_t small = 24;
    if (entries.size() <= small) {
      auto at = std::find_if(entries.begin(), entries.end(), [&](YamlEntry const& entry) { return entry.key == key; });
      return at == entries.end() ? nullptr : &at->key_span;
    }
    for (; tabled_ < entries.size(); ++tabled_) table_.emplace(entries[tabled_].key, tabled_);
    auto at = table_.find(key);
    return at == table_.end() ? nullptr : &entries[at->second].key_span;
  }

 private:
  std::unordered_map<std::string, std::size_t> table_;
  std::size_t tabled_ = 0;
};

class Reader {
 public:
  Reader(SourceText const& source, Diagnostics& diagnostics) : source_(source), diagnostics_(diagnostics), offsets_(source.text(), byte_order_mark(source.text())) {
    ready_ = yaml_parser_initialize(&parser_) != 0;
    if (!ready_) return;
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    auto text = source.text().substr(byte_order_mark(source.text()));
    yaml_parser_set_input_string(&parser_, reinterpret_cast<unsigned char const*>(text.data()), text.size());
  }
  Reader(Reader const&) = delete;
  Reader& operator=(Reader const&) = delete;
  ~Reader() {
    if (ready_) yaml_parser_delete(&parser_);
  }

  std::vector<YamlNode> documents() {
    std::vector<YamlNode> documents;
    while (ready_ && !stopped_) {
      Event event;
      if (!next(event) || event.value.type == YAML_STREAM_END_EVENT) break;
      if (event.value.type != YAML_DOCUMENT_START_EVENT) continue;
      auto const& start = event.value.data.document_start;
      if (start.tag_directives.start != start.tag_directives.end) refuse(event, "a %TAG directive");
      Event root;
      if (!next(root)) break;
      auto document = node(root, 0);
      if (!stopped_) documents.push_back(std::move(document));
    }
    return documents;
  }

 private:
  Span span(yaml_mark_t const& begin, yaml_mark_t const& end) const {
    return source_.span(offsets_.bytes(begin.index), offsets_.bytes(end.index));
  }

  bool next(Event& event) {
    if (stopped_) return false;
    if (yaml_parser_parse(&parser_, &event.value)) return true;
    report_syntax_error();
    return false;
  }

  void report_syntax_error() {
    stopped_ = true;
    std::string problem = parser_.problem ? parser_.problem : "the file cannot be read";
    std::string context = parser_.context ? parser_.context : "";
    Diagnostic found{.code = "DT-R010", .message = problem};
    auto at = offsets_.bytes(parser_.problem_mark.index);
    auto began = offsets_.bytes(parser_.context_mark.index);
    // An unclosed quote is noticed at the end of the file; the place to look at is where it began.
    bool unclosed = problem.find("unexpected end of stream") != std::string::npos && !context.empty();
    if (unclosed) std::swap(at, began);
    auto const line_end = std::min(source_.text().find('\n', at), source_.text().size());
    found.span = source_.span(at, unclosed ? std::max(line_end, at) : std::min(at + 1, line_end > at ? line_end : at));
    if (!context.empty()) {
      auto start = source_.position(offsets_.bytes(parser_.context_mark.index));
      found.message += fmt::format(" {} that began at {}:{}", context, start.line, start.column);
      if (!unclosed && began != at) found.notes.push_back({source_.span(began, began + 1), "it began here"});
    }
    found.help = yaml_syntax_help(problem, context);
    diagnostics_.add(std::move(found));
  }

  void refuse(Event const& event, std::string what) {
    diagnostics_.add({.code = "DT-R012",
                      .span = span(event.value.start_mark, event.value.end_mark),
                      .message = what + " is not allowed in a model file",
                      .why = "a model is read by people line by line; what a line means must stand in that line",
                      .help = "write the value out where it is used"});
  }

  void refuse_decorations(Event const& event, yaml_char_t const* anchor, yaml_char_t const* tag) {
    if (anchor) refuse(event, "the anchor &" + clipped(reinterpret_cast<char const*>(anchor)));
    if (tag) refuse(event, "the tag " + clipped(reinterpret_cast<char const*>(tag)));
  }

  /// False when the file is larger than a model file may be; reading stops.
  bool within_bounds(Event const& event, std::size_t depth) {
    std::string too_much;
    if (depth > limits::max_yaml_depth) too_much = fmt::format("groups are nested more than {} deep", limits::max_yaml_depth);
    if (++nodes_ > limits::max_yaml_nodes) too_much = fmt::format("the file holds more than {} values", limits::max_yaml_nodes);
    if (too_much.empty()) return true;
    diagnostics_.add({.code = "DT-R013",
                      .span = span(event.value.start_mark, event.value.start_mark),
                      .message = too_much,
                      .help = "split the file: one entity per document, documents in several files"});
    stopped_ = true;
    return false;
  }

  YamlNode node(Event const& event, std::size_t depth) {
    YamlNode result;
    if (!within_bounds(event, depth)) return result;
    result.span = span(event.value.start_mark, event.value.end_mark);
    switch (event.value.type) {
      case YAML_ALIAS_EVENT:
        refuse(event, "the alias *" + clipped(reinterpret_cast<char const*>(event.value.data.alias.anchor)));
        break;
      case YAML_SCALAR_EVENT: scalar(event, result); break;
      case YAML_SEQUENCE_START_EVENT: sequence(event, result, depth); break;
      case YAML_MAPPING_START_EVENT: mapping(event, result, depth); break;
      default: break;  // libyaml's grammar yields only nodes here
    }
    return result;
  }

  void scalar(Event const& event, YamlNode& result) {
    auto const& data = event.value.data.scalar;
    refuse_decorations(event, data.anchor, data.tag);
    result.text = text_of(data.value, data.length);
    result.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
    result.kind = !result.quoted && is_null(result.text) ? YamlKind::null : YamlKind::scalar;
    if (data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE) {
      // libyaml ends a block scalar at the next token; its own end is its last visible character.
      auto written = source_.text().substr(result.span.begin.offset, result.span.end.offset - result.span.begin.offset);
      auto last = written.find_last_not_of(" \t\r\n");
      result.span.end = source_.position(result.span.begin.offset + (last == std::string_view::npos ? 0 : last + 1));
    }
  }

  /// Flow collections end at their bracket; block collections where their last value ends.
  void close(Event const& end, bool flow, Position last, YamlNode& result) {
    result.span.end = flow ? source_.position(offsets_.bytes(end.value.end_mark.index)) : last;
  }

  void sequence(Event const& event, YamlNode& result, std::size_t depth) {
    auto const& data = event.value.data.sequence_start;
    refuse_decorations(event, data.anchor, data.tag);
    result.kind = YamlKind::sequence;
    result.flow = data.style == YAML_FLOW_SEQUENCE_STYLE;
    auto last = result.span.begin;
    for (;;) {
      Event item;
      if (!next(item)) return;
      if (item.value.type == YAML_SEQUENCE_END_EVENT) return close(item, result.flow, last, result);
      result.items.push_back(node(item, depth + 1));
      if (stopped_) return;
      last = std::max(last, result.items.back().span.end);
    }
  }

  void mapping(Event const& event, YamlNode& result, std::size_t depth) {
    auto const& data = event.value.data.mapping_start;
    refuse_decorations(event, data.anchor, data.tag);
    result.kind = YamlKind::mapping;
    result.flow = data.style == YAML_FLOW_MAPPING_STYLE;
    auto last = result.span.begin;
    KeysSeen seen;
    for (;;) {
      Event key_event;
      if (!next(key_event)) return;
      if (key_event.value.type == YAML_MAPPING_END_EVENT) return close(key_event, result.flow, last, result);
      auto key = node(key_event, depth + 1);
      if (stopped_) return;
      Event value_event;
      if (!next(value_event)) return;
      YamlEntry entry{std::move(key.text), std::move(key.span), node(value_event, depth + 1)};
      if (stopped_) return;
      last = std::max({last, entry.key_span.end, entry.value.span.end});
      if (key.kind != YamlKind::scalar) {
        diagnostics_.add({.code = "DT-R010",
                          .span = entry.key_span,
                          .message = fmt::format("{} cannot be a key", describe(key)),
                          .help = "a key is one word before a colon"});
        continue;
      }
      if (auto const* first = seen.find(result.entries, entry.key)) {
        diagnostics_.add({.code = "DT-R011",
                          .span = entry.key_span,
                          .message = fmt::format("the key {} stands twice in one group", clipped(entry.key)),
                          .why = "only one of the two could count, and a reader cannot know which",
                          .help = "keep one of them",
                          .notes = {{*first, "it stands here first"}}});
        continue;
      }
      result.entries.push_back(std::move(entry));
    }
  }

  SourceText const& source_;
  Diagnostics& diagnostics_;
  OffsetMap offsets_;
  yaml_parser_t parser_{};
  bool ready_ = false;
  bool stopped_ = false;
  std::size_t nodes_ = 0;
};

}  // namespace

std::vector<YamlNode> read_yaml(SourceText const& source, Diagnostics& diagnostics) {
  auto text = source.text();
  if (text.size() > limits::max_model_file_bytes) {
    diagnostics.add({.code = "DT-R013",
                     .span = source.span(0, 0),
                     .message = fmt::format("the file has {} bytes; a model file may have {}", text.size(), limits::max_model_file_bytes),
                     .help = "split the file: one entity per document, documents in several files"});
    return {};
  }
  if (auto bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    diagnostics.add({.code = "DT-R014",
                     .span = source.span(bad, bad + 1),
                     .message = fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[bad])),
                     .help = "save the file as UTF-8"});
    return {};
  }
  if (auto control = find_control_character(text); control != std::string_view::npos) {
    diagnostics.add(
        {.code = "DT-R010",
         .span = source.span(control, control + 1),
         .message = fmt::format("an invisible control character (0x{:02X}) stands here", static_cast<unsigned char>(text[control])),
         .help = "delete it, or write it as an escape such as \"\\u0007\" inside double quotes"});
    return {};
  }
  return Reader(source, diagnostics).documents();
}

}  // namespace drivetrain::notation
