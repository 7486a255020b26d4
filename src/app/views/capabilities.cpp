// Capabilities (see capabilities.h): evidence for each carrier, then level and gap.
#include "app/views/capabilities.h"

#include <algorithm>

#include "base/text.h"
#include "feel/expression.h"
#include "performance/event_catalogue.h"
#include "performance/views.h"

namespace drivetrain::app::views {

namespace {

class CapabilityReader {
 public:
  CapabilityReader(Company const& company, JournalIndex const& index, Instant from, Instant now)
      : company_(company), model_(company.model()), index_(index), from_(from), now_(now), done_(index.done_since(from)) {}

  Capability read(Function const& function) const {
    Capability capability;
    capability.requirement = function.requirement;
    for (auto const& carrier : function.carriers) capability.carriers.push_back(view(carrier));
    capability.kpis = kpis_of(*function.requirement);
    capability.plan = plan_of(*function.requirement);
    judge(function, capability);
    return capability;
  }

  Practice practice_of(Part const& part) const {
    auto const& [kind, id] = part;
    if (kind == "Process") return counted_as("process/" + id, "case ended", "cases ended");
    if (kind == "Decision") return counted_as("decision/" + id, "time taken", "times taken");
    if (kind == "Rhythm") return counted_as("rhythm/" + id, "time held", "times held");
    if (kind == "Kpi") return of_kpi(id);
    if (kind == "Control") return of_control(id);
    if (auto sop = model_.processes.sops.find(id); kind == "Sop" && sop != model_.processes.sops.end()) return steps_where(sop->second.applies_to);
    if (auto plan = model_.processes.check_plans.find(id); kind == "CheckPlan" && plan != model_.processes.check_plans.end()) return steps_where(plan->second.applies_to);
    return {};
  }

 private:
  std::string title(Part const& part) const { return title_of(company_, api_kind(part.kind), part.id); }

  Practice counted_as(std::string const& key, char const* one, char const* many) const {
    Practice practice;
    if (auto found = done_.find(key); found != done_.end()) practice.count = found->second.count, practice.last = found->second.last;
    practice.text = counted(static_cast<std::size_t>(practice.count), one, many);
    return practice;
  }
  static void add(Practice& practice, JournalIndex::Done const& done) {
    practice.count += done.count;
    if (!practice.last || *practice.last < done.last) practice.last = done.last;
  }
  /// Each completed step of a process, with who did it.
  template <class Take>
  void each_step(std::string const& process, std::string const& element, Take take) const {
    auto prefix = "step/" + process + "/" + (element.empty() ? "" : element + "/");
    for (auto at = done_.lower_bound(prefix); at != done_.end() && at->first.starts_with(prefix); ++at) take(at->first.substr(at->first.rfind('/') + 1), at->second);
  }
  Practice steps_where(std::vector<processes::StepOf> const& steps) const {
    Practice practice;
    for (auto const& one : steps)
      each_step(one.process.text(), one.step.value, [&](std::string const&, JournalIndex::Done const& done) { add(practice, done); });
    practice.text = counted(static_cast<std::size_t>(practice.count), "step done by it", "steps done by it");
    return practice;
  }

  Practice of_kpi(std::string const& id) const {
    Practice practice;
    auto kpi = model_.performance.kpis.find(id);
    if (kpi == model_.performance.kpis.end()) return practice;
    auto reading = performance::read_kpi(kpi->second, *model_.kpis, company_.performance, now_);
    if (reading.value && reading.data_at && from_ <= *reading.data_at) practice.count = reading.evidence, practice.last = reading.data_at;
    practice.text = reading.value ? performance::describe(kpi->second, reading) : "no figure";
    return practice;
  }

