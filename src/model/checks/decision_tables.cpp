// DT-D210 and the codes beside it: decision tables that entities name are compiled strictly and verified: every input has a rule, no two rules
// contradict each other. Prevents brittle processes: the criteria by which cases are decided must decide them all.
#include <set>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/verify.h"
#include "model/checks/checks.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::model {

namespace {

namespace dmn = decisions::dmn;

class NamedTables {
 public:
  NamedTables(OperatingModel const& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  void run() {
    for (auto const& [id, decision] : model_.decisions.decisions) check(id, decision.dmn);
  }

 private:
  using Definitions = std::shared_ptr<notation::DmnDefinitions const>;

  Definitions read(std::string const& path) {
    auto [at, fresh] = read_.try_emplace(path);
    if (fresh)
      if (auto source = model_.sources.find(path); source != model_.sources.end()) at->second = notation::read_dmn(source->second, findings_of_[path]);
    return at->second;
  }

  void check(std::string const& id, notation::Text const& named) {
    auto hash = named.value.find('#');
    auto path = named.value.substr(0, hash);
    if (!path.ends_with(".dmn") || !model_.sources.contains(path)) return;  // DT-R001 says so
    auto definitions = read(path);
    if (definitions && hash != std::string::npos && !definitions->find(named.value.substr(hash + 1))) {
      Diagnostic d;
      d.code = "DT-R001", d.span = named.span, d.subject = id;
      d.message = "Decision " + id + " names " + named.value.substr(hash + 1) + " in " + path + ", which has no such decision";
      d.why = "whoever decides looks for the criteria and finds none, so the same case gets another answer";
      d.help = "give the id of a decision in that file, or the file alone";
      diagnostics_.add(std::move(d));
    }
    if (!checked_.insert(path).second) return;
    for (auto const& found : findings_of_[path].all()) diagnostics_.add(found);
    if (!definitions || findings_of_[path].errors()) return;
    std::vector<Definitions> models{definitions};
    if (!definitions->imports.empty())
      for (auto const& [other, source] : model_.sources)
        if (other != path && other.ends_with(".dmn"))
          if (auto imported = read(other)) models.push_back(std::move(imported));
    if (auto compiled = dmn::compile(models, {}, diagnostics_)) dmn::verify(*compiled, {}, diagnostics_);
  }

  OperatingModel const& model_;
  Diagnostics& diagnostics_;
  std::map<std::string, Definitions> read_;
  std::map<std::string, Diagnostics> findings_of_;
  std::set<std::string> checked_;
};

}  // namespace

void check_decision_tables(CheckInput const& input, Diagnostics& diagnostics) { NamedTables(input.model, diagnostics).run(); }

}  // namespace drivetrain::model
