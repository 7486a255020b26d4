// Signals and changes of the model; and any command by its own name.
#include "app/cases/act_families.h"
#include "app/command_catalogue.h"
#include "app/edits.h"
#include "base/text.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app::cases {

namespace {

/// {Objective: {margin-and-cash: {weight: 25}}} → edits of the files, several in one file joined.
Result<std::vector<adaptation::FileEdit>> edits_of(Stage& stage, std::string const& group) {
  DT_TRY(auto wanted, stage.value(group));
  if (wanted.kind() != feel::Kind::context) return Error{"DT-C003", "the edits are no group", ""};
  ModelEdits edits;
  for (auto const& [kind, entities] : wanted.context().entries()) {
    if (entities.kind() != feel::Kind::context) return Error{"DT-C003", kind + " has no entities", ""};
    for (auto const& [id, fields] : entities.context().entries()) {
      if (fields.kind() != feel::Kind::context) return Error{"DT-C003", id + " has no fields", ""};
      for (auto const& [path, value] : fields.context().entries()) {
        ValueEdit edit{kind, id, {}, value.kind() == feel::Kind::string ? notation::yaml_text(value.string()) : feel::to_text(value)};
        for (auto part : split(path, '.')) edit.path.emplace_back(part);
        edits.values.push_back(std::move(edit));
      }
    }
  }
  return to_file_edits(stage.company(), edits);
}

Result<journal::Outcome> named(Stage& stage, journal::Outcome outcome, Reader& reader) {
  if (reader.accept("as")) {
    DT_TRY(auto name, reader.word("a name"));
    if (outcome.accepted()) stage.call(name, outcome.reply);
  }
  DT_CHECK(reader.end());
  return outcome;
}

}  // namespace

Result<journal::Outcome> act_signal(Stage& stage, journal::Actor const& actor, Reader& reader) {
  adaptation::RaiseSignal command;
  DT_ASSIGN(command.gauge, reader.word("a gauge"));
  DT_ASSIGN(command.title, reader.quoted("what was seen"));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_dispose(Stage& stage, journal::Actor const& actor, Reader& reader) {
  adaptation::DisposeSignal command;
  DT_TRY(auto name, reader.word("a signal"));
  command.signal = stage.id_of(name);
  DT_ASSIGN(command.disposition, reader.word("fix or waive"));
  if (reader.accept("until")) {
    DT_TRY(auto day, reader.word("a date"));
    DT_TRY(auto until, parse_date(day));
    command.until = until;
  }
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_propose(Stage& stage, journal::Actor const& actor, Reader& reader) {
  ProposalWords words;
  DT_ASSIGN(words.title, reader.quoted("the title"));
  DT_ASSIGN(words.reason, reason(reader));
  if (reader.accept("answering")) {
    DT_TRY(auto signal, reader.word("a signal or a gauge"));
    words.signal = stage.signal(signal);
  }
  if (reader.accept("from")) {
    DT_TRY(auto idea, reader.word("an idea"));
    words.idea = stage.id_of(idea);
  }
  auto group = reader.group();
  if (!group) return Error{"DT-C003", "the edits are missing", ""};
  DT_TRY(auto edits, edits_of(stage, *group));
  return named(stage, stage.runtime().propose(actor, words, std::move(edits)), reader);
}

Result<journal::Outcome> act_propose_again(Stage& stage, journal::Actor const& actor, Reader& reader) {
  DT_TRY(auto name, reader.word("a change"));
  return named(stage, stage.runtime().propose_again(actor, stage.id_of(name)), reader);
}

Result<journal::Outcome> act_withdraw(Stage& stage, journal::Actor const& actor, Reader& reader) {
  adaptation::WithdrawChange command;
  DT_TRY(auto name, reader.word("a change"));
  command.change = stage.id_of(name);
  DT_ASSIGN(command.reason, reason(reader));
  return issue(stage, actor, command, reader);
}

Result<journal::Outcome> act_roll_back(Stage& stage, journal::Actor const& actor, Reader& reader) {
  DT_CHECK(reader.expect("back"));
  DT_CHECK(reader.expect("to"));
  DT_TRY(auto version, reader.word("\"first\", \"previous\" or a revision"));
  auto const& versions = stage.company().adaptation.versions;
  if (version == "first" && !versions.empty()) version = versions.front().revision;
  if (version == "previous" && versions.size() > 1) version = versions[versions.size() - 2].revision;
  DT_TRY(auto why, reason(reader));
  return named(stage, stage.runtime().roll_back(actor.id, version, why), reader);
}

Result<journal::Outcome> act_command(Stage& stage, journal::Actor const& actor, std::string const& name, Reader& reader) {
  auto group = reader.group();
  DT_TRY(auto fields, group ? stage.value(*group) : Result<feel::Value>(feel::Value(feel::Context())));
  DT_TRY(auto command, command_from(name, fields, actor));
  return named(stage, stage.runtime().execute(std::move(command)), reader);
}

}  // namespace drivetrain::app::cases
