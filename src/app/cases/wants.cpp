// What a case may want to be true (see wants.h). Subject first, as people say it: "q1 waits price for estimator".
#include "app/cases/wants.h"

#include <algorithm>

#include "adaptation/views.h"
#include "base/text.h"
#include "coordination/views.h"
#include "decisions/views.h"
#include "execution/views.h"
#include "performance/views.h"
#include "processes/views.h"

namespace drivetrain::app::cases {

namespace {

std::string const holds;

std::string instead(std::string const& wanted, std::string const& there) { return "wanted " + wanted + ", but " + there; }

/// Whether every field wanted is in the event and equal.
bool fits(feel::Value const& event, feel::Value const& wanted) {
  if (wanted.kind() != feel::Kind::context) return true;
  for (auto const& [name, value] : wanted.context().entries())
    if (!(event.at(name) == value)) return false;
  return true;
}

struct FoundEvent {
  bool there = false;
  Instant at;
  std::string last;                    ///< of the same type, in words, for who looks for why it is not there
};

/// The first event of this name after a position whose fields fit.
Result<FoundEvent> find_event(Stage& stage, std::string const& name, feel::Value const& fields, std::uint64_t after) {
  auto const& catalogue = stage.company().catalogue();
  auto const* type = catalogue.find(journal::RecordKind::event, name);
  if (!type) return Error{"DT-C003", "there is no event " + name, "events are listed in the reference"};
  FoundEvent found;
  DT_CHECK(stage.store().read(after + 1, [&](journal::StoredRecord const& stored) {
    if (stored.record.kind != journal::RecordKind::event || stored.record.type != type->number) return true;
    JsonWriter json;
    catalogue.write_json(json, stored.record);
    auto parsed = feel::from_json(json.text());
    if (!parsed) return true;
    auto data = parsed->at("data");
    found.last = feel::to_text(data);
    found.there = fits(data, fields);
    found.at = stored.record.at;
    return !found.there;
  }));
  return found;
}

/// journal has|lacks EVENT [{fields}] [within 1 s of EVENT]: since the last do or feed · journal ever had|never had EVENT: in its
/// whole past · journal verifies
Result<std::string> want_journal(Stage& stage, Reader& reader) {
  if (reader.accept("verifies")) {
    DT_TRY(auto report, journal::verify_chain(stage.store()));
    return report.broken_at == 0 ? holds : instead("an unbroken chain", "record " + std::to_string(report.broken_at) + ": " + report.problem);
  }
  bool ever = reader.peek("ever") || reader.peek("never");
  bool wanted_there = !reader.accept("never") && !reader.accept("lacks");
  if (ever && wanted_there) DT_CHECK(reader.expect("ever"));
  if (ever) DT_CHECK(reader.expect("had"));
  else if (wanted_there) DT_CHECK(reader.expect("has"));
  DT_TRY(auto name, reader.word("an event"));
  feel::Value fields;
  if (auto group = reader.group()) {
    DT_ASSIGN(fields, stage.value(*group));
  }
  auto after = ever ? 0 : stage.since();
  DT_TRY(auto found, find_event(stage, name, fields, after));
  if (found.there && wanted_there && reader.accept("within")) {
    DT_TRY(auto limit, read_amount(reader));
    DT_CHECK(reader.expect("of"));
    DT_TRY(auto cause_name, reader.word("an event"));
    DT_TRY(auto cause, find_event(stage, cause_name, {}, after));
    if (!cause.there) return "the journal has no " + cause_name + (ever ? "" : " since the last do");
    auto apart = found.at - cause.at;
    if (apart.us < 0 || apart > limit) return instead(name + " within " + describe_duration(limit) + " of " + cause_name, "it came " + describe_duration(apart) + " after it");
  }
  DT_CHECK(reader.end());
  if (found.there == wanted_there) return holds;
  if (!wanted_there) return "the journal has " + name + " " + found.last;
  return "the journal has no such " + name + (ever ? "" : " since the last do") + (found.last.empty() ? "" : "; the last one is " + found.last);
}

/// kpi ID is alarm · kpi ID = 82.4 · kpi ID has no data
Result<std::string> want_kpi(Stage& stage, Reader& reader) {
  DT_TRY(auto id, reader.word("a KPI"));
  auto const& kpis = stage.company().model().performance.kpis;
  auto kpi = kpis.find(id);
  if (kpi == kpis.end()) return Error{"DT-X901", "there is no KPI " + id, ""};
  auto reading = performance::read_kpi(kpi->second, *stage.company().model().kpis, stage.company().performance, stage.now());
  auto says = id + " is " + performance::describe(kpi->second, reading);
  if (reader.accept("=")) {
    DT_TRY(auto text, reader.word("a number"));
    auto number = Decimal::parse(text);
    if (!number) return Error{"DT-C003", text + " is no number", ""};
    return reading.value == number ? holds : instead(id + " = " + text, says);
  }
  if (reader.accept("has")) {
    DT_CHECK(reader.expect("no"));
    DT_CHECK(reader.expect("data"));
    return !reading.value ? holds : instead("no data", says);
  }
  DT_CHECK(reader.expect("is"));
  DT_TRY(auto status, reader.word("ok, warn or alarm"));
  return to_string(reading.status) == status ? holds : instead(id + " is " + status, says + ", which is " + std::string(to_string(reading.status)));
}

/// gauge ID = 3 · gauge ID is over · gauge ID is within · gauge ID says "…"
Result<std::string> want_gauge(Stage& stage, Reader& reader) {
  DT_TRY(auto id, reader.word("a gauge"));
  auto const* gauge = adaptation::find_gauge(id);
  if (!gauge) return Error{"DT-X901", "there is no gauge " + id, ""};
  auto reading = gauge->read(stage.company().gauge_input(stage.now()));
  if (reader.accept("=")) {
    DT_TRY(auto text, reader.word("a number"));
    auto number = Decimal::parse(text);
    auto rounded = Decimal::from_double(reading.value)->rounded(1, Decimal::Rounding::half_even);
    return number && rounded && *rounded == *number ? holds : instead(id + " = " + text, "it is " + rounded->to_string() + ": " + reading.text);
  }
  if (reader.accept("says")) {
    DT_TRY(auto words, reader.quoted("some words"));
    return reading.text.find(words) != std::string::npos ? holds : instead("\"" + words + "\"", "it says: " + reading.text);
  }
  DT_CHECK(reader.expect("is"));
  bool over = reader.accept("over");
  if (!over) DT_CHECK(reader.expect("within"));
  return reading.over == over ? holds : instead(over ? "over its limit" : "within its limit", reading.text);
}

/// first of ROLE is ELEMENT of CASE · first of ROLE says "…"
Result<std::string> want_first(Stage& stage, Reader& reader) {
  DT_CHECK(reader.expect("of"));
  DT_TRY(auto role, reader.word("a role"));
  auto const& company = stage.company();
  auto queue = coordination::queue_of(role, company.coordination, company.model().coordination, company.model().values, stage.now());
  if (queue.empty()) return "the queue of " + role + " is empty";
  auto says = coordination::why(queue.front(), company.model().values);
  if (reader.accept("says")) {
    DT_TRY(auto words, reader.quoted("some words"));
    return says.find(words) != std::string::npos ? holds : instead("\"" + words + "\"", "it says: " + says);
  }
  DT_CHECK(reader.expect("is"));
  DT_TRY(auto element, reader.word("a task"));
  DT_CHECK(reader.expect("of"));
  DT_TRY(auto case_name, reader.word("a case"));
  DT_TRY(auto item, stage.work(element, case_name));
  auto const& first = queue.front().item->opened;
  return first.item == item ? holds : instead(element + " of " + case_name, "first is " + first.element + " of " + first.case_id + " (" + says + ")");
}

/// agenda of MEETING has "…"
Result<std::string> want_agenda(Stage& stage, Reader& reader) {
  DT_CHECK(reader.expect("of"));
  DT_TRY(auto name, reader.word("a meeting"));
  DT_TRY(auto id, stage.occurrence(name));
  DT_CHECK(reader.expect("has"));
  DT_TRY(auto words, reader.quoted("some words"));
  auto text = feel::to_text(stage.company().coordination.occurrences.at(id).agenda);
  return text.find(words) != std::string::npos ? holds : instead("\"" + words + "\" on the agenda", "it is " + text);
}

/// version 2 is in force · version 3 is as version 1: not only counted, its files are compared
Result<std::string> want_version(Stage& stage, Reader& reader) {
  auto const& company = stage.company();
  auto const& versions = company.adaptation.versions;
  auto version = [&](std::string const& number) -> Result<adaptation::Version const*> {
    auto n = Decimal::parse(number);
    auto index = n ? n->to_int64().value_or(0) : 0;
    if (index < 1 || static_cast<std::size_t>(index) > versions.size())
      return Error{"DT-X901", "there is no version " + number + "; there are " + std::to_string(versions.size()), ""};
    return &versions[static_cast<std::size_t>(index) - 1];
  };
  DT_TRY(auto number, reader.word("a number"));
  DT_CHECK(reader.expect("is"));
  if (reader.accept("as")) {
    DT_CHECK(reader.expect("version"));
    DT_TRY(auto other, reader.word("a number"));
    DT_CHECK(reader.end());
    DT_TRY(auto const* one, version(number));
    DT_TRY(auto const* two, version(other));
    for (auto const& entry : one->manifest)
      if (std::find(two->manifest.begin(), two->manifest.end(), entry) == two->manifest.end())
        return "version " + number + " is not as version " + other + ": " + entry.path + " differs";
    return one->manifest.size() == two->manifest.size() ? holds : "version " + number + " lacks files of version " + other;
  }
  DT_CHECK(reader.expect("in"));
  DT_CHECK(reader.expect("force"));
  DT_CHECK(reader.end());
  auto count = std::to_string(versions.size());
  if (count != number) return instead("version " + number, "version " + count + " is in force");
  DT_TRY(auto const* deployed, version(number));
  if (manifest_of(company.model().files) != deployed->manifest || company.model().revision != deployed->revision)
    return "version " + number + " was deployed, but the company runs on other files";
  return holds;
}

/// nothing left: no open case, work, decision or issue
Result<std::string> want_nothing(Stage& stage, Reader& reader) {
  DT_CHECK(reader.expect("left"));
  auto const& company = stage.company();
  std::vector<std::string> left;
  for (auto const& [number, one] : company.processes.open_cases()) left.push_back(one.id());
  for (auto const& [id, item] : company.coordination.items) left.push_back(id);
  for (auto const& [id, live] : company.decisions.live) left.push_back(id);
  for (auto const& [id, issue] : company.coordination.issues) left.push_back(id);
  return left.empty() ? holds : "left are " + join(left, ", ");
}

/// initiative ID is at_risk
Result<std::string> want_initiative(Stage& stage, Reader& reader) {
  DT_TRY(auto id, reader.word("an initiative"));
  auto const& model = stage.company().model().execution;
  auto found = model.initiatives.find(id);
  if (found == model.initiatives.end()) return Error{"DT-X901", "there is no initiative " + id, ""};
  DT_CHECK(reader.expect("is"));
  DT_TRY(auto health, reader.word("a health"));
  auto seen = execution::view(found->second, model, stage.company().execution, stage.company().today(stage.now()), stage.company().kpi_values(stage.now()));
  return to_string(seen.health) == health ? holds : instead(health, "it is " + std::string(to_string(seen.health)) + ": " + join(seen.reasons, "; "));
}

Result<std::string> want_case(Stage& stage, std::string const& name, std::string const& id, Reader& reader) {
  auto seen = processes::view_case(stage.company().processes, id, stage.now());
  if (!seen) return name + " is no case that is remembered";
  if (reader.accept("waits")) {
    DT_TRY(auto element, reader.word("an element"));
    std::string role;
    if (reader.accept("for")) {
      DT_ASSIGN(role, reader.word("a role"));
    }
    std::vector<std::string> there;
    for (auto const& waiting : seen->waiting) {
      if (waiting.element == element && (role.empty() || waiting.role == role)) return holds;
      there.push_back(waiting.element + (waiting.role.empty() ? "" : " for " + waiting.role));
    }
    return instead(name + " waits " + element + (role.empty() ? "" : " for " + role), there.empty() ? "it is " + seen->status : "it waits " + join(there, ", "));
  }
  if (reader.peek("completed") || reader.peek("cancelled") || reader.peek("open")) {
    DT_TRY(auto status, reader.word("a status"));
    return seen->status == status ? holds : instead(name + " " + status, "it is " + seen->status);
  }
  DT_TRY(auto variable, reader.word("a variable"));
  DT_CHECK(reader.expect("="));
  DT_TRY(auto wanted, stage.value(reader.rest()));
  auto there = seen->variables.at(variable);
  return there == wanted ? Result<std::string>(holds) : Result<std::string>(instead(variable + " = " + feel::to_text(wanted), "it is " + feel::to_text(there)));
}

/// D waits for PERSON · D taken OUTCOME by PERSON
Result<std::string> want_decision(Stage& stage, std::string const& name, Reader& reader) {
  auto const& company = stage.company();
  if (reader.accept("taken")) {
    DT_TRY(auto outcome, reader.word("an outcome"));
    std::string person;
    if (reader.accept("by")) {
      DT_ASSIGN(person, reader.word("a person"));
    }
    auto id = stage.id_of(name);
    for (auto one = company.decisions.answered.rbegin(); one != company.decisions.answered.rend(); ++one)
      if (one->asked.live == id || one->asked.subject == id || one->asked.subject.rfind(id + "/", 0) == 0)
        return one->outcome == outcome && (person.empty() || one->person == person) ? holds : instead(outcome + " by " + person, "it was " + one->outcome + " by " + one->person);
    return "no decision about " + name + " was taken";
  }
  DT_CHECK(reader.expect("asks"));
  DT_TRY(auto person, reader.word("a person"));
  DT_TRY(auto live, stage.decision(name));
  // A change may ask several rights; each other subject asks one.
  auto const& subject = company.decisions.live.contains(live) ? company.decisions.live.at(live).subject : live;
  std::vector<std::string> asked;
  for (auto const& waiting : decisions::waiting(company.decisions, company.declarations(), company.people(), stage.now())) {
    if (waiting.live->live != live && (waiting.live->kind != "change" || waiting.live->subject != subject)) continue;
    if (waiting.today.person == person) return holds;
    asked.push_back((waiting.today.person.empty() ? "nobody" : waiting.today.person) + " is asked: " + waiting.today.why());
  }
  return asked.empty() ? name + " waits for nobody; it was answered" : instead(person, join(asked, "; "));
}

Result<std::string> want_issue(Stage& stage, std::string const& id, Reader& reader) {
  auto const& issues = stage.company().coordination.issues;
  auto found = issues.find(id);
  if (reader.accept("resolved")) return found == issues.end() ? holds : "it is open";
  if (found == issues.end()) return "issue " + id + " is not open";
  DT_CHECK(reader.expect("calls"));
  DT_TRY(auto role, reader.word("a role"));
  auto there = found->second.calls.empty() ? std::string("nobody") : found->second.calls.back().role;
  return there == role ? holds : instead(role, there + " is called");
}

Result<std::string> want_signal(Stage& stage, std::string const& id, Reader& reader) {
  auto found = stage.company().adaptation.signals.find(id);
  if (found == stage.company().adaptation.signals.end()) return "there is no signal " + id;
  DT_TRY(auto wanted, reader.word("open, fix, change or waived"));
  constexpr char const* names[] = {"open", "fix", "change", "waived"};
  auto there = std::string(names[static_cast<int>(found->second.state)]);
  return there == wanted ? holds : instead(wanted, "it is " + there);
}

/// signal GAUGE change: the newest about this gauge
Result<std::string> want_newest_signal(Stage& stage, Reader& reader) {
  DT_TRY(auto gauge, reader.word("a gauge"));
  return want_signal(stage, stage.signal(gauge), reader);
}

Result<std::string> want_change(Stage& stage, std::string const& id, Reader& reader) {
  auto found = stage.company().adaptation.changes.find(id);
  if (found == stage.company().adaptation.changes.end()) return "there is no change " + id;
  if (reader.accept("says")) {
    DT_TRY(auto words, reader.quoted("some words"));
    auto text = join(found->second.proposal.summary, "; ");
    return text.find(words) != std::string::npos ? holds : instead("\"" + words + "\"", "it says: " + text);
  }
  if (reader.accept("moved")) {
    DT_TRY(auto words, reader.quoted("what its effect says"));
    auto effect = adaptation::effect_of(found->second, stage.company().adaptation);
    auto text = effect ? effect->text : std::string("no effect is known");
    return text.find(words) != std::string::npos ? holds : instead("\"" + words + "\"", text);
  }
  if (reader.accept("asks")) return Error{"DT-C003", "say: CHANGE asks PERSON as for any decision", ""};
  DT_TRY(auto wanted, reader.word("a state"));
  constexpr char const* names[] = {"proposed", "approved", "deployed", "refused", "withdrawn", "outdated"};
  auto there = std::string(names[static_cast<int>(found->second.state)]);
  return there == wanted ? holds : instead(wanted, "it is " + there);
}

}  // namespace

Result<std::string> want(Stage& stage, std::string const& text) {
  DT_TRY(auto words, split_words(text));
  Reader reader(std::move(words));
  DT_TRY(auto subject, reader.word("what must be true"));
  using Want = Result<std::string> (*)(Stage&, Reader&);
  static std::pair<char const*, Want> const general[] = {
      {"journal", want_journal}, {"kpi", want_kpi}, {"gauge", want_gauge}, {"first", want_first}, {"agenda", want_agenda},
      {"version", want_version}, {"signal", want_newest_signal}, {"nothing", want_nothing}, {"initiative", want_initiative},
  };
  for (auto const& [name, wanted] : general)
    if (subject == name) return wanted(stage, reader);
  auto id = stage.id_of(subject);
  if (reader.peek("asks") || reader.peek("taken")) return want_decision(stage, subject, reader);
  if (id.starts_with("issue-")) return want_issue(stage, id, reader);
  if (id.starts_with("signal-")) return want_signal(stage, id, reader);
  if (id.starts_with("change-")) return want_change(stage, id, reader);
  if (id.starts_with("case-")) return want_case(stage, subject, id, reader);
  return Error{"DT-C003", "\"" + subject + "\" is nothing that a case can want something of",
               "begin with a name given by \"as\", or with journal, kpi, gauge, first, agenda, version, initiative or nothing"};
}

}  // namespace drivetrain::app::cases
