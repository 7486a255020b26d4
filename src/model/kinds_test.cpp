// Every kind of the model, read from the small company in test/kinds, which writes every field of every kind once: what the
// declarations say is what the reader, the schema, the types and the page of reference do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "model/load.h"
#include "model/resolve.h"
#include "notation/generate.h"

namespace drivetrain::model {
namespace {

namespace fs = std::filesystem;
using notation::FieldInfo;
using notation::ObjectInfo;
using notation::Shape;
using testing::HasSubstr;

/// The checkout, found upwards from where the tests run; empty when they run elsewhere.
fs::path checkout() {
  for (auto at = fs::current_path();; at = at.parent_path()) {
    if (fs::exists(at / "test/kinds/model.yaml")) return at;
    if (at == at.root_path()) return {};
  }
}

std::string content_of(fs::path const& path) {
  std::stringstream stream;
  stream << std::ifstream(path, std::ios::binary).rdbuf();
  return stream.str();
}

Files harbour_cycles() {
  Files files;
  auto folder = checkout() / "test/kinds";
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files[entry.path().lexically_relative(folder).generic_string()] = content_of(entry.path());
  return files;
}

class EveryKind : public testing::Test {
 protected:
  void SetUp() override {
    if (checkout().empty()) GTEST_SKIP() << "SKIPPED: test/kinds is not above " << fs::current_path();
    load(harbour_cycles(), model, findings);
  }
  std::string said() const {
    std::string all;
    for (auto const& d : findings.all()) all += d.span.file + ":" + std::to_string(d.span.begin.line) + " " + d.code + " " + d.message + "\n";
    return all;
  }
  OperatingModel model;
  Diagnostics findings;
};

TEST_F(EveryKind, ReadsAndResolvesWithoutAFinding) {
  resolve(model, findings);
  EXPECT_TRUE(findings.empty()) << said();
  std::set<std::string> written;
  for (auto const& entity : model.entities) written.insert(entity.kind);
  for (auto const* kind : catalogue().kinds()) EXPECT_TRUE(written.contains(kind->name)) << "test/kinds declares no " << kind->name;
  EXPECT_GE(catalogue().kinds().size(), 54u);
}

/// Every key written under a group of fields, as "Kind.key" and "Group.key".
void note_keys(std::string const& name, ObjectInfo const& info, notation::YamlNode const& node, std::set<std::string>& keys) {
  if (node.kind != notation::YamlKind::mapping) {
    for (auto const& field : info.fields)
      if (field.stands_for_group) keys.insert(name + "." + field.key);
    return;
  }
  for (auto const& entry : node.entries) {
    auto const* field = info.find(entry.key);
    if (!field) continue;
    keys.insert(name + "." + entry.key);
    auto const* type = &field->type;
    std::vector<notation::YamlNode const*> nodes = {&entry.value};
    while (type->element) {
      std::vector<notation::YamlNode const*> inner;
      for (auto const* one : nodes) {
        for (auto const& item : one->items) inner.push_back(&item);
        for (auto const& each : one->entries)
          if (type->shape == Shape::map) inner.push_back(&each.value);
        if (one->items.empty() && type->shape == Shape::list) inner.push_back(one);
      }
      nodes = std::move(inner);
      type = type->element.get();
    }
    if (type->shape == Shape::object)
      for (auto const* one : nodes) note_keys(type->object().name, type->object(), *one, keys);
  }
}

TEST_F(EveryKind, WritesEveryFieldOnce) {
  std::set<std::string> keys;
  for (auto const& entity : model.entities)
    if (auto const* spec = entity.document->find("spec")) note_keys(entity.kind, *catalogue().find(entity.kind), *spec, keys);
  for (auto const* kind : catalogue().kinds()) {
    for (auto const& field : kind->fields) EXPECT_TRUE(keys.contains(kind->name + "." + field.key)) << kind->name << " " << field.key;
    for (auto const& group : notation::nested_groups(*kind))
      for (auto const& field : group.info->fields)
        EXPECT_TRUE(keys.contains(group.info->name + "." + field.key)) << kind->name << " " << group.name << " " << field.key;
  }
}

Diagnostics findings_of(std::string const& text) {
  Diagnostics found;
  OperatingModel model;
  load({{"a.yaml", text}}, model, found);
  return found;
}

bool says(Diagnostics const& found, std::set<std::string> const& codes, std::uint32_t line) {
  for (auto const& d : found.all())
    if (codes.contains(d.code) && d.span.begin.line == line) return true;
  return false;
}

std::string head_of(ObjectInfo const& kind) {
  return "apiVersion: drivetrain/v1\nkind: " + kind.name + "\nmetadata: {id: one}\nspec:\n";
}

TEST(Kinds, AnUnknownKeyIsShownWhereItStands) {
  for (auto const* kind : catalogue().kinds()) {
    EXPECT_TRUE(says(findings_of(head_of(*kind) + "  no_such_field: 1\n"), {"DT-R020"}, 5)) << kind->name;
    EXPECT_TRUE(says(findings_of("apiVersion: drivetrain/v1\nkind: " + kind->name + "\nmetadata:\n  id: one\n  ownr: head\n"), {"DT-R020"}, 5)) << kind->name;
  }
}

/// Something that the field cannot hold; empty when it holds anything.
std::string wrong_value(FieldInfo const& field) {
  switch (field.type.shape) {
    case Shape::anything: return "";
    case Shape::text: return field.words.empty() ? "[a, b]" : "no-such-word";
    case Shape::formula: return "[a, b]";
    case Shape::list:
    case Shape::map: return field.one_or_many ? "{no_such_field: [[]]}" : "just-a-word";
    case Shape::object: return "[[a]]";
    default: return "'not at all!'";
  }
}

TEST(Kinds, AWrongValueOfAnyFieldIsShownWhereItStands) {
  std::size_t fields = 0;
  for (auto const* kind : catalogue().kinds())
    for (auto const& field : kind->fields) {
      auto wrong = wrong_value(field);
      if (wrong.empty()) continue;
      ++fields;
      auto found = findings_of(head_of(*kind) + "  " + field.key + ": " + wrong + "\n");
      EXPECT_TRUE(says(found, {"DT-R020", "DT-R022", "DT-R024", "DT-R025", "DT-R027"}, 5)) << kind->name << " " << field.key << ": " << wrong;
    }
  EXPECT_GT(fields, 300u);
}

TEST(Kinds, StandInSchemaAndTypes) {
  auto schema = notation::json_schema(catalogue());
  auto types = notation::typescript(catalogue());
  for (auto const* kind : catalogue().kinds()) {
    EXPECT_THAT(schema, HasSubstr("\"then\":{\"$ref\":\"#/$defs/" + kind->name + "\"}"));
    auto own = notation::json_schema(*kind);
    EXPECT_THAT(types, HasSubstr("export interface " + kind->name + " {"));
    EXPECT_THAT(types, HasSubstr("export interface " + kind->name + "Spec {"));
    for (auto const& field : kind->fields) EXPECT_THAT(own, HasSubstr("\"" + field.key + "\":{\"description\":"));
  }
}

TEST(Kinds, ThePageOfReferenceIsWhatTheDeclarationsSay) {
  if (checkout().empty()) GTEST_SKIP() << "SKIPPED: the checkout is not above " << fs::current_path();
  EXPECT_TRUE(content_of(checkout() / "docs/reference/kinds.md") == notation::docs_markdown(catalogue()))
      << "docs/reference/kinds.md is stale; write it anew: drivetrain schema --form markdown > docs/reference/kinds.md";
}

}  // namespace
}  // namespace drivetrain::model
