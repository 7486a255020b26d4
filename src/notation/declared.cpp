// Groups of fields and whole documents (see declared.h): which keys are there, which are missing, which are slips. A slip of a
// required key is one finding, not two. The reading of single values is in declared_values.cpp.
#include "notation/declared.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "notation/clipped.h"

namespace drivetrain::notation {

namespace {

/// Extends the path while one field or item is read.
class Step {
 public:
  Step(ReadContext& context, std::string_view step) : path_(context.path), length_(path_.size()) { path_ += step; }
  Step(Step const&) = delete;
  Step& operator=(Step const&) = delete;
  ~Step() { path_.resize(length_); }

 private:
  std::string& path_;
  std::size_t length_;
};

std::vector<std::string> keys_of(ObjectInfo const& info) {
  std::vector<std::string> keys;
  for (auto const& field : info.fields) keys.push_back(field.key);
  return keys;
}

/// "bands[1]", or "Decision expedite-job" at the top.
std::string name_of_place(ReadContext const& context) {
  if (!context.path.empty()) return context.path;
  return context.id.empty() ? "this " + context.kind : context.kind + " " + context.id;
}

bool is_empty(YamlNode const& node) { return node.kind == YamlKind::null || (node.kind == YamlKind::scalar && trim(node.text).empty()); }

/// Reports a key that is not declared; answers the key that was probably meant.
std::string report_unknown_key(ObjectInfo const& info, YamlEntry const& entry, bool in_braces, ReadContext& context) {
  // A file of a hundred thousand wrong keys needs no suggestion for each.
  auto keys = context.diagnostics.errors() <= limits::max_diagnostics ? keys_of(info) : std::vector<std::string>();
  auto meant = nearest(entry.key, keys);
  std::string help;
  // {title: Promises kept, critical}: YAML takes the word after the comma for a key without a value.
  if (in_braces && entry.value.kind == YamlKind::null && entry.value.span.begin == entry.value.span.end &&
      entry.key_span.end == entry.value.span.begin) {
    help = "inside braces a comma ends a value; put a text that holds one in quotes";
    meant.reset();
  } else if (info.is_kind && header_info().find(entry.key)) {
    help = entry.key + " belongs under metadata";
    meant.reset();
  } else if (meant) {
    help = fmt::format("did you mean {}?", *meant);
  } else {
    help = keys.empty() ? "there are no fields here" : "the fields here are " + join(keys, ", ");
  }
  context.complain("DT-R020", entry.key_span, fmt::format("{} has no field {}", name_of_place(context), clipped(entry.key)), help);
  return meant.value_or("");
}

void report_missing(FieldInfo const& field, Span const& where, ReadContext& context) {
  context.complain("DT-R021", where, fmt::format("{} lacks the field {}", name_of_place(context), field.key),
                   fmt::format("add {}: {} ({})", field.key, field.doc, expected(field.type)));
}

void check_sets(ObjectInfo const& info, std::vector<std::string> const& written, Span const& where, ReadContext& context) {
  auto count = [&](std::vector<std::string> const& set) {
    return std::count_if(set.begin(), set.end(),
                         [&](auto const& key) { return std::find(written.begin(), written.end(), key) != written.end(); });
  };
  for (auto const& set : info.exactly_one_of)
    if (auto n = count(set); n != 1)
      context.complain("DT-R021", where,
                       fmt::format("{} has {} of the fields {}; exactly one must be there", name_of_place(context), n, join(set, ", ")));
  for (auto const& set : info.at_least_one_of)
    if (count(set) == 0)
      context.complain("DT-R021", where,
                       fmt::format("{} has none of the fields {}; at least one must be there", name_of_place(context), join(set, ", ")));
}

bool read_in_place_of_group(ObjectInfo const& info, YamlNode const& node, ReadContext& context, void* object) {
  for (auto const& field : info.fields)
    if (field.stands_for_group && (node.kind == YamlKind::scalar || (node.kind == YamlKind::sequence && field.type.shape == Shape::list)))
      return field.read(node, field, context, object);
  context.complain("DT-R022", node.span, fmt::format("{} is {}; expected a group of fields", name_of_place(context), found(node)),
                   "write one field a line: " + join(keys_of(info), ", "));
  return false;
}

}  // namespace

void ReadContext::complain(std::string code, Span span, std::string message, std::string help) {
  diagnostics.add(
      {.code = std::move(code), .span = std::move(span), .message = std::move(message), .help = std::move(help), .subject = id});
}

FieldInfo const* ObjectInfo::find(std::string_view key) const {
  auto at = std::find_if(fields.begin(), fields.end(), [&](FieldInfo const& field) { return field.key == key; });
  return at == fields.end() ? nullptr : &*at;
}

bool read_object(ObjectInfo const& info, YamlNode const& node, Span const& where, ReadContext& context, void* object) {
  if (node.kind != YamlKind::mapping) return read_in_place_of_group(info, node, context, object);
  std::vector<std::string> written, meant;
  bool whole = true;
  for (auto const& entry : node.entries) {
    auto field = info.find(entry.key);
    if (!field) {
      meant.push_back(report_unknown_key(info, entry, node.flow, context));
      whole = false;
      continue;
    }
    bool empty = field->type.shape != Shape::anything && (entry.value.kind == YamlKind::null || (field->required && is_empty(entry.value)));
    if (!empty) {
      written.push_back(entry.key);
      Step step(context, context.path.empty() ? entry.key : "." + entry.key);
      whole &= field->read(entry.value, *field, context, object);
    } else if (field->required) {
      context.complain("DT-R021", entry.key_span, fmt::format("the field {} of {} is empty", entry.key, name_of_place(context)),
                       fmt::format("{} ({})", field->doc, expected(field->type)));
      meant.push_back(entry.key);
    }
  }
  for (auto const& field : info.fields) {
    auto has = [&](auto const& list) { return std::find(list.begin(), list.end(), field.key) != list.end(); };
    if (!field.required || has(written)) continue;
    whole = false;
    if (!has(meant)) report_missing(field, where, context);
  }
  check_sets(info, written, where, context);
  return whole;
}

bool read_list(YamlNode const& node, FieldInfo const& field, ReadContext& context, std::function<bool(YamlNode const&)> const& item) {
  if (node.kind != YamlKind::sequence) {
    if (field.one_or_many) return item(node);
    context.complain("DT-R022", node.span, fmt::format("{} is {}; expected {}", context.path, found(node), expected(field.type)),
                     "put it in brackets, or each item on a line that begins with a dash");
    return false;
  }
  bool whole = true;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    Step step(context, fmt::format("[{}]", i + 1));
    whole &= item(node.items[i]);
  }
  return whole;
}

