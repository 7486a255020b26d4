// /ideas: better ways of working, from the idea over its trial to the standard that holds or no longer does.
#include <algorithm>

#include "app/api/router.h"
#include "app/api/write.h"
#include "app/ideas.h"
#include "app/views/holders.h"

namespace drivetrain::app::api {

using coordination::FigureCompared;
using coordination::FigureLevel;
using coordination::Idea;
using coordination::IdeaState;
using platform::Response;

namespace {

bool i_decide(Reading const& reading, Idea const& idea) {
  return !reading.person.empty() && views::may_one_of(reading.company, reading.person, deciders_of(reading.company, idea.proposed, idea.trial ? idea.trial->kpi : std::string()), reading.now);
}

/// The same as the handlers ask.
std::vector<std::string> may_do(Reading const& reading, Idea const& idea) {
  std::vector<std::string> may;
  if (i_decide(reading, idea)) {
    auto is = [&](std::initializer_list<IdeaState> states) { return std::find(states.begin(), states.end(), idea.state) != states.end(); };
    if (is({IdeaState::proposed, IdeaState::judged, IdeaState::regressed})) may.emplace_back("begin_trial");
    if (is({IdeaState::trial})) may.emplace_back("judge");
    if (is({IdeaState::judged})) may.emplace_back("adopt");
    if (is({IdeaState::adopted, IdeaState::regressed})) may.emplace_back("change_standard");
    if (!is({IdeaState::standard, IdeaState::kept, IdeaState::dropped})) may.emplace_back("drop");
  } else if (idea.state == IdeaState::proposed && idea.proposed.person == reading.person) {
    may.emplace_back("drop");
  }
  return may;
}

void write_level(JsonWriter& json, std::string_view name, FigureLevel const& level) {
  object_field(json, name, [&] {
    json.field("periods", level.periods);
    field_if(json, "mean", level.mean);
    field_if(json, "deviation", level.deviation);
  });
}

void write_compared_fields(JsonWriter& json, FigureCompared const& compared) {
  json.field("verdict", compared.verdict).field("says", compared.says);
  write_level(json, "after", compared.after);
  field_if(json, "effect", compared.effect);
  field_if(json, "low", compared.low);
  field_if(json, "high", compared.high);
}

void write_trial(JsonWriter& json, Reading const& reading, Idea const& idea) {
  auto const& trial = *idea.trial;
  object_field(json, "trial", [&] {
    json.field("kpi", refer(reading.company, "kpi", trial.kpi)).field("hypothesis", trial.hypothesis).field("begun_at", idea.trial_at).field("until", trial.until);
    field_if(json, "expected", trial.expected);
    views::write_person(json, "begun_by", reading.company, trial.person);
    write_level(json, "before", trial.before);
    auto kpi = reading.model().performance.kpis.find(trial.kpi);
    if (kpi != reading.model().performance.kpis.end()) json.field("unit", kpi->second.unit).field("decimals", kpi->second.decimals).field("better", kpi->second.direction == performance::Direction::up ? "up" : "down");
  });
}

void write_idea_fields(JsonWriter& json, Reading const& reading, Idea const& idea) {
  auto const& proposed = idea.proposed;
  json.field("idea", proposed.idea).field("title", proposed.title).field("problem", proposed.problem).field("state", to_string(idea.state)).field("since", idea.since);
  text_if(json, "fix", proposed.fix);
  views::write_person(json, "proposed_by", reading.company, proposed.person);
  json.field("proposed_at", idea.at).field("rounds", idea.rounds);
  if (!proposed.unit.empty()) json.field("unit", refer(reading.company, "unit", proposed.unit));
  if (!proposed.process.empty()) json.field("process", refer(reading.company, "process", proposed.process));
  if (auto const& kpi = idea.trial ? idea.trial->kpi : proposed.kpi; !kpi.empty()) json.field("kpi", refer(reading.company, "kpi", kpi));
  if (!proposed.issue.empty()) json.field("issue", refer(reading.company, "issue", proposed.issue));
  // What is said of it last.
  auto const* compared = !idea.tests.empty() ? &idea.tests.back().compared : idea.judged ? &*idea.judged : nullptr;
  if (compared) object_field(json, "latest", [&] { write_compared_fields(json, *compared); });
  if (idea.state == IdeaState::trial) json.field("until", idea.trial->until);
  list_field(json, "may", may_do(reading, idea), [&](std::string const& what) { json.value(what); });
}

std::vector<Idea const*> newest_first(Reading const& reading) {
  std::vector<Idea const*> ideas;
  for (auto const& [id, idea] : reading.company.ideas.all) ideas.push_back(&idea);
  std::sort(ideas.begin(), ideas.end(), [](auto const* a, auto const* b) { return std::tie(b->since, b->position) < std::tie(a->since, a->position); });
  return ideas;
}

Status list_ideas(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  auto person = exchange.query("person").value_or("");
  if (person == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    person = reading.person;
  }
  auto ideas = newest_first(reading);
  std::erase_if(ideas, [&](Idea const* idea) {
    return !exchange.asks_for("state", to_string(idea->state)) || !exchange.asks_for("process", idea->proposed.process) || !exchange.asks_for("unit", idea->proposed.unit) ||
           !exchange.asks_for("issue", idea->proposed.issue) || (!person.empty() && idea->proposed.person != person);
  });
  object(json, [&] { write_page(json, ideas, page, [&](Idea const* idea) { object(json, [&] { write_idea_fields(json, reading, *idea); }); }); });
  return {};
}

/// How many of a person's ideas came how far; of all when `person` is empty.
struct Tally {
  int proposed = 0, tried = 0, adopted = 0, holding = 0, regressed = 0, dropped = 0;
  void count(Idea const& idea) {
    ++proposed;
    tried += idea.rounds > 0;
    adopted += idea.adopted.has_value();
    holding += idea.state == IdeaState::standard || idea.state == IdeaState::kept;
    regressed += idea.state == IdeaState::regressed;
    dropped += idea.state == IdeaState::dropped;
  }
  void write(JsonWriter& json) const {
    json.field("proposed", proposed).field("tried", tried).field("adopted", adopted).field("holding", holding).field("regressed", regressed).field("dropped", dropped);
  }
};

Status summarise_ideas(Exchange const&, Reading const& reading, JsonWriter& json) {
  Tally all;
  std::map<std::string, Tally> people;
  for (auto const& [id, idea] : reading.company.ideas.all) all.count(idea), people[idea.proposed.person].count(idea);
  std::vector<std::pair<std::string, Tally>> rows(people.begin(), people.end());
  std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return std::tie(b.second.holding, b.second.proposed) < std::tie(a.second.holding, a.second.proposed); });
  object(json, [&] {
    all.write(json);
    list_field(json, "people", rows, [&](auto const& row) {
      object(json, [&] {
        views::write_person(json, "person", reading.company, row.first);
        row.second.write(json);
      });
    });
  });
  return {};
}

