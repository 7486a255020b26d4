// DT-L902: a process that names a person or a decider. Who decides belongs to a decision right, where it can be found, changed
// and stood in for. Prevents unclear decision rights: layers conflated.
#include <set>

#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80); }

/// Whether `text` holds `words` as whole words.
bool mentions(std::string_view text, std::string_view words) {
  for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    bool starts = at == 0 || !is_word_character(text[at - 1]);
    auto end = at + words.size();
    if (starts && (end == text.size() || !is_word_character(text[end]))) return true;
  }
  return false;
}

}  // namespace

void check_named_people(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [process, program] : input.model.programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
      auto const& title = program->title(node);
      auto lower = lower_ascii(title);
      std::string named;
      for (auto const& [id, person] : input.model.organisation.people)
        if (mentions(title, person.header.title)) named = "the person " + person.header.title;
      for (auto verb : {"approved by ", "approval by ", "decided by ", "decision of ", "signed off by "})
        if (lower.find(verb) != std::string::npos) named = "who decides (\"" + std::string(verb) + "…\")";
      if (named.empty()) continue;
      Diagnostic d;
      d.code = "DT-L902";
      d.span = program->span(node);
      d.message = process + " names " + named + " in \"" + title + "\"";
      d.why = "people change and stand in for each other; a diagram that names them is wrong the next day, and hides who may decide";
      d.help = "name what is done; let a role perform it (dt:role) and a decision right decide it (dt:decision)";
      d.subject = process;
      diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::model
