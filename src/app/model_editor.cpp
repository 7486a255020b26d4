// Edits by meaning (see model_editor.h).
#include "app/model_editor.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "app/proposal.h"
#include "base/text.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app {

namespace {

using notation::YamlKind;
using notation::YamlNode;

bool is_document_of(YamlNode const& document, std::string_view kind, std::string_view id) {
  auto const* written = document.find("kind");
  auto const* metadata = document.find("metadata");
  auto const* named = metadata ? metadata->find("id") : nullptr;
  return written && named && written->text == kind && named->text == id;
}

std::optional<std::size_t> index_of(std::string_view step) {
  std::size_t index = 0;
  auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  return error == std::errc() && end == step.data() + step.size() ? std::optional(index) : std::nullopt;
}

YamlNode const* child_at(YamlNode const& node, std::string const& step) {
  if (node.kind != YamlKind::sequence) return node.find(step);
  auto index = index_of(step);
  return index && *index < node.items.size() ? &node.items[*index] : nullptr;
}

/// "Role planner has no spec.holders.3"
std::string place_in_words(FieldEdit const& edit) { return edit.kind + " " + edit.id + " at " + join(edit.path, "."); }

Error not_there(FieldEdit const& edit) {
  return {"DT-X901", "there is nothing in " + place_in_words(edit), "look at its present text, or edit the file itself"};
}

/// One step on one text; the document is read anew for each.
class DocumentEdit {
 public:
  DocumentEdit(SourceText const& source, YamlNode const& document) : source_(source), document_(document) {}

  Result<std::string> make(FieldEdit const& edit) const {
    if (edit.path.size() < 2 || (edit.path[0] != "spec" && edit.path[0] != "metadata"))
      return Error{"DT-X902", "a path begins with spec or metadata and names something in it, not " + join(edit.path, "."), ""};
    YamlNode const* parent = &document_;
    for (std::size_t depth = 0; depth + 1 < edit.path.size(); ++depth) {
      auto const* next = child_at(*parent, edit.path[depth]);
      if (!next || next->kind == YamlKind::null) return edit.op == FieldOp::remove ? Result<std::string>(not_there(edit)) : grow(edit, depth);
      if (next->kind == YamlKind::scalar) return from_short_form(edit, depth, *next);
      parent = next;
    }
    auto done = edit.op == FieldOp::insert ? insert(edit, *parent) : edit.op == FieldOp::remove ? remove(edit, *parent) : set(edit, *parent);
    if (!done && done.error().code.empty()) return Error{"DT-X902", done.error().message, done.error().help};
    return done;
  }

 private:
  /// What is missing on the way comes with the value: "spec.rapid.agree.-" becomes rapid: {agree: [value]}.
  Result<std::string> grow(FieldEdit const& edit, std::size_t depth) const {
    FieldEdit shorter = edit;
    for (auto i = edit.path.size() - 1; i > depth; --i) {
      bool place = edit.path[i] == "-" || index_of(edit.path[i]) == 0u;
      if (!place && index_of(edit.path[i])) return not_there(edit);
      shorter.yaml = place ? "[" + shorter.yaml + "]" : "{" + notation::yaml_text(edit.path[i]) + ": " + shorter.yaml + "}";
    }
    shorter.path.resize(depth + 1);
    shorter.op = FieldOp::set;
    if (shorter.path.size() < 2) return not_there(edit);
    return make(shorter);
  }

  /// A single value may stand for a list of one, or for a group of which it is the chief field. As a list it grows and shrinks.
  Result<std::string> from_short_form(FieldEdit const& edit, std::size_t depth, YamlNode const& only) const {
    if (depth + 2 != edit.path.size()) return not_there(edit);
    FieldEdit whole = edit;
    whole.path.pop_back();
    whole.op = FieldOp::set;
    auto index = index_of(edit.path.back());
    auto written = only.quoted ? notation::yaml_quoted(only.text) : only.text;
    if (edit.op == FieldOp::insert && (edit.path.back() == "-" || index == 1u)) whole.yaml = "[" + written + ", " + edit.yaml + "]";
    else if (edit.op == FieldOp::insert && index == 0u) whole.yaml = "[" + edit.yaml + ", " + written + "]";
    else if (edit.op == FieldOp::remove && index == 0u) whole.yaml = "[]";
    else if (!(edit.op == FieldOp::set && index == 0u)) return not_there(edit);
    return make(whole);
  }

  Result<std::string> set(FieldEdit const& edit, YamlNode const& parent) const {
    auto const& last = edit.path.back();
    auto const* node = child_at(parent, last);
    if (node && (node->kind == YamlKind::scalar || node->kind == YamlKind::null)) return notation::replace_scalar(source_, node->span, edit.yaml);
    if (!node) return parent.kind == YamlKind::mapping ? notation::insert_entry(source_, parent, last, edit.yaml) : Result<std::string>(not_there(edit));
    // A list or a group as a whole: the new one takes its place.
    FieldEdit out = edit, in = edit;
    out.op = FieldOp::remove;
    in.op = parent.kind == YamlKind::sequence ? FieldOp::insert : FieldOp::set;
    DT_TRY(auto without, make(out));
    SourceText shorter(source_.path(), without);
    Diagnostics unused;
    auto documents = notation::read_yaml(shorter, unused);
    for (auto const& document : documents)
      if (is_document_of(document, edit.kind, edit.id)) return DocumentEdit(shorter, document).make(in);
    return not_there(edit);
  }

