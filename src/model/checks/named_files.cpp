// DT-R001: files that an entity names are there: the text of a procedure or instruction, the table of a decision. Prevents operational
// drift: a procedure without its text is followed by heart, and by each one differently.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

class FileNames {
 public:
  FileNames(OperatingModel const& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {
    for (auto const& [path, source] : model.sources) known_.push_back(path);
  }

  void require(std::string const& kind, std::string const& id, notation::Text const& named, std::string_view ending, std::string_view what, char const* why) {
    auto path = named.value.substr(0, named.value.find('#'));
    if (path.empty() || (model_.sources.contains(path) && path.ends_with(ending))) return;
    Diagnostic d;
    d.code = "DT-R001";
    d.span = named.span;
    d.subject = id;
    d.why = why;
    if (model_.sources.contains(path)) {
      d.message = kind + " " + id + " names " + path + ", which is no " + std::string(what);
      d.help = "name a file that ends with " + std::string(ending);
    } else {
      d.message = kind + " " + id + " names the file " + path + ", which is not there";
      auto near = nearest(path, known_);
      d.help = near ? "did you mean " + *near + "?" : "put it there; paths begin at the model's folder";
    }
    diagnostics_.add(std::move(d));
  }
  template <class Standards>
  void require_texts(std::string const& kind, Standards const& standards) {
    for (auto const& [id, one] : standards) require(kind, id, one.text, ".md", "Markdown file", "a procedure without its text is followed by heart, and by each one differently");
  }

 private:
  OperatingModel const& model_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace

void check_named_files(CheckInput const& input, Diagnostics& diagnostics) {
  FileNames names(input.model, diagnostics);
  names.require_texts("Sop", input.model.processes.sops);
  names.require_texts("Instruction", input.model.processes.instructions);
  for (auto const& [id, decision] : input.model.decisions.decisions)
    names.require("Decision", id, decision.dmn, ".dmn", "decision table", "whoever decides looks for the criteria and finds none, so the same case gets another answer");
}

}  // namespace drivetrain::model
