// Names (see names.h).
#include "app/views/names.h"

#include <map>
#include <set>

#include "model/load.h"
#include "organisation/views.h"

namespace drivetrain::app::views {

namespace {

/// "check_plan" from "CheckPlan".
std::string snake_case(std::string_view name) {
  std::string text;
  for (auto c : name) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper && !text.empty()) text += '_';
    text += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

/// By the name in the API. A Signal of the model is written down by somebody; "signal" alone is one that a gauge raised.
std::map<std::string, std::string, std::less<>> const& kinds_by_api_name() {
  static auto const kinds = [] {
    std::map<std::string, std::string, std::less<>> named;
    for (auto const* kind : model::catalogue().kinds()) named.emplace(kind->name == "Signal" ? "declared_signal" : snake_case(kind->name), kind->name);
    return named;
  }();
  return kinds;
}

std::string title_of_decision(Company const& company, std::string const& id) {
  if (auto live = company.decisions.live.find(id); live != company.decisions.live.end()) return live->second.title;
  for (auto const& answered : company.decisions.answered)
    if (answered.asked.live == id) return answered.asked.title;
  return id;
}

std::string title_of_issue(Company const& company, std::string const& id) {
  if (auto open = company.coordination.issues.find(id); open != company.coordination.issues.end()) return open->second.raised.title;
  for (auto const& resolved : company.coordination.resolved)
    if (resolved.issue.raised.issue == id) return resolved.issue.raised.title;
  return id;
}

std::string title_of_case(Company const& company, std::string const& id) {
  auto const* found = company.processes.find(id);
  return found && !found->business_key.empty() ? found->business_key : id;
}

std::string rhythm_of(Company const& company, std::string const& occurrence) {
  auto open = company.coordination.occurrences.find(occurrence);
  if (open != company.coordination.occurrences.end()) return open->second.rhythm;
  for (auto const& [rhythm, past] : company.coordination.past)
    for (auto const& one : past)
      if (one.occurrence == occurrence) return rhythm;
  return "";
}

std::string title_of_live(Company const& company, std::string_view kind, std::string const& id) {
  if (kind == "decision_live") return title_of_decision(company, id);
  if (kind == "issue") return title_of_issue(company, id);
  if (kind == "idea") {
    auto idea = company.ideas.all.find(id);
    return idea == company.ideas.all.end() ? id : idea->second.proposed.title;
  }
  if (kind == "case") return title_of_case(company, id);
  if (kind == "occurrence") {
    auto rhythm = rhythm_of(company, id);
    return rhythm.empty() ? id : title_of(company, "rhythm", rhythm);
  }
  if (kind == "work") {
    auto item = company.coordination.items.find(id);
    return item == company.coordination.items.end() ? id : item->second.opened.title;
  }
  if (kind == "gauge") {
    auto const* gauge = adaptation::find_gauge(id);
    return gauge ? gauge->title : id;
  }
  if (kind == "signal") {
    auto signal = company.adaptation.signals.find(id);
    return signal == company.adaptation.signals.end() ? id : signal->second.title;
  }
  if (kind == "change") {
    auto change = company.adaptation.changes.find(id);
    return change == company.adaptation.changes.end() ? id : change->second.proposal.title;
  }
  return id;
}

std::string href_of_signal(Company const& company, std::string const& id) {
  auto signal = company.adaptation.signals.find(id);
  return signal == company.adaptation.signals.end() || signal->second.gauge.empty() ? "/drift" : "/drift/" + signal->second.gauge;
}

}  // namespace

void write_json(JsonWriter& json, Reference const& reference) {
  json.begin_object();
  json.field("kind", reference.kind).field("id", reference.id).field("title", reference.title).field("href", reference.href);
  json.end_object();
}

std::string api_kind(std::string_view model_kind) {
  for (auto const& [api, model] : kinds_by_api_name())
    if (model == model_kind) return api;
  return "";
}

std::string model_kind(std::string_view api_kind) {
  auto found = kinds_by_api_name().find(api_kind);
  return found == kinds_by_api_name().end() ? "" : found->second;
}

std::string title_of(Company const& company, std::string_view kind, std::string const& id) {
  auto of_model = model_kind(kind);
  if (of_model.empty()) return title_of_live(company, kind, id);
  if (kind == "objective" && id == "none") return "No objective";
  auto const* entity = company.model().find(of_model, id);
  return entity ? entity->title : id;
}

std::string href_of(Company const& company, std::string_view kind, std::string const& id) {
  if (kind == "decision") return "/decisions/rights/" + id;
  if (kind == "decision_live") return "/decisions/" + id;
  if (kind == "rhythm") return "/rhythms/" + id;
  if (kind == "occurrence") return "/rhythms/occurrences/" + id;
  if (kind == "issue") return "/issues/" + id;
  if (kind == "issue_type") return "/issues";
  if (kind == "idea") return "/improvements/" + id;
  if (kind == "process") return "/processes/" + id;
  if (kind == "service") {
    auto service = company.model().processes.services.find(id);
    return service == company.model().processes.services.end() ? "/processes" : "/processes/" + service->second.process.text();
  }
  if (kind == "case") return "/cases/" + id;
  if (kind == "work") return "/today";
  if (kind == "kpi") return "/performance/" + id;
  if (kind == "slo") return "/performance#" + id;
  if (kind == "gauge") return "/drift/" + id;
  if (kind == "signal") return href_of_signal(company, id);
  if (kind == "change") return "/changes/" + id;
  if (kind == "unit") return "/roles?unit=" + id;
  if (kind == "role") return "/roles/" + id;
  if (kind == "assignment") {
    auto assignment = company.model().organisation.assignments.find(id);
    return assignment == company.model().organisation.assignments.end() ? "/roles" : "/roles/" + assignment->second.role.text();
  }
  if (kind == "objective" && id == "none") return "/strategy";
  static std::set<std::string_view> const in_sight = {"choice", "objective", "requirement", "constraint", "principle", "assumption", "initiative"};
  if (!in_sight.contains(kind)) return "/audit?subject=" + id;
  return "/strategy?focus=" + std::string(kind) + "/" + id;
}

Reference refer(Company const& company, std::string_view kind, std::string const& id) {
  return {std::string(kind), id, title_of(company, kind, id), href_of(company, kind, id)};
}

std::vector<Reference> refer_all(Company const& company, std::vector<strategy::Realiser> const& realisers) {
  std::vector<Reference> all;
  for (auto const& one : realisers) {
    if (!one.process.empty()) all.push_back(refer(company, "process", one.process.text()));
    if (!one.decision.empty()) all.push_back(refer(company, "decision", one.decision.text()));
    if (!one.rhythm.empty()) all.push_back(refer(company, "rhythm", one.rhythm.text()));
    if (!one.kpi.empty()) all.push_back(refer(company, "kpi", one.kpi.text()));
    if (!one.control.empty()) all.push_back(refer(company, "control", one.control.text()));
    if (!one.sop.empty()) all.push_back(refer(company, "sop", one.sop.text()));
    if (!one.check.empty()) all.push_back(refer(company, "check_plan", one.check.text()));
  }
  return all;
}

std::string person_name(Company const& company, std::string const& person) {
  return organisation::name_of(company.model().organisation, person);
}

void write_person(JsonWriter& json, std::string_view field, Company const& company, std::string const& person) {
  if (person.empty()) return;
  json.key(field).begin_object();
  json.field("id", person).field("name", person_name(company, person));
  json.end_object();
}

void write_role(JsonWriter& json, std::string_view field, Company const& company, std::string const& role) {
  json.key(field).begin_object();
  json.field("id", role).field("title", title_of(company, "role", role));
  json.end_object();
}

}  // namespace drivetrain::app::views