Status get_idea(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  auto const& id = exchange.at("idea");
  auto found = reading.company.ideas.all.find(id);
  if (found == reading.company.ideas.all.end()) return Error{"DT-X901", "there is no idea " + id, "its story, if it had one, is at /audit?subject=" + id};
  auto const& idea = found->second;
  object(json, [&] {
    write_idea_fields(json, reading, idea);
    list_field(json, "deciders", deciders_of(reading.company, idea.proposed, idea.trial ? idea.trial->kpi : std::string()),
               [&](std::string const& role) { write_json(json, holder_of(reading.company, role, reading.now)); });
    if (idea.trial) write_trial(json, reading, idea);
    if (idea.judged)
      object_field(json, "judged", [&] {
        write_compared_fields(json, *idea.judged);
        if (!idea.judged_by.empty()) views::write_person(json, "ended_by", reading.company, idea.judged_by);
      });
    if (idea.adopted) {
      views::write_person(json, "adopted_by", reading.company, idea.adopted->person);
      text_if(json, "adopted_because", idea.adopted->reason);
    }
    if (idea.dropped) {
      views::write_person(json, "dropped_by", reading.company, idea.dropped->person);
      json.field("dropped_because", idea.dropped->reason);
    }
    if (idea.standard) {
      json.field("change", refer(reading.company, "change", idea.standard->change)).field("revision", idea.standard->revision).field("standard_at", idea.standard_at);
      if (idea.state == IdeaState::standard) json.field("tested_next", idea.tests.empty() || !idea.tests.back().until ? idea.standard->until : *idea.tests.back().until);
    }
    list_field(json, "tests", idea.tests, [&](coordination::IdeaTested const& test) {
      object(json, [&] {
        json.field("outcome", test.outcome);
        write_compared_fields(json, test.compared);
      });
    });
    write_timeline(json, "timeline", reading, story_of(reading, id), 200);
  });
  return {};
}

Response propose_idea(Exchange& exchange) {
  return ask(exchange, coordination::ProposeIdea{exchange.text("title"), exchange.text("problem"), exchange.text("fix"), exchange.text("unit"), exchange.text("process"), exchange.text("kpi"),
                                                 exchange.text("issue")});
}

Response begin_trial(Exchange& exchange) {
  coordination::BeginTrial command{exchange.at("idea"), exchange.text("kpi"), exchange.text("hypothesis"), {}, {}};
  if (auto expected = exchange.value("expected"); expected.kind() == feel::Kind::number) command.expected = expected.number();
  if (auto until = parse_date(exchange.text("until"))) command.until = *until;  // the contract has refused what is no day
  return ask(exchange, command);
}

Response judge_trial(Exchange& exchange) { return ask(exchange, coordination::JudgeTrial{exchange.at("idea")}); }
Response adopt_idea(Exchange& exchange) { return ask(exchange, coordination::AdoptIdea{exchange.at("idea"), exchange.text("reason")}); }
Response drop_idea(Exchange& exchange) { return ask(exchange, coordination::DropIdea{exchange.at("idea"), exchange.text("reason")}); }

}  // namespace

void add_ideas(Router& router) {
  router.read("/ideas", "list_ideas", list_ideas);
  router.write("/ideas", "propose_idea", propose_idea);
  router.read("/ideas/summary", "summarise_ideas", summarise_ideas);
  router.read("/ideas/{idea}", "get_idea", get_idea);
  router.write("/ideas/{idea}/trial", "begin_trial", begin_trial);
  router.write("/ideas/{idea}/judge", "judge_trial", judge_trial);
  router.write("/ideas/{idea}/adopt", "adopt_idea", adopt_idea);
  router.write("/ideas/{idea}/drop", "drop_idea", drop_idea);
}

}  // namespace drivetrain::app::api
