// The files (see write_model.h).
#include "app/own_data/write_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/own_data/lay_out.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app::own_data {

namespace {

using notation::yaml_text;

/// A file of documents, each under its comment.
class FileText {
 public:
  explicit FileText(std::string about) : text_("# " + std::move(about) + "\n") {}
  void document(std::string_view kind, std::string const& id, std::string const& title, std::string const& origin, std::string const& owner = {}) {
    if (documents_++) text_ += "---\n";
    if (!origin.empty()) text_ += "# from " + one_line(origin) + "\n";
    text_ += fmt::format("apiVersion: drivetrain/v1\nkind: {}\nmetadata: {{id: {}, title: {}{}}}\nspec:", kind, id, yaml_text(title), owner.empty() ? "" : ", owner: " + owner);
    empty_ = true;
  }
  void line(std::string const& text) {
    if (empty_) text_ += "\n";
    empty_ = false;
    text_ += "  " + text + "\n";
  }
  void text(std::string_view key, std::string const& value) {
    if (!value.empty()) line(std::string(key) + ": " + yaml_text(value));
  }
  void id(std::string_view key, std::string const& value) {
    if (!value.empty()) line(std::string(key) + ": " + value);
  }
  void texts(std::string_view key, std::vector<std::string> const& values) {
    if (values.empty()) return;
    std::string list;
    for (auto const& value : values) list += (list.empty() ? "" : ", ") + yaml_text(value);
    line(std::string(key) + ": [" + list + "]");
  }
  void ids(std::string_view key, std::vector<std::string> const& values) {
    if (values.empty()) return;
    std::string list;
    for (auto const& value : values) list += (list.empty() ? "" : ", ") + value;
    line(std::string(key) + ": [" + list + "]");
  }
  void end() {
    if (empty_) text_ += " {}\n";
    empty_ = false;
  }
  bool any() const { return documents_ > 0; }
  std::string const& text() const { return text_; }

  /// For a comment: cells are free of every other line break (notation's cell_text).
  static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