  Result<std::string> insert(FieldEdit const& edit, YamlNode const& parent) const {
    auto const& last = edit.path.back();
    if (parent.kind != YamlKind::sequence) return not_there(edit);
    auto index = last == "-" ? std::optional(parent.items.size()) : index_of(last);
    if (!index || *index > parent.items.size()) return not_there(edit);
    return notation::insert_item(source_, parent, *index, edit.yaml);
  }

  Result<std::string> remove(FieldEdit const& edit, YamlNode const& parent) const {
    auto const& last = edit.path.back();
    if (!child_at(parent, last)) return not_there(edit);
    return parent.kind == YamlKind::sequence ? notation::remove_item(source_, parent, *index_of(last)) : notation::remove_entry(source_, parent, last);
  }

  SourceText const& source_;
  YamlNode const& document_;
};

std::string document_text(NewEntity const& entity) {
  auto text = "apiVersion: " + std::string(notation::api_version) + "\nkind: " + entity.kind + "\nmetadata: {id: " + entity.id;
  if (!entity.title.empty()) text += ", title: " + notation::yaml_text(entity.title);
  if (!entity.owner.empty()) text += ", owner: " + notation::yaml_text(entity.owner);
  text += "}\nspec:";
  if (entity.spec.empty()) return text + " {}\n";
  text += "\n";
  for (auto const& [key, yaml] : entity.spec) text += "  " + notation::yaml_text(key) + ": " + yaml + "\n";
  return text;
}

}  // namespace

ModelEditor::ModelEditor(model::OperatingModel const& base) : base_(base), files_(base.files) {}

void ModelEditor::take(std::vector<adaptation::FileEdit> const& edits) { files_ = apply_edits(std::move(files_), edits); }

std::string ModelEditor::file_of(std::string_view kind, std::string_view id) const {
  if (auto const* entity = base_.find(kind, id); entity && files_.contains(entity->file)) return entity->file;
  return "";
}

Status ModelEditor::apply(FieldEdit const& edit) {
  auto path = file_of(edit.kind, edit.id);
  if (path.empty()) return Error{"DT-X901", "there is no " + edit.kind + " " + edit.id + " in the model in force", "GET /api/v1/search finds entities by id or title."};
  SourceText source(path, files_.at(path));
  Diagnostics findings;
  auto documents = notation::read_yaml(source, findings);
  auto document = std::find_if(documents.begin(), documents.end(), [&](YamlNode const& one) { return is_document_of(one, edit.kind, edit.id); });
  if (document == documents.end()) return not_there(edit);
  DT_TRY(files_.at(path), DocumentEdit(source, *document).make(edit));
  return {};
}

std::string ModelEditor::file_for(NewEntity const& entity) const {
  std::string last, folder;
  std::map<std::string, int> documents;
  for (auto const& one : base_.entities) {
    ++documents[one.file];
    if (one.kind == entity.kind) last = one.file;
  }
  // Neighbours that share a file take it in; where each has its own, it gets one beside them.
  if (!last.empty() && documents[last] > 1 && files_.contains(last)) return last;
  if (auto slash = last.rfind('/'); slash != std::string::npos) folder = last.substr(0, slash + 1);
  return folder + entity.id + ".yaml";
}

Status ModelEditor::add(NewEntity const& entity) {
  if (!is_kebab_case(entity.id)) return Error{"DT-X902", "an id is made of small letters, digits and hyphens, as works-manager, not " + entity.id, ""};
  if (base_.find(entity.kind, entity.id)) return Error{"DT-X902", "there is a " + entity.kind + " " + entity.id + " already", "give it another id"};
  auto path = file_for(entity);
  auto& text = files_[path];
  if (!text.empty()) text += (text.ends_with('\n') ? "" : "\n") + std::string("---\n");
  text += document_text(entity);
  return {};
}

std::string ModelEditor::text(std::string const& path) const {
  auto found = files_.find(path);
  return found == files_.end() ? std::string() : found->second;
}

std::vector<adaptation::FileEdit> ModelEditor::take_edits() const {
  std::vector<adaptation::FileEdit> edits;
  for (auto const& [path, content] : files_)
    if (auto old = base_.files.find(path); old == base_.files.end() || old->second != content) edits.push_back({path, content, false});
  for (auto const& [path, content] : base_.files)
    if (!files_.contains(path)) edits.push_back({path, "", true});
  return edits;
}

}  // namespace drivetrain::app
