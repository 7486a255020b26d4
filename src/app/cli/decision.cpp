// drivetrain decision who: who would decide, and why, step by step.
// drivetrain decision scorecard: how well each right is decided, from the answers of a data folder.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <ctime>

#include "app/cli/verbs.h"
#include "app/replayed_company.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/zone.h"
#include "decisions/scorecard.h"
#include "decisions/views.h"
#include "feel/json.h"
#include "model/compile.h"
#include "platform/files.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app::cli {

namespace {

struct WhoWanted {
  std::string model = ".", data, decision, facts = "{}", at;
  std::vector<std::string> away;
};

Error no_decision(std::string const& decision, decisions::Model const& model) {
  std::vector<std::string> ids;
  for (auto const& [id, one] : model.decisions) ids.push_back(id);
  auto near = nearest(decision, ids);
  return {"DT-X901", "there is no decision " + decision, near ? "did you mean " + *near + "?" : "decisions: " + join(ids, ", ")};
}

/// An instant with its offset, or a time or a day of the company's zone.
Result<Instant> moment_of(std::string const& text, organisation::Model const& form) {
  if (text.empty()) return Instant{std::time(nullptr) * 1'000'000};
  if (auto instant = parse_instant(text)) return *instant;
  DT_TRY(auto zone, Zone::find(form.company.timezone.value));
  if (auto local = parse_local_time(text)) return zone->to_instant(*local);
  if (auto local = parse_local_time(text + "T12:00")) return zone->to_instant(*local);
  return Error{"DT-X902", "--at " + text + " is no time", "write 2026-03-27T09:00 (of the company), 2026-03-27T08:00:00Z, or a day"};
}

/// Those who are named are away at that moment, whatever the journal knows of them.
Status send_away(std::vector<std::string> const& away, organisation::Model const& form, Instant at, organisation::State& state) {
  for (auto const& person : away) {
    if (!form.people.contains(person)) {
      std::vector<std::string> ids;
      for (auto const& [id, one] : form.people) ids.push_back(id);
      auto near = nearest(person, ids);
      return Error{"DT-X901", "--away names " + person + ", who is nobody in the model", near ? "did you mean " + *near + "?" : ""};
    }
    state.absences[person] = {{"supposed", person, at - days(1), at + days(1), "supposed", ""}};
  }
  return {};
}

int tell_who(WhoWanted const& wanted, decisions::Model const& model, organisation::Model const& form, organisation::State state, Settings const& settings) {
  auto declared = model.decisions.find(wanted.decision);
  if (declared == model.decisions.end()) return fail(no_decision(wanted.decision, model));
  auto facts = feel::from_json(wanted.facts);
  if (!facts) return fail({"DT-X902", "the facts are not readable: " + facts.error().message, "give a JSON object, like '{\"amount\": 1200}'"});
  auto at = moment_of(wanted.at, form);
  if (!at) return fail(at.error());
  if (auto gone = send_away(wanted.away, form, *at, state); !gone.ok()) return fail(gone.error());
  auto explained = decisions::who_decides(declared->second, *facts, {form, state}, *at);
  if (explained.refusal) return fail(*explained.refusal);
  if (settings.json) {
    JsonWriter json;
    json.begin_object().field("decision", wanted.decision).field("at", *at).field("role", explained.route.role).field("person", explained.route.person)
        .field("via", explained.route.via).field("why", explained.lines).end_object();
    std::puts(json.text().c_str());
  } else {
    for (auto const& line : explained.lines) std::puts(line.c_str());
  }
  return exit_ok;
}

int who(WhoWanted const& wanted, Settings const& settings) {
  if (!wanted.data.empty()) {
    auto store = platform::SqliteStore::open(wanted.data, platform::Access::read_only);
    if (!store) return fail(store.error());
    ReplayedCompany replayed(**store);
    if (auto told = replayed.replay(); !told.ok()) return fail(told.error());
    auto const& company = replayed.company();
    return tell_who(wanted, company.model().decisions, company.model().organisation, company.organisation, settings);
  }
  auto files = platform::read_tree(wanted.model, model::belongs_to_model);
  if (!files) return fail(files.error());
  auto compilation = model::compile(*files, {date_from_days(std::time(nullptr) / 86'400)});
  return tell_who(wanted, compilation.model->decisions, compilation.model->organisation, {}, settings);
}

std::string share_in_words(decisions::Share const& share) {
  return share.of == 0 ? "–" : std::to_string(share.count * 100 / share.of) + " % of " + std::to_string(share.of);
}

void write_share(JsonWriter& json, char const* name, decisions::Share const& share) {
  json.key(name).begin_object().field("count", share.count).field("of", share.of).end_object();
}

int tell_scorecards(std::string const& data, Settings const& settings) {
  auto store = platform::SqliteStore::open(data, platform::Access::read_only);
  if (!store) return fail(store.error());
  ReplayedCompany replayed(**store);
  if (auto told = replayed.replay(); !told.ok()) return fail(told.error());
  auto const cards = decisions::scorecards(replayed.company().model().decisions, replayed.company().decisions);
  if (!settings.json) {
    for (auto const& card : cards)
      std::printf("%s: %zu answered%s; consistent %s; timely %s%s; transparent %s; aligned %s%s\n", card.decision->header.id.c_str(), card.answered,
                  card.automatic ? (", " + std::to_string(card.automatic) + " by itself").c_str() : "", share_in_words(card.consistent).c_str(), share_in_words(card.timely).c_str(),
                  card.median ? (", median " + describe_duration(*card.median)).c_str() : "", share_in_words(card.transparent).c_str(), share_in_words(card.aligned).c_str(),
                  card.serves_objective ? "" : "; serves no objective");
    return exit_ok;
  }
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (auto const& card : cards) {
    json.begin_object().field("decision", card.decision->header.id).field("answered", card.answered).field("automatic", card.automatic);
    if (card.since) json.field("since", *card.since);
    write_share(json, "consistent", card.consistent), write_share(json, "timely", card.timely), write_share(json, "transparent", card.transparent), write_share(json, "aligned", card.aligned);
    if (card.median) json.field("median_latency", *card.median);
    if (card.p90) json.field("p90_latency", *card.p90);
    json.field("against", card.against).field("serves_objective", card.serves_objective).end_object();
  }
  json.end_array().end_object();
  std::puts(json.text().c_str());
  return exit_ok;
}

}  // namespace

void add_decision(CLI::App& app, Settings& settings, Run& chosen) {
  auto* noun = app.add_subcommand("decision", "Ask about decision rights");
  noun->require_subcommand(1);
  auto* verb = noun->add_subcommand("who", "Say who would decide, and why");
  verb->footer("Examples:\n  drivetrain decision who expedite-job '{\"delay_hours\": 12}' --model models/tarnwick\n"
               "  drivetrain decision who expedite-job --facts '{\"delay_hours\": 12}' --at 2026-03-27T09:00 --away ben --data build/demo\n"
               "With --data: by the version in force and the absences that its journal knows. Works beside a running server.");
  auto wanted = std::make_shared<WhoWanted>();
  verb->add_option("decision", wanted->decision, "Id of the decision")->required();
  verb->add_option("facts,--facts", wanted->facts, "JSON object with its facts")->capture_default_str();
  auto* folder = verb->add_option("--model", wanted->model, "Folder with model.yaml")->capture_default_str();
  verb->add_option("--data", wanted->data, "Data folder of a server, instead of a model")->excludes(folder);
  verb->add_option("--at", wanted->at, "When it is asked: a time of the company, an instant, or a day; now when absent");
  verb->add_option("--away", wanted->away, "People who are away then, by id");
  verb->callback([&chosen, &settings, wanted] { chosen = [=, &settings] { return who(*wanted, settings); }; });

  auto* card = noun->add_subcommand("scorecard", "Say how well each right is decided: consistent, timely, transparent, aligned");
  card->footer("Example:\n  drivetrain decision scorecard --data build/demo --json\nOver the answers that are remembered, the last 500 of all rights together. Works beside a running server.");
  auto data = std::make_shared<std::string>();
  card->add_option("--data", *data, "Data folder of a server")->required();
  card->callback([&chosen, &settings, data] { chosen = [=, &settings] { return tell_scorecards(*data, settings); }; });
}

}  // namespace drivetrain::app::cli
