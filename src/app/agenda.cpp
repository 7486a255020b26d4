// Agendas (see agenda.h).
#include "app/agenda.h"

#include <algorithm>

#include "app/local_words.h"
#include "coordination/views.h"
#include "decisions/views.h"
#include "performance/views.h"

namespace drivetrain::app {

namespace {

struct Item {
  std::string id, kind, title, says, state, href;
  int urgency = 0;                     ///< 0 first
};

feel::Value to_value(std::vector<Item> items) {
  std::stable_sort(items.begin(), items.end(), [](Item const& a, Item const& b) { return a.urgency < b.urgency; });
  feel::List list;
  for (auto const& item : items) {
    feel::Context row;
    row.set("id", feel::Value(item.id));
    row.set("kind", feel::Value(item.kind));
    row.set("title", feel::Value(item.title));
    row.set("says", feel::Value(item.says));
    row.set("state", feel::Value(item.state));
    row.set("href", feel::Value(item.href));
    list.emplace_back(std::move(row));
  }
  return feel::Value(std::move(list));
}

std::string name(Company const& company, std::string const& person) {
  return organisation::name_of(company.model().organisation, person);
}

void add_kpi(Company const& company, std::string const& id, Instant now, std::vector<Item>& items) {
  auto kpi = company.model().performance.kpis.find(id);
  if (kpi == company.model().performance.kpis.end()) return;
  auto reading = performance::read_kpi(kpi->second, *company.model().kpis, company.performance, now);
  int urgency = reading.status == performance::KpiStatus::alarm ? 0 : reading.status == performance::KpiStatus::warn ? 1 : 4;
  items.push_back({id, "kpi", kpi->second.header.title, performance::describe(kpi->second, reading),
                   std::string(to_string(reading.status)), "/performance/" + id, urgency});
}

void add_decisions(Company const& company, coordination::Rhythm const& rhythm, Instant now, std::vector<Item>& items) {
  for (auto const& waiting : decisions::waiting(company.decisions, company.declarations(), company.people(), now)) {
    auto const& live = *waiting.live;
    bool taken_here = std::any_of(rhythm.takes.begin(), rhythm.takes.end(), [&](auto const& taken) { return taken.value == live.decision; });
    bool late = live.due && *live.due < now;
    if (!taken_here && !late) continue;
    items.push_back({live.live, "decision", live.title,
                     (waiting.today.person.empty() ? "waits for nobody of today" : "waits for " + organisation::name_of(company.model().organisation, waiting.today.person)) +
                         (live.due ? (late ? ", was due " : ", due ") + day_and_time(company, *live.due) : ""),
                     late ? "late" : "open", "/decisions/" + live.live, late ? 1 : 3});
  }
}

/// Those that wait for somebody: what no longer holds first, then what was judged or adopted and is not the standard yet, then what nobody has tried.
void add_ideas(Company const& company, std::vector<Item>& items) {
  using coordination::IdeaState;
  for (auto const& [id, idea] : company.ideas.all) {
    bool regressed = idea.state == IdeaState::regressed, judged = idea.state == IdeaState::judged, adopted = idea.state == IdeaState::adopted;
    if (!regressed && !judged && !adopted && idea.state != IdeaState::proposed) continue;
    auto says = regressed ? "no longer holds: " + idea.tests.back().compared.says
                : judged  ? "its trial is over: " + idea.judged->says
                : adopted ? std::string("is adopted; the standard is not changed yet")
                          : "proposed by " + name(company, idea.proposed.person) + ", not tried yet";
    items.push_back({id, "idea", idea.proposed.title, says, regressed ? "late" : "open", "/improvements/" + id, regressed ? 1 : judged ? 2 : adopted ? 3 : 4});
  }
}

}  // namespace

std::optional<coordination::Figure> figure_behind(Company const& company, std::string const& issue, Instant now) {
  auto found = company.coordination.issues.find(issue);
  if (found == company.coordination.issues.end() || found->second.raised.source != "kpi") return std::nullopt;
  auto const& kpis = company.model().performance.kpis;
  auto kpi = kpis.find(found->second.raised.subject);
  if (kpi == kpis.end()) return std::nullopt;
  auto reading = performance::read_kpi(kpi->second, *company.model().kpis, company.performance, now);
  return coordination::Figure{reading.status != performance::KpiStatus::no_data, reading.status == performance::KpiStatus::alarm,
                              kpi->second.header.title + ": " + performance::describe(kpi->second, reading)};
}

feel::Value build_agenda(Company const& company, coordination::Rhythm const& rhythm, Instant now) {
  std::vector<Item> items;
  for (auto const& looked_at : rhythm.inputs) {
    if (!looked_at.kpi.empty()) add_kpi(company, looked_at.kpi.text(), now, items);
    if (looked_at.list == "decisions") add_decisions(company, rhythm, now, items);
    if (looked_at.list == "ideas") add_ideas(company, items);
    if (looked_at.list == "issues")
      for (auto const* issue : coordination::open_issues(company.coordination, company.model().coordination)) {
        auto says = issue->calls.empty() ? std::string("nobody is called")
                                         : "tier " + std::to_string(issue->tier()) + ", " + issue->calls.back().role +
                                               (issue->acknowledged ? ", answered by " + name(company, issue->acknowledged->person) : ", not answered yet");
        items.push_back({issue->raised.issue, "issue", issue->raised.title, says, issue->acknowledged ? "open" : "late",
                         "/issues/" + issue->raised.issue, issue->acknowledged ? 3 : 1});
      }
    if (looked_at.list == "actions")
      for (auto const* action : coordination::open_actions_of_rhythm(rhythm.header.id, company.coordination)) {
        bool late = action->added.due < company.today(now);
        items.push_back({action->added.action, "action", action->added.title,
                         name(company, action->added.owner) + ", by " + format_date(action->added.due), late ? "late" : "open",
                         "/rhythms/actions/" + action->added.action, late ? 1 : 3});
      }
    if (!looked_at.queue.empty()) {
      auto queue = coordination::queue_of(looked_at.queue.text(), company.coordination, company.model().coordination, company.model().values, now);
      std::size_t late = 0;
      for (auto const& entry : queue) late += entry.item->opened.promised && *entry.item->opened.promised < now;
      items.push_back({looked_at.queue.text(), "queue", "Queue of " + looked_at.queue.text(),
                       std::to_string(queue.size()) + " waiting" + (late ? ", " + std::to_string(late) + " past their promise" : ""),
                       late ? "late" : "open", "/queues/" + looked_at.queue.text(), late ? 1 : 5});
    }
  }
  return to_value(std::move(items));
}

}  // namespace drivetrain::app
