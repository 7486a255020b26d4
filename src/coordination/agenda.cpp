// The agenda from live state (see agenda.h).
#include "coordination/agenda.h"

#include <algorithm>

#include "base/text.h"
#include "coordination/views.h"
#include "organisation/views.h"

namespace drivetrain::coordination {

namespace {

constexpr std::size_t max_of_a_list = 20;
constexpr std::size_t queue_head = 3;

class AgendaBuilder {
 public:
  AgendaBuilder(Rhythm const& rhythm, AgendaSources const& sources) : rhythm_(rhythm), sources_(sources) {}

  std::vector<AgendaItem> build() {
    for (auto const& input : rhythm_.inputs) {
      if (!input.kpi.empty()) add_kpi(input.kpi.text());
      else if (!input.queue.empty()) add_queue(input.queue.text());
      else if (input.list == "issues") add_issues();
      else if (input.list == "decisions") add_decisions();
      else if (input.list == "actions") add_actions();
    }
    if (!calm_.empty()) add("kpi", "", counted(calm_.size(), "KPI") + " within limits", join(calm_, "; "), false);
    std::stable_sort(items_.begin(), items_.end(), [](AgendaItem const& a, AgendaItem const& b) { return rank(a) < rank(b); });
    for (std::size_t i = 0; i < items_.size(); ++i) items_[i].item = std::to_string(i + 1);
    return std::move(items_);
  }

 private:
  /// Stopped work, then what is pressing, then the rest, each in the order of the rhythm's inputs.
  static int rank(AgendaItem const& item) { return item.kind == "stop" ? 0 : item.pressing ? 1 : 2; }

  void add(std::string kind, std::string ref, std::string title, std::string text, bool pressing) {
    items_.push_back({"", std::move(kind), std::move(ref), std::move(title), std::move(text), pressing});
  }

  void add_kpi(std::string const& id) {
    auto line = sources_.kpi(id);
    if (!line) return;
    if (line->over) add("kpi", id, line->title, line->text, true);
    else calm_.push_back(line->title + ": " + line->text);
  }

  void add_decisions() {
    auto late = decisions::overdue(sources_.decisions, sources_.declaration, sources_.people, sources_.now);
    for (std::size_t i = 0; i < std::min(late.size(), max_of_a_list); ++i) {
      auto const& one = late[i];
      auto who = one.today.person.empty() ? "nobody decides it today: " + one.today.because
                                          : "waits for " + decisions::decider_in_words(one.today, sources_.people.form);
      add("decision", one.live->live, one.live->title, who + ", overdue by " + describe_duration(sources_.now - *one.live->due), true);
    }
  }

  void add_issues() {
    auto issues = open_issues(sources_.state, sources_.model);
    for (std::size_t i = 0; i < std::min(issues.size(), max_of_a_list); ++i) {
      auto const& issue = *issues[i];
      auto type = sources_.model.issue_types.find(issue.raised.issue_type);
      bool stops = !issue.contained && type != sources_.model.issue_types.end() && type->second.stops_work;
      auto text = "open for " + describe_duration(sources_.now - issue.at) + ", " + state_of(issue);
      if (issue.recurred > 0) text += ", came again " + counted(static_cast<std::size_t>(issue.recurred), "time");
      add(stops ? "stop" : "issue", issue.raised.issue, issue.raised.title, text, stops || !issue.acknowledged);
    }
  }

  std::string state_of(Issue const& issue) const {
    auto name = [&](std::string const& person) { return organisation::name_of(sources_.people.form, person); };
    if (issue.contained) return "contained by " + name(issue.contained->person) + ": " + issue.contained->text;
    if (issue.acknowledged) return "acknowledged by " + name(issue.acknowledged->person);
    if (issue.calls.empty()) return "called to nobody";
    auto const& call = issue.calls.back();
    return "called to " + (call.person.empty() ? call.role : name(call.person)) + " (tier " + std::to_string(call.tier) + "), not acknowledged";
  }

  void add_actions() {
    auto today = organisation::local_day(sources_.people.form, sources_.now);
    auto actions = open_actions_of_rhythm(rhythm_.header.id, sources_.state);
    for (std::size_t i = 0; i < std::min(actions.size(), max_of_a_list); ++i) {
      auto const& action = actions[i]->added;
      bool late = action.due < today;
      add("action", action.action, action.title,
          organisation::name_of(sources_.people.form, action.owner) + (late ? ", was due " : ", due ") + format_date(action.due), late);
    }
  }

  void add_queue(std::string const& role) {
    auto queue = queue_of(role, sources_.state, sources_.model, sources_.values, sources_.now);
    if (queue.empty()) return;
    std::vector<std::string> head;
    std::size_t late = 0;
    for (auto const& entry : queue) {
      if (head.size() < queue_head) head.push_back(entry.item->opened.title);
      late += entry.item->opened.promised && *entry.item->opened.promised < sources_.now;
    }
    auto text = counted(queue.size(), "item") + " ready, first " + join(head, ", ");
    if (late > 0) text += "; " + std::to_string(late) + " past the promise";
    add("queue", role, "Queue of " + role, text, late > 0);
  }

  Rhythm const& rhythm_;
  AgendaSources const& sources_;
  std::vector<AgendaItem> items_;
  std::vector<std::string> calm_;
};

std::string text_at(feel::Context const& context, char const* name) {
  auto const* value = context.find(name);
  return value && value->kind() == feel::Kind::string ? std::string(value->string()) : std::string();
}

}  // namespace

std::vector<AgendaItem> agenda_of(Rhythm const& rhythm, AgendaSources const& sources) { return AgendaBuilder(rhythm, sources).build(); }

feel::Value to_value(std::vector<AgendaItem> const& agenda) {
  feel::List list;
  for (auto const& item : agenda) {
    feel::Context context;
    context.set("item", feel::Value(item.item));
    context.set("kind", feel::Value(item.kind));
    context.set("ref", feel::Value(item.ref));
    context.set("title", feel::Value(item.title));
    context.set("text", feel::Value(item.text));
    context.set("pressing", feel::Value(item.pressing));
    list.emplace_back(std::move(context));
  }
  return feel::Value(std::move(list));
}

std::vector<AgendaItem> agenda_from(feel::Value const& value) {
  std::vector<AgendaItem> agenda;
  if (value.kind() != feel::Kind::list) return agenda;
  for (auto const& entry : value.list()) {
    if (entry.kind() != feel::Kind::context) continue;
    auto const& context = entry.context();
    agenda.push_back({text_at(context, "item"), text_at(context, "kind"), text_at(context, "ref"), text_at(context, "title"), text_at(context, "text"),
                      entry.at("pressing").is_true()});
  }
  return agenda;
}

}  // namespace drivetrain::coordination
