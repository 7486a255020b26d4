// DT-D203, DT-D204: bands tile the facts, so that exactly one role decides in every case. Prevents unclear decision rights.
// The finding names the exact amount at which two would decide, or nobody. Where trying points cannot prove it, that is a finding, too:
// who decides is shown before it is asked, not after.
#include <set>
#include <utility>

#include "decisions/band_points.h"
#include "decisions/bands.h"
#include "decisions/check.h"
#include "decisions/facts.h"

namespace drivetrain::decisions {

namespace {

constexpr std::size_t max_gaps_reported = 5;

class BandTrial {
 public:
  BandTrial(CheckContext const& context, Decision const& decision)
      : context_(context), decision_(decision), bands_(compile_bands(decision)) {}

  void run() {
    if (!all_compile()) return;
    points_ = band_points(decision_, bands_);
    if (!points_.undecided.empty()) return report_undecided();
    feel::Context facts;
    try_from(0, facts);
  }

 private:
  bool all_compile() {
    feel::Scope scope;
    for (auto const& fact : decision_.facts) scope.names.push_back(fact.name.value);
    bool all = true;
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      if (bands_[i].ok) continue;
      all = false;
      auto const& when = decision_.bands[i].when;
      auto result = feel::compile(when.text, scope);
      auto d = feel::to_diagnostic(std::get<feel::CompileError>(result), when.text, when.span, "DT-D204");
      d.subject = decision_.header.id;
      if (d.why.empty()) d.why = "a band that cannot be read decides nothing; its cases are left to nobody";
      context_.diagnostics.add(std::move(d));
    }
    return all;
  }

  void try_from(std::size_t fact, feel::Context& facts) {
    if (fact == points_.facts.size()) return try_one(facts);
    for (auto const& point : points_.facts[fact].points) {
      facts.set(points_.facts[fact].fact, point);
      try_from(fact + 1, facts);
    }
  }

  void try_one(feel::Context const& facts) {
    auto environment = feel::Environment::of(facts, Instant{});
    std::vector<std::size_t> holding;
    for (std::size_t i = 0; i < bands_.size(); ++i)
      if (bands_[i].when.evaluate(environment).value.is_true()) holding.push_back(i);
    // With one fact, a run of points left to nobody is one gap; with several, the first witness stands for all.
    bool new_gap = holding.empty() && !in_gap_ && (points_.facts.size() == 1 || gaps_ == 0);
    in_gap_ = holding.empty();
    if (new_gap && gaps_++ < max_gaps_reported) report_gap(facts);
    for (std::size_t a = 0; a < holding.size(); ++a)
      for (std::size_t b = a + 1; b < holding.size(); ++b)
        if (overlaps_.insert({holding[a], holding[b]}).second) report_overlap(facts, holding[a], holding[b]);
  }

  void report_gap(feel::Context const& facts) {
    auto d = finding(decision_.bands.front().when.span);
    d.message = "bands of " + decision_.header.id + " leave " + in_words(facts) + " to nobody";
    d.why = "in that case nobody may decide, so either the work waits or the wrong hand decides";
    d.help = "let one band hold there; if the case cannot occur, declare the fact's range (min, max) or its values";
    add_band_notes(d, 0, bands_.size());
    context_.diagnostics.add(std::move(d));
  }

  void report_overlap(feel::Context const& facts, std::size_t one, std::size_t other) {
    auto const& first = decision_.bands[one];
    auto const& second = decision_.bands[other];
    auto d = finding(second.when.span);
    auto bands = "bands " + std::to_string(one + 1) + " and " + std::to_string(other + 1) + " of " + decision_.header.id;
    d.message =
        bands + " overlap: " +
        (first.role.id == second.role.id ? "both hold, for " + first.role.text() + ", at " + in_words(facts)
                                         : "two deciders for " + in_words(facts) + ": " + first.role.text() + " and " + second.role.text());
    d.why = "two people may then decide the same case differently, and neither is wrong";
    d.help = "change one of the two conditions so that only one holds there";
    d.notes.push_back({first.when.span, "band " + std::to_string(one + 1) + ": " + first.when.text});
    context_.diagnostics.add(std::move(d));
  }

  void report_undecided() {
    auto d = finding(decision_.bands.front().when.span);
    d.message = "undecided whether the bands of " + decision_.header.id + " leave a gap or overlap: " + points_.undecided;
    d.why = "what cannot be shown before is found out when a decision waits for nobody";
    d.help = "compare facts with constants, joined by and, or, not; compute what else is needed before, as a fact of its own, or declare a text's values";
    context_.diagnostics.add(std::move(d));
  }

  Diagnostic finding(Span const& span) const {
    Diagnostic d;
    d.code = "DT-D203";
    d.span = span;
    d.subject = decision_.header.id;
    return d;
  }

  void add_band_notes(Diagnostic& d, std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i)
      d.notes.push_back({decision_.bands[i].when.span, "band " + std::to_string(i + 1) + ": " + decision_.bands[i].when.text});
  }

  std::string in_words(feel::Context const& facts) const {
    std::vector<std::string> tried;
    for (auto const& fact : points_.facts) tried.push_back(fact.fact);
    return tried.empty() ? "every case" : facts_in_words(decision_, feel::Value(facts), tried);
  }

  CheckContext const& context_;
  Decision const& decision_;
  std::vector<CompiledBand> bands_;
  BandPoints points_;
  bool in_gap_ = false;
  std::size_t gaps_ = 0;
  std::set<std::pair<std::size_t, std::size_t>> overlaps_;
};

}  // namespace

void check_bands(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions)
    if (!decision.bands.empty()) BandTrial(context, decision).run();
}

}  // namespace drivetrain::decisions
