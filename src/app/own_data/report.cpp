// Putting the findings into sections (see report.h). A code of the compiler has its place below; what has none still appears, in the compiler's words.
#include "app/own_data/report.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/own_data/tiles.h"
#include "app/own_data/who_decides.h"
#include "app/own_data/write_model.h"
#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "organisation/views.h"

namespace drivetrain::app::own_data {

namespace {

/// Ids in the compiler's sentence become the titles that the tables use.
class Titles {
 public:
  explicit Titles(Draft const& draft) {
    for (auto const& role : draft.roles) add(role.id, role.title);
    for (auto const& decision : draft.decisions) add(decision.id, "\"" + decision.title + "\"");
    for (auto const& kpi : draft.kpis) add(kpi.id, "\"" + kpi.title + "\"");
    for (auto const& meeting : draft.meetings) add(meeting.id, "\"" + meeting.title + "\"");
    for (auto const& person : draft.people) add(person.id, person.name.shown);
  }
  /// Whole words only; an id that means two things stays an id.
  std::string in(std::string_view text) const {
    std::string out, word;
    auto flush = [&] {
      auto found = titles_.find(word);
      out += found == titles_.end() || found->second.empty() ? word : found->second;
      word.clear();
    };
    for (char c : text) {
      bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || (c >= 'A' && c <= 'Z') || (c & 0x80);
      if (part) word += c;
      else flush(), out += c;
    }
    flush();
    return out;
  }