  /// As a control's evidence query says: events that fit it, or a KPI's figure that holds.
  Practice of_control(std::string const& id) const {
    Practice practice;
    auto found = model_.adaptation.controls.find(id);
    if (found == model_.adaptation.controls.end() || !found->second.evidence) return practice;
    auto const& evidence = *found->second.evidence;
    if (!evidence.kpi.empty()) {
      practice = of_kpi(evidence.kpi.text());
      if (practice.count > 0 && !evidence.when.empty() && !holds_for_kpi(evidence.when.text, evidence.kpi.text())) practice.count = 0;
      practice.text = title({"Kpi", evidence.kpi.text()}) + ": " + practice.text;
      return practice;
    }
    count_events(evidence, practice);
    practice.text = counted(static_cast<std::size_t>(practice.count), "event shows it", "events show it");
    return practice;
  }
  bool holds_for_kpi(std::string const& condition, std::string const& kpi) const {
    auto compiled = feel::compile(condition, {{"value"}, false});
    auto const* expression = std::get_if<feel::Expression>(&compiled);
    auto value = company_.kpi_values(now_)(kpi);
    if (!expression || !value) return false;
    feel::Context context;
    context.set("value", feel::Value(*value));
    return expression->evaluate(feel::Environment::of(context, now_)).value.is_true();
  }
  void count_events(adaptation::EvidenceQuery const& evidence, Practice& practice) const {
    auto const* event = performance::find_event(evidence.event.value);
    if (!event) return;
    auto compiled = evidence.where.empty() ? feel::compile("true", {{}, false}) : feel::compile(evidence.where.text, {event->fields, true});
    auto const* where = std::get_if<feel::Expression>(&compiled);
    if (!where) return;
    for (auto position : index_.events_of(event->type, from_)) {
      auto record = index_.record(position);
      auto facts = record ? event->facts(*record) : std::nullopt;
      if (!facts || !where->evaluate(feel::Environment::of(*facts, record->at)).value.is_true()) continue;
      ++practice.count;
      practice.last = record->at;
    }
  }

  FootingView view(Carrier const& carrier, Footing const& footing) const {
    FootingView view{footing, {}, 0};
    if (carrier.part.kind != "Process" || footing.part.kind == "Asset") return view;
    for (auto const& element : footing.elements)
      each_step(carrier.part.id, element, [&](std::string const& person, JournalIndex::Done const& done) {
        bool counts = footing.part.kind == "Role" || std::find(footing.people.begin(), footing.people.end(), person) != footing.people.end();
        if (counts) add(view.practice, done);
        else view.others += done.count;
      });
    view.practice.text = counted(static_cast<std::size_t>(view.practice.count), "step done", "steps done");
    return view;
  }
  CarrierView view(Carrier const& carrier) const {
    CarrierView one{carrier, practice_of(carrier.part), {}};
    for (auto const& footing : carrier.rests_on) one.rests_on.push_back(view(carrier, footing));
    return one;
  }

  std::vector<std::string> kpis_of(strategy::Requirement const& requirement) const {
    std::vector<std::string> kpis;
    auto take = [&](std::string const& id) {
      if (model_.performance.kpis.contains(id) && std::find(kpis.begin(), kpis.end(), id) == kpis.end()) kpis.push_back(id);
    };
    for (auto const& one : requirement.realised_by)
      if (!one.kpi.empty()) take(one.kpi.text());
    for (auto const& target : requirement.targets) take(target.kpi.text());
    if (!kpis.empty()) return kpis;
    for (auto const& objective : requirement.objectives) {
      if (auto found = model_.strategy.objectives.find(objective.text()); found != model_.strategy.objectives.end())
        for (auto const& kpi : found->second.kpis) take(kpi.text());
      for (auto const& [id, kpi] : model_.performance.kpis)
        if (std::any_of(kpi.serves.begin(), kpi.serves.end(), [&](auto const& one) { return one.text() == objective.text(); })) take(id);
    }
    return kpis;
  }

  std::vector<std::string> plan_of(strategy::Requirement const& requirement) const {
    std::vector<std::string> plan;
    for (auto const& [id, initiative] : model_.execution.initiatives)
      if (std::any_of(initiative.objectives.begin(), initiative.objectives.end(), [&](auto const& one) {
            return std::any_of(requirement.objectives.begin(), requirement.objectives.end(), [&](auto const& own) { return own.text() == one.text(); });
          }))
        plan.push_back(id);
    return plan;
  }

