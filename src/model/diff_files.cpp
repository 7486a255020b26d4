// Comparing files beyond their entities (see diff_files.h).
#include "model/diff_files.h"

#include <algorithm>
#include <set>

#include "model/diff_diagram.h"
#include "model/diff_values.h"
#include "notation/yaml_comments.h"

namespace drivetrain::model {

namespace {

using notation::YamlNode;

bool is_yaml_file(std::string const& path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }
bool is_told(std::string const& path) { return path.ends_with(".bpmn") || path.ends_with(".dmn") || path.ends_with(".md") || path.ends_with(".form") || path.ends_with(".schema.json"); }

std::vector<YamlNode> const& documents_of(OperatingModel const& model, std::string const& path) {
  static std::vector<YamlNode> const none;
  auto found = model.documents.find(path);
  return found == model.documents.end() ? none : found->second;
}

/// Documents that are no entity: nothing else compares them.
std::vector<YamlNode const*> nameless(OperatingModel const& model, std::string const& path) {
  std::vector<YamlNode const*> all;
  for (auto const& document : documents_of(model, path))
    if (std::none_of(model.entities.begin(), model.entities.end(), [&](Entity const& entity) { return entity.document == &document; })) all.push_back(&document);
  return all;
}

bool nameless_changed(OperatingModel const& before, OperatingModel const& after, std::string const& path) {
  auto was = nameless(before, path), is = nameless(after, path);
  std::vector<ValueChange> changes;
  for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i)
    compare_values(i < was.size() ? was[i] : nullptr, i < is.size() ? is[i] : nullptr, "", path, changes);
  return !changes.empty();
}

std::vector<std::string> comments_of(OperatingModel const& model, std::string const& path) {
  std::vector<std::string> texts;
  auto source = model.sources.find(path);
  if (source == model.sources.end()) return texts;
  for (auto const& comment : notation::margins_of(source->second, documents_of(model, path)).comments) texts.push_back(comment.text);
  return texts;
}

std::set<std::string> entities_in(OperatingModel const& model, std::string const& path) {
  std::set<std::string> names;
  for (auto const& entity : model.entities)
    if (entity.file == path) names.insert(entity.kind + "/" + entity.id);
  return names;
}

/// The same entities with the same values: only how they are written differs.
bool same_meaning(OperatingModel const& before, OperatingModel const& after, std::string const& path) {
  if (entities_in(before, path) != entities_in(after, path)) return false;
  std::vector<ValueChange> changes;
  for (auto const& entity : after.entities) {
    if (entity.file != path) continue;
    auto const* old = before.find(entity.kind, entity.id);
    if (old) compare_values(old->document, entity.document, "", path, changes);
  }
  return changes.empty();
}

void note_yaml(OperatingModel const& before, OperatingModel const& after, std::string const& path, FileNotes& notes) {
  if (nameless_changed(before, after, path)) notes.unexplained.push_back("file " + path + " changed in a way that no line explains");
  else if (same_meaning(before, after, path)) notes.notes.push_back("comments or layout of " + path + " changed, nothing in meaning");
  else if (comments_of(before, path) != comments_of(after, path)) notes.notes.push_back("comments of " + path + " changed");
}

}  // namespace

FileNotes compare_files(OperatingModel const& before, OperatingModel const& after) {
  FileNotes notes;
  std::set<std::string> paths;
  for (auto const& [path, content] : before.files) paths.insert(path);
  for (auto const& [path, content] : after.files) paths.insert(path);
  for (auto const& path : paths) {
    auto was = before.files.find(path), is = after.files.find(path);
    bool came = was == before.files.end(), went = is == after.files.end();
    if (!came && !went && was->second == is->second) continue;
    if (is_yaml_file(path)) {
      if (!came && !went) note_yaml(before, after, path, notes);
      else if (!nameless(came ? after : before, path).empty()) notes.unexplained.push_back("file " + path + (came ? " added" : " removed") + ", and no line explains all that is in it");
    } else if (!is_told(path)) {
      notes.unexplained.push_back("file " + path + " changed in a way that no line explains");
    } else if (!came && !went && !path.ends_with(".md") && compare_diagrams(SourceText(path, was->second), SourceText(path, is->second)).empty()) {
      notes.notes.push_back("layout of " + path + " changed, nothing in meaning");
    }
  }
  return notes;
}

}  // namespace drivetrain::model
