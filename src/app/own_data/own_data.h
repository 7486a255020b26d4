// Own data in five minutes: tables that a company keeps anyway become an operating model and a report on it. Reading and guessing come first and
// are shown; building is a second step on the guess, with whatever a person said differently.
#pragma once

#include <string>
#include <vector>

#include "app/own_data/gather.h"
#include "app/own_data/guess.h"
#include "app/own_data/report.h"
#include "app/own_data/write_model.h"

namespace drivetrain::app::own_data {

struct OwnFile {
  std::string name, bytes;
};

/// All tables of all files. Error DT-X930 names the file that cannot be read.
Result<std::vector<notation::Table>> read_files(std::vector<OwnFile> const& files);

enum class Excuse { findings, nothing };   ///< whether findings of the compiler are waived for a while, so that the model can be served at once

struct BuildOptions {
  GatherOptions gather;
  Excuse excuse = Excuse::findings;
};

struct Built {
  model::Files files;                      ///< the model
  Report report;
  std::vector<WrittenWaiver> waivers;
  model::Compilation compilation;          ///< of `files`, waivers in force
};

Built build(std::vector<TableGuess> const& guesses, BuildOptions const& options);

/// The guess for people: a table each, a line a column.
std::string guess_text(std::vector<TableGuess> const& guesses);
void write_json(JsonWriter& json, std::vector<TableGuess> const& guesses);

}  // namespace drivetrain::app::own_data