  /// A KPI realises by its figure, which judge() asks for; a rule of the compiler holds always.
  static bool asks_for_practice(Part const& part) { return part.kind != "Kpi" && part.kind != "Rule"; }

  void judge(Function const& function, Capability& capability) const {
    auto& gaps = capability.gaps;
    if (function.carriers.empty()) gaps.push_back("Nothing realises it.");
    for (auto const& carrier : function.carriers) {
      if (!carrier.broken.empty()) gaps.push_back(carrier.broken);
      for (auto const& footing : carrier.rests_on)
        if (!footing.broken.empty() && std::find(gaps.begin(), gaps.end(), footing.broken) == gaps.end()) gaps.push_back(footing.broken);
    }
    if (!gaps.empty()) {
      capability.status = KpiStatus::alarm;
      return;
    }
    bool some = false, each = true;
    for (auto const& one : capability.carriers) {
      if (!asks_for_practice(one.carrier.part)) continue;
      if (one.practice.count > 0) some = true;
      else each = false, gaps.push_back(title(one.carrier.part) + ": nothing shows that it was done since " + format_date(company_.today(from_)) + ".");
    }
    bool measured = false, met = true;
    for (auto const& id : capability.kpis) {
      auto const& kpi = model_.performance.kpis.at(id);
      auto reading = performance::read_kpi(kpi, *model_.kpis, company_.performance, now_);
      if (!reading.value) continue;
      measured = true;
      if (reading.status == KpiStatus::ok) continue;
      met = false;
      gaps.push_back(title({"Kpi", id}) + ": " + performance::describe(kpi, reading) + ".");
    }
    if (!measured) gaps.push_back(capability.kpis.empty() ? "No KPI shows how well it is done." : "None of its KPIs has a figure yet.");
    // What is realised by figures and rules alone is practised as soon as a figure is there.
    bool only_figures = std::none_of(capability.carriers.begin(), capability.carriers.end(), [](auto const& one) { return asks_for_practice(one.carrier.part); });
    if (only_figures) some = measured;
    capability.level = !some ? CapabilityLevel::declared : !each || !measured ? CapabilityLevel::practised : met ? CapabilityLevel::met : CapabilityLevel::measured;
    capability.status = some ? (met ? KpiStatus::ok : KpiStatus::warn) : young() ? KpiStatus::no_data : KpiStatus::warn;
  }
  /// Whether the first version came into force within the window: then nothing can be missed yet.
  bool young() const { return company_.adaptation.versions.empty() || from_ < company_.adaptation.versions.front().deployed; }

  Company const& company_;
  OperatingModel const& model_;
  JournalIndex const& index_;
  Instant from_, now_;
  std::map<std::string, JournalIndex::Done> done_;
};

}  // namespace

std::string_view to_string(CapabilityLevel level) {
  switch (level) {
    case CapabilityLevel::broken: return "broken";
    case CapabilityLevel::declared: return "declared";
    case CapabilityLevel::practised: return "practised";
    case CapabilityLevel::measured: return "measured";
    case CapabilityLevel::met: return "met";
  }
  return "broken";
}

Practice practice_of(Company const& company, JournalIndex const& index, Part const& part, Instant from, Instant now) {
  return CapabilityReader(company, index, from, now).practice_of(part);
}

Capabilities capabilities(Company const& company, JournalIndex const& index, CapabilityQuestion const& question, Instant now) {
  Capabilities result;
  result.from = now - days(7 * question.weeks);
  CapabilityReader reader(company, index, result.from, now);
  auto functions = functions_of(company.model(), company.today(now), question.without);
  for (auto const& function : functions) result.all.push_back(reader.read(function));
  result.red = red_functions(functions);
  if (question.without) {
    auto before = red_functions(functions_of(company.model(), company.today(now)));
    std::set_difference(result.red.begin(), result.red.end(), before.begin(), before.end(), std::back_inserter(result.turned));
  }
  return result;
}

}  // namespace drivetrain::app::views