bool read_map(YamlNode const& node, FieldInfo const& field, ReadContext& context, std::function<bool(YamlEntry const&)> const& entry) {
  if (node.kind != YamlKind::mapping) {
    context.complain("DT-R022", node.span, fmt::format("{} is {}; expected {}", context.path, found(node), expected(field.type)));
    return false;
  }
  bool whole = true;
  for (auto const& each : node.entries) {
    Step step(context, "." + each.key);
    whole &= entry(each);
  }
  return whole;
}

namespace {

void read_header(YamlEntry const& metadata, ReadContext& context, Header& header) {
  if (metadata.value.kind == YamlKind::mapping)
    if (auto id = metadata.value.find("id"); id && id->kind == YamlKind::scalar) context.id = clipped(id->text, 200);
  Step step(context, "metadata");
  read_object(header_info(), metadata.value, metadata.key_span, context, &header);
  if (header.valid_from && header.valid_to && *header.valid_to < *header.valid_from)
    context.complain("DT-R023", metadata.value.find("valid_to")->span,
                     fmt::format("valid_to {} is before valid_from {}", format_date(*header.valid_to), format_date(*header.valid_from)));
}

void report_top_level_key(ObjectInfo const& info, YamlEntry const& entry, ReadContext& context) {
  std::vector<std::string> const top = {"apiVersion", "kind", "metadata", "spec"};
  std::string help = "a document has apiVersion, kind, metadata and spec";
  if (header_info().find(entry.key))
    help = entry.key + " belongs under metadata";
  else if (info.find(entry.key))
    help = entry.key + " belongs under spec";
  else if (auto meant = nearest(entry.key, top))
    help = fmt::format("did you mean {}?", *meant);
  context.complain("DT-R020", entry.key_span, fmt::format("a document has no field {}", clipped(entry.key)), help);
}

}  // namespace

void read_document(ObjectInfo const& info, YamlNode const& document, Header& header, void* object, Diagnostics& diagnostics,
                   std::vector<ReferenceUse>* references) {
  ReadContext context{diagnostics, references, info.name, {}, {}};
  header.file = document.span.file;
  header.span = document.span;
  if (document.kind != YamlKind::mapping) {
    context.complain("DT-R026", document.span, fmt::format("the document is {}; expected a {}", found(document), info.name),
                     "a document has apiVersion, kind, metadata and spec");
    return;
  }
  if (auto kind = document.find_entry("kind")) header.span = {kind->key_span.file, kind->key_span.begin, kind->value.span.end};
  auto version = document.find_entry("apiVersion");
  if (!version || version->value.text != api_version)
    context.complain("DT-R026", version ? version->value.span : header.span,
                     version ? fmt::format("apiVersion is {}; this program reads {}", found(version->value), api_version)
                             : std::string("the document does not say its apiVersion"),
                     fmt::format("write apiVersion: {}", api_version));
  auto metadata = document.find_entry("metadata");
  if (metadata)
    read_header(*metadata, context, header);
  else
    context.complain("DT-R021", header.span, fmt::format("this {} lacks metadata, so it has no id", info.name), "add metadata: {id: …}");
  for (auto const& entry : document.entries)
    if (entry.key != "apiVersion" && entry.key != "kind" && entry.key != "metadata" && entry.key != "spec")
      report_top_level_key(info, entry, context);
  auto spec = document.find_entry("spec");
  static YamlNode const nothing = [] {
    YamlNode node;
    node.kind = YamlKind::mapping;
    return node;
  }();
  bool written = spec && spec->value.kind != YamlKind::null;
  read_object(info, written ? spec->value : nothing, spec ? spec->key_span : header.span, context, object);
}

}  // namespace drivetrain::notation