 private:
  void add(std::string const& id, std::string title) {
    // A single plain word ("quality") may stand in the compiler's sentence as a word.
    if (id.find('-') == std::string::npos && id.size() < 4) return;
    auto [at, is_new] = titles_.try_emplace(id, title);
    if (!is_new && at->second != title) at->second.clear();
  }
  std::map<std::string, std::string> titles_;
};

std::map<std::string, std::string> origins_of(Draft const& draft) {
  std::map<std::string, std::string> origins;
  for (auto const& role : draft.roles) origins[role.id] = role.origin, origins[role.id + "-today"] = role.origin;
  for (auto const& decision : draft.decisions) origins[decision.id] = decision.origin;
  for (auto const& kpi : draft.kpis) origins[kpi.id] = kpi.origin;
  for (auto const& meeting : draft.meetings) origins[meeting.id] = meeting.origin;
  return origins;
}

ReportSection* section(Report& report, std::string_view id) {
  for (auto& one : report.sections)
    if (one.id == id) return &one;
  return nullptr;
}

/// Section of a code: rights, signing, escalation, figures, meetings, people; "open" for what the tables simply do not say yet.
std::string section_of(std::string const& code) {
  static std::map<std::string, std::string> const sections = {
      {"D203", "amounts"}, {"D201", "amounts"},   {"D204", "amounts"},  {"D202", "vacant"},   {"D205", "escalation"}, {"D207", "escalation"}, {"D215", "escalation"},
      {"M303", "escalation"}, {"M305", "figures"}, {"M304", "booked"},  {"F001", "amounts"},  {"D212", "amounts"},    {"D209", "open"},       {"K501", "open"},
      {"K502", "open"},    {"K507", "open"},      {"M301", "open"},     {"R004", "open"},     {"S103", "open"}};
  auto found = sections.find(code.starts_with("DT-") ? code.substr(3) : code);
  return found == sections.end() ? "other" : found->second;
}

/// Of what many entities lack, one sentence names them all.
std::string lacking(std::string const& code, std::vector<std::string> const& subjects) {
  auto names = join(subjects, ", ");
  auto n = subjects.size();
  if (code == "DT-D209") return "By what is it decided? No criteria are written for " + counted(n, "decision") + ": " + names + ".";
  if (code == "DT-K501") return "Where do the numbers come from? " + counted(n, "figure is", "figures are") + " not connected to what happens: " + names + ".";
  if (code == "DT-K502") return "What happens when it turns red? Nothing follows an alarm of " + counted(n, "figure") + ": " + names + ".";
  if (code.ends_with("K507")) return "Does it get cheaper at the customer's cost? No guard stands beside " + counted(n, "figure") + ": " + names + ".";
  if (code == "DT-R004") return counted(n, "entry is", "entries are") + " used by nothing: " + names + ".";
  return "";
}

std::string title_in(Draft const& draft, std::string const& id) {
  for (auto const& decision : draft.decisions)
    if (decision.id == id) return decision.title;
  for (auto const& kpi : draft.kpis)
    if (kpi.id == id) return kpi.title;
  for (auto const& meeting : draft.meetings)
    if (meeting.id == id) return meeting.title;
  for (auto const& role : draft.roles)
    if (role.id == id) return role.title;
  for (auto const& unit : draft.units)
    if (unit.id == id) return unit.title;
  return id;
}

/// The sentences for DT-D203 of a decision; none when the levels of the draft do not show it.
std::vector<ReportItem> clashes_in_words(Draft const& draft, DraftDecision const& decision) {
  std::vector<ReportItem> items;
  auto unit = decision.unit.empty() ? draft.currency : decision.unit;
  for (auto const& clash : clashes_of(decision)) {
    std::vector<std::string> roles;
    for (auto const& role : clash.roles) {
      auto title = title_in(draft, role);
      if (std::find(roles.begin(), roles.end(), title) == roles.end()) roles.push_back(title);
    }
    auto text = decision.title + ", " + stretch_in_words(clash, unit) + ": ";
    if (roles.empty()) text += "nobody may decide.";
    else if (roles.size() == 1) text += "two lines name " + roles[0] + ".";
    else text += counted(roles.size(), "role") + " may decide, each alone: " + join(roles, " and ") + ".";
    items.push_back({text, "DT-D203", decision.origin});
  }
  return items;
}

/// What a manager can do about it, in words that need no model; the compiler's help where there are none.
std::string way_out(Diagnostic const& finding, Titles const& titles) {
  static std::map<std::string, std::string> const ways = {{"D201", "name one who decides; the others agree or are asked"},
                                                          {"D207", "let it be decided outside the meeting, meet more often, or allow more time"},
                                                          {"D215", "escalate before the deadline, or allow more time"},
                                                          {"F001", "make one of them the deputy, or let one term end before the other begins"}};
  auto found = ways.find(finding.code.substr(std::min<std::size_t>(3, finding.code.size())));
  return found == ways.end() ? titles.in(finding.help) : found->second;
}

void add_findings(Report& report, Draft const& draft, model::Compilation const& compilation) {
  Titles titles(draft);
  auto origins = origins_of(draft);
  std::map<std::string, std::vector<std::string>> grouped_subjects;   // code → titles
  std::set<std::string> assumed;
  for (auto const& meeting : draft.meetings)
    if (meeting.time_assumed) assumed.insert(meeting.id);
  std::set<std::string> said;
  for (auto const& finding : compilation.diagnostics.all()) {
    if (finding.severity == Severity::note) continue;
    auto place = section_of(finding.code);
    if (finding.code == "DT-M304" && std::any_of(assumed.begin(), assumed.end(), [&](auto const& id) { return finding.message.find(id) != std::string::npos; })) continue;
    if (finding.code == "DT-D202") {
      ++report.contradictions;   // said beside the vacant role
      continue;
    }
    if (finding.code == "DT-R004" && std::any_of(draft.kpis.begin(), draft.kpis.end(), [&](auto const& kpi) { return kpi.id == finding.subject; })) continue;   // no meeting reviews it
    if (finding.code == "DT-D201") {
      auto known = std::find_if(draft.decisions.begin(), draft.decisions.end(), [&](auto const& one) { return one.id == finding.subject; });
      if (known != draft.decisions.end() && known->levels.empty()) {
        std::vector<std::string> roles;
        for (auto const& role : known->deciders) roles.push_back(title_in(draft, role));
        section(report, place)->items.push_back({known->title + ": " + (roles.empty() ? "nobody is named who decides." : join(roles, " and ") + " may decide, each alone. Way out: " + way_out(finding, titles) + "."), finding.code, known->origin});
        ++report.contradictions;
        continue;
      }
    }
    if (finding.code == "DT-M305") {
      section(report, place)->items.push_back({title_in(draft, finding.subject) + " is on the agenda of no meeting.", finding.code, origins[finding.subject]});
      ++report.contradictions;
      continue;
    }
    auto decision = std::find_if(draft.decisions.begin(), draft.decisions.end(), [&](auto const& one) { return one.id == finding.subject; });
    if (finding.code == "DT-D203" && decision != draft.decisions.end()) {
      auto items = clashes_in_words(draft, *decision);
      if (!items.empty()) {
        if (!said.insert("DT-D203 " + finding.subject).second) continue;
        report.contradictions += items.size();
        auto& target = section(report, place)->items;
        target.insert(target.end(), items.begin(), items.end());
        continue;
      }
    }
    if (!lacking(finding.code, {"x"}).empty()) {
      auto title = title_in(draft, finding.subject);
      auto& subjects = grouped_subjects[finding.code];
      if (std::find(subjects.begin(), subjects.end(), title) == subjects.end()) subjects.push_back(title);
      continue;
    }
    auto text = titles.in(finding.message);
    if (!text.empty()) text[0] = static_cast<char>(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
    if (!said.insert(finding.code + text).second) continue;
    auto origin = origins.find(finding.subject);
    auto way = way_out(finding, titles);
    section(report, place)->items.push_back({text + "." + (way.empty() ? "" : " Way out: " + way + "."), finding.code, origin == origins.end() ? "" : origin->second});
    ++report.contradictions;
  }
  for (auto const& [code, subjects] : grouped_subjects) {
    section(report, section_of(code))->items.push_back({lacking(code, subjects), code, ""});
    report.contradictions += subjects.size();
  }
}

/// Titles of the decisions that wait for this role.
std::string decided_by(Draft const& draft, std::string const& role) {
  std::vector<std::string> titles;
  for (auto const& decision : draft.decisions) {
    bool decides = std::find(decision.deciders.begin(), decision.deciders.end(), role) != decision.deciders.end() ||
                   std::any_of(decision.levels.begin(), decision.levels.end(), [&](auto const& level) { return level.role == role; });
    if (decides) titles.push_back("\"" + decision.title + "\"");
  }
  return join(titles, ", ");
}

void add_vacant(Report& report, Draft const& draft, model::OperatingModel const& model, Date at) {
  auto& items = section(report, "vacant")->items;
  for (auto const& role : draft.roles) {
    if (organisation::is_staffed(model.organisation, role.id, at)) continue;
    auto why = role.described ? "" : ", and is described in no table";
    auto ended = role.holders.empty() ? "" : " any more";
    auto waiting = decided_by(draft, role.id);
    items.push_back({role.title + ": nobody holds it" + ended + why + (waiting.empty() ? "" : "; it decides " + waiting) + ".", waiting.empty() ? "" : "DT-D202", role.origin});
  }
  for (auto const& role : draft.roles)
    if (role.personal) items.push_back({(role.holders.empty() ? role.title : organisation::name_of(model.organisation, role.holders.front().person)) + " acts without a role: what he or she answers for is written nowhere.", "", role.origin});
  for (auto const& role : draft.roles)
    if (role.decides && role.holders.size() == 1 && role.deputies.empty())
      items.push_back({role.title + " decides or leads and has no deputy.", "", role.origin});
}

}  // namespace

Report report_on(Draft const& draft, std::vector<TableGuess> const& guesses, model::Compilation const& compilation, Date at) {
  Report report;
  report.title = draft.title;
  report.at = at;
  // Over nothing nothing is in order: what the tables do not name was not looked at, and the page says so.
  auto of = [](bool any, char const* clear, char const* nothing) { return std::string(any ? clear : nothing); };
  bool escalates = std::any_of(draft.decisions.begin(), draft.decisions.end(), [](auto const& one) { return !one.escalate_to.empty(); });
  bool anything = !draft.decisions.empty() || !draft.roles.empty() || !draft.kpis.empty() || !draft.meetings.empty() || !draft.people.empty();
  report.sections = {{"decides", "Who decides, and who when somebody is away", "The tables name no decisions.", {}},
                     {"amounts", "Amounts and rights that contradict each other", of(!draft.decisions.empty(), "Every amount has exactly one who may decide.", "The tables name no decisions, so that no amount could be looked at."), {}},
                     {"escalation", "Escalations that wait too long", of(escalates, "No escalation waits past its deadline.", "The tables name no escalations."), {}},
                     {"vacant", "Roles without a person or a deputy", of(!draft.roles.empty(), "Every role has somebody today.", "The tables name no roles."), {}},
                     {"booked", "People in two meetings at once", of(!draft.meetings.empty(), "Nobody is double-booked in the next four weeks.", "The tables name no meetings."), {}},
                     {"figures", "Figures that no meeting reviews", of(!draft.kpis.empty(), "Every figure is reviewed in a meeting.", "The tables name no figures."), {}},
                     {"open", "What nobody has settled yet", of(anything, "Nothing is left open.", "Nothing was understood, so that everything is."), {}},
                     {"other", "What else does not fit together", "Nothing else.", {}},
                     {"assumed", "What was assumed", "Nothing was assumed.", {}},
                     {"not_understood", "What was not understood", "Every row was understood.", {}},
                     {"skipped", "Rows that hold nothing of their own", "None.", {}}};
  std::size_t rows = 0;
  for (auto const& guess : guesses) {
    rows += guess.table.rows.size();
    auto notes = join(guess.table.notes, "; ");
    report.summary.push_back(guess.table.name() + (guess.table.hidden ? " (hidden sheet)" : "") + ": " +
                             (guess.kind == TableKind::unknown ? "not understood" : guess.kind == TableKind::ignored ? "left out" : std::string(key_of(guess.kind)) + ", " + std::to_string(static_cast<int>(guess.confidence * 100 + 0.5)) + " % sure") +
                             (notes.empty() ? "" : "; " + notes));
  }
  report.summary.push_back("Together: " + counted(draft.people.size(), "person", "people") + ", " + counted(draft.roles.size(), "role") + ", " + counted(draft.decisions.size(), "decision") + ", " +
                           counted(draft.meetings.size(), "meeting") + ", " + counted(draft.kpis.size(), "figure") + " from " + counted(rows, "row") + ".");
  section(report, "decides")->items = who_decides(draft, *compilation.model, at);
  add_findings(report, draft, compilation);
  add_vacant(report, draft, *compilation.model, at);
  for (auto const& sentence : draft.assumptions) section(report, "assumed")->items.push_back({sentence, "", ""});
  for (auto const& one : draft.not_understood) section(report, "not_understood")->items.push_back({"\"" + one.what + "\" " + one.why + ".", "", one.where});
  for (auto const& one : draft.skipped) section(report, "skipped")->items.push_back({one + ".", "", ""});
  std::erase_if(report.sections, [](auto const& one) { return (one.id == "other" || one.id == "skipped") && one.items.empty(); });
  return report;
}

}  // namespace drivetrain::app::own_data
