// Edits of decision tables (see table_edits.h).
#include "app/table_edits.h"

#include <map>

#include "notation/dmn/write.h"

namespace drivetrain::app {

namespace {

/// One file, read once for all of its edits.
struct TableFile {
  SourceText source;
  std::unique_ptr<notation::DmnDefinitions> definitions;
  std::vector<notation::DmnTextEdit> edits;
};

Error no_cell(CellEdit const& edit) {
  return {"DT-X901", "the table of " + edit.decision + (edit.element.empty() ? "" : " at " + edit.element) + " has no cell " + std::to_string(edit.column) + " in rule " + std::to_string(edit.rule),
          "rules are counted from 1, columns from 0: inputs, outputs, annotations"};
}

Error no_table_of(std::string const& decision) {
  return {"DT-X901", "there is no decision table of " + decision + " in the model in force", "GET /api/v1/decision-tables lists them."};
}

Result<notation::XmlNode const*> find_cell(TableFile const& file, std::string const& element_id, CellEdit const& edit) {
  auto const* element = file.definitions->find(element_id);
  auto const* table = element && element->logic ? element->logic->table.get() : nullptr;
  if (!table || edit.rule < 1 || static_cast<std::uint64_t>(edit.rule) > table->rules.size() || edit.column < 0) return no_cell(edit);
  auto const* cell = notation::cell_of(table->rules[static_cast<std::size_t>(edit.rule) - 1], static_cast<std::size_t>(edit.column));
  if (!cell) return no_cell(edit);
  return cell;
}

}  // namespace

Status apply_cells(ModelEditor& editor, model::OperatingModel const& base, std::vector<CellEdit> const& edits) {
  std::map<std::string, TableFile> files;
  for (auto const& edit : edits) {
    auto program = base.tables.find(edit.decision);
    if (program == base.tables.end()) return no_table_of(edit.decision);
    auto const& path = program->second->file;
    auto [at, fresh] = files.try_emplace(path);
    auto& file = at->second;
    if (fresh) {
      file.source = SourceText(path, editor.text(path));
      Diagnostics found;
      file.definitions = notation::read_dmn(file.source, found);
      if (!file.definitions) return Error{"DT-X902", path + " cannot be read", "edit the file itself"};
    }
    DT_TRY(auto const* cell, find_cell(file, edit.element.empty() ? program->second->element : edit.element, edit));
    file.edits.push_back({cell, edit.text});
  }
  std::vector<adaptation::FileEdit> written;
  for (auto const& [path, file] : files) {
    DT_TRY(auto text, notation::with_texts(file.source, file.edits));
    adaptation::FileEdit edit;
    edit.path = path, edit.content = std::move(text);
    written.push_back(std::move(edit));
  }
  editor.take(written);
  return {};
}

Status apply_tables(ModelEditor& editor, model::OperatingModel const& base, std::vector<TableEdit> const& edits) {
  constexpr std::size_t most_read = 64u << 20;  // the file is read anew for each edit
  std::size_t read = 0;
  for (auto const& edit : edits) {
    auto program = base.tables.find(edit.decision);
    if (program == base.tables.end()) return no_table_of(edit.decision);
    auto const& path = program->second->file;
    SourceText source(path, editor.text(path));
    if ((read += source.text().size()) > most_read) return Error{"DT-X902", "these are more edits of " + path + " than one change can hold", "send the whole file, or propose it in parts"};
    Diagnostics found;
    auto definitions = notation::read_dmn(source, found);
    if (!definitions) return Error{"DT-X902", path + " cannot be read", "edit the file itself"};
    auto id = edit.element.empty() ? program->second->element : edit.element;
    auto const* element = definitions->find(id);
    if (!element || !element->logic || !element->logic->table) return Error{"DT-X901", "there is no table at " + id + " of " + path, "a decision whose logic is a table can be edited so"};
    DT_TRY(auto text, notation::with_table_edit(source, *element->logic, edit.edit));
    adaptation::FileEdit written;
    written.path = path, written.content = std::move(text);
    editor.take({written});
  }
  return {};
}

}  // namespace drivetrain::app
