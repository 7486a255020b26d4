// Tying decision tables to rights (see compile.h).
#include "decisions/compile.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "decisions/dmn/receipt.h"
#include "decisions/dmn/table.h"

namespace drivetrain::decisions {

namespace {

using Definitions = std::shared_ptr<notation::DmnDefinitions const>;

Diagnostic table_finding(char const* code, Decision const& right, Span span, std::string message, std::string why, std::string help) {
  Diagnostic d;
  d.code = code;
  d.span = std::move(span);
  d.subject = right.header.id;
  d.message = std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  return d;
}

/// "Months since delivery" and "months_since_delivery" are one.
std::string fact_name(std::string_view input) {
  auto name = lower_ascii(input);
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

feel::Kind kind_of(FactType type) {
  switch (type) {
    case FactType::number: return feel::Kind::number;
    case FactType::string: return feel::Kind::string;
    case FactType::boolean: return feel::Kind::boolean;
  }
  return feel::Kind::null;
}

char const* words_of(FactType type) { return type == FactType::number ? "number" : type == FactType::string ? "string" : "boolean"; }

class TableFiles {
 public:
  TableFiles(std::map<std::string, SourceText> const& sources, Diagnostics& diagnostics) : sources_(sources), diagnostics_(diagnostics) {}

  struct File {
    Definitions definitions;
    std::shared_ptr<dmn::DecisionModel const> model;
    std::string hash;
  };
  bool knows(std::string const& path) const { return files_.contains(path); }
  /// Compiled once, with its findings told once.
  File const& file(std::string const& path) {
    auto [at, fresh] = files_.try_emplace(path);
    auto& made = at->second;
    if (!fresh) return made;
    auto errors = diagnostics_.errors();
    made.definitions = notation::read_dmn(sources_.at(path), diagnostics_);
    if (!made.definitions) return made;
    std::vector<Definitions> models{made.definitions};
    if (!made.definitions->imports.empty())
      for (auto const& [other, source] : sources_)
        if (other != path && other.ends_with(".dmn")) {
          Diagnostics aside;  // told where that file is named itself
          if (Definitions read = notation::read_dmn(source, aside)) models.push_back(std::move(read));
        }
    made.model = dmn::compile(models, {.mode = dmn::Mode::strict}, diagnostics_);
    if (diagnostics_.errors() > errors) made.model = nullptr;
    if (made.model) made.hash = hash_of_files(*made.model);
    return made;
  }

 private:
  std::string hash_of_files(dmn::DecisionModel const& model) const {
    std::vector<std::string_view> texts;
    for (auto const& each : model.definitions()) texts.push_back(sources_.at(each->file).text());
    return dmn::hash_of(texts);
  }

  std::map<std::string, SourceText> const& sources_;
  Diagnostics& diagnostics_;
  std::map<std::string, File> files_;
};

/// One right and its table.
class TableBinding {
 public:
  TableBinding(Decision const& right, dmn::DecisionModel const& model, Diagnostics& diagnostics) : right_(right), model_(model), diagnostics_(diagnostics) {}

  void bind(TableProgram& program) {
    std::set<std::string> read;
    for (auto node : model_.nodes()[program.node].inputs) {
      auto const& input = model_.nodes()[node];
      if (input.kind != notation::DmnKind::input_data) continue;
      auto name = fact_name(input.name);
      auto fact = std::find_if(right_.facts.begin(), right_.facts.end(), [&](Fact const& each) { return each.name.value == name; });
      if (fact == right_.facts.end()) {
        missing_fact(input, name);
        continue;
      }
      check_type(input, *fact);
      program.facts.push_back({name, node});
    }
    check_answers(program.node);
  }

 private:
  void missing_fact(dmn::Node const& input, std::string const& name) {
    std::vector<std::string> names;
    for (auto const& fact : right_.facts) names.push_back(fact.name.value);
    auto near = nearest(name, names);
    diagnostics_.add(table_finding("DT-D231", right_, input.element->span, "the table reads \"" + input.name + "\", but decision " + right_.header.id + " has no fact " + name,
                                   "nobody would be asked for it, so the table would never answer",
                                   near ? "did you mean " + *near + "?" : "declare it under spec.facts of " + right_.header.id + ", or take it out of the table"));
  }

  void check_type(dmn::Node const& input, Fact const& fact) {
    if (!input.type) return;
    auto const why = "the table would read null where the case says something";
    auto const& type = *input.type;
    if (type.form != feel::Type::Form::any && (type.form != feel::Type::Form::kind || type.kind != kind_of(fact.type))) {
      diagnostics_.add(table_finding("DT-D231", right_, input.element->variable.span, "\"" + input.name + "\" is a " + feel::to_text(type) + " in the table, but the fact " + fact.name.value + " is a " + words_of(fact.type),
                                     why, "give both the same type"));
      return;
    }
    std::vector<feel::Value> possible;
    for (auto const& value : fact.values) possible.emplace_back(value);
    if (fact.min) possible.emplace_back(*fact.min);
    if (fact.max) possible.emplace_back(*fact.max);
    for (auto const& value : possible)
      if (!feel::conforms(value, type)) {
        diagnostics_.add(table_finding("DT-D231", right_, fact.name.span, "the fact " + fact.name.value + " can be " + feel::to_text(value) + ", which \"" + input.name + "\" of the table does not allow", why,
                                       "let both allow the same values"));
        return;
      }
  }

  /// Constant answers of the table that is the decision's logic: what is computed is seen when it is asked.
  void check_answers(std::uint32_t node) {
    for (auto const& table : model_.tables()) {
      if (table->node != node || table->expression != model_.nodes()[node].element->logic.get()) continue;
      using notation::DmnHitPolicy;
      bool many = table->policy == DmnHitPolicy::rule_order || table->policy == DmnHitPolicy::output_order || table->policy == DmnHitPolicy::collect;
      if (many)
        diagnostics_.add(table_finding("DT-D232", right_, table->expression->span, "the table of " + right_.header.id + " answers with a list: its hit policy is " + std::string(notation::to_string(table->policy)),
                                       "a right is answered by one outcome", "choose UNIQUE, ANY, FIRST or PRIORITY"));
      auto column = std::find_if(table->outputs.begin(), table->outputs.end(), [](auto const& output) { return output.name == "outcome"; });
      if (column == table->outputs.end() && table->outputs.size() > 1) {
        diagnostics_.add(table_finding("DT-D232", right_, table->expression->span, "the table of " + right_.header.id + " has several outputs, and none is called outcome", "nobody could tell which column is the answer",
                                       "call the column with the answer outcome"));
        continue;
      }
      auto at = column == table->outputs.end() ? std::size_t{0} : static_cast<std::size_t>(column - table->outputs.begin());
      for (auto const& rule : table->rules) {
        auto const* written = rule.outputs[at]->literal();
        auto constant = written ? written->constant() : std::nullopt;
        if (constant) check_answer(*constant, rule.written->outputs[at].formula.span);
      }
    }
  }

  void check_answer(feel::Value const& answer, Span const& span) {
    std::vector<std::string> outcomes;
    for (auto const& outcome : right_.outcomes) outcomes.push_back(outcome.value);
    auto text = answer.kind() == feel::Kind::string ? std::string(answer.string()) : "";
    if (std::find(outcomes.begin(), outcomes.end(), text) != outcomes.end()) return;
    if (!unknown_.insert(feel::to_text(answer)).second) return;  // said at the first rule that answers so
    auto near = nearest(text, outcomes);
    diagnostics_.add(table_finding("DT-D232", right_, span, "the table answers " + feel::to_text(answer) + ", which is no outcome of " + right_.header.id, "whoever decides could not follow it",
                                   near ? "did you mean \"" + *near + "\"?" : "it can be " + join(outcomes, ", ")));
  }

  Decision const& right_;
  dmn::DecisionModel const& model_;
  Diagnostics& diagnostics_;
  std::set<std::string> unknown_;
};

}  // namespace

namespace {

/// Files that no right names and none of those imports: what is wrong in them is found today, not on the day when somebody ties a right to them.
void check_unused(TableFiles& files, std::map<std::string, SourceText> const& sources, std::set<std::string> const& called, Diagnostics& diagnostics) {
  std::set<std::string> imported;
  for (auto const& [path, source] : sources) {
    if (!path.ends_with(".dmn")) continue;
    Diagnostics aside;
    auto definitions = notation::read_dmn(source, aside);
    if (!definitions) continue;
    for (auto const& import : definitions->imports) imported.insert(import.space);
  }
  for (auto const& [path, source] : sources) {
    if (!path.ends_with(".dmn") || files.knows(path) || called.contains(path)) continue;
    auto const& file = files.file(path);
    if (!file.definitions || imported.contains(file.definitions->space)) continue;
    Diagnostic d;
    d.code = "DT-D236", d.severity = Severity::note, d.subject = path;
    d.span = file.definitions->xml->root.span;
    d.message = "no right names a decision of " + path;
    d.why = "nobody is shown what it decides";
    auto const& elements = file.definitions->elements;
    auto decision = std::find_if(elements.begin(), elements.end(), [](auto const& each) { return each.kind == notation::DmnKind::decision; });
    d.help = "name one under spec.dmn of a right" + (decision == elements.end() ? std::string() : " (dmn: " + path + "#" + decision->id + ")") + ", or remove the file";
    diagnostics.add(std::move(d));
  }
}

}  // namespace

Tables compile_tables(Model const& model, std::map<std::string, SourceText> const& sources, Diagnostics& diagnostics, std::set<std::string> const& called) {
  Tables tables;
  TableFiles files(sources, diagnostics);
  for (auto const& [id, right] : model.decisions) {
    auto hash = right.dmn.value.find('#');
    auto path = right.dmn.value.substr(0, hash);
    if (path.empty() || !path.ends_with(".dmn") || !sources.contains(path)) continue;
    auto const& file = files.file(path);
    if (!file.model) continue;
    auto element = hash == std::string::npos ? std::string() : right.dmn.value.substr(hash + 1);
    std::vector<std::string> ids;
    std::optional<std::uint32_t> node;
    for (std::uint32_t i = 0; i < file.model->nodes().size(); ++i) {
      auto const& each = file.model->nodes()[i];
      if (each.kind != notation::DmnKind::decision || each.space != file.definitions->space) continue;
      ids.push_back(each.id);
      if (each.id == element) node = i;
    }
    if (!node && element.empty() && ids.size() == 1) node = file.model->find(ids[0], file.definitions->space);
    if (!node) {
      auto near = nearest(element, ids);
      diagnostics.add(table_finding("DT-D230", right, right.dmn.span, "decision " + id + " names " + (element.empty() ? "no decision" : "the decision " + element) + " of " + path + (element.empty() ? "" : ", which is not there"),
                                    "its criteria are in the file, and nothing reads them", near ? "did you mean " + path + "#" + *near + "?" : "it has " + join(ids, ", ")));
      continue;
    }
    auto program = std::make_shared<TableProgram>();
    program->decision = id, program->file = path, program->element = file.model->nodes()[*node].id, program->hash = file.hash;
    program->model = file.model, program->node = *node;
    TableBinding(right, *file.model, diagnostics).bind(*program);
    tables.emplace(id, std::move(program));
  }
  check_unused(files, sources, called, diagnostics);
  return tables;
}

}  // namespace drivetrain::decisions
