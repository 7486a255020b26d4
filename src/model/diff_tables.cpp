// Decisions of two versions in words (see diff_tables.h).
#include "model/diff_tables.h"

#include "decisions/dmn/behaviour_diff.h"

namespace drivetrain::model {

namespace {

namespace dmn = decisions::dmn;

dmn::DecisionModel const* tables_in(OperatingModel const& model, std::string const& path) {
  for (auto const& [right, program] : model.tables)
    if (program->file == path) return program->model.get();
  return nullptr;
}

std::string change_in_words(std::string const& decision, dmn::BehaviourChange const& change) {
  auto text = decision + ": for " + change.where + ": " + change.before + " → " + change.after;
  for (std::size_t i = 0; i < change.witness.size(); ++i) {
    auto const& [name, value] = change.witness[i];
    text += (i ? ", " : ", for example ") + name + (value.is_null() ? std::string(" missing") : " = " + feel::to_text(value));
  }
  return text;
}

}  // namespace

std::vector<std::string> changed_decisions(OperatingModel const& before, OperatingModel const& after, std::string const& path) {
  auto const *was = tables_in(before, path), *is = tables_in(after, path);
  if (!was || !is) return {};
  constexpr std::uint64_t most_work = 20'000'000;  // a tenth of a second: lists of versions ask, too
  constexpr std::size_t most_lines = 8;
  std::vector<std::string> lines;
  for (auto const& decision : dmn::compare_behaviour(*was, *is, {.decision = {}, .most_listed = most_lines, .work = most_work})) {
    using Kind = dmn::DecisionChange::Kind;
    if (decision.kind == Kind::added) lines.push_back(decision.decision + ": a new decision");
    else if (decision.kind == Kind::removed) lines.push_back(decision.decision + ": decides no more");
    else if (decision.kind == Kind::undecided) lines.push_back(decision.decision + ": whether it decides as before cannot be told: " + decision.why);
    else for (auto const& change : decision.changes) lines.push_back(change_in_words(decision.decision, change));
    if (decision.more) lines.push_back(decision.decision + ": and otherwise for further inputs (drivetrain dmn diff lists them)");
  }
  if (lines.empty()) lines.push_back(path + " decides every input as before");
  return lines;
}

}  // namespace drivetrain::model