 private:
  std::string text_;
  int documents_ = 0;
  bool empty_ = false;
};

void put(model::Files& files, std::string const& path, FileText const& file) {
  if (file.any()) files[path] = file.text();
}

std::string term_text(DraftTerm const& term) {
  if (!term.from && !term.to) return "{person: " + term.person + "}";
  return "{person: " + term.person + (term.from ? ", from: " + format_date(*term.from) : "") + (term.to ? ", to: " + format_date(*term.to) : "") + "}";
}

std::string terms_text(std::vector<DraftTerm> const& terms) {
  std::string list;
  for (auto const& term : terms) list += (list.empty() ? "" : ", ") + term_text(term);
  return "[" + list + "]";
}

/// Working hours that hold the meetings: Monday to Friday and every other day on which one lies, eight to five and longer where one needs it.
void write_calendar(Draft const& draft, model::Files& files) {
  std::int64_t from = 8 * 60, to = 17 * 60;
  std::set<std::string> extra;
  for (auto const& meeting : draft.meetings) {
    auto begin = read_loose_duration(meeting.start.substr(11), hours(8)).value_or(hours(12)).us / 60'000'000;
    auto end = begin + meeting.duration.us / 60'000'000;
    for (auto day : {"SA", "SU"})
      if (auto at = meeting.rrule.find("BYDAY="); at != std::string::npos && meeting.rrule.find(day, at) != std::string::npos) extra.insert(day == std::string_view("SA") ? "sat" : "sun");
    if (end > 24 * 60) continue;
    from = std::min(from, begin / 60 * 60);
    to = std::max(to, std::min<std::int64_t>(24 * 60, (end + 59) / 60 * 60));
  }
  FileText file("When work happens, in local time. Assumed from the meetings; deadlines and escalations count these hours only.");
  file.document("Calendar", "working-week", "Working week", "");
  file.line("hours:");
  auto hours_text = fmt::format("[\"{:02}:{:02}-{:02}:{:02}\"]", from / 60, from % 60, to / 60, to % 60);
  for (auto day : {"mon", "tue", "wed", "thu", "fri"}) file.line("  " + std::string(day) + ": " + hours_text);
  for (auto const& day : extra) file.line("  " + day + ": " + hours_text);
  put(files, "org/calendars.yaml", file);
}

void write_company(Draft const& draft, std::vector<WrittenWaiver> const& waivers, model::Files& files) {
  FileText file("Whose model this is. Written from tables; change it freely, the tables are not read again.");
  file.document("Company", id_from(draft.title), draft.title, "");
  file.id("timezone", draft.timezone);
  file.id("calendar", "working-week");
  file.id("currency", draft.currency);
  if (!waivers.empty()) {
    file.line("# What the tables leave open or contradict. Each finding is excused until its day, then it is an error: mend it and delete its line.");
    file.line("waivers:");
    for (auto const& waiver : waivers)
      file.line(fmt::format("  - {{rule: {}, subject: {}, reason: {}, owner: {}, expires: {}}}", waiver.rule, waiver.subject, yaml_text(waiver.reason), waiver.owner, format_date(waiver.expires)));
  }
  put(files, "model.yaml", file);
}

void write_form(Draft const& draft, model::Files& files) {
  FileText units("Units: the parts of the company.");
  for (auto const& unit : draft.units) {
    units.document("Unit", unit.id, unit.title, unit.origin);
    units.end();
  }
  put(files, "org/units.yaml", units);
  FileText people("People.");
  for (auto const& person : draft.people) {
    people.document("Person", person.id, person.name.shown, person.origin + (person.listed ? "" : " (named there, listed in no table)"));
    people.id("unit", person.unit);
    people.text("email", person.email);
    people.end();
  }
  put(files, "org/people.yaml", people);
  FileText roles("Roles: what somebody answers for, whoever that is today. Authority orders who may be escalated to; it follows who reports to whom and who signs for more.");
  FileText assignments("Who holds which role today, and who stands in when they are away.");
  for (auto const& role : draft.roles) {
    roles.document("Role", role.id, role.title, role.origin + (role.described || role.personal ? "" : " (named there, described in no table)"));
    roles.id("unit", role.unit);
    roles.text("purpose", role.purpose);
    roles.texts("accountabilities", role.accountabilities);
    roles.line("authority: " + std::to_string(role.authority));
    // Several holders of a role that decides or leads contradict each other, and the compiler says so; of other roles they are colleagues.
    if (role.holders.size() > 1 && !role.decides) roles.line("many: true");
    if (role.holders.empty() && role.deputies.empty()) continue;
    assignments.document("Assignment", role.id + "-today", role.title + " today", role.holders.empty() ? role.deputies.front().origin : role.holders.front().origin);
    assignments.id("role", role.id);
    if (!role.holders.empty()) assignments.line("holders: " + terms_text(role.holders));
    if (!role.deputies.empty()) assignments.line("deputies: " + terms_text(role.deputies));
  }
  put(files, "org/roles.yaml", roles);
  put(files, "org/assignments.yaml", assignments);
}

std::string condition_of(DraftLevel const& level, std::string const& fact) {
  auto const& limit = level.limit;
  std::string text;
  if (limit.above) text = fact + (limit.above_included ? " >= " : " > ") + limit.above->to_string();
  if (limit.up_to) text += (text.empty() ? "" : " and ") + fact + (limit.up_to_included ? " <= " : " < ") + limit.up_to->to_string();
  return text.empty() ? fact + " >= 0" : text;
}

void write_decision(Draft const& draft, DraftDecision const& decision, model::Files& files) {
  FileText file("A decision right: who decides what, up to which limit, by when, and who is next.");
  file.document("Decision", decision.id, decision.title, decision.origin);
  file.line("question: " + yaml_text(decision.question.empty() ? decision.title + "?" : decision.question));
  auto fact = fact_of(decision);
  auto unit = decision.unit.empty() ? draft.currency : decision.unit;
  if (!decision.levels.empty()) {
    file.line("facts:");
    file.line(fmt::format("  - {{name: {}, type: number{}, min: 0}}", fact, unit.empty() ? "" : ", unit: " + yaml_text(unit)));
  }
  bool rapid = !decision.recommend.empty() || !decision.perform.empty() || !decision.agree.empty() || !decision.input.empty() || !decision.deciders.empty();
  if (rapid) {
    file.line("rapid:");
    auto ids = [&](char const* key, std::vector<std::string> const& list) { file.ids(std::string("  ") + key, list); };
    file.id("  recommend", decision.recommend);
    ids("agree", decision.agree);
    ids("input", decision.input);
    file.id("  perform", decision.perform);
    // A line without a limit beside lines with one would be a second decider for every amount; the compiler says so.
    ids("decide", decision.deciders);
  }
  if (!decision.levels.empty()) {
    file.line("bands:");
    for (auto const& level : decision.levels)
      file.line(fmt::format("  - {{when: \"{}\", role: {}}}  # {}", condition_of(level, fact), level.role, FileText::one_line(level.origin)));
  }
  file.line("outcomes: [approve, refuse]");
  file.texts("criteria", decision.criteria);
  file.line("cadence: on-demand");
  if (decision.deadline) file.line("sla: " + format_duration(*decision.deadline));
  file.id("forum", decision.meeting);
  if (!decision.escalate_to.empty() || decision.escalate_after) {
    auto after = decision.escalate_after ? *decision.escalate_after : decision.deadline ? *decision.deadline : hours(8);
    file.line("escalation:");
    file.line(fmt::format("  - {{after: {}, to: {}}}", format_duration(after), decision.escalate_to.empty() ? "next-band" : decision.escalate_to));
  }
  put(files, "decisions/" + decision.id + ".yaml", file);
}

/// A right that no table speaks of, and without which something could never be done here.
struct MissingRight {
  std::string_view id, title, comment, question, governs;
  std::vector<std::string> criteria;
};

/// Exactly one decision governs personal-data: without it nobody could ever be erased. What is proposed in the browser is approved by the
/// decisions that govern it: without them nobody could change anything there.
void write_missing_rights(Draft const& draft, model::Files& files) {
  if (draft.eraser.empty()) return;
  for (auto const& right : {MissingRight{erasing_decision, "Erase personal data", "Who may order that what the journal holds of a person is erased. No table says it; name another role if it is another's.",
                                         "Shall what the journal holds of this person be erased?", "personal-data", {"Who asked, and are they who they say they are?", "Does a law make us keep any of it?"}},
                            MissingRight{changing_decision, "Change how we work", "Who approves changes of this model. No table says it; name another role if it is another's, and give weights or rights a decision of their own.",
                                         "Shall this change of how we work take effect?", "weights, rights, standards, form, rhythms, processes, intent", {"Which signal asks for it?", "Who must know on the day it takes effect?"}}}) {
    FileText file{std::string(right.comment)};
    file.document("Decision", std::string(right.id), std::string(right.title), "");
    file.text("question", std::string(right.question));
    file.line("kind: design");
    file.line("rapid: {decide: " + draft.eraser + "}");
    file.line("outcomes: [approve, refuse]");
    file.texts("criteria", right.criteria);
    file.line("cadence: on-demand");
    file.line("sla: PT40H");
    file.line("governs: [" + std::string(right.governs) + "]");
    put(files, "decisions/" + std::string(right.id) + ".yaml", file);
  }
}

void write_rhythms(Draft const& draft, model::Files& files) {
  FileText file("Meetings: when they come round, who leads them, what they look at.");
  for (auto const& meeting : draft.meetings) {
    file.document("Rhythm", meeting.id, meeting.title, meeting.origin);
    file.line("rrule: " + meeting.rrule);
    file.line("start: " + meeting.start);
    file.line("duration: " + format_duration(meeting.duration));
    if (meeting.tier) file.line("tier: " + std::to_string(meeting.tier));
    file.id("chair", meeting.chair);
    file.ids("attendees", meeting.attendees);
    std::string inputs;
    for (auto const& kpi : meeting.kpis) inputs += "{kpi: " + kpi + "}, ";
    if (!meeting.decisions.empty()) inputs += "{list: decisions}, ";
    file.line("inputs: [" + inputs + "{list: actions}]");
    file.texts("outputs", meeting.outputs.empty() ? std::vector<std::string>{"actions with owner and date"} : meeting.outputs);
    file.ids("takes", meeting.decisions);
  }
  put(files, "rhythms/meetings.yaml", file);
}

void write_kpis(Draft const& draft, model::Files& files) {
  FileText file("Figures. None is connected to what happens yet: measures and formula say which events they are computed from.");
  for (auto const& kpi : draft.kpis) {
    file.document("Kpi", kpi.id, kpi.title, kpi.origin, kpi.owner);
    file.text("definition", kpi.definition);
    file.text("unit", kpi.unit);
    file.line(std::string("direction: ") + (kpi.direction < 0 ? "down" : "up"));
    file.line("window: " + format_duration(kpi.window));
    for (auto [key, value] : {std::pair{"target", kpi.target}, std::pair{"warn", kpi.warn}, std::pair{"alarm", kpi.alarm}})
      if (value) file.line(std::string(key) + ": " + value->to_string());
    if (!kpi.reaction.empty()) {
      file.line("# on alarm, the table says: " + FileText::one_line(kpi.reaction));
    }
  }
  put(files, "metrics/kpis.yaml", file);
}

}  // namespace

std::string fact_of(DraftDecision const& decision) {
  if (decision.unit == "%") return "percent";
  if (decision.unit == "h") return "hours";
  if (decision.unit == "days" || decision.unit == "weeks" || decision.unit == "minutes") return decision.unit;
  return "amount";
}

std::string level_in_words(DraftLevel const& level, std::string_view unit) {
  auto const& limit = level.limit;
  if (!limit.above && !limit.up_to) return "any amount";
  if (!limit.up_to) return (limit.above_included ? "from " : "above ") + in_words(*limit.above, unit);
  auto high = (limit.up_to_included ? "up to " : "under ") + in_words(*limit.up_to, unit);
  return limit.above ? (limit.above_included ? "from " : "above ") + in_words(*limit.above, unit) + " " + high : high;
}

model::Files write_model(Draft const& draft, std::vector<WrittenWaiver> const& waivers) {
  model::Files files;
  write_company(draft, waivers, files);
  write_calendar(draft, files);
  write_form(draft, files);
  for (auto const& decision : draft.decisions) write_decision(draft, decision, files);
  write_missing_rights(draft, files);
  write_rhythms(draft, files);
  write_kpis(draft, files);
  lay_out(files);
  return files;
}

}  // namespace drivetrain::app::own_data
